import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { everyField } from '../../../testkit/everyField';
import { packNodes } from '../../../testkit/pack';

const nodes = [...packNodes()].filter(([name]) => name.startsWith('callGear'));
const fields = nodes.flatMap(([node, { description }]) =>
	everyField(description.properties).map(([path, field]): [string, INodeProperties] => [
		`${node} ${path}`,
		field,
	]),
);
const choices = fields.flatMap(([path, { type, options = [] }]) =>
	['options', 'multiOptions'].includes(type)
		? options.map((option): [string, INodePropertyOptions] => [path, option as INodePropertyOptions])
		: [],
);
const optionsOf = (name: string) =>
	(
		(packNodes()
			.get(name)
			?.description.properties.find((field) => field.name === 'options')?.options ?? []) as INodeProperties[]
	).map((option) => option.name);

const WITHOUT_DESCRIPTION = ['notice', 'hidden', 'collection'];

/** Words of which none is missing, and in front of which nothing is. */
const WHOLE = /^(?!.* {2}|.* ,)\S[^]*\S$/;

describe('what the editor shows of the nodes of CallGear', () => {
	it('are whole texts', () => {
		const odd = fields.filter(
			([, { displayName, description, type }]) =>
				!WHOLE.test(displayName) ||
				(description === undefined ? !WITHOUT_DESCRIPTION.includes(type) : !WHOLE.test(description)),
		);
		expect(odd.map(([path]) => path)).toEqual([]);
	});

	it('are choices with a name and a value', () => {
		const odd = choices.filter(
			([, { name, value }]) => !WHOLE.test(name ?? '') || String(value ?? '').trim() === '',
		);
		expect(odd).toEqual([]);
		expect(choices.length).toBeGreaterThan(100);
	});

	it('begins with a choice that is offered', () => {
		const odd = fields.filter(([, { type, options = [], default: given }]) => {
			const offered = (options as INodePropertyOptions[]).map(({ value }) => value);
			return type === 'options' && !offered.includes(given as string);
		});
		expect(odd.map(([path]) => path)).toEqual([]);
	});
});

describe('the options', () => {
	const always = ['concurrency', 'maxRetryWait', 'maxTries', 'timeout', 'userId'];

	it.each([
		['callGearGetChats', ['accountTimezone', 'order']],
		['callGearGetChatMessages', ['accountTimezone', 'order']],
		['callGearGetOfflineMessages', ['accountTimezone', 'includeTechnical']],
	])('of %s, which only reads, have no word on sending again', (node, own) => {
		expect(optionsOf(node)).toEqual(expect.arrayContaining(always));
		expect(optionsOf(node).filter((name) => !always.includes(name))).toEqual(own);
	});

	it.each(['callGearDeleteChat', 'callGearTagCommunication', 'callGearAddComment', 'callGearCallMethod'])(
		'of %s, which changes something, can send again, or once',
		(node) => {
			expect(optionsOf(node)).toEqual(expect.arrayContaining([...always, 'retryUncertainSends', 'sendOnce']));
		},
	);

	it.each(['callGearUploadChats', 'callGearUploadOfflineMessages'])(
		'of %s, which knows what it has uploaded, have no other memory',
		(node) => {
			const own = [
				'accountTimezone',
				'batchSize',
				'checkOnly',
				'inputTimezone',
				'missingExtId',
				'skipUploaded',
			];
			expect(optionsOf(node)).toEqual(expect.arrayContaining([...always, ...own, 'retryUncertainSends']));
			expect(optionsOf(node)).not.toContain('sendOnce');
		},
	);
});
