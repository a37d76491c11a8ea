import type { Received } from '../../sandbox/store';
import { isCall, type NodeContract } from '../../testkit/contract';
import { type Fate, withoutFormats } from '../../testkit/fates';
import type { NodeResult } from '../../testkit/n8n';
import { formsOf, isIn } from './carried';

/** One value in one place, and what came of it. */
export interface Case {
	value: unknown;
	/** As an error names the place. */
	label: string;
	fate?: Fate;
	contract: NodeContract;
	result: NodeResult;
	requests: Received[];
}

/** Words that a program says to its programmer. */
const INTERNAL =
	/TypeError|RangeError|Cannot (read|convert|set)|\bundefined\b|\[object|\[native code|is not (a function|iterable)|stopped unexpectedly|call stack|invalid_type|Zod/;

/** The server found them too long and never handed them to the vendor. */
const UNREAD = new Set([413, 414, 431]);

/** Whether a message speaks to its reader, apart from the value that it repeats. */
export function isClear(words: string, value: unknown): boolean {
	return !INTERNAL.test(typeof value === 'string' ? words.replaceAll(value.trim(), '') : words);
}

/** All that is wrong with a case; nothing when the value was refused in clear words, or arrived as it was. */
export function problemsOf(one: Case): string[] {
	const { result, requests, contract } = one;
	const [failed] = result.failed;
	const problems = failed
		? problemsOfRefusal(one, failed.json.error as Record<string, string>)
		: arrived(one)
			? []
			: ['taken, but something else arrived'];
	if (result.error) problems.push(`the run ended: ${result.error.message}`);
	const count = result.main.length + result.failed.length;
	if (count !== 1 && !(contract.many && !failed)) problems.push('not one item came out');
	if (contract.secrets().some((secret) => result.everything.includes(secret)))
		problems.push('a secret is shown');
	const broken = requests
		.map(({ answer }) => String(answer.body))
		.find((body) => body.startsWith('The sandbox itself failed'));
	return broken === undefined ? problems : [...problems, broken];
}

function problemsOfRefusal(one: Case, facts: Record<string, string>): string[] {
	const { value, contract, requests } = one;
	const words = `${facts.message} ${facts.description}`;
	const problems = isClear(words, value) ? [] : [`unclear: ${words}`];
	if (facts.delivery === 'refused') {
		const seen = arrived(one) || UNREAD.has(Number(facts.httpStatus));
		return seen ? problems : [...problems, `refused by the vendor for something else: ${words}`];
	}
	// The first of two calls was carried out, and the vendor refused the value in the second
	const halfway = facts.delivery === 'uncertain' && Number(facts.httpStatus) < 500 && arrived(one);
	if (halfway) return problems;
	if (facts.delivery !== 'notSent') return [...problems, `left in doubt: ${words}`];
	if (!isNamed(one, facts.field)) problems.push(`refused by another name: ${words}`);
	if (requests.some((request) => isCall(contract.call, request)))
		problems.push('refused, and sent all the same');
	return problems;
}

/** A name with the characters that it spells out, such as `[U+FEFF]`. */
const seen = (name: string) =>
	name.replace(/\[U\+([0-9A-F]{4,6})\]/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));

/** By its own name, that of something inside or around it, or that of what it names. */
function isNamed({ value, label, fate }: Case, field = ''): boolean {
	const named =
		fate &&
		'names' in fate &&
		typeof value !== 'object' &&
		withoutFormats(seen(field)).startsWith(withoutFormats(String(value)).trim());
	return field !== '' && (named || field.startsWith(label) || label.startsWith(`${field} > `));
}

/** Whether the vendor got the value, or there was nothing to get. */
function arrived({ value, fate, contract, result, requests }: Case): boolean {
	if (isNothing(value, fate) || (fate && 'stays' in fate)) return true;
	const forms = fate ? formsBy(fate, value) : formsOf(value);
	if (forms.length === 0) return true;
	// What a read gives back is made of the fields that say how
	return isIn(forms, requests, contract.writes ? undefined : result.main);
}

function formsBy(fate: Exclude<Fate, { stays: string }>, value: unknown): unknown[] {
	if (typeof fate === 'function') return fate(value);
	return formsOf(typeof value === 'string' ? withoutFormats(value) : value);
}

/** What counts as a field that was left empty. */
function isNothing(value: unknown, fate: Fate | undefined): boolean {
	if (typeof value !== 'string') return value === undefined || value === null;
	const shown = fate && 'identifier' in fate ? withoutFormats(value) : value;
	return ['', 'null'].includes(shown.trim());
}
