import fc from 'fast-check';
import { mapValues, sortBy } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { Refusal, type Target } from '../../nodes/CallGear/answers';
import type { Account } from '../../nodes/CallGear/api';
import { packBatches } from '../../nodes/CallGear/uploads/batches';
import { buildChat, type Rules } from '../../nodes/CallGear/UploadChats/body';
import { Delivery, type UploadId } from '../../nodes/CallGear/uploads/deliver';
import type { Ready } from '../../nodes/CallGear/uploads/ready';
import { chatOfRows, groupRows } from '../../nodes/CallGear/UploadChats/rows';
import { Table } from '../../nodes/CallGear/UploadChats/table';
import { Failure } from '../../nodes/engine/errors';
import { columnsOf, keyColumn, readingOf } from '../nodes/CallGear/support';
import { anyText, holds, oddValue } from './check';

const columns = columnsOf();

describe('grouping rows into chats', () => {
	const key = fc.oneof(
		fc.constantFrom('a', 'b', ' a', 'c\\n', 7, '7', true, 'constructor', '__proto__'),
		oddValue,
	);
	const rows = fc.array(fc.record({ chat_id: key, message: anyText() }, { requiredKeys: [] }), {
		maxLength: 30,
	});

	it('puts every row into exactly one chat, or refuses it', async () => {
		await holds(
			rows,
			async (items) => {
				const { groups, empty } = await groupRows(new Table(items as IDataObject[]), keyColumn('chat_id'));
				const placed = [...groups.flatMap((group) => group.rows), ...empty];
				expect(sortBy(placed)).toEqual(items.map((_, index) => index));
				const keys = groups.flatMap(({ key }) => (key === undefined ? [] : [key]));
				expect(new Set(keys).size).toBe(keys.length);
				for (const { key, rows, flaw } of groups) {
					expect(flaw === undefined).toBe(key !== undefined);
					if (flaw) expect([flaw.facts.item]).toEqual(rows);
				}
				for (const group of groups) expect(group.rows).toEqual(sortBy(group.rows));
				expect(groups.map((group) => group.rows[0])).toEqual(sortBy(groups.map((group) => group.rows[0])));
			},
			500,
		);
	});

	it('keeps every message, in its order, and invents none', async () => {
		const whole = fc.record({
			chat_id: fc.constantFrom('a', 'b', 'c'),
			message: anyText(),
			source: fc.constantFrom('visitor', 'system'),
			date_time: fc.constant('2026-02-03 10:00:00'),
		});
		await holds(fc.array(whole, { minLength: 1, maxLength: 30 }), async (items) => {
			const table = new Table(items);
			const { groups } = await groupRows(table, keyColumn('chat_id'));
			for (const group of groups) {
				const { messages } = await chatOfRows(group, readingOf(items));
				const own = items.filter((row) => row.chat_id === group.key);
				// A cell without text counts as not given
				expect(messages.map((message) => message.raw('message') ?? '')).toEqual(
					own.map((row) => row.message),
				);
			}
		});
	});
});

const chats = fc
	.array(
		fc.record({
			bytes: fc.integer({ min: 1, max: 400 }),
			userId: fc.constantFrom(undefined, 20017, 20018),
			id: fc.constantFrom('one', 'two'),
		}),
		{ maxLength: 60 },
	)
	.map((list) =>
		list.map(
			({ bytes, userId, id }, index): Ready => ({
				account: { id } as Account,
				body: { ext_id: `chat ${index}` },
				mark: `chat ${index}`,
				shown: {},
				warnings: () => [],
				bytes,
				items: [index],
				labelOf: () => undefined,
				...(userId === undefined ? {} : { userId }),
			}),
		),
	);

describe('packing chats into batches', () => {
	const sizes = fc.record({
		size: fc.integer({ min: 1, max: 20 }),
		bytes: fc.integer({ min: 50, max: 2_000 }),
	});

	it('loses and doubles none, keeps accounts and customers apart and each one’s order, and stays within both limits', async () => {
		await holds(
			fc.tuple(chats, sizes),
			async ([list, { size, bytes }]) => {
				const batches: Ready[][] = [];
				for await (const batch of packBatches(list, size, bytes)) batches.push(batch);
				expect(sortBy(batches.flat(), ({ items }) => items[0])).toEqual(list);
				for (const batch of batches) {
					expect(batch.length).toBeGreaterThan(0);
					expect(batch.length).toBeLessThanOrEqual(size);
					expect(new Set(batch.map(({ userId, account }) => `${account.id} ${userId}`)).size).toBe(1);
					const total = batch.reduce((sum, chat) => sum + chat.bytes + 1, -1);
					expect(batch.length === 1 || total <= bytes).toBe(true);
				}
				for (const customer of [undefined, 20017, 20018]) {
					for (const id of ['one', 'two']) {
						const own = ({ userId, account }: Ready) => userId === customer && account.id === id;
						expect(batches.flat().filter(own)).toEqual(list.filter(own));
					}
				}
			},
			500,
		);
	});
});

describe('delivering a batch', () => {
	/** What CallGear does to a request: takes it, takes it without saying so, or refuses it for what is in it. */
	const course = fc.record({
		bad: fc.uniqueArray(fc.nat(29), { maxLength: 6 }),
		most: fc.integer({ min: 1, max: 80 }),
		pointing: fc.boolean(),
		lost: fc.uniqueArray(fc.nat(40), { maxLength: 3 }),
	});
	const no = { message: 'no', remedy: 'Change it.' };
	const refusal = (target: Target) => new Refusal({ ...no, delivery: 'refused' }, -32602, target, () => no);
	const uncertain = new Failure({ message: 'lost', remedy: 'Look there.', delivery: 'uncertain' });

	const batchOf = (count: number) =>
		Array.from(
			{ length: count },
			(_, index): Ready => ({
				account: { id: 'one' } as Account,
				body: { ext_id: `chat ${index}` },
				mark: `chat ${index}`,
				shown: {},
				warnings: () => [],
				bytes: 1,
				items: [index],
				labelOf: () => undefined,
			}),
		);

	it('reports every chat once, stores none twice, and never sends again what may have been stored', async () => {
		await holds(
			fc.tuple(fc.integer({ min: 1, max: 30 }), course),
			async ([count, { bad, most, pointing, lost }]) => {
				const batch = batchOf(count);
				const stored: number[] = [];
				let calls = 0;
				const upload = async (sent: Ready[]) => {
					const call = calls++;
					const indexes = sent.map(({ items }) => items[0]);
					const culprit = indexes.find((index) => bad.includes(index));
					if (sent.length > most) throw refusal({ field: 'chats' });
					if (culprit !== undefined) {
						const named = pointing ? { field: 'chats.ext_id', value: `chat ${culprit}` } : {};
						throw refusal(named);
					}
					stored.push(...indexes);
					if (lost.includes(call)) throw uncertain;
					return await Promise.resolve(indexes.map((index) => 1000 + index));
				};
				const reports = new Map<number, UploadId | Failure>();
				const report = ({ items }: Ready, outcome: UploadId | Failure) => {
					expect(reports.has(items[0])).toBe(false);
					reports.set(items[0], outcome);
				};
				await new Delivery({ one: 'chat', list: 'chats' }, upload, report).send(batch);
				expect(sortBy([...reports.keys()])).toEqual(batch.map((_, index) => index));
				expect(new Set(stored).size).toBe(stored.length);
				for (const [index, outcome] of reports) {
					if (outcome === uncertain || outcome === 1000 + index) expect(stored).toContain(index);
					else expect([outcome, stored.includes(index)]).toEqual([refusal({}), false]);
				}
			},
			1_000,
		);
	});

	it('calls nothing refused that may have been stored, also when what is in doubt is sent again', async () => {
		const again = fc.record({
			...{ bad: fc.uniqueArray(fc.nat(29), { maxLength: 4 }), pointing: fc.boolean() },
			...{ tries: fc.integer({ min: 1, max: 3 }), knows: fc.boolean() },
			lost: fc.uniqueArray(fc.nat(12), { maxLength: 5 }),
		});
		await holds(
			fc.tuple(fc.integer({ min: 1, max: 30 }), again),
			async ([count, { bad, pointing, tries, knows, lost }]) => {
				const stored = new Set<number>();
				let calls = 0;
				/** CallGear's part; it may know the own IDs of chats that it has. */
				const answer = (indexes: number[]): UploadId[] => {
					const culprit = indexes.find((index) => bad.includes(index) || (knows && stored.has(index)));
					if (culprit !== undefined)
						throw refusal(pointing ? { field: 'chats.ext_id', value: `chat ${culprit}` } : {});
					indexes.forEach((index) => stored.add(index));
					return indexes.map((index) => 1000 + index);
				};
				/** The engine's part: what was lost is sent again, and doubt outlives every try. */
				const upload = async (sent: Ready[]): Promise<UploadId[]> => {
					const indexes = sent.map(({ items }) => items[0]);
					let doubtful = false;
					for (let left = tries; left > 0; left -= 1) {
						const isLost = lost.includes(calls++);
						try {
							const ids = answer(indexes);
							if (!isLost) return await Promise.resolve(ids);
						} catch (caught) {
							if (isLost) continue;
							throw doubtful ? (caught as Refusal).with({ delivery: 'uncertain' }) : caught;
						} finally {
							doubtful ||= isLost;
						}
					}
					throw uncertain;
				};
				const reports = new Map<number, UploadId | Failure>();
				const report = ({ items }: Ready, outcome: UploadId | Failure) => {
					expect(reports.has(items[0])).toBe(false);
					reports.set(items[0], outcome);
				};
				await new Delivery({ one: 'chat', list: 'chats' }, upload, report, { again: true }).send(
					batchOf(count),
				);
				expect(reports.size).toBe(count);
				for (const [index, outcome] of reports) {
					if (!(outcome instanceof Failure))
						expect([outcome, stored.has(index)]).toEqual([1000 + index, true]);
					else if (stored.has(index)) expect(outcome.facts.delivery).toBe('uncertain');
				}
			},
			1_000,
		);
	});
});

describe('reading a table', () => {
	/** What programs and people add to a name or an identifier, unseen. */
	const unseen = fc.array(
		fc.constantFrom(
			'\ufeff',
			'\u200b',
			'\u200e',
			'\u202a',
			'\u202c',
			'\u2066',
			'\u2069',
			' ',
			'\u00a0',
			'\t',
		),
		{ maxLength: 3 },
	);
	const around = fc.tuple(unseen, unseen).map(
		([before, after]) =>
			(text: string) =>
				`${before.join('')}${text}${after.join('')}`,
	);
	const anyCase = fc.constantFrom(
		(text: string) => text,
		(text: string) => text.toUpperCase(),
		(text: string) => text.replace(/^./, (letter) => letter.toUpperCase()),
	);
	const plain: IDataObject = {
		chat_id: 'tg-1',
		phone: '+971500000001',
		email: 'zoe@example.org',
		status: 'lost',
		initiator: 'operator',
		site_id: '3101',
		ext_id: 'tg-1',
		date_time: '2026-02-03 10:00:05',
		source: 'operator',
		employee_id: '9012',
	};
	const names = Object.keys(plain);
	const read = async (items: IDataObject[]) => {
		const table = new Table(items);
		const found = (name: string) => table.column(name, name) ?? name;
		const { groups } = await groupRows(table, keyColumn(found('chat_id')));
		expect(groups.filter(({ flaw }) => flaw)).toEqual([]);
		const named = columnsOf(mapValues(columns, (_, key) => found(key)));
		return await Promise.all(
			groups.map(
				async (group) => (await buildChat(await chatOfRows(group, readingOf(items, named)), rules)).chat,
			),
		);
	};
	const rules: Rules = {
		...{ zone: 'Asia/Dubai', inputZone: 'Asia/Dubai', now: DateTime.fromISO('2026-06-01T12:00:00Z') },
		...{ equalStart: 'shift', makeExtId: true },
	};
	const expected = async () => await read([{ ...plain, message: 'Hi' }]);

	it('finds each column whatever is added to its name that nobody sees, in any case', async () => {
		const renaming = fc.array(fc.tuple(around, anyCase), {
			minLength: names.length,
			maxLength: names.length,
		});
		await holds(
			renaming,
			async (renames) => {
				const row = Object.fromEntries(
					names.map((name, index) => [renames[index][0](renames[index][1](name)), plain[name]]),
				);
				expect(await read([{ ...row, message: 'Hi' }])).toEqual(await expected());
			},
			300,
		);
	});

	it('takes identifiers, and what is one of several words, without what nobody sees in them', async () => {
		const changes = fc.array(around, { minLength: names.length, maxLength: names.length });
		await holds(
			fc.tuple(changes, changes),
			async (rows) => {
				const decorated = rows.map((change) => ({
					...Object.fromEntries(names.map((name, index) => [name, change[index](String(plain[name]))])),
					message: 'Hi',
				}));
				const [chat, ...others] = await read(decorated);
				const [same] = await expected();
				expect(others).toEqual([]);
				expect(chat).toEqual({
					...same,
					messages: [1, 2].map(() => (same.messages as IDataObject[])[0]),
				});
			},
			300,
		);
	});
});
