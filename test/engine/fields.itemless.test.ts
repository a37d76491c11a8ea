import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { Fields } from '../../nodes/engine/fields';

const properties: INodeProperties[] = [
	{ displayName: 'Text', name: 'text', type: 'string', default: '' },
	{ displayName: 'IDs', name: 'ids', type: 'string', default: '' },
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{ name: 'End', value: 'end' },
			{ name: 'Message', value: 'message' },
		],
		default: [],
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		default: {},
		options: [{ displayName: 'Chat', name: 'chat', type: 'string', default: '' }],
	},
];

function fieldsOf(values: Record<string, unknown>) {
	const asked: unknown[][] = [];
	const getNodeParameter = (...given: unknown[]) => {
		asked.push(given);
		return values[given[0] as string];
	};
	const context = { getNodeParameter } as unknown as IWebhookFunctions;
	return { fields: Fields.ofNode(context, properties), asked };
}

const failureOf = (read: () => unknown) => {
	try {
		return read();
	} catch (caught) {
		return (caught as { facts: unknown }).facts;
	}
};

describe('fields where there are no items', () => {
	it('are asked for without an item, once each', () => {
		const { fields, asked } = fieldsOf({ text: 'Hi' });
		expect([fields.text('text'), fields.text('text')]).toEqual(['Hi', 'Hi']);
		expect(asked).toEqual([['text', undefined, { extractValue: true }]]);
	});

	it('are refused in words that speak of no item, also those in a collection', () => {
		const { fields } = fieldsOf({ filters: {} });
		const remedy = 'Fill it in, or check that its expression gives a value.';
		expect(failureOf(() => fields.text('text'))).toMatchObject({ message: '"Text" is empty', remedy });
		expect(failureOf(() => fields.collection('filters').id('chat'))).toMatchObject({
			message: '"Filters > Chat" is empty',
			remedy,
		});
		const [entry] = fieldsOf({ rules: { rule: [{}] } }).fields.entries('rules', 'rule');
		expect(failureOf(() => entry.id('chat'))).toMatchObject({ message: '"rules 1 > chat" is empty', remedy });
	});
});

describe('a list of IDs', () => {
	it.each([
		['', []],
		[undefined, []],
		[' a, b\u200b ,,c\nd', ['a', 'b', 'c', 'd']],
		[7104, ['7104']],
		[
			[7104, ' 7105 ', ''],
			['7104', '7105'],
		],
	])('%j is %j', (given, expected) => {
		expect(fieldsOf({ ids: given }).fields.ids('ids')).toEqual(expected);
	});

	it.each([
		[[{}], 'an object'],
		[['a', true], 'a boolean'],
		[[null], 'nothing'],
		[[['a']], 'a list'],
	])('of something else is refused: %j', (ids, kind) => {
		expect(failureOf(() => fieldsOf({ ids }).fields.ids('ids'))).toMatchObject({
			message: `"IDs" holds ${kind} in its list`,
			remedy: 'Use texts, separated by commas, or an expression that gives a list of texts.',
			field: 'IDs',
		});
	});

	it('is no object', () => {
		expect(failureOf(() => fieldsOf({ ids: { a: 1 } }).fields.ids('ids'))).toMatchObject({
			message: '"IDs" holds an object instead of text',
		});
	});
});

describe('several choices', () => {
	it('are those that the field offers', () => {
		expect(fieldsOf({ events: ['message', 'end'] }).fields.choices('events')).toEqual(['message', 'end']);
		expect(fieldsOf({ events: [] }).fields.choices('events')).toEqual([]);
	});

	it('refuse what it does not offer', () => {
		expect(failureOf(() => fieldsOf({ events: 'party' }).fields.choices('events'))).toMatchObject({
			message: '"Events" holds "party"',
			remedy: 'Use one of: end, message.',
		});
	});
});
