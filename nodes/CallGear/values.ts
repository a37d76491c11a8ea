import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { locatedId } from '../engine/locator';
import { bare } from '../engine/values';
import { visible } from '../engine/visible';

const LONGEST_SHOWN = 60;

/** What a field holds, as an error shows it. */
export function shown(value: unknown): string {
	if (isBlank(value)) return 'nothing';
	return typeof value === 'object' ? 'an object' : `"${visible(String(value).slice(0, LONGEST_SHOWN))}"`;
}

/** A word or name without what nobody sees in it, in any case. */
export const alike = (text: string): string => bare(text).normalize('NFC').toLowerCase();

/** Whether a value counts as not given. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Text as it stands; undefined when there is nothing but spaces. */
export function words(fields: Fields, name: string): string | undefined {
	const given = fields.optionalText(name);
	return isBlank(given) ? undefined : given;
}

/** One of the values that CallGear knows, in any case. */
export function choice(fields: Fields, name: string, known: readonly string[]): string | undefined {
	const given = fields.optionalId(name);
	const value = given?.toLowerCase();
	if (given === undefined || value === undefined || known.includes(value)) return value;
	throw invalidField(fields.label(name), `holds ${shown(given)}`, `Use one of: ${known.join(', ')}.`);
}

const ID_REMEDY = 'Use the ID that CallGear shows: digits only.';

/** Several IDs of CallGear, separated by commas or as a list; none when the field is empty. */
export function ids(fields: Fields, name: string): number[] {
	return fields.ids(name).map((given) => {
		const number = numberOf(given);
		if (number !== undefined) return number;
		throw invalidField(fields.label(name), `holds ${shown(given)}`, ID_REMEDY);
	});
}

function numberOf(given: string): number | undefined {
	const number = Number(given);
	return /^\d+(\.0+)?$/.test(given) && number > 0 && Number.isSafeInteger(number) ? number : undefined;
}

/** An ID of CallGear: a positive whole number, which drop-downs and spreadsheets tend to hold as text. */
export function id(fields: Fields, name: string): number | undefined {
	const given = fields.optionalId(name);
	if (given === undefined) return undefined;
	const number = numberOf(given);
	if (number !== undefined) return number;
	throw invalidField(fields.label(name), `holds ${shown(given)}`, ID_REMEDY);
}

/** The ID of a thing that is picked from a list, also inside a collection. */
export function pickedId(fields: Fields, name: string): number | undefined {
	const value = locatedId(fields.raw(name));
	if (isBlank(value)) return undefined;
	const number = typeof value === 'object' ? undefined : numberOf(String(value));
	if (number !== undefined) return number;
	throw invalidField(fields.label(name), `holds ${shown(value)}`, ID_REMEDY);
}

/** The ID of a thing that has to be there. */
export function requiredId(fields: Fields, name: string): number {
	const number = pickedId(fields, name);
	if (number !== undefined) return number;
	throw invalidField(
		fields.label(name),
		'is empty',
		'Fill it in, or check that its expression gives a value.',
	);
}

/**
 * A campaign's ID. -1, "visitors without campaign", is refused for chats.
 * https://callgear.github.io/data_api/communication/upload_chats/
 */
export function campaignId(fields: Fields, name: string): number | undefined {
	if (fields.optionalId(name) !== '-1') return id(fields, name);
	throw invalidField(
		fields.label(name),
		'holds -1, the campaign of visitors without campaign, which CallGear refuses for chats',
		'Leave it empty and give the site: the chat then lands there by itself.',
	);
}

const PHONE_REMEDY =
	'Use the international form (E.164): country code first, 8 to 15 digits, e.g. 971500000001. A leading + and the spaces, dots, hyphens and brackets after it may stay.';
const CODE_REMEDY = `${PHONE_REMEDY} For phones that begin with 0 there is Default Country Code.`;

/** Between the digits of a phone, the hyphens of text programs among them. */
const SEPARATORS = /[\s().\u2010-\u2015-]/g;

/** Country codes behind which a number keeps its leading 0: Italy, San Marino, Ivory Coast, Congo. */
const KEEP_ZERO = ['39', '378', '225', '242'];

/** The number with its country code; undefined for one that does not begin with 0. */
function withCountry(given: string, countryCode: string): string | undefined {
	const digits = given.replace(SEPARATORS, '');
	// Behind 00 stands a country code already
	if (/^00[1-9]\d+$/.test(digits)) return digits.slice(2);
	if (!/^0[1-9]\d+$/.test(digits)) return undefined;
	return `${countryCode}${KEEP_ZERO.includes(countryCode) ? digits : digits.slice(1)}`;
}

/** The country code for phones that have none. @throws Failure when it is no country code */
export function countryCodeOf(fields: Fields, name: string): string | undefined {
	const given = fields.optionalId(name);
	if (given === undefined) return undefined;
	const digits = given.replace(/^(?:\+|00)/, '');
	if (/^[1-9]\d{0,2}$/.test(digits)) return digits;
	throw invalidField(
		fields.label(name),
		`holds ${shown(given)}`,
		'Use the calling code of a country, e.g. 971.',
	);
}

/**
 * A phone as CallGear wants it, the digits of E.164 alone. Separators are dropped only behind a `+`, or where a country code takes the place of the
 * leading 0: elsewhere they could hide a local number.
 *
 * @param countryCode of phones that begin with a single 0; empty where the user could give it, and has not
 */
export function phone(fields: Fields, name: string, countryCode?: string): string | undefined {
	const given = fields.optionalId(name);
	if (given === undefined) return undefined;
	const international = given.startsWith('+') && !/\(0\)/.test(given);
	const local = countryCode ? withCountry(given, countryCode) : undefined;
	const digits = international ? given.slice(1).replace(SEPARATORS, '') : (local ?? given);
	if (/^[1-9]\d{7,14}$/.test(digits)) return digits;
	throw invalidField(
		fields.label(name),
		`holds ${shown(given)}`,
		countryCode === undefined ? PHONE_REMEDY : CODE_REMEDY,
	);
}

/** In characters, of a whole address: RFC 5321, 4.5.3.1.3. */
const LONGEST_EMAIL = 254;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

/** An email address, as far as its form tells. */
export function email(fields: Fields, name: string): string | undefined {
	const given = fields.optionalId(name);
	if (given === undefined) return undefined;
	if (given.length <= LONGEST_EMAIL && EMAIL.test(given)) return given;
	throw invalidField(
		fields.label(name),
		`holds ${shown(given)}`,
		'Use an address such as visitor@example.com.',
	);
}
