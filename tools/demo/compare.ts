import { lowerCase } from 'lodash';

import type { Held, Received, RunningVendor } from '../../sandbox';
import type { Expectation } from '../../testkit/example';

/** What a vendor took in while one example ran. */
export interface Taken {
	held: Held[];
	received: Received[];
}

/** Remembers what a vendor has; the function gives what came after. */
export function watch({ store }: Pick<RunningVendor, 'store'>): () => Taken {
	const held = new Set(store.held());
	const received = new Set(store.requests());
	return () => ({
		held: store.held().filter((fact) => !held.has(fact)),
		received: store.requests().filter((request) => !received.has(request)),
	});
}

/** One text for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
	return (
		JSON.stringify(value, (_key, inner: unknown) => {
			if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
			return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
		}) ?? 'undefined'
	);
}

/** What is in one list and not in the other; a value that comes twice must be matched twice. */
function without(values: string[], others: string[]): string[] {
	const left = new Map<string, number>();
	for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
	return values.filter((value) => {
		const count = left.get(value) ?? 0;
		left.set(value, count - 1);
		return count <= 0;
	});
}

const SHOWN_CHARACTERS = 300;

/** `2 linked documents` for two of the kind `linkedDocument`. */
const counted = (count: number, kind: string) => `${count} ${lowerCase(kind)}${count === 1 ? '' : 's'}`;

function oneOf(values: string[]): string {
	const [first] = values;
	return first.length > SHOWN_CHARACTERS ? `${first.slice(0, SHOWN_CHARACTERS)}…` : first;
}

function differences(
	{ kind, compare, expected, requests }: Expectation,
	{ held, received }: Taken,
): string[] {
	const found = held.filter((fact) => fact.kind === kind).map((fact) => canonical(compare(fact)));
	const wanted = expected.map(canonical);
	const missing = without(wanted, found);
	const surplus = without(found, wanted);
	const taken = received.filter((request) => requests?.are(request)).length;
	return [
		...(missing.length
			? [`${missing.length} of ${counted(wanted.length, kind)} missing, e.g. ${oneOf(missing)}`]
			: []),
		...(surplus.length ? [`${counted(surplus.length, kind)} not expected, e.g. ${oneOf(surplus)}`] : []),
		...(requests && taken !== requests.count
			? [`${counted(taken, 'request')} instead of ${requests.count}`]
			: []),
	];
}

/**
 * Compares what a vendor took in with what it was to take in: no more, no less, nothing else.
 * @returns one line for each difference; none when it holds exactly what was sent
 */
export function compareVendor(expectations: Expectation[], taken: Taken): string[] {
	const kinds = new Set(expectations.map(({ kind }) => kind));
	const stray = taken.held.filter(({ kind }) => !kinds.has(kind));
	return [
		...expectations.flatMap((expectation) => differences(expectation, taken)),
		...(stray.length
			? [`${stray.length} not expected: ${[...new Set(stray.map(({ kind }) => kind))].join(', ')}`]
			: []),
	];
}

/** What a vendor took in, for the table: "412 chats in 9 requests". */
export function describe({ held, received }: Taken): string {
	const kinds = [...new Set(held.map(({ kind }) => kind))];
	const facts = kinds.map((name) => {
		const ofKind = held.filter(({ kind }) => kind === name);
		const bytes = ofKind.reduce((sum, { file }) => sum + (file?.size ?? 0), 0);
		return `${counted(ofKind.length, name)}${bytes ? ` (${bytes.toLocaleString('en')} bytes)` : ''}`;
	});
	return `${facts.join(', ') || 'nothing'} in ${counted(received.length, 'request')}`;
}
