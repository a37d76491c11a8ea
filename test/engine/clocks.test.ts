import { DateTime } from 'luxon';

import { readingsOf, readMoment } from '../../nodes/engine/clocks';
import { failureOf } from '../support/failure';

const OSLO = 'Europe/Oslo';
const utc = (instants: DateTime[]) => instants.map((instant) => instant.toUTC().toISO());
const readings = (value: unknown, zone = OSLO) => utc(readingsOf(value, zone, 'When'));
const moment = (value: unknown, zone = OSLO) => readMoment(value, zone, 'When').toUTC().toISO();

describe('an hour that clocks repeat', () => {
	it.each([
		['2026-10-25 02:30:00', OSLO, ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
		['2026-10-25T02:00:00', OSLO, ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']],
		// A cell of a spreadsheet
		[46320.104166666664, OSLO, ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
		['2026-10-25 01:30:00', 'Europe/London', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
		['2026-11-01 01:30:00', 'America/New_York', ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']],
		// Clocks that are set by half an hour
		['2026-04-05 01:45:00', 'Australia/Lord_Howe', ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z']],
	])('holds two moments for %s in %s', (value, zone, instants) =>
		expect(readings(value, zone)).toEqual(instants),
	);

	it.each([
		['2026-10-25 01:59:59', '2026-10-24T23:59:59.000Z'],
		['2026-10-25 03:00:00', '2026-10-25T02:00:00.000Z'],
		['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
		['2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
		['2026-10-25T00:30:00Z', '2026-10-25T00:30:00.000Z'],
		[Date.parse('2026-10-25T00:30:00Z'), '2026-10-25T00:30:00.000Z'],
		[DateTime.fromISO('2026-10-25T01:30:00Z').setZone(OSLO), '2026-10-25T01:30:00.000Z'],
	])('leaves no doubt about %p', (value, instant) => {
		expect(readings(value)).toEqual([instant]);
		expect(moment(value)).toBe(instant);
	});

	it('is refused as a moment, with both that it could be', () => {
		expect(failureOf(() => moment('2026-10-25 02:30:00'))).toEqual({
			message: '"When" holds a time that the clocks of Europe/Oslo show twice',
			remedy:
				'They are set back in that night. Give the time with its zone: 2026-10-25T02:30:00+02:00 or 2026-10-25T02:30:00+01:00.',
			delivery: 'notSent',
			field: 'When',
		});
	});
});

describe('an hour that clocks leave out', () => {
	it.each([
		['2026-03-29 02:30:00', OSLO],
		['2026-03-08T02:00:00', 'America/New_York'],
		[46110.104166666664, OSLO],
	])('holds no moment for %s in %s', (value, zone) => {
		expect(readings(value, zone)).toEqual([]);
		expect(failureOf(() => moment(value, zone))).toEqual({
			message: `"When" holds a time that the clocks of ${zone} leave out`,
			remedy:
				'They are set forward in that night. Check the time, or give it with its zone, e.g. 2026-02-03T10:00:00+01:00.',
			delivery: 'notSent',
			field: 'When',
		});
	});

	it.each([
		['2026-03-29 01:59:59', '2026-03-29T00:59:59.000Z'],
		['2026-03-29 03:00:00', '2026-03-29T01:00:00.000Z'],
		['2026-03-29T02:30:00Z', '2026-03-29T02:30:00.000Z'],
	])('leaves no doubt about %s', (value, instant) => expect(moment(value)).toBe(instant));
});

describe('a day', () => {
	it.each([
		// Clocks are set forward at midnight, and back to it
		['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
		['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
		['2026-10-25', OSLO, '2026-10-24T22:00:00.000Z'],
		['2026-02-03', 'Asia/Dubai', '2026-02-02T20:00:00.000Z'],
	])('%s in %s is the moment at which it begins', (value, zone, instant) => {
		expect(moment(value, zone)).toBe(instant);
	});
});

it('what is no date is refused as everywhere', () => {
	expect(failureOf(() => moment('10:30')).message).toBe(
		'"When" holds "10:30", which is a time of day without its date',
	);
});
