/** Tells what has changed from what is only told again, where a vendor numbers nothing. */

import { createHash } from 'node:crypto';

import { Memory } from './memory';
import { SEEN_EVENTS } from './seenEvents';

const PLACES = { entries: 1000, ms: SEEN_EVENTS.ms };

/** What was told last of each subject. */
export class Occurrences {
	private static readonly places = new Memory<Occurrences>(PLACES);

	private readonly last = new Memory<{ content: string; key: string }>(SEEN_EVENTS);

	private constructor() {}

	/** @param place names whoever is told: what one has heard says nothing about another */
	static of(place: string): Occurrences {
		const known = Occurrences.places.get(place) ?? new Occurrences();
		Occurrences.places.set(place, known);
		return known;
	}

	/**
	 * A key for what is told of a subject: the same one when it is told again right away, another one when something else was told in between.
	 *
	 * @param subject e.g. the kind of event and the chat
	 */
	keyOf(subject: string, told: unknown): string {
		const content = hashOf(JSON.stringify(told));
		const before = this.last.get(subject);
		const key = before === undefined ? content : hashOf(`${before.key} ${content}`);
		const now = before?.content === content ? before : { content, key };
		this.last.set(subject, now);
		return `${subject} ${now.key}`;
	}
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
