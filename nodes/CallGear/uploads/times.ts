import type { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { readingsOf } from '../../engine/clocks';
import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readInstant } from '../../engine/time';
import { zoneNamed } from '../../engine/zone';
import { isBlank } from '../values';

/** By which clocks times are read and sent. */
export interface AccountClocks {
	/** The account's zone: CallGear's times have none of their own. */
	zone: string;
	/** The zone of dates that name none. */
	inputZone: string;
	now: DateTime;
}

/** A time that is uploaded. */
export interface MomentOf<Name extends string = string> {
	/** Where it was given, and under which of CallGear's names. */
	fields: Fields;
	name: Name;
	at: DateTime;
	/** As it is sent: as the clocks of the account show it. CallGear compares by it, and an hour that clocks repeat is one hour to it. */
	wall: string;
}

/** By so much no clocks were ever set back. */
const LONG_AGO_MS = 3 * 24 * 3_600_000;

/** As CallGear writes times. */
export const FORMAT = 'yyyy-MM-dd HH:mm:ss';
const WALL = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** What the clocks of a zone show at a time. @throws Failure where nothing can be told by them */
export function wallTime(at: DateTime, zone: string, label: string): string {
	// luxon writes ISO in half the time of any other format
	const iso = at.setZone(zoneNamed(zone)).toISO({ includeOffset: false });
	const wall = iso?.slice(0, 19).replace('T', ' ') ?? '';
	if (WALL.test(wall)) return wall;
	throw invalidField(
		label,
		`cannot be told by the clocks of "${zone}"`,
		'Enter the IANA name of the zone in Account Time Zone, e.g. Asia/Dubai.',
	);
}

/**
 * A time that is over, by all clocks.
 *
 * @param why CallGear takes no other
 * @throws Failure for one that is still to come
 */
export function past<Name extends string>(
	fields: Fields,
	name: Name,
	at: DateTime,
	{ zone, now }: Pick<AccountClocks, 'zone' | 'now'>,
	why: string,
): MomentOf<Name> {
	const label = fields.label(name);
	const wall = wallTime(at, zone, label);
	if (+at < +now - LONG_AGO_MS) return { fields, name, at, wall };
	const present = wallTime(now, zone, label);
	if (at <= now && wall <= present) return { fields, name, at, wall };
	const remedy =
		at <= now
			? 'The clocks there were set back, and CallGear compares times by them: upload it again in some hours.'
			: `${why} If the time is right, check the time zone options.`;
	throw invalidField(label, `is in the future: ${wall} in ${zone}, where it is ${present}`, remedy);
}

/** The instants that a time can stand for; where clocks leave it out, the one that they show instead. @throws Failure when it is no time */
export function instantsFor(fields: Fields, name: string, zone: string): DateTime[] {
	const [value, label] = [fields.raw(name), fields.label(name)];
	const readings = readingsOf(value, zone, label);
	return readings.length > 0 ? readings : [readInstant(value, zone, label).setZone(zoneNamed(zone))];
}

/**
 * A time as it came in, as it was understood, and as it would be sent.
 *
 * @param madeUp how a time was made that was not given
 */
export function shownTime({ fields, name, at, wall }: MomentOf, madeUp?: string): IDataObject {
	const value = fields.raw(name);
	const plain = value === undefined || typeof value === 'string' || typeof value === 'number';
	return given({
		field: fields.label(name),
		given: plain ? value : String(value),
		made_up: isBlank(value) ? madeUp : undefined,
		read: at.toISO({ suppressMilliseconds: true }),
		sent: wall,
	});
}
