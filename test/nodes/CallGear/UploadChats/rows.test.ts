import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';
import { performance } from 'node:perf_hooks';

import type { Fields } from '../../../../nodes/engine/fields';
import { CHAT_KEYS, MESSAGE_KEYS } from '../../../../nodes/CallGear/UploadChats/body';
import { chatOfJson } from '../../../../nodes/CallGear/UploadChats/json';
import { chatOfRows, groupRows } from '../../../../nodes/CallGear/UploadChats/rows';
import { Table } from '../../../../nodes/CallGear/UploadChats/table';
import { failureOf, rejectionOf } from '../../../support/failure';
import { columnsOf, keyColumn, readingOf } from '../support';

const row = (more: IDataObject) => ({
	date_time: '2026-02-03 10:00:00',
	source: 'visitor',
	message: 'Hi',
	...more,
});

const valuesOf = (fields: Fields, ...names: string[]) =>
	Object.fromEntries(names.map((name) => [name, fields.raw(name)]));
const refusal = (make: () => unknown) => failureOf(make).message;

describe('groupRows', () => {
	it.each([['constructor'], ['toString'], ['__proto__']])(
		'takes no chat for the key that every object has by itself: %s',
		async (column) => {
			const { groups } = await groupRows(new Table([{ key: 'a' }]), keyColumn(column));
			expect(groups.map(({ key }) => key)).toEqual([undefined]);
			expect(groups[0].flaw?.facts.message).toBe(`"Chat Key Column (${column})" is missing`);
		},
	);

	it('puts rows of one key together, in the order of the first of each, wherever they stand', async () => {
		const keys = ['a', 'b', 7, 'a ', '7', 'b'];
		const { groups } = await groupRows(new Table(keys.map((key) => ({ key }))), keyColumn('key'));
		expect(groups).toEqual([
			{ key: 'a', rows: [0, 3] },
			{ key: 'b', rows: [1, 5] },
			{ key: '7', rows: [2, 4] },
		]);
	});

	it('names each row without a key, and the columns there are', async () => {
		const { groups } = await groupRows(
			new Table([{ key: '', id: 2 }, { id: 1, text: 'x' }, { key: {} }]),
			keyColumn('key'),
		);
		expect(groups.map(({ rows, flaw }) => [rows, flaw?.facts.item, flaw?.facts.message])).toEqual([
			[[0], 0, '"Chat Key Column (key)" holds no key'],
			[[1], 1, '"Chat Key Column (key)" is missing'],
			[[2], 2, '"Chat Key Column (key)" holds no key'],
		]);
		expect(groups[1].flaw?.facts.remedy).toBe(
			'Every row needs the key of its chat. Its columns are: key, id, text.',
		);
	});

	it('passes over rows in which nothing stands', async () => {
		const { groups, empty } = await groupRows(
			new Table([{ key: 'a' }, {}, { key: '', text: null }, { key: '  ', text: '\t' }, { key: 'a' }]),
			keyColumn('key'),
		);
		expect(groups).toEqual([{ key: 'a', rows: [0, 4] }]);
		expect(empty).toEqual([1, 2, 3]);
	});

	it('takes a key for the same without what nobody sees in it', async () => {
		const { groups } = await groupRows(
			new Table([
				{ key: 'tg-1' },
				{ key: '\ufefftg-1' },
				{ key: ' tg-1\u200b' },
				{ key: '\u2066tg-1\u2069' },
			]),
			keyColumn('key'),
		);
		expect(groups).toEqual([{ key: 'tg-1', rows: [0, 1, 2, 3] }]);
	});

	it.each([
		[2 ** 53, '"Chat Key Column (key)" holds a number too large to be exact (9007199254740992)'],
		[
			1.2345678901234567e19,
			'"Chat Key Column (key)" holds a number too large to be exact (12345678901234567000)',
		],
		['half \ud83d', '"Chat Key Column (key)" holds half a character'],
	])('refuses a key that may be another one: %j', async (key, message) => {
		const { groups } = await groupRows(new Table([{ key }]), keyColumn('key'));
		expect(groups).toMatchObject([{ rows: [0] }]);
		expect(groups[0].flaw?.facts.message).toBe(message);
	});

	it('does not mistake a key for a property of objects', async () => {
		const { groups } = await groupRows(
			new Table([{ key: '__proto__' }, { key: 'constructor' }, { key: '__proto__' }]),
			keyColumn('key'),
		);
		expect(groups.map(({ rows }) => rows)).toEqual([[0, 2], [1]]);
	});

	it('takes ten times as long for ten times the rows, not a hundred times', async () => {
		const time = async (count: number) => {
			const rows = Array.from({ length: count }, (_, index) =>
				row({ key: index >> 2, phone: '971500000001' }),
			);
			const started = performance.now();
			const table = new Table(rows);
			const { groups } = await groupRows(table, keyColumn('key'));
			const reading = readingOf(rows);
			for (const group of groups) await chatOfRows(group, reading);
			return performance.now() - started;
		};
		await time(5_000);
		expect(await time(50_000)).toBeLessThan(Math.max(await time(5_000), 5) * 40);
	});
});

describe('chatOfRows', () => {
	const draft = async (rows: IDataObject[], names: Parameters<typeof columnsOf>[0] = {}) => {
		const made = await chatOfRows({ key: 'a', rows: range(rows.length) }, readingOf(rows, columnsOf(names)));
		for (const name of CHAT_KEYS) made.chat.raw(name);
		for (const message of made.messages) for (const name of MESSAGE_KEYS) message.raw(name);
		return made;
	};

	it('makes a message of each row, and takes the chat’s values from whichever row has them', async () => {
		const made = await draft([
			row({ phone: '', status: 'lost' }),
			row({ phone: 971500000001, status: 'lost ', source: 'operator', employee_id: '9012', message: 'Yes' }),
		]);
		expect(made.key).toBe('a');
		expect(valuesOf(made.chat, 'phone', 'status', 'email')).toEqual({
			phone: 971500000001,
			status: 'lost',
			email: undefined,
		});
		expect(
			made.messages.map((message) => valuesOf(message, 'source', 'employee_id', 'message')),
		).toMatchObject([
			{ source: 'visitor', message: 'Hi' },
			{ source: 'operator', employee_id: '9012', message: 'Yes' },
		]);
		expect([made.chat.label('phone'), made.itemOf?.('phone')]).toEqual(['Phone Column (phone)', 1]);
		expect([made.chat.label('email'), made.itemOf?.('email')]).toEqual(['Email Column (email)', 0]);
		expect(made.chat.label('messages')).toBe('messages');
		expect(made).not.toHaveProperty('partial');
		const [, second] = made.messages;
		expect([second.label('message'), second.itemIndex]).toEqual(['Message Text Column (message)', 1]);
	});

	it('reads renamed columns', async () => {
		const made = await draft([{ when: '2026-02-03', who: 'visitor', Text: 'Hi', Tel: '971500000001' }], {
			date_time: 'when',
			source: 'who',
			message: 'Text',
			phone: 'Tel',
		});
		expect(made.chat.raw('phone')).toBe('971500000001');
		expect(made.messages[0].raw('message')).toBe('Hi');
		expect(made.messages[0].label('date_time')).toBe('Message Time Column (when)');
	});

	it('refuses rows that disagree about their chat', async () => {
		expect(await rejectionOf(draft([row({ phone: '1' }), row({}), row({ phone: '2' })]))).toMatchObject({
			message: '"Phone Column (phone)" holds "2", another row of the chat "1"',
			remedy: 'Give the same value in all rows of a chat, or only in one of them.',
			item: 2,
		});
	});

	it.each<[string, unknown[]]>([
		['status', ['succeed', 'Succeed', ' SUCCEED ']],
		['phone', ['971500000001', '+971 50 000 0001', '+971\u201150-000.0001', 971500000001]],
		['site_id', ['3101', 3101, '3101.0']],
		['email', ['zoe@example.org', 'Zoe@Example.org', '\u200bzoe@example.org']],
		['initiator', ['operator', 'Operator']],
		['ext_id', ['tg-1', '\ufefftg-1']],
		['start_date_time', ['2026-02-03 10:00:00', '2026-02-03T10:00:00', '2026-02-03T10:00:00.000']],
		['name', ['Zoe', ' Zoe', 'Zoe ']],
		['name', [' Zoe ', 'Zoe']],
	])('takes %s for agreed upon where the rows mean the same: %j', async (name, values) => {
		const made = await draft(values.map((value) => row({ [name]: value as string })));
		expect(made.chat.raw(name)).toBe(values[0]);
	});

	it.each<[string, unknown[]]>([
		['status', ['succeed', 'lost']],
		['phone', ['971500000001', '971500000002']],
		['phone', ['555-1234', '5551234']],
		['name', ['Zoe', 'zoe']],
		['ext_id', ['A-1', 'a-1']],
		['site_id', [3101, '3101x']],
		['start_date_time', ['2026-02-03 10:00:00', '2026-02-03 10:00:01']],
	])('holds %s to be contradicted where they do not: %j', async (name, values) => {
		expect(
			(await rejectionOf(draft(values.map((value) => row({ [name]: value as string }))))).message,
		).toContain(', another row of the chat ');
	});

	it('holds an object to be another value than a text', async () => {
		const rows = [row({ phone: '971500000001' }), row({ phone: { number: '971500000001' } })];
		expect((await rejectionOf(draft(rows))).message).toBe(
			'"Phone Column (phone)" holds an object, another row of the chat "971500000001"',
		);
		const odd = { toString: 'x', valueOf: 'y' };
		expect((await rejectionOf(draft([row({ name: 'Zoe' }), row({ name: odd })]))).message).toBe(
			'"Visitor Name Column (name)" holds an object, another row of the chat "Zoe"',
		);
	});

	it('refuses a row without one of the columns that every message needs', async () => {
		const without = { date_time: 'x', source: 'visitor', text: 'Hi' };
		expect(await rejectionOf(draft([without]))).toMatchObject({
			message: '"Message Text Column (message)" is missing',
			remedy: 'Fill in the cell, or choose the right column. Its columns are: date_time, source, text.',
		});
	});
});

describe('chatOfJson', () => {
	it('takes a chat in CallGear’s words', () => {
		const { chat, messages } = chatOfJson({ phone: '1', messages: [{ message: 'Hi' }] }, 'Chat');
		expect(chat.raw('phone')).toBe('1');
		expect(messages[0].raw('message')).toBe('Hi');
		expect([chat.label('phone'), messages[0].label('source')]).toEqual([
			'Chat > phone',
			'Chat > messages 1 > source',
		]);
	});

	it.each([
		[undefined, '"Chat" holds no object'],
		['text', '"Chat" holds no object'],
		[[{}], '"Chat" holds a list'],
		[{ colour: 'red' }, '"Chat" holds "colour", which CallGear does not know'],
		[{ access_token: 'x' }, '"Chat" holds "access_token", which CallGear does not know'],
		[{ '\ufeffphone': '1' }, '"Chat" holds "[U+FEFF]phone", which CallGear does not know'],
		[{ messages: {} }, '"Chat > messages" is no list'],
		[{ messages: ['Hi'] }, '"Chat > messages 1" holds no object'],
		[{ messages: [{ text: 'Hi' }] }, '"Chat > messages 1" holds "text", which CallGear does not know'],
	])('refuses %j', (value, message) => {
		expect(refusal(() => chatOfJson(value, 'Chat').findings.raise())).toBe(message);
	});
});

describe('the values of a chat’s rows', () => {
	const draft = async (rows: IDataObject[], names: Parameters<typeof columnsOf>[0] = {}) =>
		await chatOfRows({ key: 'a', rows: range(rows.length) }, readingOf(rows, columnsOf(names)));

	it.each([['constructor'], ['__proto__'], ['toString']])(
		'are not what every object has by itself: %s',
		async (column) => {
			expect((await draft([row({})], { name: column })).chat.raw('name')).toBeUndefined();
			expect(
				(await draft([row({})], { employee_id: column })).messages[0].raw('employee_id'),
			).toBeUndefined();
		},
	);

	it('are handed on as they are when they cannot be compared, to be refused by their column', async () => {
		const odd = { toString: 'x', valueOf: 'y' };
		const { chat } = await draft([row({ name: odd }), row({ name: 'Zoe' })]);
		expect(chat.raw('name')).toBe(odd);
	});
});
