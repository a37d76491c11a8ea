/** Any date in, the vendor's format and zone out. */

import { isDate } from 'lodash';
import { DateTime, type Zone } from 'luxon';

import { invalidField } from './errors';
import { bare } from './values';
import { zoneNamed } from './zone';

const ALLOWED =
	'Use a date with its time, such as 2026-02-03T10:00:00+01:00 or 2026-02-03 10:00:00; in a spreadsheet, a cell that is formatted as date and time.';

/** How a number means a time. */
interface Count {
	/** The first number of the year 2000, and the first of 2100. */
	from: number;
	before: number;
	read(count: number, zone: Zone): DateTime;
}

/** For the years 2000 to 2099 the numbers in which programs count time do not meet. */
const COUNTS: Count[] = [
	// Days since the end of 1899, by the clock of wherever the spreadsheet was filled in; its cells show whole seconds
	{
		from: 36_526,
		before: 73_051,
		read: (days, zone) =>
			DateTime.fromSeconds(Math.round((days - 25_569) * 86_400), { zone: 'utc' }).setZone(zone, {
				keepLocalTime: true,
			}),
	},
	{
		from: 946_684_800,
		before: 4_102_444_800,
		read: (seconds) => DateTime.fromMillis(Math.round(seconds * 1000)),
	},
	{ from: 946_684_800_000, before: 4_102_444_800_000, read: (ms) => DateTime.fromMillis(Math.round(ms)) },
];

const NUMBER = /^\d+(\.\d+)?$/;
const COMPACT_DAY = /^20\d{6}$/;

/** Without all three of year, month and day, luxon adds what is missing from today. */
const WHOLE_DAY = /^([+-]\d{6}|\d{4})-?\d\d-?\d\d(T|\s|$)/i;
/** luxon takes the year 026 for one of the first century. */
const WHOLE_YEAR = /\s(\d\d|\d{4})\s/;

/** No clocks are further from UTC than 14 hours. */
const TOO_FAR = /[T\s]\d\d:?\d\d\S*\s?[+-](?:1[5-9]|[2-9]\d|\d\d:?[6-9]\d)/i;

const SMALL_LETTER = /(?<=\d)[tz]/g;

/** What a value looks like that is no date, for who reads the refusal; and how it can be written in luxon's words, where that has to be said. */
const LOOKS: Array<[form: RegExp, like: string, format?: string]> = [
	[TOO_FAR, 'a time further from UTC than any clocks are'],
	[/^(0000-|0001-01-01|9999-12-31)/, 'what programs write where there is no date'],
	[/^0?\.\d+$|^T?\d{1,2}:\d\d/i, 'a time of day without its date'],
	[/^(19|20)\d\d$/, 'a year without month and day'],
	[/^(19|20)\d\d-\d\d?$/, 'a month without its day'],
	[
		/^\d{1,2}([./-])\d{1,2}\1\d{2,4}/,
		'a date in an order that is not the same everywhere',
		'dd/MM/yyyy HH:mm',
	],
	[/\d\s?[ap]\.?m\.?$/i, 'a time with AM or PM', 'yyyy-MM-dd h:mm a'],
	[
		NUMBER,
		"neither milliseconds nor seconds since 1970, nor a spreadsheet's number for a date, of the years 2000 to 2099",
	],
];

/**
 * Reads any date that n8n gives: ISO 8601 and SQL (`2026-02-03 10:00:00`) with at least year, month and day, RFC 2822, a JavaScript `Date`, a
 * luxon `DateTime` (`$now`), and numbers, also as text: milliseconds or seconds since 1970, or what spreadsheets count. A day without a time
 * is the moment it begins.
 *
 * @param value what the field holds
 * @param zone the IANA zone for a date that names none
 * @param field the field's display name, for the error
 * @throws Failure when it is no date, or only a part of one
 */
export function readInstant(value: unknown, zone: string, field: string): DateTime {
	const instant = parse(value, zoneNamed(zone));
	if (instant?.isValid && isInRange(instant.toUTC().year)) return instant;
	const { like, format } = likeness(value);
	const remedy = format === undefined ? ALLOWED : `${ALLOWED} ${sayingHow(format)}`;
	throw invalidField(field, `holds ${shown(value)}, which is ${like}`, remedy);
}

/** The vendors' formats have four digits for the year, in any zone; in the first and the last of them lie the dates that stand for none. */
function isInRange(year: number): boolean {
	return year > 1 && year < 9999;
}

function parse(value: unknown, zone: Zone): DateTime | undefined {
	// n8n has a luxon, and a Date, of its own
	if (DateTime.isDateTime(value) || isDate(value)) return DateTime.fromMillis(Number(value));
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = bare(String(value));
	if (COMPACT_DAY.test(text)) return DateTime.fromISO(text, { zone });
	if (NUMBER.test(text)) return counted(Number(text), zone);
	if (TOO_FAR.test(text)) return undefined;
	const reads = WHOLE_DAY.test(text) ? [fromIso, DateTime.fromSQL] : [];
	if (WHOLE_YEAR.test(text)) reads.push(DateTime.fromRFC2822);
	return reads.map((read) => read(text, { zone })).find(({ isValid }) => isValid);
}

/** ISO 8601, also with the small letters that RFC 3339 allows: the luxon of older versions of n8n knows none. */
function fromIso(text: string, options: { zone: Zone }): DateTime {
	return DateTime.fromISO(
		text.replace(SMALL_LETTER, (letter) => letter.toUpperCase()),
		options,
	);
}

function counted(count: number, zone: Zone): DateTime | undefined {
	return COUNTS.find(({ from, before }) => count >= from && count < before)?.read(count, zone);
}

function likeness(value: unknown): { like: string; format?: string } {
	const text = typeof value === 'object' ? '' : bare(String(value));
	const [, like = 'not a date', format] = LOOKS.find(([form]) => form.test(text)) ?? [];
	return { like, format };
}

/** By n8n's expressions, which the cells of a table do not have. It stays a time without a zone, so that the node's own setting says by which clocks it is; in UTC no hour is left out. */
const sayingHow = (format: string) =>
	`An expression can say how it is written, e.g. {{ DateTime.fromFormat($json.date, "${format}", { zone: "utc" }).toFormat("yyyy-MM-dd HH:mm") }}; for a column or JSON, in an Edit Fields node before.`;

function shown(value: unknown): string {
	if (value === undefined || value === null || value === '') return 'nothing';
	return typeof value === 'object' ? 'an object' : `"${String(value).slice(0, 60)}"`;
}

/**
 * Writes an instant in a vendor's format, as the clocks of a zone show it.
 *
 * @param format a luxon format, e.g. `yyyy-MM-dd HH:mm:ss`
 */
export function formatInZone(instant: DateTime, zone: string, format: string): string {
	return instant.setZone(zoneNamed(zone)).toFormat(format, { locale: 'en' });
}
