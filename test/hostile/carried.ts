import { isEqual } from 'lodash';

import type { Received } from '../../sandbox/store';
import { inPartHeader } from '../../testkit/fates';

/** Everything in a value that stands for itself: its texts, numbers and switches as text, its keys, and its lists and objects whole. */
export function partsOf(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	if (typeof value !== 'object') return [String(value)];
	return [value, ...Object.entries(value).flatMap(([key, inner]) => [key, ...partsOf(inner)])];
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/** What an address in a body asks for, as the vendor reads it there: the name of a stored file. */
const askedFor = (part: unknown) =>
	typeof part === 'string' && /^https?:/.test(part) && URL.canParse(part)
		? [...new URL(part).searchParams.values()]
		: [];

/** All that a vendor can read in a request: path, query, headers, body, the names and types of files. */
function readable({ path, query, headers, body, files }: Received): unknown[] {
	const segments = path.split('/');
	// A field may hold the end of a path
	const ends = segments.map((_, index) => segments.slice(index).join('/'));
	const parts = [query, headers, body, files].flatMap(partsOf);
	return [...segments.map(decoded), ...ends, ...parts, ...parts.flatMap(askedFor)];
}

function parsed(text: string): unknown[] {
	try {
		return [JSON.parse(text) as unknown].filter((value) => typeof value === 'object' && value !== null);
	} catch {
		return [];
	}
}

/** The forms in which a value travels and still means the same: trimmed, with the line breaks and quotes of a form, as JSON. */
export function formsOf(value: unknown): unknown[] {
	if (typeof value === 'object') return [JSON.parse(JSON.stringify(value)) as unknown];
	if (typeof value !== 'string') return [String(value)];
	return [value, value.trim()].flatMap((text) => [
		text,
		text.replace(/\r\n|\r|\n/g, '\r\n'),
		inPartHeader(text),
		...parsed(text),
	]);
}

/** Whether one of the forms is in a request, or in what the node gave. */
export function isIn(forms: unknown[], requests: Received[], given: unknown): boolean {
	const parts = [...requests.flatMap(readable), ...partsOf(given)];
	return forms.some((form) => parts.some((part) => isEqual(part, form)));
}
