import { DateTime } from 'luxon';

import { Findings } from '../../../../nodes/CallGear/uploads/findings';
import {
	type Clocks,
	findEarly,
	givenStart,
	messageTimes,
	startTime,
} from '../../../../nodes/CallGear/UploadChats/times';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';
import { rejectionOf } from '../../../support/failure';

/** Where clocks went back from three to two at one o'clock UTC. */
const berlin: Clocks = {
	zone: 'Europe/Berlin',
	inputZone: 'Europe/Berlin',
	now: DateTime.fromISO('2026-03-01T12:00:00Z'),
	equalStart: 'shift',
};
const at = (date_time: unknown, index: number) =>
	wireFields([['date_time', date_time, `date_time ${index + 1}`]]);
const startingAt = (value: unknown) => wireFields([['start_date_time', value, 'start_date_time']]);

const times = async (values: unknown[], more: Partial<Clocks> = {}) => {
	const findings = new Findings();
	const moments = await messageTimes(values.map(at), { ...berlin, ...more }, findings);
	findings.raise();
	return moments;
};
const walls = async (values: unknown[], more: Partial<Clocks> = {}) =>
	(await times(values, more)).map(({ wall }) => wall);
const start = async (values: unknown[], typed?: unknown, more: Partial<Clocks> = {}) => {
	const clocks = { ...berlin, ...more };
	const findings = new Findings();
	const fields = startingAt(typed);
	const moments = await times(values, more);
	const given = givenStart(fields, clocks);
	if (given) await findEarly(given, moments, clocks, findings);
	findings.raise();
	return startTime(fields, given, moments, clocks).wall;
};
const night = (clock: string) => `2025-10-26 ${clock}`;

describe('the made-up start of a chat', () => {
	it.each([
		['on any day', ['2026-02-03T06:00:05Z'], '2026-02-03 07:00:04'],
		['a year earlier', ['2026-01-01T00:00:00+01:00'], '2025-12-31 23:59:59'],
		['when clocks have just been set forward', ['2025-03-30T01:00:00Z'], '2025-03-30 01:59:59'],
		['when clocks have just been set back', ['2025-10-26T01:00:00Z'], night('01:59:59')],
		['in the second one of the hour', ['2025-10-26T01:00:01Z'], night('02:00:00')],
		[
			'when a later message is earlier by the clocks',
			['2025-10-26T02:50:00+02:00', '2025-10-26T02:10:00+01:00'],
			night('02:09:59'),
		],
		['when messages are out of order', ['2026-02-03 10:00:09', '2026-02-03 10:00:02'], '2026-02-03 10:00:01'],
	])('is a second before all messages by the clocks of the account: %s', async (_, values, expected) => {
		expect(await start(values)).toBe(expected);
		for (const wall of await walls(values)) expect(wall > expected).toBe(true);
	});

	it('is also taken where the start is the second of the earliest one by the clocks', async () => {
		const values = ['2025-10-26T02:50:00+02:00', '2025-10-26T02:10:00+01:00'];
		expect(await start(values, night('02:10:00'))).toBe(night('02:09:59'));
		const { message } = await rejectionOf(start(values, night('02:10:00'), { equalStart: 'refuse' }));
		expect(message).toBe('"date_time 2" is at the start of the chat (2025-10-26 02:10:00)');
	});
});

it('a start that clocks leave out is the time that they show instead', async () => {
	expect(await start(['2025-03-30T03:40:00'], '2025-03-30T02:30:00')).toBe('2025-03-30 03:30:00');
});

it('a start that is before the first message, but not before all of them by the clocks, is refused', async () => {
	const values = ['2025-10-26T02:50:00+02:00', '2025-10-26T02:10:00+01:00'];
	expect((await rejectionOf(start(values, '2025-10-26T02:40:00+02:00'))).message).toBe(
		'"date_time 2" is before the start of the chat (2025-10-26 02:40:00)',
	);
});

describe('times without a zone in the hour that clocks repeat', () => {
	it('keep the order in which they come', async () => {
		const order = ['02:30:00', '02:50:00', '02:05:00', '02:55:00', '03:01:00'].map(night);
		const moments = await times(order);
		expect(moments.map(({ wall }) => wall)).toEqual(order);
		const instants = moments.map((moment) => moment.at.toMillis());
		expect(instants).toEqual([...instants].sort((a, b) => a - b));
	});

	it('are read by another zone than the account’s as the same instants', async () => {
		expect(await walls(['02:50:00', '02:05:00'].map(night), { zone: 'Asia/Dubai' })).toEqual([
			night('04:50:00'),
			night('05:05:00'),
		]);
	});

	it('are the first ones where there is no order to go by', async () => {
		const values = ['03:30:00', '02:50:00', '02:05:00'].map(night);
		expect(await walls(values, { zone: 'UTC' })).toEqual(['02:30:00', '00:50:00', '00:05:00'].map(night));
	});

	it('are told apart also in a chat that goes on from one summer to the next', async () => {
		const order = ['2025-07-01 10:00:00', night('02:50:00'), night('02:05:00'), '2026-02-01 10:00:00'];
		expect(await walls(order, { zone: 'UTC' })).toEqual([
			'2025-07-01 08:00:00',
			night('00:50:00'),
			night('01:05:00'),
			'2026-02-01 09:00:00',
		]);
		const summers = [
			'2024-07-01 10:00:00',
			'2024-10-27 02:50:00',
			'2024-10-27 02:05:00',
			'2025-07-01 10:00:00',
		];
		expect((await walls(summers, { zone: 'UTC' }))[2]).toBe('2024-10-27 01:05:00');
	});

	it('mean nothing else when they name a zone', async () => {
		const values = ['2025-10-26T02:50:00+02:00', '2025-10-26T02:05:00+02:00'];
		expect(await walls(values, { zone: 'UTC' })).toEqual(['00:50:00', '00:05:00'].map(night));
	});
});

describe('what lies ahead', () => {
	it('is no part of a finished chat', async () => {
		const { message, remedy } = await rejectionOf(times(['2026-03-01T12:00:01Z']));
		expect(message).toBe(
			'"date_time 1" is in the future: 2026-03-01 13:00:01 in Europe/Berlin, where it is 2026-03-01 13:00:00',
		);
		expect(remedy).toBe(
			'CallGear takes finished chats only. If the time is right, check the time zone options.',
		);
	});

	it('is refused by the clocks of the account, as CallGear does it', async () => {
		const now = DateTime.fromISO('2025-10-26T02:10:00+01:00');
		const { message, remedy, delivery } = await rejectionOf(times(['2025-10-26T02:50:00+02:00'], { now }));
		expect(message).toBe(
			'"date_time 1" is in the future: 2025-10-26 02:50:00 in Europe/Berlin, where it is 2025-10-26 02:10:00',
		);
		expect(remedy).toMatch(/^The clocks there were set back, .* upload it again in some hours\.$/);
		expect(delivery).toBe('notSent');
		expect(await walls(['2025-10-26T02:05:00+02:00'], { now })).toEqual([night('02:05:00')]);
	});
});

it.each(['', 'Asia/Dubai ', 'Mars/Olympus', 'x'])('no time is told by the clocks of "%s"', async (zone) => {
	expect(await rejectionOf(times(['2026-02-03T06:00:05Z'], { zone }))).toMatchObject({
		message: `"date_time 1" cannot be told by the clocks of "${zone}"`,
		remedy: 'Enter the IANA name of the zone in Account Time Zone, e.g. Asia/Dubai.',
		delivery: 'notSent',
	});
});
