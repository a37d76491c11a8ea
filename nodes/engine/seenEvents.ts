/** Drops an event that has come before. */

import { Memory } from './memory';

/** How many events are remembered of each node, and for how long: the words in the docs go by these. */
export const SEEN_EVENTS = { entries: 10_000, ms: 24 * 3_600_000 };

/** Those that have not been asked for the longest make room. */
const NODES = { entries: 1000, ms: SEEN_EVENTS.ms };

/** `true` for an event that was taken, a promise for one whose taking is still under way. */
type Seen = true | Promise<boolean>;

/** The events that one node of one credential has taken, in this process. */
export class SeenEvents {
	private static readonly places = new Memory<SeenEvents>(NODES);

	private readonly seen = new Memory<Seen>(SEEN_EVENTS);

	private constructor() {}

	/** @param place names the credential, what it holds, and the node: what one has seen says nothing about another */
	static of(place: string): SeenEvents {
		const known = SeenEvents.places.get(place) ?? new SeenEvents();
		SeenEvents.places.set(place, known);
		return known;
	}

	/**
	 * Claims an event. While another delivery of it is being taken, that is waited for: what failed has to be taken by the next.
	 *
	 * @param taken whether the flow has got it, once that is known; an event that it has not got can be claimed anew
	 * @returns whether it is new
	 */
	async claim(eventKey: string, taken: Promise<boolean>): Promise<boolean> {
		for (let before = this.seen.get(eventKey); before; before = this.seen.get(eventKey)) {
			if (await before) return false;
		}
		this.seen.set(eventKey, taken);
		void taken.then((well) => {
			if (well) this.seen.set(eventKey, true);
			else this.seen.delete(eventKey);
		});
		return true;
	}
}
