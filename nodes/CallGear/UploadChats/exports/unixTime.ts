import type { Part } from './part';

/** Of the years 2000 to 2099. */
const FROM = 946_684_800;
const BEFORE = 4_102_444_800;

/** A time as chat tools count it, in seconds since 1970. @throws Failure for anything else */
export function unixTime(part: Part): Part {
	const text = part.text() ?? '';
	if (/^\d{9,10}$/.test(text) && Number(text) >= FROM && Number(text) < BEFORE) return part;
	throw part.refused('It is the number of seconds since 1970, in the years 2000 to 2099.');
}
