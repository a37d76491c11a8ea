/** Times that clocks show twice when they are set back, or never when they are set forward. */

import { uniq } from 'lodash';
import { DateTime } from 'luxon';

import { invalidField } from './errors';
import { readInstant } from './time';
import { zoneNamed } from './zone';

/** A zone with an offset that none has whose clocks are set. */
const NOWHERE = 'Etc/GMT-14';

/** How far clocks are looked at beyond a time to see whether they are set, in milliseconds. */
const FAR_MS = 3 * 3_600_000;

/**
 * The instants that a date can stand for, the earlier one first: two in an hour that clocks repeat, none in one that they leave out, if it names
 * no zone. A day without a time is always the moment at which it begins.
 *
 * @param value, zone and field as `readInstant` takes them
 * @throws Failure when it is no date
 */
export function readingsOf(value: unknown, zone: string, field: string): DateTime[] {
	const clocks = zoneNamed(zone);
	const at = readInstant(value, zone, field).setZone(clocks);
	const offsets = [clocks.offset(+at - FAR_MS), clocks.offset(+at + FAR_MS)];
	if (offsets[0] === offsets[1]) return [at];
	const face = readInstant(value, NOWHERE, field).setZone(NOWHERE);
	if (+face === +at) return [at];
	const readings = uniq(offsets)
		.map((offset) => face.setZone('utc', { keepLocalTime: true }).minus({ minutes: offset }).setZone(clocks))
		.filter((instant, which) => instant.offset === offsets[which]);
	return +face === +face.startOf('day') ? [readings.at(0) ?? at] : readings;
}

/**
 * Reads a date that stands for one moment.
 *
 * @param value, zone and field as `readInstant` takes them
 * @throws Failure when it is no date, or a time without a zone in an hour that the clocks of the zone repeat or leave out
 */
export function readMoment(value: unknown, zone: string, field: string): DateTime {
	const [instant, other] = readingsOf(value, zone, field);
	if (instant === undefined) {
		throw invalidField(
			field,
			`holds a time that the clocks of ${zone} leave out`,
			'They are set forward in that night. Check the time, or give it with its zone, e.g. 2026-02-03T10:00:00+01:00.',
		);
	}
	if (other === undefined) return instant;
	const [one, two] = [instant, other].map((at) => at.toISO({ suppressMilliseconds: true }));
	throw invalidField(
		field,
		`holds a time that the clocks of ${zone} show twice`,
		`They are set back in that night. Give the time with its zone: ${one} or ${two}.`,
	);
}
