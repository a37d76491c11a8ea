import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Failure } from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';

const properties: INodeProperties[] = [
	{ displayName: 'Chat ID', name: 'chatId', type: 'string', default: '' },
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'None', value: '' },
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
			{ name: 'One', value: 1 },
		],
		default: 'a',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		default: {},
		options: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
	},
	{
		displayName: 'Messages',
		name: 'messages',
		type: 'fixedCollection',
		default: {},
		options: [
			{ displayName: 'Other', name: 'other', values: [] },
			{
				displayName: 'Message',
				name: 'message',
				values: [
					{ displayName: 'Time', name: 'time', type: 'dateTime', default: '' },
					{
						displayName: 'More',
						name: 'more',
						type: 'collection',
						default: {},
						options: [{ displayName: 'Note', name: 'note', type: 'string', default: '' }],
					},
				],
			},
		],
	},
];

/** @param parameters as the workflow holds them, expressions and all */
function contextWith(
	parameters: Record<string, unknown>,
	getNodeParameter: (...args: [string, number]) => unknown,
) {
	return { getNode: () => ({ parameters }), getNodeParameter } as unknown as IExecuteFunctions;
}

function fields(values: Record<string, unknown>): Fields {
	return Fields.ofItem(
		contextWith({}, (name) => values[name]),
		0,
		properties,
	);
}

const chatId = (value: unknown) => fields({ chatId: value });

function refusal(read: () => unknown): unknown {
	try {
		return read();
	} catch (caught) {
		const { message, remedy, field } = (caught as Failure).facts;
		return [message, remedy, field];
	}
}

const EMPTY = 'Fill it in, or check that its expression gives a value for this item.';

describe('Fields', () => {
	it('reads with the item’s own index, and takes the value out of a pick list', () => {
		const asked: unknown[] = [];
		const getNodeParameter = (...args: unknown[]) => asked.push(args);
		Fields.ofItem(contextWith({}, getNodeParameter), 4, properties).raw('chatId');
		expect(asked).toEqual([['chatId', 4, undefined, { extractValue: true }]]);
	});

	it('asks for no more of a pick list than its value', () => {
		const parameters = { chatId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
		const asked: unknown[] = [];
		const context = contextWith(parameters, (...args) => asked.push(args));
		Fields.ofItem(context, 4, properties).raw('chatId');
		expect(asked).toEqual([['chatId.value', 4, undefined, { extractValue: false }]]);
	});

	it('takes an object without __rl for what it is', () => {
		const parameters = { chatId: { value: '={{ $json.id }}' } };
		const asked: unknown[] = [];
		const context = contextWith(parameters, (...args) => asked.push(args));
		Fields.ofItem(context, 4, properties).raw('chatId');
		expect(asked).toEqual([['chatId', 4, undefined, { extractValue: true }]]);
	});

	it.each([[{ __rl: true }], [{ __rl: true, val: 1 }], [null], ['text']])(
		'takes what is no pick list for what it is: %j',
		(chatId) => {
			const asked: unknown[] = [];
			const context = contextWith({ chatId } as never, (...args) => asked.push(args));
			Fields.ofItem(context, 4, properties).raw('chatId');
			expect(asked).toEqual([['chatId', 4, undefined, { extractValue: true }]]);
		},
	);

	it('asks n8n once for a pick list without an expression', () => {
		const parameters = { chatId: { __rl: true, mode: 'id', value: '7' } };
		const asked: unknown[] = [];
		const context = contextWith(parameters, (...args) => asked.push(args));
		for (const item of [0, 1]) Fields.ofItem(context, item, properties).raw('chatId');
		expect(asked).toEqual([['chatId.value', 0, undefined, { extractValue: false }]]);
	});

	it('reads a field of an item when it is asked for first, and then no more', () => {
		const asked: string[] = [];
		const context = contextWith({ chatId: '={{ $json.id }}' }, (name) => asked.push(name));
		const item = Fields.ofItem(context, 0, properties);
		expect(asked).toEqual([]);
		expect([item.raw('chatId'), item.raw('chatId')]).toEqual([1, 1]);
		expect(asked).toEqual(['chatId']);
	});

	it('asks n8n once for what is the same for every item, and for each item where there is an expression', () => {
		const parameters = {
			chatId: 'abc',
			text: '={{ $json.text }}',
			options: { timeout: 5, deep: [{ text: '={{ $json.text }}' }] },
		};
		const asked: unknown[] = [];
		const context = contextWith(parameters, (name, item) => {
			asked.push(`${name} ${item}`);
			return `${name} of ${item}`;
		});
		const read = (name: string) => [0, 1].map((item) => Fields.ofItem(context, item, properties).raw(name));
		expect(read('chatId')).toEqual(['chatId of 0', 'chatId of 0']);
		expect(read('text')).toEqual(['text of 0', 'text of 1']);
		expect(read('options')).toEqual(['options of 0', 'options of 1']);
		expect(read('default')).toEqual(['default of 0', 'default of 1']);
		expect(asked.filter((one) => String(one).startsWith('chatId'))).toEqual(['chatId 0']);
	});

	it('calls a field as the user sees it, or by its name where it has no other', () => {
		expect(fields({}).label('chatId')).toBe('Chat ID');
		expect(fields({}).label('hidden')).toBe('hidden');
		expect(fields({}).collection('additionalFields').label('text')).toBe('Additional Fields > Text');
	});

	it.each([
		['', undefined],
		[null, undefined],
		[undefined, undefined],
		[0, 0],
		[false, false],
		[2 ** 60, 2 ** 60],
		[NaN, NaN],
	])('gives the raw value %p as %p', (value, raw) => expect(chatId(value).raw('chatId')).toBe(raw));
});

describe('fields of given values', () => {
	const fields = Fields.of({ chatId: ' 7 ', additionalFields: { text: 'hi' } }, properties);

	it('are read as those of an item', () => {
		expect(fields.id('chatId')).toBe('7');
		expect(fields.collection('additionalFields').text('text')).toBe('hi');
		expect(fields.optionalText('type')).toBeUndefined();
		expect(() => fields.text('type')).toThrow('"Type" is empty');
	});

	it('have nothing but their own values', () => {
		expect(Fields.of({}, properties).raw('constructor')).toBeUndefined();
	});

	it('are of the item that is told, also those inside of them, and of the first one unless told', () => {
		const values = { additionalFields: {}, messages: { message: {} } };
		const ofThird = Fields.of(values, properties, 2);
		const [entry] = ofThird.entries('messages', 'message');
		expect([ofThird, ofThird.collection('additionalFields'), entry].map((each) => each.itemIndex)).toEqual([
			2, 2, 2,
		]);
		expect(Fields.of(values, properties).itemIndex).toBe(0);
	});

	it('tell why there is none when one is read whose value is a failure', () => {
		const why = new Failure({ message: 'Twice in the row', remedy: '', delivery: 'notSent' });
		const fields = Fields.of({ chatId: why, additionalFields: {} }, properties);
		expect(() => fields.optionalText('chatId')).toThrow(why);
		expect(fields.collection('additionalFields').raw('text')).toBeUndefined();
	});
});

describe('fields of which some are taken from others', () => {
	const others: INodeProperties[] = [{ displayName: 'Column', name: 'chatId', type: 'string', default: '' }];
	const row = Fields.of({ chatId: '7', type: 'a' }, properties, 4);
	const replaced = row.replaced(['chatId', 'unknown'], Fields.of({ chatId: '8', type: 'b' }, others));

	it('have those of the others under the names that these have there', () => {
		expect(replaced.text('chatId')).toBe('8');
		expect(replaced.label('chatId')).toBe('Column');
		expect(replaced.label('unknown')).toBe('unknown');
	});

	it('keep all else as it was', () => {
		expect(replaced.choice('type')).toBe('a');
		expect([replaced.label('type'), replaced.itemIndex]).toEqual(['Type', 4]);
		expect(row.text('chatId')).toBe('7');
	});

	it('stand where they stood before', () => {
		const inside = Fields.of({ additionalFields: { text: 'x' } }, properties).collection('additionalFields');
		expect(inside.replaced(['chatId'], row).label('text')).toBe('Additional Fields > Text');
	});
});

describe('isBlank', () => {
	it.each([[''], [' \n\t'], [null], [undefined]])('is true for %j', (value) => {
		expect(chatId(value).isBlank('chatId')).toBe(true);
	});

	it.each([['a'], [' a '], [0], [false], [[]], [{}]])('is false for %j', (value) => {
		expect(chatId(value).isBlank('chatId')).toBe(false);
	});
});

describe('text', () => {
	it.each([
		[' 7 ', ' 7 '],
		[7, '7'],
		[-1.5, '-1.5'],
		[true, 'true'],
		[false, 'false'],
		['👋', '👋'],
	])('reads %p', (value, text) => {
		expect(chatId(value).text('chatId')).toBe(text);
		expect(chatId(value).optionalText('chatId')).toBe(text);
	});

	it('is trimmed for an id only', () => {
		expect(chatId(' 7\n').id('chatId')).toBe('7');
		expect(chatId(' 7\n').optionalId('chatId')).toBe('7');
		expect(chatId(7).optionalId('chatId')).toBe('7');
	});

	it.each([[''], [' \n'], [null], [undefined]])('is no id when it is %p', (value) => {
		expect(chatId(value).optionalId('chatId')).toBeUndefined();
	});

	it.each([[''], [null], [undefined]])('is not given for %p', (value) => {
		expect(chatId(value).optionalText('chatId')).toBeUndefined();
		expect(refusal(() => chatId(value).text('chatId'))).toEqual(['"Chat ID" is empty', EMPTY, 'Chat ID']);
	});

	it.each([[' '], ['\n\t']])('has to hold more than %p', (value) => {
		expect(refusal(() => chatId(value).text('chatId'))).toEqual(['"Chat ID" is empty', EMPTY, 'Chat ID']);
		expect(refusal(() => chatId(value).id('chatId'))).toEqual(['"Chat ID" is empty', EMPTY, 'Chat ID']);
	});

	it.each([
		[{}, 'an object'],
		[[], 'a list'],
		[Symbol('s'), 'a symbol'],
		[10n, 'a bigint'],
		[NaN, 'a number that is none (NaN)'],
		[Infinity, 'a number that is none (Infinity)'],
	])('is refused for %p', (value, kind) => {
		expect(refusal(() => chatId(value).optionalText('chatId'))).toEqual([
			`"Chat ID" holds ${kind} instead of text`,
			'Use an expression that gives text.',
			'Chat ID',
		]);
	});

	it.each([['broken \ud83d'], ['\udc4b'], ['\udc4b\ud83d']])(
		'is refused with half a character in it: %j',
		(value) => {
			expect(refusal(() => chatId(value).optionalText('chatId'))).toEqual([
				'"Chat ID" holds half a character',
				'An expression has probably cut an emoji in two. Cut by characters instead, e.g. [...text].slice(0, 100).join("").',
				'Chat ID',
			]);
		},
	);
});

describe('what would arrive as something else', () => {
	const HALF = 'broken \ud83d';
	/** 17 digits, of which JavaScript keeps 16. */
	const CUSTOMER = JSON.parse('40417123456789013') as number;

	it.each<[string, unknown]>([
		['text', HALF],
		['a list', ['a', HALF]],
		['an object', { a: { b: HALF } }],
		['a key', { [HALF]: 1 }],
		['a locator', { __rl: true, mode: 'id', value: HALF }],
	])('is refused by whoever reads it: half a character in %s', (_, value) => {
		expect(() => chatId(value).raw('chatId')).toThrow('"Chat ID" holds half a character');
		const inside = fields({ additionalFields: { text: value } }).collection('additionalFields');
		expect(() => inside.raw('text')).toThrow('"Additional Fields > Text" holds half a character');
	});

	it('says where in JSON it is', () => {
		expect(() => chatId('{"a":["\\ud83d"]}').optionalJson('chatId')).toThrow(
			'"Chat ID" holds half a character at a > 0',
		);
		expect(() => chatId('{"a":{"id":40417123456789013}}').optionalJson('chatId')).toThrow(
			'"Chat ID" holds a number too large to be exact (40417123456789016) at a > id',
		);
	});

	it('leaves what only the list of a locator shows', () => {
		const picked = { __rl: true, mode: 'list', value: '7', cachedResultName: HALF };
		expect(chatId(picked).raw('chatId')).toBe(picked);
	});

	it.each<[string, (fields: Fields) => unknown]>([
		['text', (fields) => fields.optionalText('chatId')],
		['text that has to be there', (fields) => fields.text('chatId')],
		['an ID', (fields) => fields.id('chatId')],
		['an ID that may be left empty', (fields) => fields.optionalId('chatId')],
		['a choice', (fields) => fields.optionalChoice('chatId')],
		['JSON', (fields) => fields.optionalJson('chatId')],
	])('is a number that JavaScript has rounded, read as %s', (_, read) => {
		expect(refusal(() => read(chatId(CUSTOMER)))).toEqual([
			'"Chat ID" holds a number too large to be exact (40417123456789016)',
			'Numbers beyond 9007199254740991 lose their last digits: hand it over as text, from the node where it first appears.',
			'Chat ID',
		]);
	});

	it('is such a number in a locator or a list', () => {
		const locator = { __rl: true, mode: 'id', value: CUSTOMER };
		for (const value of [locator, [CUSTOMER], { id: CUSTOMER }])
			expect(() => chatId(value).raw('chatId')).toThrow('"Chat ID" holds a number too large to be exact');
	});

	it('is no number as text, which keeps its digits', () => {
		expect(chatId('40417123456789013').id('chatId')).toBe('40417123456789013');
		expect(chatId('{"id":"40417123456789013"}').optionalJson('chatId')).toEqual({
			id: '40417123456789013',
		});
	});
});

describe('a value that may be very large', () => {
	const large = async (value: unknown) => await chatId(value).rawLarge('chatId');

	it.each<[unknown, unknown]>([
		['', undefined],
		[null, undefined],
		['text', 'text'],
		[2 ** 60, 2 ** 60],
		[false, false],
		[{ a: [1] }, { a: [1] }],
	])('%j is read as %j', async (value, read) => expect(await large(value)).toEqual(read));

	it.each<[unknown, string]>([
		['broken \ud83d', '"Chat ID" holds half a character'],
		[{ a: ['broken \ud83d'] }, '"Chat ID" holds half a character at a > 0'],
		[[{ id: 2 ** 60 }], '"Chat ID" holds a number too large to be exact (1152921504606847000) at 0 > id'],
	])('%j is refused', async (value, message) => await expect(large(value)).rejects.toThrow(message));

	it('is refused for the reason why there is none', async () => {
		const why = new Failure({ message: 'Twice in the row', remedy: '', delivery: 'notSent' });
		await expect(Fields.of({ chatId: why }, properties).rawLarge('chatId')).rejects.toBe(why);
	});
});

describe('invisible characters', () => {
	const COPIED = '\u202a\ufeff71\u200b04\u200e\u202c ';

	it('are no part of an identifier, a choice, a number or a switch', () => {
		expect(chatId(COPIED).id('chatId')).toBe('7104');
		expect(chatId(COPIED).optionalId('chatId')).toBe('7104');
		expect(chatId(COPIED).whole('chatId')).toBe(7104);
		expect(chatId('\u200btrue\ufeff').flag('chatId')).toBe(true);
		expect(fields({ type: '\u200ea\u200b' }).choice('type')).toBe('a');
	});

	it('stay in texts', () => {
		expect(chatId(COPIED).text('chatId')).toBe(COPIED);
		expect(chatId(`{"a":"${COPIED}"}`).optionalJson('chatId')).toEqual({ a: COPIED });
	});

	it('alone are nothing', () => {
		expect(chatId('\u200b\ufeff').optionalId('chatId')).toBeUndefined();
		expect(refusal(() => chatId('\u200b').id('chatId'))).toEqual(['"Chat ID" is empty', EMPTY, 'Chat ID']);
	});
});

describe('number', () => {
	const range = { min: -90, max: 90 };

	it.each([
		[12, 12],
		[-0.5, -0.5],
		['47.3769', 47.3769],
		[' -8.5\u200b', -8.5],
		['+90', 90],
		[0, 0],
		['-90.0', -90],
	])('reads %p', (value, number) => {
		expect(chatId(value).number('chatId', range)).toBe(number);
	});

	it.each([
		['47,3769', '"47,3769"'],
		['.5', '".5"'],
		['5.', '"5."'],
		['1e1', '"1e1"'],
		['N 47', '"N 47"'],
		[90.1, '"90.1"'],
		['-90.001', '"-90.001"'],
		[NaN, '"NaN"'],
		[true, '"true"'],
		[[1], 'a list'],
	])('refuses %p', (value, shown) => {
		expect(refusal(() => chatId(value).number('chatId', range))).toEqual([
			`"Chat ID" holds ${shown}`,
			'Use a number from -90 to 90, with a point before its fraction.',
			'Chat ID',
		]);
	});

	it('has to be there', () => {
		expect(refusal(() => chatId('').number('chatId', range))).toEqual([
			'"Chat ID" is empty',
			EMPTY,
			'Chat ID',
		]);
	});
});

describe('whole number', () => {
	it.each([
		[12, 12],
		['12', 12],
		[' 12\n', 12],
		['+12', 12],
		[0, 0],
		['0', 0],
		[9007199254740991, 9007199254740991],
	])('reads %p', (value, number) => {
		expect(chatId(value).whole('chatId')).toBe(number);
		expect(chatId(value).optionalWhole('chatId')).toBe(number);
	});

	it('reads both ends of its range', () => {
		expect(chatId(-5).whole('chatId', { min: -5, max: 5 })).toBe(-5);
		expect(chatId('-5').whole('chatId', { min: -5, max: 5 })).toBe(-5);
		expect(chatId(5).whole('chatId', { min: -5, max: 5 })).toBe(5);
	});

	it('may be left empty, or not', () => {
		expect(chatId('').optionalWhole('chatId')).toBeUndefined();
		expect(refusal(() => chatId('').whole('chatId'))).toEqual(['"Chat ID" is empty', EMPTY, 'Chat ID']);
	});

	it.each([
		[1.5, '"1.5"'],
		['1.5', '"1.5"'],
		['a1', '"a1"'],
		['1a', '"1a"'],
		['*1', '"*1"'],
		['0x1', '"0x1"'],
		['1e0', '"1e0"'],
		[' ', '" "'],
		[true, '"true"'],
		[NaN, '"NaN"'],
		[Infinity, '"Infinity"'],
		[10n, '"10"'],
		[[12], 'a list'],
		[{}, 'an object'],
		[6, '"6"'],
		[-6, '"-6"'],
		['9'.repeat(100), `"${'9'.repeat(60)}"`],
	])('refuses %p', (value, shown) => {
		expect(refusal(() => chatId(value).optionalWhole('chatId', { min: -5, max: 5 }))).toEqual([
			`"Chat ID" holds ${shown}`,
			'Use a whole number from -5 to 5.',
			'Chat ID',
		]);
	});

	it('is at least 0 and at most what a number can count, unless told otherwise', () => {
		const range = 'Use a whole number from 0 to 9007199254740991.';
		expect(refusal(() => chatId(-1).whole('chatId'))).toEqual(['"Chat ID" holds "-1"', range, 'Chat ID']);
		expect(refusal(() => chatId(2 ** 53).whole('chatId'))).toEqual([
			'"Chat ID" holds "9007199254740992"',
			range,
			'Chat ID',
		]);
	});
});

describe('flag', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['false', false],
		// As spreadsheets and databases write it
		['TRUE', true],
		['False', false],
		[' true\n', true],
		['1', true],
		['0', false],
		[1, true],
		[0, false],
		['', undefined],
		[undefined, undefined],
	])('reads %p as %p', (value, on) => expect(chatId(value).flag('chatId')).toBe(on));

	it.each([
		[3, 'a number'],
		[-1, 'a number'],
		[0.5, 'a number'],
		['yes', 'a string'],
		['10', 'a string'],
		[' ', 'a string'],
		[['true'], 'a list'],
		[[], 'a list'],
		[{}, 'an object'],
	])('refuses %p', (value, kind) => {
		expect(refusal(() => chatId(value).flag('chatId'))).toEqual([
			`"Chat ID" holds ${kind}`,
			'Use true or false.',
			'Chat ID',
		]);
	});
});

describe('choice', () => {
	const type = (value: unknown) => fields({ type: value });

	it.each([
		['a', 'a'],
		['b', 'b'],
		[1, '1'],
	])('reads %p', (value, choice) => {
		expect(type(value).choice('type')).toBe(choice);
		expect(type(value).optionalChoice('type')).toBe(choice);
	});

	it('may be left empty, or not', () => {
		expect(type('').optionalChoice('type')).toBeUndefined();
		expect(refusal(() => type('').choice('type'))).toEqual(['"Type" is empty', EMPTY, 'Type']);
	});

	it.each([
		['c', 'c'],
		['A', 'A'],
		['constructor', 'constructor'],
		['x'.repeat(100), 'x'.repeat(60)],
	])('refuses %p and says what there is', (value, shown) => {
		expect(refusal(() => type(value).choice('type'))).toEqual([
			`"Type" holds "${shown}"`,
			'Use one of: a, b, 1.',
			'Type',
		]);
	});

	it('offers nothing where the node does', () => {
		expect(refusal(() => chatId('c').choice('chatId'))).toEqual([
			'"Chat ID" holds "c"',
			'Use one of: .',
			'Chat ID',
		]);
		expect(refusal(() => fields({ additionalFields: 'c' }).choice('additionalFields'))).toEqual([
			'"Additional Fields" holds "c"',
			'Use one of: .',
			'Additional Fields',
		]);
	});
});

describe('JSON', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['null', null],
		[{ a: 1 }, { a: 1 }],
		[[1], [1]],
		['', undefined],
	])('reads %p', (value, json) => expect(chatId(value).optionalJson('chatId')).toEqual(json));

	it.each([
		['as text', '{"a":[{"__proto__":{"b":1}}]}'],
		['as an object', JSON.parse('{"a":[{"__proto__":{"b":1}}]}') as unknown],
	])('has no key that would be lost, %s', (_, value) => {
		expect(refusal(() => chatId(value).optionalJson('chatId'))).toEqual([
			'"Chat ID" holds the key "__proto__"',
			'It would not arrive: give the key another name.',
			'Chat ID',
		]);
	});

	it('is nested as deep as anybody needs, and no deeper', () => {
		const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
		expect(chatId(nested(101)).optionalJson('chatId')).toBeDefined();
		const tooDeep = ['"Chat ID" is nested more than 100 levels deep', 'Send a flatter object.', 'Chat ID'];
		expect(refusal(() => chatId(nested(102)).optionalJson('chatId'))).toEqual(tooDeep);
		const endless: Record<string, unknown> = {};
		endless.self = endless;
		expect(refusal(() => chatId(endless).optionalJson('chatId'))).toEqual(tooDeep);
	});

	it('says where it is broken', () => {
		expect(refusal(() => chatId('{"a":').optionalJson('chatId'))).toEqual([
			expect.stringMatching(/^"Chat ID" is not valid JSON \(.*JSON.*\)$/),
			'Check quotes, commas and brackets, or give an object by expression.',
			'Chat ID',
		]);
	});
});

describe('collection', () => {
	it('reads its fields', () => {
		const within = fields({ additionalFields: { text: 'x' } }).collection('additionalFields');
		expect(within.optionalText('text')).toBe('x');
	});

	it.each([[undefined], [null], [''], [{}]])('has no fields when it is %p', (value) => {
		const within = fields({ additionalFields: value }).collection('additionalFields');
		expect(within.optionalText('text')).toBeUndefined();
		expect(refusal(() => within.text('text'))).toEqual([
			'"Additional Fields > Text" is empty',
			EMPTY,
			'Additional Fields > Text',
		]);
	});

	it.each([
		['text', 'a string'],
		[5, 'a number'],
		[[{ text: 'x' }], 'a list'],
	])('refuses %p instead of passing over it', (value, kind) => {
		expect(refusal(() => fields({ additionalFields: value }).collection('additionalFields'))).toEqual([
			`"Additional Fields" holds ${kind} instead of fields`,
			'Fill them in one by one, or use an expression that gives an object.',
			'Additional Fields',
		]);
	});

	it('reads a collection that the node does not describe by its names', () => {
		const within = fields({ chatId: { text: 'x' } }).collection('chatId');
		expect(within.label('text')).toBe('Chat ID > text');
		expect(within.text('text')).toBe('x');
	});
});

describe('entries', () => {
	const entries = (value: unknown) => fields({ messages: value }).entries('messages', 'message');

	it('reads each, one that stands alone too', () => {
		const two = entries({ message: [{ time: 'a' }, { time: 'b' }] });
		expect(two.map((entry) => entry.text('time'))).toEqual(['a', 'b']);
		expect(entries({ message: { time: 'a' } }).map((entry) => entry.text('time'))).toEqual(['a']);
	});

	it('names the entry that is to blame, and the field within it', () => {
		const [, second] = entries({ message: [{ time: 'a' }, { more: {} }] });
		expect(refusal(() => second.text('time'))).toEqual([
			'"Messages 2 > Time" is empty',
			EMPTY,
			'Messages 2 > Time',
		]);
		expect(second.collection('more').label('note')).toBe('Messages 2 > More > Note');
	});

	it.each([[undefined], [null], [''], [{}], [{ message: [] }], [{ message: null }]])(
		'are none for %p',
		(value) => {
			expect(entries(value)).toEqual([]);
		},
	);

	it.each([
		['text', '"Messages" holds a string instead of entries'],
		[[{ time: 'a' }], '"Messages" holds a list instead of entries'],
		[{ message: 'text' }, '"Messages 1" holds a string instead of fields'],
		[{ message: [{ time: 'a' }, 7] }, '"Messages 2" holds a number instead of fields'],
		[{ message: [null] }, '"Messages 1" holds nothing instead of fields'],
	])('refuses %p instead of passing over it', (value, message) => {
		const remedy = 'Fill them in one by one, or use an expression that gives an object.';
		expect(refusal(() => entries(value))).toEqual([message, remedy, 'Messages']);
	});

	it('reads a list that the node does not describe by its names', () => {
		const [entry] = fields({ messages: { odd: [{ time: 'a' }] } }).entries('messages', 'odd');
		expect(entry.label('time')).toBe('Messages 1 > time');
		const [other] = fields({ hidden: { odd: [{ time: 'a' }] } }).entries('hidden', 'odd');
		expect(other.text('time')).toBe('a');
	});
});
