import { invalidField } from '../../engine/errors';

const LONGEST_SHOWN = 60;

function shown(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `"${String(value).slice(0, LONGEST_SHOWN)}"`;
}

/** Whether a value counts as not given. */
export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** Text as it stands; numbers become text, since a phone or an own ID of digits comes as one from a spreadsheet. */
export function text(value: unknown, label: string): string | undefined {
	if (isEmpty(value)) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw invalidField(label, `holds ${shown(value)} instead of text`, 'Give text.');
}

/** One of the values that CallGear knows, in any case. */
export function choice(value: unknown, label: string, known: readonly string[]): string | undefined {
	const given = text(value, label)?.trim().toLowerCase();
	if (given === undefined || known.includes(given)) return given;
	throw invalidField(label, `holds ${shown(value)}`, `Use one of: ${known.join(', ')}.`);
}

/** An ID of CallGear: a positive whole number, which drop-downs and spreadsheets tend to hold as text. */
export function id(value: unknown, label: string): number | undefined {
	const given = text(value, label)?.trim();
	if (given === undefined) return undefined;
	const number = Number(given);
	if (/^\d+(\.0+)?$/.test(given) && number > 0 && Number.isSafeInteger(number)) return number;
	throw invalidField(label, `holds ${shown(value)}`, 'Use the ID that CallGear shows: digits only.');
}

/**
 * A campaign's ID. -1, "visitors without campaign", is refused for chats.
 * https://callgear.github.io/data_api/communication/upload_chats/
 */
export function campaignId(value: unknown, label: string): number | undefined {
	if (text(value, label)?.trim() !== '-1') return id(value, label);
	throw invalidField(
		label,
		'holds -1, the campaign of visitors without campaign, which CallGear refuses for chats',
		'Leave it empty and give the site: the chat then lands there by itself.',
	);
}

const PHONE_REMEDY =
	'Use the international form (E.164): country code first, 8 to 15 digits, e.g. 971500000001. A leading + and the spaces, dots, hyphens and brackets after it may stay.';

/**
 * A phone as CallGear wants it, the digits of E.164 alone. Separators are dropped only behind a `+`, where they cannot hide a local number.
 */
export function phone(value: unknown, label: string): string | undefined {
	const given = text(value, label)?.trim();
	if (given === undefined) return undefined;
	const international = given.startsWith('+') && !/\(0\)/.test(given);
	const digits = international ? given.slice(1).replaceAll(/[\s().-]/g, '') : given;
	if (/^[1-9]\d{7,14}$/.test(digits)) return digits;
	throw invalidField(label, `holds ${shown(value)}`, PHONE_REMEDY);
}

/** An email address, as far as its form tells. */
export function email(value: unknown, label: string): string | undefined {
	const given = text(value, label)?.trim();
	if (given === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given)) return given;
	throw invalidField(label, `holds ${shown(value)}`, 'Use an address such as visitor@example.com.');
}
