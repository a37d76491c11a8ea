import { DateTime, Settings } from 'luxon';

import { formatInZone, readInstant } from '../../nodes/engine/time';
import { failureOf } from '../support/failure';

const utc = (value: unknown, zone: string) => readInstant(value, zone, 'When').toUTC().toISO();

const refusal = (value: unknown) => failureOf(() => readInstant(value, 'UTC', 'When'));

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

	it.each([['0001-01-01T00:00:00Z'], ['9999-12-31T23:59:59Z']])(
		'reads the years of four digits: %s',
		(value) => {
			expect(readInstant(value, 'UTC', 'When').toUTC().toISO({ suppressMilliseconds: true })).toBe(value);
		},
	);

	it('goes by the zone given, whatever the machine’s own is', () => {
		expect(utc('2026-02-03T10:00:00', 'Asia/Dubai')).toBe('2026-02-03T06:00:00.000Z');
		expect(utc('2026-02-03 10:00:00', 'Asia/Dubai')).toBe('2026-02-03T06:00:00.000Z');
	});

	it.each([
		[undefined, 'nothing'],
		[null, 'nothing'],
		['', 'nothing'],
		['tomorrow', '"tomorrow"'],
		['2026-02-31T10:00:00', '"2026-02-31T10:00:00"'],
		[NaN, '"NaN"'],
		[true, '"true"'],
		[{}, 'an object'],
		[[], 'an object'],
		[new Date('never'), 'an object'],
		['+010000-01-01T00:00:00Z', '"+010000-01-01T00:00:00Z"'],
		['-000001-12-31T00:00:00Z', '"-000001-12-31T00:00:00Z"'],
		['0000-06-01T00:00:00Z', '"0000-06-01T00:00:00Z"'],
		[8.64e15, '"8640000000000000"'],
		['x'.repeat(100), `"${'x'.repeat(60)}"`],
	])('refuses %p by its field', (value, shown) => {
		expect(refusal(value)).toEqual({
			message: `"When" holds ${shown}, which is not a date`,
			remedy:
				'Use a date with time such as 2026-02-03T10:00:00+01:00, or an expression that gives one, such as {{ $now }}.',
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
