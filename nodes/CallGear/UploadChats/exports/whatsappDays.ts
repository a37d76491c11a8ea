import { isEqual } from 'lodash';
import { DateTime } from 'luxon';

import { invalidField } from '../../../engine/errors';
import type { Fields } from '../../../engine/fields';
import type { Entry, Numbers } from './whatsappLines';

type Order = 'dayFirst' | 'monthFirst';

/** WhatsApp began in 2009. */
const FIRST_YEAR = 2009;

/** A date whose day and month stand in this order; undefined where there is no such day. */
function dayOf([one, two, three]: Numbers, order: Order): string | undefined {
	const [first, second, year] = one.length === 4 ? [two, three, one] : [one, two, three];
	const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
	if (year.length !== 2 && year.length !== 4) return undefined;
	const at = DateTime.fromObject(
		{ year: Number(year.length === 2 ? `20${year}` : year), month: Number(month), day: Number(day) },
		{ zone: 'utc' },
	);
	return at.isValid && at.year >= FIRST_YEAR ? at.toFormat('yyyy-MM-dd') : undefined;
}

/**
 * The times of an export, without a zone. In which order day and month stand, the file does not say: there is a day that only one order has, or only
 * in one of them no message is earlier than the one before; otherwise the user has to say it.
 *
 * @throws Failure for what is no date, and where both orders can be meant
 */
export function timesOf(entries: Entry[], fields: Fields): string[] {
	const read = (order: Order) => {
		const times = entries.map(({ numbers, time }) => {
			const day = dayOf(numbers, order);
			return day === undefined ? undefined : `${day}T${time}`;
		});
		return { order, times, bad: times.indexOf(undefined) };
	};
	const chosen = fields.choice('dayMonthOrder');
	const readings = (['dayFirst', 'monthFirst'] as const)
		.filter((order) => chosen === 'auto' || chosen === order)
		.map(read);
	const possible = readings.filter(({ bad }) => bad < 0);
	if (possible.length === 0) {
		const bad = Math.max(...readings.map((reading) => reading.bad));
		throw entries[bad].part.refused(
			'Compare Order of Day and Month with the other dates of the file.',
			`holds ${shown(entries[bad])}, which is no day`,
		);
	}
	const decided = decide(
		entries,
		possible.map(({ times }) => times as string[]),
	);
	if (decided) return decided;
	const [one, other] = possible;
	const at = (one.times as string[]).findIndex((time, index) => time !== other.times[index]);
	const [first, second] = [one, other].map(({ times }) => (times[at] ?? '').slice(0, 10));
	throw invalidField(
		fields.label('dayMonthOrder'),
		`is Automatic, but ${shown(entries[at])} in line ${lineOf(entries[at])} of the export can be ${first} or ${second}`,
		`Choose Day First for ${first}, or Month First for ${second}.`,
	);
}

const shown = ({ numbers }: Entry) => `"${numbers.join('/')}"`;
const lineOf = ({ part }: Entry) => part.place.replace(/^.* line /, '');

function decide(entries: Entry[], readings: string[][]): string[] | undefined {
	const [first, other] = readings;
	if (other === undefined || isEqual(first, other)) return first;
	// With the year in front, the month follows all over the world
	if (entries.every(({ numbers }) => numbers[0].length === 4)) return other;
	const running = readings.filter((times) => times.every((time, at) => at === 0 || times[at - 1] <= time));
	return running.length === 1 ? running[0] : undefined;
}
