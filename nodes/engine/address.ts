/** Addresses as users paste them: base URLs, and full ones; ids as one segment of a path. */

import { invalidField } from './errors';
import { bare } from './values';

/**
 * Reads a base URL as users paste it: with or without a trailing slash, with a path of the vendor's API still on it, with the spaces and
 * invisible characters that copying adds.
 *
 * @param value what the credential holds
 * @param field the credential field's display name
 * @param apiPath a path of the vendor that does not belong to the base; it and what follows is cut off
 * @returns the address without a trailing slash
 * @throws Failure when it is no http or https address, or holds a user name or password
 */
export function readBaseUrl(value: unknown, field: string, apiPath?: RegExp): string {
	const text = typeof value === 'string' ? bare(value) : '';
	if (text === '') throw invalidField(field, 'is empty', 'Open the credential and enter the address.');
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw invalidField(
			field,
			// What stands before an @ may be a password
			text.includes('@') ? 'holds no address of the web' : `holds "${text.slice(0, 100)}"`,
			'Enter a full address that starts with https:// or http://.',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw invalidField(
			field,
			'holds a user name or password',
			'Remove it from the address: the credential has fields of its own for it.',
		);
	}
	const path = apiPath ? url.pathname.replace(apiPath, '') : url.pathname;
	return `${url.origin}${withoutSlashes(path)}`;
}

/**
 * Checks a full http or https address that is sent as it was typed.
 *
 * @param field the field's display name
 * @param more how to go on beside entering one; whole sentences
 * @throws Failure when it is none
 */
export function webAddress(text: string, field: string, more = ''): string {
	if (URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)) return text;
	const remedy = `Enter a full address that starts with https:// or http://. ${more}`.trim();
	throw invalidField(field, 'is no web address', remedy);
}

/** Not with lodash, whose `trimEnd` was the costliest of all that a node does for a message; nor with a pattern, which many slashes make slow. */
function withoutSlashes(path: string): string {
	let end = path.length;
	while (path[end - 1] === '/') end -= 1;
	return path.slice(0, end);
}

/**
 * A value as one path segment: slashes and control characters in an id cannot lead anywhere else.
 *
 * @param field the field's display name
 * @throws Failure for `.` and `..`, which lead to another address even when they are encoded (https://url.spec.whatwg.org/#double-dot-path-segment)
 */
export function pathSegment(value: string | number, field: string): string {
	const text = String(value);
	if (text !== '.' && text !== '..') return encodeURIComponent(text);
	throw invalidField(field, `holds "${text}"`, 'Use an ID as the vendor gives it.');
}
