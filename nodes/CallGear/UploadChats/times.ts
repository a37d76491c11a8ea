import { compact, minBy } from 'lodash';
import { DateTime } from 'luxon';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { mapBreathing } from '../../engine/wait';
import type { Findings } from '../uploads/findings';
import { type AccountClocks, FORMAT, instantsFor, type MomentOf, past, wallTime } from '../uploads/times';
import { isBlank } from '../values';

/** By which clocks times are read and sent. */
export interface Clocks extends AccountClocks {
	/** What to do with a chat that starts in the second of its first message. */
	equalStart: 'shift' | 'refuse';
}

/** A time of a chat. */
export type Moment = MomentOf<'start_date_time' | 'date_time'>;

const FINISHED = 'CallGear takes finished chats only.';

/**
 * The times of a chat's messages.
 *
 * @param messages in the order in which they came in
 * @param findings gets what is no time, and what is still to come
 * @returns those that can be sent: all of them if nothing was found
 */
export async function messageTimes(
	messages: Fields[],
	clocks: Clocks,
	findings: Findings,
): Promise<Moment[]> {
	const read = <T>(fields: Fields, reader: () => T) => findings.of('date_time', reader, fields.itemIndex);
	const timed = await mapBreathing(messages, (fields) => {
		const readings = read(fields, () => instantsFor(fields, 'date_time', clocks.inputZone));
		return readings && { fields, readings };
	});
	const instants = inTurnOf(compact(timed));
	const moments = await mapBreathing(instants, ({ fields, at }) =>
		read(fields, () => past(fields, 'date_time', at, clocks, FINISHED)),
	);
	return compact(moments);
}

/**
 * The instants that the messages' times stand for. In an hour that clocks repeat, a time that names no zone stands for two: the earlier one is
 * meant, unless the messages come in order only with later ones.
 *
 * @param timed messages with all that their times can stand for, the earlier ones first
 */
function inTurnOf(
	timed: Array<{ fields: Fields; readings: DateTime[] }>,
): Array<{ fields: Fields; at: DateTime }> {
	let [last] = timed[0]?.readings ?? [];
	const inTurn = timed.map(({ readings: [first, second] }) => {
		last = second && first < last ? second : first;
		return last;
	});
	const inOrder = inTurn.every((at, index) => index === 0 || inTurn[index - 1] <= at);
	return timed.map(({ fields, readings }, index) => ({ fields, at: inOrder ? inTurn[index] : readings[0] }));
}

/** The start that was given to a chat, if any. @throws Failure when it is no time, or still to come */
export function givenStart(fields: Fields, clocks: Clocks): Moment | undefined {
	const name = 'start_date_time';
	if (isBlank(fields.raw(name))) return undefined;
	const [at] = instantsFor(fields, name, clocks.inputZone);
	return past(fields, name, at, clocks, FINISHED);
}

/** Whether a chat starts in the second of its first message, and is to be shifted. */
function isShifted(start: Moment, messages: Moment[], { equalStart }: Clocks): boolean {
	return equalStart === 'shift' && start.wall === minBy(messages, 'wall')?.wall;
}

/** Finds the messages that are not later than the start of their chat by the clocks of the account. */
export async function findEarly(
	start: Moment,
	messages: Moment[],
	clocks: Clocks,
	findings: Findings,
): Promise<void> {
	if (isShifted(start, messages, clocks)) return;
	await mapBreathing(messages, ({ fields, wall }) => {
		const refuse = () => {
			throw invalidField(
				fields.label('date_time'),
				`is ${start.wall === wall ? 'at' : 'before'} the start of the chat (${start.wall})`,
				'CallGear wants every message later than the start: correct the times, or leave the start empty to take a second before the first message.',
			);
		};
		if (start.wall >= wall) findings.of('date_time', refuse, fields.itemIndex);
	});
}

/**
 * The start that a chat is sent with: the given one, else a second before its first message.
 *
 * @param fields of the chat
 * @param messages at least one
 */
export function startTime(
	fields: Fields,
	start: Moment | undefined,
	messages: Moment[],
	clocks: Clocks,
): Moment {
	if (start && !isShifted(start, messages, clocks)) return start;
	const name = 'start_date_time';
	const first = minBy(messages, 'wall') as Moment;
	return { fields, name, ...secondBefore(first, clocks.zone, fields.label(name)) };
}

/** A second before, on the clock's face where the clocks were set back in that second. */
function secondBefore({ at, wall }: Moment, zone: string, label: string): Pick<Moment, 'at' | 'wall'> {
	const earlier = at.minus({ seconds: 1 });
	const shown = wallTime(earlier, zone, label);
	if (shown < wall) return { at: earlier, wall: shown };
	const before = DateTime.fromFormat(wall, FORMAT, { zone: 'utc' }).minus({ seconds: 1 });
	return { at: earlier, wall: before.toFormat(FORMAT) };
}
