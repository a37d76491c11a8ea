import { range } from 'lodash';

import { Failure } from '../../nodes/engine/errors';
import { MOST_PAGES, type PageSource, type Place, rowsOf, type Wanted } from '../../nodes/engine/pages';
import { afterKey, byPosition } from '../../nodes/engine/paging';

const PAGE_SIZE = 4;
const common = { vendor: 'Acme', pageSize: PAGE_SIZE, key: String };

/** A vendor's list in memory, which a test changes between its pages. */
function listOf(rows: number[], turn: (pages: number, rows: number[]) => void = () => undefined) {
	const asked: Array<[at: Place, size: number]> = [];
	const ask = (at: number, size: number) => {
		turn(asked.length, rows);
		asked.push([at, size]);
	};
	const position = (more?: (end: number) => boolean | undefined) =>
		byPosition<number>({
			...common,
			read: async (at, size) => {
				ask(at, size);
				const page = rows.slice(at, at + Math.min(size, PAGE_SIZE));
				return { rows: page, more: more ? more(at + page.length) : at + page.length < rows.length };
			},
		});
	const key = () =>
		afterKey<number, number>({
			...common,
			first: 0,
			place: (row) => row,
			read: async (after, size) => {
				ask(after, size);
				const left = rows.filter((row) => row > after).sort((a, b) => a - b);
				return { rows: left.slice(0, size), more: left.length > size };
			},
		});
	return { rows, asked, position, key };
}

async function all<Row, At extends Place>(source: PageSource<Row, At>, wanted?: Wanted): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const row of rowsOf(source, wanted)) rows.push(row);
	return rows;
}

async function failureOf(reading: Promise<unknown>): Promise<Failure['facts']> {
	const caught = await reading.then(
		() => undefined,
		(error: unknown) => error,
	);
	expect(caught).toBeInstanceOf(Failure);
	return (caught as Failure).facts;
}

const EVERY = range(1, 15);

describe.each(['position', 'key'] as const)('a list paged by %s', (way) => {
	it.each([0, 1, 3, 4, 5, 8, 14])('of %d rows comes whole, in its order', async (count) => {
		expect(await all(listOf(range(1, count + 1))[way]())).toEqual(range(1, count + 1));
	});

	it.each([1, 3, 4, 5, 14, 100])('gives no more than the %d that are wanted', async (limit) => {
		expect(await all(listOf(EVERY)[way](), { limit })).toEqual(EVERY.slice(0, limit));
	});

	it('is asked for no page and no row that is not needed', async () => {
		const one = listOf(EVERY);
		await all(one[way](), { limit: 3 });
		expect(one.asked).toEqual([[0, 3]]);
		const full = listOf(EVERY);
		await all(full[way](), { limit: 4 });
		expect(full.asked).toEqual([[0, 4]]);
		const two = listOf(EVERY);
		await all(two[way](), { limit: 5 });
		expect(two.asked).toEqual(way === 'position' ? [[0, 4], [3, 2]] : [[0, 4], [4, 1]]); // prettier-ignore
	});

	it('reads the next page only when its rows are wanted', async () => {
		const list = listOf(EVERY);
		const rows = rowsOf(list[way]());
		for (const row of range(1, 5)) expect((await rows.next()).value).toBe(row);
		expect(list.asked).toHaveLength(1);
		await rows.next();
		expect(list.asked).toHaveLength(2);
	});

	it('ends between two pages when the execution is cancelled', async () => {
		const controller = new AbortController();
		const list = listOf(EVERY, (pages) => pages === 1 && controller.abort());
		const facts = await failureOf(all(list[way](), { signal: controller.signal }));
		expect(facts).toMatchObject({
			message: 'The execution was canceled before the whole list was read',
			delivery: 'notSent',
		});
		expect(list.asked).toHaveLength(2);
	});

	it('has no doubles and no holes when rows come in at its beginning', async () => {
		const list = listOf([...EVERY], (pages, rows) => pages > 0 && pages < 3 && rows.unshift(100 + pages));
		const read = await all(list[way]());
		expect(new Set(read).size).toBe(read.length);
		expect(read).toEqual(expect.arrayContaining(EVERY));
	});

	it.each([
		['one that was read', [2]],
		['the last one of a page', [4]],
		['all of a page', [1, 2, 3, 4]],
		['all but one', [1, 2, 3]],
		['all that were read, and more', [1, 2, 3, 4, 5, 6]],
	])('has no holes when rows are removed: %s', async (_what, gone) => {
		const list = listOf([...EVERY], (pages, rows) => {
			if (pages === 1) rows.splice(0, rows.length, ...EVERY.filter((row) => !gone.includes(row)));
		});
		const stays = EVERY.filter((row) => !gone.includes(row));
		const read = await all(list[way]());
		expect(read).toEqual(expect.arrayContaining(stays));
		expect(new Set(read).size).toBe(read.length);
	});

	it('has no holes when rows are removed before every page', async () => {
		const list = listOf(range(1, 200), (pages, rows) => pages > 0 && pages % 3 === 0 && rows.shift());
		const read = await all(list[way]());
		expect(read).toEqual(expect.arrayContaining(list.rows));
		expect(new Set(read).size).toBe(read.length);
	});

	it('goes on with the rows that are left, also when only a few are still wanted', async () => {
		const list = listOf([...EVERY], (pages, rows) => pages === 2 && rows.splice(0, 6));
		const read = await all(list[way](), { limit: 9 });
		expect(read).toEqual(range(1, 10));
		// Where it goes back, it looks for its place in whole pages
		const asked = { position: [[0, 4], [3, 4], [6, 3], [1, 4], [0, 4]], key: [[0, 4], [4, 4], [8, 1]] }; // prettier-ignore
		expect(list.asked).toEqual(asked[way]);
	});
});

describe('totals and short pages', () => {
	const source = (pages: number[][], more?: boolean) => {
		const asked: number[] = [];
		return {
			asked,
			list: byPosition<number>({
				...common,
				read: async (at) => {
					asked.push(at);
					return { rows: pages.flat().slice(at, at + (pages[asked.length - 1]?.length ?? 0) + 1), more };
				},
			}),
		};
	};

	it('goes on after a short page when the vendor says nothing or that there are more', async () => {
		for (const more of [undefined, true]) {
			const { list } = source([[1, 2], [3, 4], [5], []], more);
			expect(await all(list)).toEqual([1, 2, 3, 4, 5]);
		}
	});

	it('ends with a short page when the vendor says so', async () => {
		const { list, asked } = source([[1, 2], [3]], false);
		expect(await all(list)).toEqual([1, 2, 3]);
		expect(asked).toEqual([0]);
	});

	it('ends although the total is too high', async () => {
		expect(await all(listOf(EVERY).position((end) => end < 17))).toEqual(EVERY);
	});

	it('does not end with a full page although the total is too low', async () => {
		expect(await all(listOf(EVERY).position((end) => end < 7))).toEqual(EVERY);
	});

	it('follows a total that changes', async () => {
		const list = listOf([...EVERY], (pages, rows) => pages === 2 && rows.push(15, 16, 17));
		expect(await all(list.position())).toEqual(range(1, 18));
	});
});

describe('a list that never ends by itself', () => {
	const stuck = (read: () => number[]) => byPosition<number>({ ...common, read: async () => ({ rows: read(), more: true }) }); // prettier-ignore

	it('is given up when the vendor gives the same page again and again', async () => {
		let pages = 0;
		const list = stuck(() => {
			pages += 1;
			return [1, 2, 3, 4];
		});
		const facts = await failureOf(all(list));
		expect(facts).toMatchObject({
			message: "Acme's list does not end: it goes on with pages that bring nothing new",
			remedy: expect.stringContaining('4 different entries'),
			vendor: 'Acme',
			delivery: 'notSent',
		});
		// The first one, and ten that bring nothing new
		expect(pages).toBe(11);
	});

	it('is given up when no page joins up with the one before, and nothing new comes', async () => {
		let pages = 0;
		const list = byPosition<number>({
			...common,
			read: async (at) => {
				pages += 1;
				return { rows: at === 0 ? [1, 2, 3, 4] : [], more: true };
			},
		});
		expect((await failureOf(all(list))).message).toContain('does not end');
		// The first one, one for each of 21 returns, and the first one again after each but the last
		expect(pages).toBe(42);
	});

	it('is given up after as many pages as no list has', async () => {
		let row = 0;
		const list = afterKey<number, number>({
			...common,
			first: 0,
			place: (last) => last,
			read: async () => ({ rows: [(row += 1)], more: true }),
		});
		expect((await failureOf(all(list))).message).toContain('does not end');
		expect(row).toBe(MOST_PAGES);
	});

	it('is given up when it names a page that was read before', async () => {
		let pages = 0;
		const list = afterKey<number, number>({
			...common,
			first: 0,
			place: (last) => last % 3,
			read: async (after) => {
				pages += 1;
				return { rows: [after + 1], more: true };
			},
		});
		expect((await failureOf(all(list))).message).toContain('does not end');
		expect(pages).toBe(3);
	});
});

it('a list without rows is asked for no key', async () => {
	const key = ({ id }: { id: string }) => id;
	const read = async () => await Promise.resolve({ rows: [], more: false });
	expect(await all(byPosition<{ id: string }>({ vendor: 'Acme', pageSize: PAGE_SIZE, key, read }))).toEqual(
		[],
	);
});

describe('several lists that are read as one', () => {
	it('give each row once, and no more than are wanted of all of them', async () => {
		const seen = new Set<string>();
		const first = listOf([1, 2, 3]);
		const second = listOf([3, 4, 5, 6]);
		expect(await all(first.position(), { limit: 5, seen })).toEqual([1, 2, 3]);
		expect(await all(second.position(), { limit: 5, seen })).toEqual([4, 5]);
		expect(second.asked).toEqual([
			[0, 2],
			[1, 2],
		]);
	});
});
