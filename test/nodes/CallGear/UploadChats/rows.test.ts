import type { IDataObject } from 'n8n-workflow';
import { performance } from 'node:perf_hooks';

import type { Fields } from '../../../../nodes/engine/fields';
import { CHAT_KEYS, MESSAGE_KEYS } from '../../../../nodes/CallGear/UploadChats/body';
import { chatOfJson } from '../../../../nodes/CallGear/UploadChats/json';
import { chatOfRows, type Columns, groupRows } from '../../../../nodes/CallGear/UploadChats/rows';
import { Table } from '../../../../nodes/CallGear/UploadChats/table';
import { failureOf } from '../../../support/failure';

const columns = Object.fromEntries([...CHAT_KEYS, ...MESSAGE_KEYS].map((key) => [key, key])) as Columns;
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
		(column) => {
			const { groups, failures } = groupRows(new Table([{ key: 'a' }]), column);
			expect(groups).toEqual([]);
			expect(failures.get(0)?.facts.message).toBe(`"${column} (item 0)" is missing`);
		},
	);

	it('puts rows of one key together, in the order of the first of each, wherever they stand', () => {
		const keys = ['a', 'b', 7, 'a ', '7', 'b'];
		const { groups, failures } = groupRows(new Table(keys.map((key) => ({ key }))), 'key');
		expect(groups).toEqual([
			{ key: 'a', rows: [0, 3] },
			{ key: 'b', rows: [1, 5] },
			{ key: '7', rows: [2, 4] },
		]);
		expect(failures.size).toBe(0);
	});

	it('names each row without a key, and the columns there are', () => {
		const { groups, failures } = groupRows(
			new Table([{ key: '', id: 2 }, { id: 1, text: 'x' }, { key: {} }]),
			'key',
		);
		expect(groups).toEqual([]);
		expect([...failures].map(([index, { facts }]) => [index, facts.message])).toEqual([
			[0, '"key (item 0)" holds no key'],
			[1, '"key (item 1)" is missing'],
			[2, '"key (item 2)" holds no key'],
		]);
		expect(failures.get(1)?.facts.remedy).toContain('Its columns are: id, text.');
	});

	it('passes over rows in which nothing stands', () => {
		const { groups, failures, empty } = groupRows(
			new Table([{ key: 'a' }, {}, { key: '', text: null }, { key: '  ', text: '\t' }, { key: 'a' }]),
			'key',
		);
		expect(groups).toEqual([{ key: 'a', rows: [0, 4] }]);
		expect([failures.size, empty]).toEqual([0, [1, 2, 3]]);
	});

	it('takes a key for the same without what nobody sees in it', () => {
		const { groups } = groupRows(
			new Table([
				{ key: 'tg-1' },
				{ key: '\ufefftg-1' },
				{ key: ' tg-1\u200b' },
				{ key: '\u2066tg-1\u2069' },
			]),
			'key',
		);
		expect(groups).toEqual([{ key: 'tg-1', rows: [0, 1, 2, 3] }]);
	});

	it.each([
		[2 ** 53, '"key (item 0)" holds a number too large to be exact (9007199254740992)'],
		[1.2345678901234567e19, '"key (item 0)" holds a number too large to be exact (12345678901234567000)'],
		['half \ud83d', '"key (item 0)" holds half a character'],
	])('refuses a key that may be another one: %j', (key, message) => {
		const { groups, failures } = groupRows(new Table([{ key }]), 'key');
		expect(groups).toEqual([]);
		expect(failures.get(0)?.facts.message).toBe(message);
	});

	it('does not mistake a key for a property of objects', () => {
		const { groups } = groupRows(
			new Table([{ key: '__proto__' }, { key: 'constructor' }, { key: '__proto__' }]),
			'key',
		);
		expect(groups.map(({ rows }) => rows)).toEqual([[0, 2], [1]]);
	});

	it('takes ten times as long for ten times the rows, not a hundred times', () => {
		const time = (count: number) => {
			const rows = Array.from({ length: count }, (_, index) =>
				row({ key: index >> 2, phone: '971500000001' }),
			);
			const started = performance.now();
			const table = new Table(rows);
			const { groups } = groupRows(table, 'key');
			for (const group of groups) chatOfRows(group, table, columns);
			return performance.now() - started;
		};
		time(5_000);
		expect(time(50_000)).toBeLessThan(Math.max(time(5_000), 5) * 40);
	});
});

describe('chatOfRows', () => {
	const draft = (rows: IDataObject[], more: Partial<Columns> = {}) =>
		chatOfRows({ key: 'a', rows: rows.map((_, index) => index) }, new Table(rows), { ...columns, ...more });

	it('makes a message of each row, and takes the chat’s values from whichever row has them', () => {
		const made = draft([
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
		expect(made.chat.label('phone')).toBe('phone (item 1)');
		expect(made.chat.label('email')).toBe('email (item 0)');
		expect(made.messages[1].label('message')).toBe('message (item 1)');
	});

	it('reads renamed columns', () => {
		const made = draft([{ when: '2026-02-03', who: 'visitor', Text: 'Hi', Tel: '971500000001' }], {
			date_time: 'when',
			source: 'who',
			message: 'Text',
			phone: 'Tel',
		});
		expect(made.chat.raw('phone')).toBe('971500000001');
		expect(made.messages[0].raw('message')).toBe('Hi');
		expect(made.messages[0].label('date_time')).toBe('when (item 0)');
	});

	it('refuses rows that disagree about their chat', () => {
		expect(refusal(() => draft([row({ phone: '1' }), row({}), row({ phone: '2' })]))).toBe(
			'"phone (item 2)" differs from the one of item 0, though both rows belong to one chat',
		);
	});

	it.each<[string, unknown[]]>([
		['status', ['Succeed', 'succeed', ' SUCCEED ']],
		['phone', ['971500000001', '+971 50 000 0001', '+971\u201150-000.0001', 971500000001]],
		['site_id', ['3101', 3101, '3101.0']],
		['email', ['zoe@example.org', 'Zoe@Example.org', '\u200bzoe@example.org']],
		['initiator', ['operator', 'Operator']],
		['ext_id', ['tg-1', '\ufefftg-1']],
		['start_date_time', ['2026-02-03 10:00:00', '2026-02-03T10:00:00', '2026-02-03T10:00:00.000']],
	])('takes %s for agreed upon where the rows mean the same: %j', (name, values) => {
		const made = draft(values.map((value) => row({ [name]: value as string })));
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
	])('holds %s to be contradicted where they do not: %j', (name, values) => {
		expect(refusal(() => draft(values.map((value) => row({ [name]: value as string }))))).toContain(
			'differs from the one of item 0',
		);
	});

	it('refuses a row without one of the columns that every message needs', () => {
		expect(refusal(() => draft([{ date_time: 'x', source: 'visitor', text: 'Hi' }]))).toBe(
			'"message (item 0)" is missing',
		);
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
		[{ messages: ['Hi'] }, '"Chat > messages 1" is no object'],
		[{ messages: [{ text: 'Hi' }] }, '"Chat > messages 1" holds "text", which CallGear does not know'],
	])('refuses %j', (value, message) => {
		expect(refusal(() => chatOfJson(value, 'Chat'))).toBe(message);
	});
});

describe('the values of a chat’s rows', () => {
	const draft = (rows: IDataObject[], changes: Partial<Columns> = {}) =>
		chatOfRows({ key: 'a', rows: rows.map((_, index) => index) }, new Table(rows), {
			...columns,
			...changes,
		});

	it.each([['constructor'], ['__proto__'], ['toString']])(
		'are not what every object has by itself: %s',
		(column) => {
			expect(draft([row({})], { name: column }).chat.raw('name')).toBeUndefined();
			expect(draft([row({})], { employee_id: column }).messages[0].raw('employee_id')).toBeUndefined();
		},
	);

	it('are handed on as they are when they cannot be compared, to be refused by their column', () => {
		const odd = { toString: 'x', valueOf: 'y' };
		expect(draft([row({ name: odd }), row({ name: 'Zoe' })]).chat.raw('name')).toBe(odd);
	});
});
