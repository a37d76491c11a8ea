/** Takes credentials' values out of everything that leaves a node. */

import { escapeRegExp, memoize } from 'lodash';

import { Failure, type FailureFacts } from './errors';
import { oncePerExecution } from './once';

const HIDDEN = '[hidden]';

/** A shorter secret would blot out ordinary words. */
const SHORTEST = 4;
/** Shorter parts of a secret's Base64 are parts of words as well. */
const SHORTEST_BASE64 = 8;
/** How much of a secret must stand before a cut to be taken for one that was cut off; fewer characters end ordinary words. */
const SHORTEST_REST = 6;

/** Where a text was cut off, by its sender or by us; also in the middle of an escape. */
const CUT = /^(?:[%&\\][\w#{]{0,7})?(?:$|…|\.\.\.)/;
const ELLIPSIS = /^(?:…|\.\.\.)/;
const SIGNS_OF_ESCAPES = /[%&\\+]/;

const NAMED: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
	' ': 'nbsp',
};
const SHORT: Record<string, string> = {
	'\n': 'n',
	'\r': 'r',
	'\t': 't',
	'\b': 'b',
	'\f': 'f',
	'"': '"',
	'/': '/',
	"'": "'",
};

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');

/** A character as addresses, forms, JSON, programs and web pages write it, once or several times over. */
function escapesOf(char: string): RegExp {
	const code = char.codePointAt(0) ?? 0;
	const bytes = [...Buffer.from(char)].map((byte) => `%(?:25){0,4}${hex(byte, 2)}`);
	const units = Array.from({ length: char.length }, (_, at) => `u${hex(char.charCodeAt(at), 4)}`);
	// One search for all that begins with backslashes: a text may have a great many
	const behindBackslashes = [
		units.join('\\\\{1,8}'),
		`u\\{0{0,4}${hex(code, 1)}\\}`,
		...(code < 256 ? [`x${hex(code, 2)}`] : []),
		...(Object.hasOwn(SHORT, char) ? [escapeRegExp(SHORT[char])] : []),
	];
	const forms = [
		bytes.join(''),
		`\\\\{1,8}(?:${behindBackslashes.join('|')})`,
		`&(?:amp;){0,4}#0{0,8}${code};`,
		`&(?:amp;){0,4}#x0{0,8}${hex(code, 1)};`,
		...(Object.hasOwn(NAMED, char) ? [`&(?:amp;){0,4}${NAMED[char]};`] : []),
		...(char === '\\' ? ['\\\\{2,16}'] : []),
		...(char === ' ' ? ['\\+'] : []),
	];
	return new RegExp(forms.join('|'), 'iy');
}

const escapesFor = memoize(escapesOf);

/** The end of a character that begins at a place of a text, in whatever form; undefined when another one stands there. */
function endOf(char: string, text: string, at: number): number | undefined {
	// A sign of escapes can stand for itself, or begin the escape of itself
	if (SIGNS_OF_ESCAPES.test(text[at] ?? '')) {
		const escapes = escapesFor(char);
		escapes.lastIndex = at;
		if (escapes.test(text)) return escapes.lastIndex;
	}
	return text.startsWith(char, at) ? at + char.length : undefined;
}

const withoutPadding = (base64: string) => base64.replaceAll('=', '');

/** The parts of a secret's Base64 that are the same whatever stands before and after it, in both alphabets; and the whole of it. */
function base64Of(secret: string): string[] {
	const bytes = Buffer.from(secret);
	const inner = [0, 1, 2].map((before) => {
		const text = withoutPadding(Buffer.concat([Buffer.alloc(before), bytes]).toString('base64'));
		const ends = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1;
		return text.slice([0, 2, 3][before], ends);
	});
	const whole = bytes.toString('base64');
	const telling = inner.filter((text) => text.length >= SHORTEST_BASE64);
	const all = [whole, withoutPadding(whole), ...telling];
	return all.flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** What to look for: the secret, what is left of it in a header, which carries no other characters, and its Base64. */
function needlesOf(secret: string): string[] {
	const inHeader = secret.replace(/[^\t\x20-\x7e\x80-\xff]/g, '').trim();
	return [secret, inHeader, Buffer.from(secret).toString(), ...base64Of(secret)].filter(
		(needle) => needle.length >= SHORTEST,
	);
}

/** The end of a needle that begins at a place of a text, whole or cut off; undefined when it does not. */
function matchAt(text: string, start: number, needle: string, chars: string[]): number | undefined {
	if (text.startsWith(needle, start)) return start + needle.length;
	let at = start;
	for (const [place, char] of chars.entries()) {
		const next = endOf(char, text, at);
		if (next === undefined) {
			const rest = text.slice(at, at + 12);
			if (place < SHORTEST_REST || !CUT.test(rest)) return undefined;
			return ELLIPSIS.test(rest) ? at : text.length;
		}
		at = next;
	}
	return at;
}

/** Replaces every secret in a text. */
export type Cleaner = (text: string) => string;

/**
 * Makes a cleaner for some secrets.
 *
 * @param secrets values of credentials; those that are empty or very short are passed over
 */
export function cleanerFor(secrets: Iterable<string>): Cleaner {
	const needles = [...new Set([...secrets].flatMap(needlesOf))].sort((a, b) => b.length - a.length);
	const sought = needles.map(soughtAs);
	const beginnings = new Set(needles.map((needle) => needle.slice(0, SHORTEST_REST)));
	const begins = new RegExp([...beginnings].map(escapeRegExp).join('|'));
	return (text) => {
		if (!SIGNS_OF_ESCAPES.test(text) && !begins.test(text)) return text;
		return sought.reduce(without, text);
	};
}

interface Sought {
	needle: string;
	chars: string[];
	/** Finds where it may begin, in whatever form. */
	candidates: RegExp;
}

function soughtAs(needle: string): Sought {
	const chars = [...needle];
	const beginning = `${escapeRegExp(chars[0])}|${escapesOf(chars[0]).source}`;
	return { needle, chars, candidates: new RegExp(beginning, 'gi') };
}

function without(text: string, { needle, chars, candidates }: Sought): string {
	const escaped = SIGNS_OF_ESCAPES.test(text);
	if (!escaped && !text.includes(needle.slice(0, SHORTEST_REST))) return text;
	const kept: string[] = [];
	let from = 0;
	candidates.lastIndex = 0;
	for (let found = candidates.exec(text); found; found = candidates.exec(text)) {
		const at = found.index;
		const end = matchAt(text, at, needle, chars);
		if (end === undefined) {
			candidates.lastIndex = at + 1;
			continue;
		}
		kept.push(text.slice(from, at), HIDDEN);
		from = end;
		candidates.lastIndex = end;
	}
	return kept.join('') + text.slice(from);
}

/**
 * What was read of an answer, with every secret replaced in its texts, numbers and keys; however deep it is.
 *
 * @returns the value itself where there is nothing in it to replace, else a copy
 */
export function cleaned<T>(value: T, clean: Cleaner): T {
	for (const text of textsIn(value)) if (clean(text) !== text) return copied(value, clean);
	return value;
}

/** The same for what may be so much that everything else in the process should have its turn in between. */
export async function cleanedBreathing<T>(
	value: T,
	clean: Cleaner,
	breathe: () => Promise<void> | undefined,
): Promise<T> {
	for (const text of textsIn(value)) {
		if (clean(text) !== text) return copied(value, clean);
		const pause = breathe();
		if (pause) await pause;
	}
	return value;
}

function copied<T>(value: T, clean: Cleaner): T {
	const root: { value: unknown } = { value };
	const open: Array<{ into: Record<string, unknown>; key: string }> = [{ into: root, key: 'value' }];
	for (let step = open.pop(); step; step = open.pop()) {
		const { into, key } = step;
		const inner = into[key];
		if (typeof inner === 'string') into[key] = clean(inner);
		else if (typeof inner === 'number') into[key] = clean(String(inner)) === HIDDEN ? HIDDEN : inner;
		else if (isPlain(inner)) {
			const copy = Array.isArray(inner)
				? [...(inner as unknown[])]
				: Object.fromEntries(Object.entries(inner).map(([name, held]) => [clean(name), held]));
			into[key] = copy;
			for (const name of Object.keys(copy)) open.push({ into: copy as Record<string, unknown>, key: name });
		}
	}
	return root.value as T;
}

/** All texts, numbers and keys in a value, however deep it is. */
function* textsIn(value: unknown): Generator<string> {
	const open = [value];
	while (open.length > 0) {
		const inner = open.pop();
		if (typeof inner === 'string' || typeof inner === 'number') yield String(inner);
		else if (isPlain(inner)) {
			for (const [name, held] of Object.entries(inner)) {
				if (!Array.isArray(inner)) yield name;
				open.push(held);
			}
		}
	}
}

/** Lists and plain objects; what else there is, such as a date, holds no text of a vendor. */
function isPlain(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** The failure with every secret replaced that a vendor may have repeated. How to mend a field are our own words. */
export function cleanFailure({ facts }: Failure, clean: Cleaner): Failure {
	const own = facts.field !== undefined && facts.vendor === undefined;
	const shown: FailureFacts = cleaned(facts, clean);
	return new Failure({ ...shown, delivery: facts.delivery, ...(own ? { remedy: facts.remedy } : {}) });
}

/** All secrets with which an execution of a node has signed its requests. */
export class UsedSecrets {
	private readonly secrets = new Set<string>();

	private cleaner?: Cleaner;

	add(secrets: string[]): void {
		const before = this.secrets.size;
		for (const secret of secrets) this.secrets.add(secret);
		if (this.secrets.size !== before) this.cleaner = undefined;
	}

	get clean(): Cleaner {
		this.cleaner ??= cleanerFor(this.secrets);
		return this.cleaner;
	}
}

/** Those of this execution. */
export function usedSecrets(context: object): UsedSecrets {
	return oncePerExecution(context, 'engine.secrets', () => new UsedSecrets());
}

/** The same for secrets of which no cleaner was made. */
export function scrub(failure: Failure, secrets: string[]): Failure {
	return cleanFailure(failure, cleanerFor(secrets));
}
