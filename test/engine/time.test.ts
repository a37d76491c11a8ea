import { readFileSync } from 'node:fs';
import { compileFunction, runInNewContext } from 'node:vm';

import { DateTime, Settings } from 'luxon';

import { formatInZone, readInstant } from '../../nodes/engine/time';
import { failureOf } from '../support/failure';

const utc = (value: unknown, zone: string) => readInstant(value, zone, 'When').toUTC().toISO();

const refusal = (value: unknown) => failureOf(() => readInstant(value, 'UTC', 'When'));

/** A second copy of luxon, as each package that brings its own has one. */
function anotherLuxon(): { DateTime: typeof DateTime } {
	const copy = { exports: {} as { DateTime: typeof DateTime } };
	compileFunction(readFileSync(require.resolve('luxon'), 'utf8'), ['module', 'exports'])(copy, copy.exports);
	return copy.exports;
}

describe('readInstant', () => {
	it.each([
		['2026-02-03T10:00:00+01:00'],
		['2026-02-03T10:00:00'],
		['  2026-02-03T10:00:00\n'],
		['2026-02-03 10:00:00'],
		['Tue, 03 Feb 2026 10:00:00 +0100'],
		[new Date('2026-02-03T09:00:00Z')],
		[DateTime.fromISO('2026-02-03T09:00:00Z')],
		[Date.parse('2026-02-03T09:00:00Z')],
	])('reads %p, a zoneless one in the zone given', (value) => {
		expect(utc(value, 'Europe/Berlin')).toBe('2026-02-03T09:00:00.000Z');
	});

	it.each([['0002-01-01T00:00:00Z'], ['9998-12-31T23:59:59Z']])(
		'reads the years of four digits, whatever zone they are shown in: %s',
		(value) => {
			const instant = readInstant(value, 'UTC', 'When');
			expect(instant.toUTC().toISO({ suppressMilliseconds: true })).toBe(value);
			for (const zone of ['Pacific/Kiritimati', 'America/Adak', 'Asia/Manila'])
				expect(formatInZone(instant, zone, 'yyyy-MM-dd')).toMatch(/^[09]\d{3}-\d\d-\d\d$/);
		},
	);

	it('goes by the zone given, whatever the machine’s own is', () => {
		expect(utc('2026-02-03T10:00:00', 'Asia/Dubai')).toBe('2026-02-03T06:00:00.000Z');
		expect(utc('2026-02-03 10:00:00', 'Asia/Dubai')).toBe('2026-02-03T06:00:00.000Z');
	});

	it.each([
		['2026-02-03T09:00:00.000Z', '2026-02-03T09:00:00.000Z'],
		['20260203T100000', '2026-02-03T09:00:00.000Z'],
		['2026-02-03T10:00', '2026-02-03T09:00:00.000Z'],
		// RFC 3339 allows small letters; the luxon of older versions of n8n does not
		['2026-02-03t09:00:00z', '2026-02-03T09:00:00.000Z'],
		['2026-02-03T09:00z', '2026-02-03T09:00:00.000Z'],
		['20260203t100000', '2026-02-03T09:00:00.000Z'],
		['2026-02-03 10:00:00.250', '2026-02-03T09:00:00.250Z'],
		['2026-02-03 10:00:00+01:00', '2026-02-03T09:00:00.000Z'],
		['2026-02-03 10:00:00 Asia/Dubai', '2026-02-03T06:00:00.000Z'],
		['3 Feb 2026 10:00 +0100', '2026-02-03T09:00:00.000Z'],
		['3 Feb 26 10:00 +0100', '2026-02-03T09:00:00.000Z'],
		['+002026-02-03T10:00:00', '2026-02-03T09:00:00.000Z'],
		['Tue, 03 Feb 2026 09:00:00 GMT', '2026-02-03T09:00:00.000Z'],
		// As a browser of Windows writes it
		['\u200e2026-02-03\u200e \u200e10:00:00', '2026-02-03T09:00:00.000Z'],
		// A day begins by the clock of the zone
		['2026-02-03', '2026-02-02T23:00:00.000Z'],
		['20260203', '2026-02-02T23:00:00.000Z'],
		[20260203, '2026-02-02T23:00:00.000Z'],
	])('reads %p as %s', (value, instant) => expect(utc(value, 'Europe/Berlin')).toBe(instant));

	it.each([
		// Milliseconds and seconds since 1970
		[1770109200000, '2026-02-03T09:00:00.000Z'],
		['1770109200000', '2026-02-03T09:00:00.000Z'],
		[1770109200, '2026-02-03T09:00:00.000Z'],
		[' 1770109200\n', '2026-02-03T09:00:00.000Z'],
		[1770109200.123, '2026-02-03T09:00:00.123Z'],
		['1770109200.123456', '2026-02-03T09:00:00.123Z'],
		// What Extract From File gives for 2026-02-03 10:00:00 in a cell of an .xlsx file
		[46056.416666666664, '2026-02-03T09:00:00.000Z'],
		['46056.416666666664', '2026-02-03T09:00:00.000Z'],
		[46056.41667, '2026-02-03T09:00:00.000Z'],
		[46056, '2026-02-02T23:00:00.000Z'],
		// Their ends
		[36526, '1999-12-31T23:00:00.000Z'],
		[73050.99999, '2099-12-31T22:59:59.000Z'],
		[946684800, '2000-01-01T00:00:00.000Z'],
		[4102444799, '2099-12-31T23:59:59.000Z'],
		[946684800000, '2000-01-01T00:00:00.000Z'],
		[4102444799999, '2099-12-31T23:59:59.999Z'],
	])('takes the number %p for what it is, %s', (value, instant) =>
		expect(utc(value, 'Europe/Berlin')).toBe(instant),
	);

	it('reads dates of another luxon, and of another realm', () => {
		const foreign = runInNewContext('new Date(Date.UTC(2026, 1, 3, 9))') as unknown;
		const other = anotherLuxon().DateTime.fromISO('2026-02-03T10:00:00+01:00', { zone: 'Asia/Dubai' });
		expect(other).not.toBeInstanceOf(DateTime);
		expect(foreign).not.toBeInstanceOf(Date);
		for (const value of [other, foreign]) {
			expect(utc(value, 'Asia/Dubai')).toBe('2026-02-03T09:00:00.000Z');
			expect(readInstant(value, 'Asia/Dubai', 'When')).toBeInstanceOf(DateTime);
		}
	});

	it.each([
		['2026-02-03T10:00:00+14:00', '2026-02-02T20:00:00.000Z'],
		['2026-02-03 10:00:00 +13:45', '2026-02-02T20:15:00.000Z'],
		['20260203T100000-1200', '2026-02-03T22:00:00.000Z'],
		['2026-02-03T23:59:59-09:30', '2026-02-04T09:29:59.000Z'],
	])('takes %s, as far from UTC as clocks are', (value, instant) => expect(utc(value, 'UTC')).toBe(instant));

	const A_TIME = 'a time of day without its date';
	const NONE = 'what programs write where there is no date';
	const A_YEAR = 'a year without month and day';
	const A_MONTH = 'a month without its day';
	const ANY_ORDER = 'a date in an order that is not the same everywhere';
	const HALVES = 'a time with AM or PM';
	const TOO_FAR = 'a time further from UTC than any clocks are';
	const NO_COUNT =
		"neither milliseconds nor seconds since 1970, nor a spreadsheet's number for a date, of the years 2000 to 2099";

	const FORMATS: Record<string, string> = { [ANY_ORDER]: 'dd/MM/yyyy HH:mm', [HALVES]: 'yyyy-MM-dd h:mm a' };
	const written = (like: string) =>
		like in FORMATS
			? ` An expression can say how it is written, e.g. {{ DateTime.fromFormat($json.date, "${FORMATS[like]}", { zone: "utc" }).toFormat("yyyy-MM-dd HH:mm") }}; for a column or JSON, in an Edit Fields node before.`
			: '';

	it.each([
		[undefined, 'nothing', 'not a date'],
		[null, 'nothing', 'not a date'],
		['', 'nothing', 'not a date'],
		['tomorrow', '"tomorrow"', 'not a date'],
		['2026-02-31T10:00:00', '"2026-02-31T10:00:00"', 'not a date'],
		['2026-W06-2', '"2026-W06-2"', 'not a date'],
		['2026-034', '"2026-034"', 'not a date'],
		['3 Feb 026 10:00:00 +0100', '"3 Feb 026 10:00:00 +0100"', 'not a date'],
		[NaN, '"NaN"', 'not a date'],
		[true, '"true"', 'not a date'],
		[{}, 'an object', 'not a date'],
		[[], 'an object', 'not a date'],
		[['2026-02-03T10:00:00Z'], 'an object', 'not a date'],
		[['10:30'], 'an object', 'not a date'],
		[new Date('never'), 'an object', 'not a date'],
		[DateTime.invalid('never'), 'an object', 'not a date'],
		[{ isLuxonDateTime: true }, 'an object', 'not a date'],
		['+010000-01-01T00:00:00Z', '"+010000-01-01T00:00:00Z"', 'not a date'],
		['-000001-12-31T00:00:00Z', '"-000001-12-31T00:00:00Z"', 'not a date'],
		['0000-06-01T00:00:00Z', '"0000-06-01T00:00:00Z"', NONE],
		['0000-00-00 00:00:00', '"0000-00-00 00:00:00"', NONE],
		['0001-01-01T00:00:00', '"0001-01-01T00:00:00"', NONE],
		['0001-01-01', '"0001-01-01"', NONE],
		['9999-12-31T23:59:59.9999999', '"9999-12-31T23:59:59.9999999"', NONE],
		['Mon, 01 Jan 0001 00:00:00 GMT', '"Mon, 01 Jan 0001 00:00:00 GMT"', 'not a date'],
		['x'.repeat(100), `"${'x'.repeat(60)}"`, 'not a date'],
		['at 10:30', '"at 10:30"', 'not a date'],
		['100:30', '"100:30"', 'not a date'],
		['0.5 days', '"0.5 days"', 'not a date'],
		['since 0000-00-00', '"since 0000-00-00"', 'not a date'],
		['in 2026', '"in 2026"', 'not a date'],
		['2026 or so', '"2026 or so"', 'not a date'],
		['in 2026-02', '"in 2026-02"', 'not a date'],
		['2026-', '"2026-"', 'not a date'],
		['1850-01', '"1850-01"', 'not a date'],
		['on 03.02.2026', '"on 03.02.2026"', 'not a date'],
		['3/2-2026', '"3/2-2026"', 'not a date'],
		['3/2/2', '"3/2/2"', 'not a date'],
		['123/2/26', '"123/2/26"', 'not a date'],
		['no 12', '"no 12"', 'not a date'],
		['12.', '"12."', 'not a date'],
		['2026-02-03T10:00:00+25:00', '"2026-02-03T10:00:00+25:00"', TOO_FAR],
		['2026-02-03T10:00+15:00', '"2026-02-03T10:00+15:00"', TOO_FAR],
		['2026-02-03T10:00:00.5-99', '"2026-02-03T10:00:00.5-99"', TOO_FAR],
		['2026-02-03 10:00:00 +01:75', '"2026-02-03 10:00:00 +01:75"', TOO_FAR],
		['20260203T100000+2500', '"20260203T100000+2500"', TOO_FAR],
		['Tue, 03 Feb 2026 10:00:00 +2500', '"Tue, 03 Feb 2026 10:00:00 +2500"', TOO_FAR],
		['1:30', '"1:30"', A_TIME],
		['t10:30', '"t10:30"', A_TIME],
		['1999', '"1999"', A_YEAR],
		['2026-2', '"2026-2"', A_MONTH],
		['1999-12', '"1999-12"', A_MONTH],
		['3-2-2026', '"3-2-2026"', ANY_ORDER],
		['1826', '"1826"', NO_COUNT],
		['10:30', '"10:30"', A_TIME],
		// Eight digits that could be a day
		['10:30:00.20260203', '"10:30:00.20260203"', A_TIME],
		['T10:30:00Z', '"T10:30:00Z"', A_TIME],
		[0.4375, '"0.4375"', A_TIME],
		['.4375', '".4375"', A_TIME],
		['2026', '"2026"', A_YEAR],
		[2026, '"2026"', A_YEAR],
		['2026-02', '"2026-02"', A_MONTH],
		['03.02.2026 10:00', '"03.02.2026 10:00"', ANY_ORDER],
		['2/3/26', '"2/3/26"', ANY_ORDER],
		['2026-02-03 10:00 PM', '"2026-02-03 10:00 PM"', HALVES],
		['Feb 3, 2026 9:05am', '"Feb 3, 2026 9:05am"', HALVES],
		['2026-02-03 10 p.m.', '"2026-02-03 10 p.m."', HALVES],
		['10:30 PM', '"10:30 PM"', A_TIME],
		['2/3/2026 10:30 PM', '"2/3/2026 10:30 PM"', ANY_ORDER],
		['the 3rd at noon PM', '"the 3rd at noon PM"', 'not a date'],
		['12', '"12"', NO_COUNT],
		[12, '"12"', NO_COUNT],
		[0, '"0"', NO_COUNT],
		['202602', '"202602"', NO_COUNT],
		[20261303, '"20261303"', NO_COUNT],
		[36525.99, '"36525.99"', NO_COUNT],
		[73051, '"73051"', NO_COUNT],
		[946684799, '"946684799"', NO_COUNT],
		[4102444800, '"4102444800"', NO_COUNT],
		[946684799999, '"946684799999"', NO_COUNT],
		[4102444800000, '"4102444800000"', NO_COUNT],
		['20260203100000', '"20260203100000"', NO_COUNT],
		[8.64e15, '"8640000000000000"', NO_COUNT],
		[-1770109200, '"-1770109200"', 'not a date'],
		[1e21, '"1e+21"', 'not a date'],
	])('refuses %p by its field, and says what it looks like', (value, shown, like) => {
		expect(refusal(value)).toEqual({
			message: `"When" holds ${shown}, which is ${like}`,
			remedy: `Use a date with its time, such as 2026-02-03T10:00:00+01:00 or 2026-02-03 10:00:00; in a spreadsheet, a cell that is formatted as date and time.${written(like)}`,
			delivery: 'notSent',
			field: 'When',
		});
	});
});

describe('formatInZone', () => {
	it('writes the clock of a zone', () => {
		const instant = DateTime.fromISO('2026-07-01T22:30:00Z');
		expect(formatInZone(instant, 'Asia/Dubai', 'yyyy-MM-dd HH:mm:ss')).toBe('2026-07-02 02:30:00');
	});

	it('writes names in English, whatever the instant or the machine speaks', () => {
		const instant = DateTime.fromISO('2026-07-01T22:30:00Z').setLocale('de');
		Settings.defaultLocale = 'ar-EG';
		expect(formatInZone(instant, 'UTC', 'dd LLLL')).toBe('01 July');
		Settings.defaultLocale = 'system';
	});
});
