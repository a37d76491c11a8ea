import { DateTime } from 'luxon';

import {
	halvesOf,
	partsOf,
	type Period,
	periodFields,
	readPeriod,
	wallTime,
} from '../../../nodes/CallGear/period';
import { Fields } from '../../../nodes/engine/fields';
import { failureOf } from '../../support/failure';

const period = (from: string, till: string): Period => ({
	from: DateTime.fromISO(from, { setZone: true }),
	till: DateTime.fromISO(till, { setZone: true }),
});
const shown = (periods: Period[]) =>
	periods.map(({ from, till }) => [from, till].map((at) => wallTime(at, 'UTC')).join(' to '));

describe('the period of an item', () => {
	const read = (dateFrom: unknown, dateTill: unknown = '') =>
		readPeriod(Fields.of({ dateFrom, dateTill }, periodFields), 'Europe/Oslo');

	it('is over where it ends in the future or has no end', () => {
		const before = Date.now();
		for (const dateTill of [undefined, '2999-01-01T00:00:00Z']) {
			const { till } = read('2026-02-03T10:00:00Z', dateTill);
			expect(till.toMillis()).toBeGreaterThanOrEqual(before);
			expect(till.toMillis()).toBeLessThanOrEqual(Date.now());
		}
	});

	it('is by the clocks of the zone where its times name none', () => {
		expect(shown([read('2026-02-03T10:00:00', '2026-02-03T12:00:00Z')])).toEqual([
			'2026-02-03 09:00:00 to 2026-02-03 12:00:00',
		]);
	});

	it.each<[unknown, unknown, object]>([
		[
			'',
			'',
			{ field: 'From', message: '"From" is empty', remedy: 'CallGear needs to know from when on to look.' },
		],
		[
			'2999-01-01T00:00:00Z',
			'',
			{ field: 'From', message: '"From" lies in the future', remedy: 'Give a time that has been.' },
		],
		[
			'2026-02-03T10:00:00Z',
			'2026-02-03T10:00:00Z',
			{
				field: 'Till',
				message: '"Till" is not after "From"',
				remedy: 'Give a period that begins before it ends.',
			},
		],
	])('from %j till %j is none', (dateFrom, dateTill, facts) => {
		expect(failureOf(() => read(dateFrom, dateTill))).toMatchObject(facts);
	});
});

describe('the parts of a period', () => {
	const january = period('2026-01-01T00:00:00Z', '2026-01-03T00:00:01Z');

	it('are as long as they may be, and have a second in common', () => {
		const oldest = [
			'2026-01-01 00:00:00 to 2026-01-01 00:00:01',
			'2026-01-01 00:00:01 to 2026-01-02 00:00:01',
			'2026-01-02 00:00:01 to 2026-01-03 00:00:01',
		];
		expect(shown(partsOf(january, { days: 1 }, 'UTC', false))).toEqual(oldest);
		expect(shown(partsOf(january, { days: 1 }, 'UTC', true))).toEqual([...oldest].reverse());
	});

	it('is one where it is just as long as one may be', () => {
		expect(shown(partsOf(january, { days: 2, seconds: 1 }, 'UTC', true))).toEqual([
			'2026-01-01 00:00:00 to 2026-01-03 00:00:01',
		]);
	});

	it('are counted by the clocks of the account', () => {
		const march = period('2026-03-28T11:00:00Z', '2026-03-29T22:00:00Z');
		expect(shown(partsOf(march, { days: 1 }, 'Europe/Oslo', true))).toEqual([
			'2026-03-28 23:00:00 to 2026-03-29 22:00:00',
			'2026-03-28 11:00:00 to 2026-03-28 23:00:00',
		]);
	});
});

describe('the halves of a period', () => {
	const at = '2026-01-01T00:00:0';

	it('meet in a whole second', () => {
		const halves = [
			'2026-01-01 00:00:00 to 2026-01-01 00:00:02',
			'2026-01-01 00:00:02 to 2026-01-01 00:00:05',
		];
		expect(shown(halvesOf(period(`${at}0Z`, `${at}5Z`), false))).toEqual(halves);
		expect(shown(halvesOf(period(`${at}0Z`, `${at}5Z`), true))).toEqual([...halves].reverse());
	});

	it('are none of what is as short as can be', () => {
		expect(halvesOf(period(`${at}0Z`, `${at}1Z`), true)).toEqual([]);
		expect(halvesOf(period(`${at}0Z`, `${at}1.999Z`), true)).toEqual([]);
		expect(halvesOf(period(`${at}0Z`, `${at}2Z`), true)).toHaveLength(2);
	});
});
