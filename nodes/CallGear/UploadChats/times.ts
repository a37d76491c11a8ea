import { maxBy, minBy } from 'lodash';
import { DateTime } from 'luxon';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readingsOf } from '../../engine/clocks';
import { formatInZone, readInstant } from '../../engine/time';
import { isBlank } from './values';

/** By which clocks times are read and sent. */
export interface Clocks {
	/** The account's zone: CallGear's times have none of their own. */
	zone: string;
	/** The zone of dates that name none. */
	inputZone: string;
	now: DateTime;
	/** What to do with a chat that starts in the second of its first message. */
	equalStart: 'shift' | 'refuse';
}

/** A time of a chat. */
export interface Moment {
	/** Where it was given, and under which of CallGear's names. */
	fields: Fields;
	name: 'start_date_time' | 'date_time';
	at: DateTime;
	/** As it is sent: as the clocks of the account show it. CallGear compares by it, and an hour that clocks repeat is one hour to it. */
	wall: string;
}

const FORMAT = 'yyyy-MM-dd HH:mm:ss';
const WALL = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** In hours: how far clocks are looked at beyond a time to see whether they are set back. */
const FAR = 3;

/** Within so many days, clocks are not set both back and forward. */
const SAFE_DAYS = 7;

function wallTime(at: DateTime, zone: string, label: string): string {
	const wall = formatInZone(at, zone, FORMAT);
	if (WALL.test(wall)) return wall;
	throw invalidField(
		label,
		`cannot be told by the clocks of "${zone}"`,
		'Enter the IANA name of the zone in Account Time Zone, e.g. Asia/Dubai.',
	);
}

/**
 * The times of a chat's messages.
 *
 * @param messages in the order in which they came in
 * @throws Failure for what is no time, and for one that is still to come
 */
export function messageTimes(messages: Fields[], clocks: Clocks): Moment[] {
	return instantsOf(messages, clocks.inputZone).map((at, index) =>
		past(messages[index], 'date_time', at, clocks),
	);
}

/** A time that is over, by all clocks. */
function past(fields: Fields, name: Moment['name'], at: DateTime, { zone, now }: Clocks): Moment {
	const label = fields.label(name);
	const wall = wallTime(at, zone, label);
	const present = wallTime(now, zone, label);
	if (at <= now && wall <= present) return { fields, name, at, wall };
	const remedy =
		at <= now
			? 'The clocks there were set back, and CallGear compares times by them: upload the chat again in some hours.'
			: 'CallGear takes finished chats only. If the time is right, check the time zone options.';
	throw invalidField(label, `is in the future: ${wall} in ${zone}, where it is ${present}`, remedy);
}

/**
 * The instants that the messages' times stand for. In an hour that clocks repeat, a time that names no zone stands for two: the earlier one is
 * meant, unless the messages come in order only with later ones.
 */
function instantsOf(messages: Fields[], inputZone: string): DateTime[] {
	const plain = messages.map((message) => instantOf(message, 'date_time', inputZone));
	if (!mayRepeat(plain)) return plain;
	const readings = messages.map((message) => instantsFor(message, 'date_time', inputZone));
	const earlier = readings.map(([first]) => first);
	let last = earlier[0];
	const inTurn = readings.map(([first, second]) => {
		last = second && first < last ? second : first;
		return last;
	});
	return inTurn.every((at, index) => index === 0 || inTurn[index - 1] <= at) ? inTurn : earlier;
}

const instantOf = (fields: Fields, name: string, zone: string) =>
	readInstant(fields.raw(name), zone, fields.label(name)).setZone(zone);

/** Whether clocks were set back somewhere around these times; to look at each of them would take as long as all the rest. */
function mayRepeat(instants: DateTime[]): boolean {
	const [first, last] = [minBy(instants, Number), maxBy(instants, Number)] as [DateTime, DateTime];
	const soon = last.diff(first, 'days').days < SAFE_DAYS;
	return !soon || first.minus({ hours: FAR }).offset !== last.plus({ hours: FAR }).offset;
}

/** The instants that a time can stand for; where clocks leave it out, the one that they show instead. */
function instantsFor(fields: Fields, name: string, zone: string): DateTime[] {
	const readings = readingsOf(fields.raw(name), zone, fields.label(name));
	return readings.length > 0 ? readings : [instantOf(fields, name, zone)];
}

/**
 * The chat's start, which must be earlier than every message by the clocks of the account; without one, a second before the earliest.
 *
 * @throws Failure when it is no time, still to come, or not before the messages
 */
export function startTime(fields: Fields, messages: Moment[], clocks: Clocks): Moment {
	const name = 'start_date_time';
	const first = minBy(messages, 'wall') as Moment;
	const made = { fields, name, ...secondBefore(first, clocks.zone, fields.label(name)) } as const;
	if (isBlank(fields.raw(name))) return made;
	const [at] = instantsFor(fields, name, clocks.inputZone);
	const start = past(fields, name, at, clocks);
	if (start.wall < first.wall) return start;
	if (start.wall === first.wall && clocks.equalStart === 'shift') return made;
	throw invalidField(
		first.fields.label('date_time'),
		`is ${start.wall === first.wall ? 'at' : 'before'} the start of the chat (${start.wall})`,
		'CallGear wants every message later than the start: correct the times, or leave the start empty to take a second before the first message.',
	);
}

/** A second before, on the clock's face where the clocks were set back in that second. */
function secondBefore({ at, wall }: Moment, zone: string, label: string): Pick<Moment, 'at' | 'wall'> {
	const earlier = at.minus({ seconds: 1 });
	const shown = wallTime(earlier, zone, label);
	if (shown < wall) return { at: earlier, wall: shown };
	const before = DateTime.fromFormat(wall, FORMAT, { zone: 'utc' }).minus({ seconds: 1 });
	return { at: earlier, wall: before.toFormat(FORMAT) };
}
