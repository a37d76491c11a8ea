import type { INodeProperties } from 'n8n-workflow';

import { defaultOf, describeField } from '../../../tools/docs/describe';

const field = (more: Partial<INodeProperties>): INodeProperties => ({
	displayName: 'Thing',
	name: 'thing',
	type: 'string',
	default: '',
	...more,
});

const source = field({
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{ name: 'File', value: 'file' },
		{ name: 'Stored File', value: 'stored' },
		{ name: 'URL', value: 'url' },
	],
	default: 'file',
});
const register = field({ displayName: 'Register', name: 'register', type: 'boolean', default: false });

const described = (more: Partial<INodeProperties>, beside: INodeProperties[] = []) =>
	describeField(field(more), { root: [source, register], beside });

describe('what a field holds before it is touched', () => {
	it.each<[string, Partial<INodeProperties>, string]>([
		['a text', { default: 'data' }, '`data`'],
		['nothing', {}, ''],
		['an expression', { default: '={{ $json.chatId }}' }, '`{{ $json.chatId }}`'],
		['a number', { type: 'number', default: 0 }, '0'],
		['a switch', { type: 'boolean', default: true }, 'on'],
		['a switch', { type: 'boolean', default: false }, 'off'],
		['a choice', { ...source, default: 'stored' }, 'Stored File'],
		['choices', { ...source, type: 'multiOptions', default: ['file', 'url'] }, 'File, URL'],
		['an empty locator', { type: 'resourceLocator', default: { mode: 'list', value: '' } }, ''],
		[
			'a locator',
			{ type: 'resourceLocator', default: { mode: 'id', value: '={{ $json.id }}' } },
			'`{{ $json.id }}`',
		],
		['a collection', { type: 'collection', default: {} }, ''],
	])('%s: %j', (_, more, shown) => {
		expect(defaultOf(field(more))).toBe(shown);
	});
});

describe('what a field is', () => {
	it('is its description and hint as whole sentences, and an example', () => {
		const more = { description: 'Name of the user', hint: 'As agents see it.', placeholder: 'e.g. Mira' };
		expect(described(more)).toBe('Name of the user. As agents see it. E.g. `Mira`');
	});

	it('has no example that is the default', () => {
		expect(described({ description: 'Name', default: 'data', placeholder: 'e.g. data' })).toBe('Name.');
	});

	it.each<[object, string]>([
		[{ minValue: 1, maxValue: 20 }, 'From 1 to 20.'],
		[{ minValue: 1 }, 'At least 1.'],
		[{ maxValue: 20 }, 'At most 20.'],
		[{ minValue: 0 }, ''],
	])('has the bounds %j', (typeOptions, told) => {
		expect(described({ type: 'number', default: 1, typeOptions })).toBe(told);
	});

	it('says in which ways something is named', () => {
		const modes: INodeProperties['modes'] = [
			{ displayName: 'From List', name: 'list', type: 'list' },
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 5177' },
		];
		expect(described({ type: 'resourceLocator', modes, description: 'The chat' })).toBe(
			'The chat. **From List** or **By ID**. E.g. `5177`',
		);
	});

	it('has choices in a sentence where their names say all', () => {
		expect(described({ ...source, description: 'Where it is' })).toBe(
			'Where it is. **File**, **Stored File** or **URL**.',
		);
	});

	it('has choices with a description in lines of their own, before the others', () => {
		const options = [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b', description: 'The second | last' },
		];
		expect(described({ type: 'options', options, description: 'Which' })).toBe(
			'Which.<br>**B**: The second \\| last<br>**A**',
		);
	});
});

describe('when a field is shown', () => {
	it.each<[INodeProperties['displayOptions'], string]>([
		[{ show: { '/source': ['file', 'url'] } }, '*Only with Source **File** or **URL**.*'],
		[{ show: { '/register': [true] } }, '*Only with Register turned on.*'],
		[{ show: { '/register': [false] } }, '*Only with Register turned off.*'],
		[{ hide: { '/source': ['url'] } }, '*Not with Source **URL**.*'],
		[
			{ show: { '/register': [true] }, hide: { '/source': ['url'] } },
			'*Only with Register turned on, not with Source **URL**.*',
		],
		[
			{ show: { '/source': ['file'], '/register': [true] } },
			'*Only with Source **File**, with Register turned on.*',
		],
	])('%j reads %s', (displayOptions, told) => {
		expect(described({ displayOptions })).toBe(told);
	});

	it('looks for the deciding field beside it', () => {
		const beside = [{ ...source, displayName: 'Origin' }];
		expect(described({ displayOptions: { show: { source: ['url'] } } }, beside)).toBe(
			'*Only with Origin **URL**.*',
		);
	});

	it('fails for what there are no words for', () => {
		expect(() => described({ displayOptions: { show: { '/other': ['x'] } } })).toThrow(
			'There are no words for when Thing is shown: /other',
		);
	});
});
