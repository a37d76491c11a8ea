import { DateTime, type DurationLike } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import { readMoment } from '../engine/clocks';
import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { formatInZone } from '../engine/time';

/** From when till when; both ends belong to it. */
export interface Period {
	from: DateTime;
	till: DateTime;
}

/** The fields of a period. */
export const periodFields: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'dateFrom',
		type: 'dateTime',
		default: '={{ $now.minus({ days: 1 }) }}',
		required: true,
		placeholder: 'e.g. 2026-02-03T00:00:00Z',
		description: "The beginning of the period. A time without a zone counts in the workflow's time zone.",
	},
	{
		displayName: 'Till',
		name: 'dateTill',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-02-04T00:00:00Z',
		description:
			"The end of the period. Empty: now. A time without a zone counts in the workflow's time zone.",
	},
];

/**
 * Reads the period of an item. What lies ahead is left out of it: nothing can have happened there.
 *
 * @param zone of times that name none
 * @throws Failure when there is none, or a date is no date
 */
export function readPeriod(fields: Fields, zone: string): Period {
	const [from, till] = ['dateFrom', 'dateTill'].map((name) => {
		const value = fields.raw(name);
		return value === undefined ? undefined : readMoment(value, zone, fields.label(name));
	});
	if (from === undefined) {
		throw invalidField(fields.label('dateFrom'), 'is empty', 'CallGear needs to know from when on to look.');
	}
	const now = DateTime.now();
	if (from > now)
		throw invalidField(fields.label('dateFrom'), 'lies in the future', 'Give a time that has been.');
	if (till !== undefined && till <= from) {
		throw invalidField(
			fields.label('dateTill'),
			`is not after "${fields.label('dateFrom')}"`,
			'Give a period that begins before it ends.',
		);
	}
	return { from, till: till === undefined || till > now ? now : till };
}

/**
 * Cuts a period into parts of a length at the most. Neighbours have a second in common, since whether CallGear counts the last one is not documented.
 *
 * @param zone by whose clocks the length counts
 * @param newestFirst whether the last part comes first
 */
export function partsOf(
	{ from, till }: Period,
	longest: DurationLike,
	zone: string,
	newestFirst: boolean,
): Period[] {
	const parts: Period[] = [];
	let end = till.setZone(zone);
	while (end.minus(longest) > from) {
		const begin = end.minus(longest);
		parts.push({ from: begin, till: end });
		end = begin;
	}
	parts.push({ from: from.setZone(zone), till: end });
	return newestFirst ? parts : parts.reverse();
}

/** The two halves of a period; none where it is as short as can be. */
export function halvesOf({ from, till }: Period, newestFirst: boolean): Period[] {
	const seconds = Math.floor(till.diff(from, 'seconds').seconds / 2);
	if (seconds < 1) return [];
	const middle = from.plus({ seconds });
	const halves = [
		{ from, till: middle },
		{ from: middle, till },
	];
	return newestFirst ? halves.reverse() : halves;
}

/** A time as CallGear's reports take it: by the clocks of the account. */
export function wallTime(at: DateTime, zone: string): string {
	return formatInZone(at, zone, 'yyyy-MM-dd HH:mm:ss');
}
