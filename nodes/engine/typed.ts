/** What people type and paste into a credential. */

import { invalidField } from './errors';
import { bare } from './values';

/** A key, a name, an address: without the spaces, line ends and invisible characters that copying adds; empty when it is no text. */
export function typedText(value: unknown): string {
	return typeof value === 'string' ? bare(value) : '';
}

/** What every header can hold; of other text the HTTP client would send a part. */
const SENDABLE = /^[\x20-\x7e]*$/;

/**
 * A text that is sent in a header: it arrives as it is, or not at all.
 *
 * @param field the credential's field, by its display name
 * @throws Failure when no header can hold it; it does not show the text
 */
export function inHeader(text: string, field: string): string {
	if (SENDABLE.test(text)) return text;
	throw invalidField(
		field,
		'holds characters that no header can hold',
		'Open the credential and copy it anew: a line break, or a letter of another alphabet that looks alike, may have come along.',
	);
}

/** A password: it may hold any character, but none ends in the line end that copying adds; empty when it is no text. */
export function typedPassword(value: unknown): string {
	const text = typeof value === 'string' ? value : '';
	let end = text.length;
	while (text[end - 1] === '\n' || text[end - 1] === '\r') end -= 1;
	return text.slice(0, end);
}
