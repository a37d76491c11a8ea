import { groupBy, sumBy } from 'lodash';

import { contracts, described, type Entry } from '../../../testkit/contracts';

/** How much of the soak goes through one node. */
export interface Line {
	entry: Entry;
	/** What an item is, for the results. */
	unit: 'message' | 'file' | 'chat';
	count: number;
	/** Items of one execution. */
	together: number;
	/** What is added to each item's file, so that it has a size worth speaking of. */
	fileBytes?: number;
	/** Options of the node that differ from its contract's. */
	options: object;
}

const FILE_BYTES = 200_000;

function lineOf(entry: Entry, scale: number): Line[] {
	const { soak } = described(entry);
	if (!soak) return [];
	const { unit, count, options = {} } = soak;
	const sized = unit === 'file' ? { together: 25, fileBytes: FILE_BYTES } : { together: 500 };
	return [{ entry, unit, count: Math.max(1, Math.round(count * scale)), options, ...sized }];
}

/** What goes through in all, e.g. `20,000 messages, 500 files`. */
export function totalsOf(lines: Line[]): string {
	const byUnit = Object.entries(groupBy(lines, 'unit'));
	return byUnit.map(([unit, own]) => `${sumBy(own, 'count').toLocaleString('en')} ${unit}s`).join(', ');
}

/** What goes through one n8n in one run, as the nodes' contracts say. Scaled down for a short run. */
export function planOf(scale: number): Line[] {
	return contracts.flatMap((entry) => lineOf(entry, scale));
}
