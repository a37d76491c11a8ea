import { isEqual, memoize } from 'lodash';
import { DateTime } from 'luxon';

import { invalidField } from '../../../engine/errors';
import type { Fields } from '../../../engine/fields';
import { mapBreathing } from '../../../engine/wait';
import type { Entry, Numbers } from './whatsappLines';

const ORDERS = { dayFirst: 'Day First', monthFirst: 'Month First', yearFirst: 'Year First' } as const;
type Order = keyof typeof ORDERS;

/** WhatsApp began in 2009. */
const FIRST_YEAR = 2009;

/** The times of all messages in one of the orders. */
interface Reading {
	order: Order;
	times: string[];
}

/** A date whose numbers stand in this order; undefined where there is no such day. */
function dayOf([one, two, three]: Numbers, order: Order): string | undefined {
	const yearInFront = one.length === 4 || order === 'yearFirst';
	const [first, second, year] = yearInFront ? [two, three, one] : [one, two, three];
	const [day, month] = order === 'dayFirst' ? [first, second] : [second, first];
	if (year.length !== 2 && year.length !== 4) return undefined;
	const at = DateTime.fromObject(
		{ year: Number(year.length === 2 ? `20${year}` : year), month: Number(month), day: Number(day) },
		{ zone: 'utc' },
	);
	return at.isValid && at.year >= FIRST_YEAR ? at.toFormat('yyyy-MM-dd') : undefined;
}

/** The times of an export as an order has them, and where it has no such day. */
async function readIn(order: Order, entries: Entry[]) {
	const read = memoize((numbers: Numbers) => dayOf(numbers, order), String);
	const times = await mapBreathing(entries, ({ numbers, time }) => {
		const day = read(numbers);
		return day === undefined ? undefined : `${day}T${time}`;
	});
	return { order, times, bad: times.indexOf(undefined) };
}

/**
 * The times of an export, without a zone. In which order day and month stand, the file does not say: there is a day that only one order has, or only
 * in one of them no message is earlier than the one before; otherwise the user has to say it. A year of two digits stands at the end, unless it is
 * a later one in front.
 *
 * @throws Failure for what is no date, and where several orders can be meant
 */
export async function timesOf(entries: Entry[], fields: Fields): Promise<string[]> {
	const chosen = fields.choice('dayMonthOrder');
	const orders = (Object.keys(ORDERS) as Order[]).filter((order) => chosen === 'auto' || chosen === order);
	const readings = [];
	for (const order of orders) readings.push(await readIn(order, entries));
	const possible = readings.filter(({ bad }) => bad < 0) as Reading[];
	if (possible.length === 0) {
		const bad = Math.max(...readings.map((reading) => reading.bad));
		throw entries[bad].part.refused(
			'Compare Order of Day and Month with the other dates of the file.',
			`holds ${shown(entries[bad])}, which is no day`,
		);
	}
	const meant = possible.length === 1 ? possible : meantAmong(entries, possible);
	const [first, ...others] = meant;
	if (others.length === 0) return first.times;
	const at = first.times.findIndex((time, index) => others.some(({ times }) => times[index] !== time));
	const days = meant.map(({ order, times }) => ({ order: ORDERS[order], day: times[at].slice(0, 10) }));
	throw invalidField(
		fields.label('dayMonthOrder'),
		`is Automatic, but ${shown(entries[at])} in line ${lineOf(entries[at])} of the export can be ${days.map(({ day }) => day).join(' or ')}`,
		`Choose ${days.map(({ order, day }) => `${order} for ${day}`).join(', or ')}.`,
	);
}

const shown = ({ numbers }: Entry) => `"${numbers.join('/')}"`;
const lineOf = ({ part }: Entry) => part.place.replace(/^.* line /, '');

/** What can be meant of several readings: one where that is certain. */
function meantAmong(entries: Entry[], possible: Reading[]): Reading[] {
	const behind = possible.filter(({ order }) => order !== 'yearFirst');
	const inFront = possible.find(({ order }) => order === 'yearFirst');
	// With four digits in front, the month follows all over the world
	if (inFront && entries.every(({ numbers }) => numbers[0].length === 4)) return [inFront];
	const meant = decided(behind);
	const later =
		inFront && isOver(inFront) && meant.every(({ times }) => newest(times) < newest(inFront.times));
	return later ? [...meant, inFront] : meant;
}

function decided(readings: Reading[]): Reading[] {
	const [first, other] = readings;
	if (other === undefined || isEqual(first.times, other.times)) return [first];
	const running = readings.filter(({ times }) =>
		times.every((time, at) => at === 0 || times[at - 1] <= time),
	);
	return running.length === 1 ? running : readings;
}

const newest = (times: string[]) => times.reduce((one, other) => (one > other ? one : other));

/** Whether it was all said by now, by whichever clock. */
const isOver = ({ times }: Reading) =>
	newest(times) < DateTime.utc().plus({ days: 1 }).toFormat("yyyy-MM-dd'T'HH");
