import { countBy, range } from 'lodash';

import type { Running, Said } from './run';

/** Every item of a line, sorted by what n8n said and what the vendor holds. All but the first four must be 0. */
export interface Account {
	delivered: number;
	notDelivered: number;
	/** In doubt, and found at the vendor. */
	uncertainHeld: number;
	/** In doubt, and not found there. */
	uncertainNotHeld: number;
	/** Said to be delivered, and not held. */
	lost: number;
	doubled: number;
	/** Said not to be delivered, and held. */
	deniedButHeld: number;
	/** Nothing was said of it. */
	unreported: number;
	/** Held with a file that nobody sent. */
	spoilt: number;
}

type Kind = Exclude<keyof Account, 'spoilt'>;

/** Compares what n8n said of a line's items with what the vendor holds; `sent` are the hashes of all files that went out. */
export function accountFor({ line, joined, first }: Running, { reports }: Said, sent: Set<string>): Account {
	const held = countBy(joined.contract.delivered());
	const kinds = range(first, first + line.count).map((index): Kind => {
		const count = held[index] ?? 0;
		const report = reports.get(index);
		if (count > 1) return 'doubled';
		if (report === undefined) return 'unreported';
		if (report === 'delivered') return count === 1 ? 'delivered' : 'lost';
		if (report === 'uncertain') return count === 1 ? 'uncertainHeld' : 'uncertainNotHeld';
		return count === 1 ? 'deniedButHeld' : 'notDelivered';
	});
	const files = line.unit === 'file' ? joined.vendor.store.held() : [];
	const counts: Partial<Record<Kind, number>> = countBy(kinds);
	return {
		delivered: 0,
		notDelivered: 0,
		uncertainHeld: 0,
		uncertainNotHeld: 0,
		lost: 0,
		doubled: 0,
		deniedButHeld: 0,
		unreported: 0,
		...counts,
		spoilt: files.filter(({ file }) => file && !sent.has(file.sha256)).length,
	};
}

/** Whether nothing of it must be explained. */
export function isExact({ lost, doubled, deniedButHeld, unreported, spoilt }: Account): boolean {
	return lost + doubled + deniedButHeld + unreported + spoilt === 0;
}
