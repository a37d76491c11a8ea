/** Takes credentials' values out of every error. */

import { cloneDeepWith } from 'lodash';

import { Failure } from './errors';

const HIDDEN = '[hidden]';

/** How much of a secret must stand at the end of a text to be taken for one that was cut off with it; fewer characters end ordinary words. */
const SHORTEST_REST = 6;

const escaped = (text: string) => JSON.stringify(text).slice(1, -1);

/** The forms in which a secret could come back in a vendor's text. Very short ones would blot out ordinary words. */
function forms(secret: string): string[] {
	const forms = [
		secret,
		// The HTTP client takes out what no header can carry
		secret.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim(),
		encodeURIComponent(Buffer.from(secret).toString()),
		escaped(secret),
		// Of a request that a vendor quotes as a whole
		escaped(escaped(secret)),
		Buffer.from(secret).toString('base64'),
	];
	return secret.length < 4 ? [] : forms;
}

/**
 * The text without the beginning of a secret at its end: vendors' texts are cut at some length, and a secret with them.
 *
 * @param hidden the longest first
 */
function withoutRest(text: string, hidden: string[]): string {
	const longest = Math.min(text.length, hidden[0]?.length ?? 0);
	for (let length = longest; length >= SHORTEST_REST; length -= 1) {
		const end = text.slice(-length);
		if (hidden.some((secret) => secret.startsWith(end))) return text.slice(0, -length) + HIDDEN;
	}
	return text;
}

/** Replaces every secret in a text. */
function cleaner(secrets: string[]): (text: string) => string {
	const hidden = [...new Set(secrets.flatMap(forms))].sort((a, b) => b.length - a.length);
	return (text) =>
		hidden.reduce((rest, secret) => rest.split(secret).join(HIDDEN), withoutRest(text, hidden));
}

/** A vendor's answer with every secret in its texts replaced, before it is shown as a whole. */
export function scrubAnswer(answer: unknown, secrets: string[]): unknown {
	const clean = cleaner(secrets);
	return cloneDeepWith(answer, (value: unknown) =>
		typeof value === 'string' ? clean(value) : undefined,
	) as unknown;
}

/** The failure with every secret in its texts replaced, for vendors that repeat what they were sent. */
export function scrub(failure: Failure, secrets: string[]): Failure {
	const clean = cleaner(secrets);
	const facts = Object.entries(failure.facts).map(([name, value]) => [
		name,
		typeof value === 'string' ? clean(value) : value,
	]);
	return new Failure({ ...failure.facts, ...(Object.fromEntries(facts) as Partial<Failure['facts']>) });
}
