/** What people type and paste into a credential. */

import { bare } from './values';

/** A key, a name, an address: without the spaces, line ends and invisible characters that copying adds; empty when it is no text. */
export function typedText(value: unknown): string {
	return typeof value === 'string' ? bare(value) : '';
}

/** A password: it may hold any character, but none ends in the line end that copying adds; empty when it is no text. */
export function typedPassword(value: unknown): string {
	const text = typeof value === 'string' ? value : '';
	let end = text.length;
	while (text[end - 1] === '\n' || text[end - 1] === '\r') end -= 1;
	return text.slice(0, end);
}
