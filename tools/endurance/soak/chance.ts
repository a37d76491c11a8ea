import type { Fault } from '../../../sandbox';
import type { Joined } from '../join';

/** What may go wrong with a request of any kind. The node waits 2 seconds for an answer. */
const MISHAPS: Fault[] = [
	{ kind: 'status', status: 429, headers: { 'retry-after': '1' }, body: '' },
	{ kind: 'status', status: 503, headers: { 'retry-after': '1' }, body: '' },
	{ kind: 'status', status: 503, body: '' },
	{ kind: 'status', status: 500, body: 'Internal Server Error' },
	{ kind: 'status', status: 401, body: '' },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' },
	{ kind: 'resetBefore' },
	{ kind: 'resetAfter' },
	{ kind: 'truncated' },
	{ kind: 'cutJson' },
	{ kind: 'html' },
	{ kind: 'html', processed: false },
	{ kind: 'empty' },
	{ kind: 'wrongShape', body: { ok: true } },
	{ kind: 'slowBody', ms: 1 },
	{ kind: 'delay', ms: 100 },
	{ kind: 'hang' },
];

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Lets a share of all requests of a vendor, sign-ins included, meet a mishap. */
export function addChance({ faults }: Joined['vendor'], share: number, random: () => number): void {
	faults.take = () => (random() < share ? MISHAPS[Math.floor(random() * MISHAPS.length)] : undefined);
}
