import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

import { COLUMNS } from './parts';

const result = z.object({
	release: z.string(),
	/** The title of a column. */
	what: z.string(),
	/** How many tests passed, or examples left at the vendors what they must. */
	passed: z.number(),
	/** The names of what did not, or why it did not even begin. */
	failed: z.array(z.string()),
});

/** What was seen of the pack on other releases of n8n. */
export const resultsShape = z.array(result);

export type Result = z.output<typeof result>;

/** Where they are kept, from the root. */
export const RESULTS_FILE = 'docs/compatibility.json';

/** By release, then in the order of the table. */
function byPlace(a: Result, b: Result): number {
	const column = ({ what }: Result) => COLUMNS.findIndex(({ title }) => title === what);
	return a.release.localeCompare(b.release, 'en', { numeric: true }) || column(a) - column(b);
}

/** What is kept, with what was seen now in its place. */
export function withResults(before: Result[], now: Result[]): Result[] {
	const again = (old: Result) =>
		now.some(({ release, what }) => release === old.release && what === old.what);
	return [...before.filter((old) => !again(old)), ...now].sort(byPlace);
}

/** Keeps what was seen, beside what earlier runs have seen of other releases and parts. */
export function keepResults(path: string, now: Result[]): void {
	const before = existsSync(path) ? resultsShape.parse(JSON.parse(readFileSync(path, 'utf8'))) : [];
	writeFileSync(path, `${JSON.stringify(withResults(before, now), null, '\t')}\n`);
}
