/** Reads a list page by page: lazily, without doubles, without holes where rows move, and never without end. */

import { cancelledBefore, Failure } from './errors';

/** Where a page begins: a position, the key of the row before it, or an address. */
export type Place = number | string;

/** One page. */
export interface Page<Row, At extends Place> {
	rows: Row[];
	/** Where the next page begins; undefined after the last one. */
	next?: At;
}

/** A vendor's list, made by one of the functions in `paging.ts`. */
export interface PageSource<Row, At extends Place> {
	/** The vendor's name, for the error texts. */
	vendor: string;
	/** Where the first page begins. */
	first: At;
	/** How many rows a page has at the most. */
	pageSize: number;
	/** Reads a page of so many rows at the most: a read, so it may be sent again whenever that helps. */
	read: (at: At, size: number) => Promise<Page<Row, At>>;
	/** What tells a row from every other. */
	key: (row: Row) => string;
	/** The place so many rows before another one. Lists that are paged by position have it: their rows move up when others are removed. */
	before?: (at: At, rows: number) => At;
}

/** What of a list is wanted. */
export interface Wanted {
	/** How many rows; all unless given. */
	limit?: number;
	/** Ends the reading between two pages. */
	signal?: AbortSignal;
	/** The keys of rows that other lists have brought already: they are passed over, and count for the limit. Grows. */
	seen?: Set<string>;
}

/** How many pages one reading may take. */
export const MOST_PAGES = 10_000;

/** How many pages in a row may bring nothing new: where rows move, some do. */
const FRUITLESS_PAGES = 10;

/** How often in a row reading may go back without finding anything new. */
const MOST_RETURNS = 20;

/** Ends the reading of a list that would never end by itself. */
class Patience {
	private pages = 0;
	private fruitless = 0;
	private returns = 0;

	constructor(private readonly vendor: string) {}

	/** Before a page is asked for. @throws Failure when there is no end in sight */
	ask(rows: number): void {
		this.pages += 1;
		const over = this.pages > MOST_PAGES || this.fruitless >= FRUITLESS_PAGES || this.returns > MOST_RETURNS;
		if (over) throw endless(this.vendor, rows);
	}

	/** A page has come, with so many rows that are new. */
	came(fresh: number): void {
		this.fruitless = fresh > 0 ? 0 : this.fruitless + 1;
		if (fresh > 0) this.returns = 0;
	}

	/** Reading goes back, farther each time. @returns by how many pages, which may bring nothing new */
	goBack(): number {
		const pages = 2 ** this.returns;
		this.returns += 1;
		this.fruitless = -pages;
		return pages;
	}
}

/**
 * The rows of a list, as they come. A page is asked for when the rows of the one before have been taken, and only for as many rows as are still wanted.
 *
 * Rows that move are met like this: whatever came before is known by its key and passed over. Where pages go by position, each begins with the last
 * row of the one before; if a row stands there that is not known, others were removed in between, and reading goes back to where it knows its way. What
 * is not caught is a row that moves from a part not read yet into one that is, because what it is sorted by has changed: sort by what stays, such
 * as the ID. Of the rows themselves nothing is kept, only their keys.
 *
 * @throws Failure when a page cannot be read, the list has no end, or the execution is cancelled
 */
export async function* rowsOf<Row, At extends Place>(
	source: PageSource<Row, At>,
	{ limit = Infinity, signal, seen = new Set() }: Wanted = {},
): AsyncGenerator<Row, void, undefined> {
	const { vendor, first, pageSize, key, before } = source;
	const visited = new Set<At>([first]);
	const patience = new Patience(vendor);
	let at: At | undefined = first;
	let whole = false;
	while (at !== undefined && seen.size < limit) {
		if (signal?.aborted) throw cancelledBefore('the whole list was read');
		patience.ask(seen.size);
		const overlaps: boolean = before !== undefined && at !== first;
		const from: At = before && overlaps ? before(at, 1) : at;
		const size = whole ? pageSize : Math.min(pageSize, limit - seen.size + (overlaps ? 1 : 0));
		const page: Page<Row, At> = await source.read(from, size);
		const joins = page.rows.length > 0 && seen.has(key(page.rows[0]));
		whole = overlaps && !joins;
		if (before && whole) {
			at = before(from, pageSize * patience.goBack());
			continue;
		}
		const known = seen.size;
		for (const row of page.rows) {
			if (seen.size >= limit) return;
			if (seen.has(key(row))) continue;
			seen.add(key(row));
			yield row;
		}
		patience.came(seen.size - known);
		at = before ? beyond(page.next, at) : unvisited(page.next);
	}

	/** A page that ends where the one before did has nothing behind it. */
	function beyond(next: At | undefined, last: At): At | undefined {
		return next === last ? undefined : next;
	}

	function unvisited(next: At | undefined): At | undefined {
		if (next === undefined) return undefined;
		if (visited.has(next)) throw endless(vendor, seen.size);
		visited.add(next);
		return next;
	}
}

function endless(vendor: string, rows: number): Failure {
	return new Failure({
		message: `${vendor}'s list does not end: it goes on with pages that bring nothing new`,
		remedy: `${rows} different entries had come by then. Narrow the list down with filters, or ask for a limited number.`,
		delivery: 'notSent',
		vendor,
	});
}
