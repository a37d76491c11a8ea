import { createHash } from 'node:crypto';

/** One change that Stryker could make. */
export interface Change {
	id: string;
	fileName: string;
	mutatorName: string;
	replacement?: string;
	location: { start: { line: number; column: number }; end: { line: number; column: number } };
}

/**
 * A sample in which each change is as likely as any other: it depends on the seed and on what is changed, not on the order or on Stryker's numbers,
 * so that the same seed chooses the same changes again.
 *
 * @param size how many, at most
 * @returns their ids
 */
export function sampleOf(changes: readonly Change[], size: number, seed: string): Set<string> {
	const lot = ({ fileName, mutatorName, replacement, location }: Change) =>
		createHash('sha256')
			.update(JSON.stringify([seed, fileName, mutatorName, replacement, location]))
			.digest('hex');
	const drawn = changes.map((change) => ({ lot: lot(change), id: change.id }));
	drawn.sort((a, b) => (a.lot < b.lot ? -1 : 1));
	return new Set(drawn.slice(0, size).map(({ id }) => id));
}

/** The normal distribution's 97.5 % point: between it and its negative lie 95 %. */
const Z = 1.959964;

/**
 * Where the share of all lies with 95 % certainty, when it was seen in a sample: Wilson's interval.
 *
 * @returns both ends, from 0 to 1
 */
export function interval(noticed: number, tried: number): [number, number] {
	const share = noticed / tried;
	const shrink = 1 + Z ** 2 / tried;
	const middle = (share + Z ** 2 / (2 * tried)) / shrink;
	const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / tried + Z ** 2 / (4 * tried ** 2));
	return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
