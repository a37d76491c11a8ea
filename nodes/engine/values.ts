/** What no value may hold, and what is no part of an identifier. */

import { invalidField } from './errors';
import { breathing } from './wait';

type Breath = ReturnType<typeof breathing>;

/** Levels of lists and objects in each other; vendors take far fewer. */
const DEEPEST = 100;

const LONGEST_SHOWN = 60;

/**
 * Characters that show nothing and come along when a text is copied: marks of writing direction, spaces without width, the byte order mark,
 * soft hyphens. Joiners are none of them, since scripts and emoji need them.
 */
export const INVISIBLE =
	/[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** A text as identifiers are meant: without the spaces around it and the invisible characters in it that copying adds. */
export function bare(text: string): string {
	return text.replace(INVISIBLE, '').trim();
}

/** What is wrong somewhere in a value. */
interface Flaw {
	/** Continues the field's name, e.g. `holds half a character`. */
	problem: string;
	remedy: string;
	/** The keys that lead there, from the outside in; left out where the problem itself says it. */
	at?: string[];
}

const HALF_A_CHARACTER: Flaw = {
	problem: 'holds half a character',
	remedy:
		'An expression has probably cut an emoji in two. Cut by characters instead, e.g. [...text].slice(0, 100).join("").',
	at: [],
};

const TOO_DEEP: Flaw = {
	problem: `is nested more than ${DEEPEST} levels deep`,
	remedy: 'Send a flatter object.',
};

/** Keys that JavaScript or n8n's HTTP client leaves out of an object. */
const LOST_KEYS = ['__proto__', 'constructor', 'prototype'];

const lostKey = (key: string): Flaw => ({
	problem: `holds the key "${key}"`,
	remedy: 'It would not arrive: give the key another name.',
});

/**
 * Refuses what would be lost or changed on its way, anywhere in a value: half characters, in keys as well, numbers that JavaScript has rounded
 * or that JSON cannot write, keys that get lost such as `__proto__`, and what is nested without end.
 *
 * @param field the field's display name
 * @throws Failure that names the field and the place in it
 */
export function checkValue(value: unknown, field: string): void {
	refuse(flawIn(value, 0), field);
}

/** The same for what may be very large: everything else in the process has its turn meanwhile. */
export async function checkLargeValue(value: unknown, field: string): Promise<void> {
	refuse(await flawInLarge(value, 0, breathing()), field);
}

function refuse(flaw: Flaw | undefined, field: string): void {
	if (!flaw) return;
	const { problem, remedy, at = [] } = flaw;
	const place = at.length === 0 ? '' : ` at ${at.join(' > ')}`;
	throw invalidField(field, `${problem}${place}`, remedy);
}

function flawIn(value: unknown, depth: number): Flaw | undefined {
	if (typeof value === 'string') return isBroken(value) ? HALF_A_CHARACTER : undefined;
	if (typeof value === 'number' || typeof value === 'bigint') return flawOfNumber(value);
	return typeof value === 'object' && value !== null ? flawInside(value, depth) : undefined;
}

/** Half of a pair of UTF-16 units has no form in UTF-8: a vendor would get another text than the user sees. */
export function isBroken(text: string): boolean {
	return /\p{Surrogate}/u.test(text);
}

function flawOfNumber(value: number | bigint): Flaw | undefined {
	if (typeof value === 'bigint' || (Number.isInteger(value) && !Number.isSafeInteger(value))) {
		return {
			problem: `holds a number too large to be exact (${value})`,
			remedy: `Numbers beyond ${Number.MAX_SAFE_INTEGER} lose their last digits: hand it over as text, from the node where it first appears.`,
			at: [],
		};
	}
	if (Number.isFinite(value)) return undefined;
	return { problem: `holds a number that is none (${value})`, remedy: 'Check its expression.', at: [] };
}

function flawInside(value: object, depth: number): Flaw | undefined {
	if (writesItself(value)) return undefined;
	const own = flawOfObject(value, depth);
	if (own) return own;
	for (const [key, inner] of Object.entries(value)) {
		const flaw = isBroken(key) ? HALF_A_CHARACTER : flawIn(inner, depth + 1);
		if (flaw) return within(flaw, key);
	}
	return undefined;
}

/** How deep the lists lie that are very long. */
const LARGE = 3;

async function flawInLarge(value: unknown, depth: number, breathe: Breath): Promise<Flaw | undefined> {
	await breathe();
	if (depth >= LARGE || typeof value !== 'object' || value === null) return flawIn(value, depth);
	if (writesItself(value)) return undefined;
	const own = flawOfObject(value, depth);
	if (own) return own;
	for (const [key, inner] of Object.entries(value)) {
		const flaw = isBroken(key) ? HALF_A_CHARACTER : await flawInLarge(inner, depth + 1, breathe);
		if (flaw) return within(flaw, key);
	}
	return undefined;
}

/** Dates and the like. */
const writesItself = (value: object) => 'toJSON' in value && typeof value.toJSON === 'function';

function flawOfObject(value: object, depth: number): Flaw | undefined {
	if (depth > DEEPEST) return TOO_DEEP;
	const lost = LOST_KEYS.find((key) => Object.hasOwn(value, key));
	return lost === undefined ? undefined : lostKey(lost);
}

function within(flaw: Flaw, key: string): Flaw {
	const shown = key.replace(/\p{Surrogate}/gu, '\ufffd').slice(0, LONGEST_SHOWN);
	return flaw.at ? { ...flaw, at: [shown, ...flaw.at] } : flaw;
}
