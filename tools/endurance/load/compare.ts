import { groupBy } from 'lodash';

import type { Told } from './drive';
import type { EventKind, HeldEvent } from './events';

/** What callers were told, against what the vendor holds. Every list but `delivered` must be empty. */
export interface Accounts {
	/** Told that it is delivered, held once, under the number that the caller was told, before the caller was answered. */
	delivered: string[];
	/** Told that it is delivered, and not held. */
	lost: string[];
	doubled: string[];
	/** Answered before the vendor had it. */
	early: string[];
	/** The caller was told another event's number, or the file is another one. */
	mixedUp: string[];
	/** Told that it failed, or nothing. */
	failed: string[];
	/** Held, though nobody sent it. */
	invented: string[];
}

/** Sorts every event by what became of it. */
export function compare({ told: numberOf }: EventKind, told: Told[], held: HeldEvent[]): Accounts {
	const byEvent = new Map(Object.entries(groupBy(held, ({ event }) => event)));
	const sent = new Set(told.map(({ event }) => event));
	const accounts: Accounts = {
		delivered: [],
		lost: [],
		doubled: [],
		early: [],
		mixedUp: [],
		failed: [],
		invented: held.map(({ event }) => event).filter((event) => !sent.has(event)),
	};
	const accountOf = ({ event, status, answer, answeredAt }: Told): keyof Accounts => {
		const [one, ...more] = byEvent.get(event) ?? [];
		if (more.length > 0) return 'doubled';
		if (status !== 200) return 'failed';
		if (!one) return 'lost';
		if (one.at > answeredAt) return 'early';
		return one.spoilt !== undefined || numberOf(answer) !== one.number ? 'mixedUp' : 'delivered';
	};
	for (const one of told) accounts[accountOf(one)].push(one.event);
	return accounts;
}
