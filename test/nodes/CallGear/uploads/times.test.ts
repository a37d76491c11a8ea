import { DateTime } from 'luxon';

import { instantsFor, past, shownTime, wallTime } from '../../../../nodes/CallGear/uploads/times';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';
import { failureOf } from '../../../support/failure';

const fieldsOf = (value: unknown) => wireFields([['date_time', value, 'Time']]);
const iso = (text: string) => DateTime.fromISO(text, { setZone: true });

describe('a time by the clocks of a zone', () => {
	it('is as CallGear writes it', () => {
		expect(wallTime(iso('2026-02-03T06:00:05Z'), 'Asia/Dubai', 'Time')).toBe('2026-02-03 10:00:05');
	});

	it.each(['+012026-02-03T06:00:00Z', '-000044-03-15T12:00:00Z'])(
		'is none of a year like that of %s',
		(text) => {
			expect(failureOf(() => wallTime(iso(text), 'UTC', 'Time'))).toMatchObject({
				field: 'Time',
				message: '"Time" cannot be told by the clocks of "UTC"',
			});
		},
	);

	it('is over as soon as it is there', () => {
		const now = iso('2026-02-03T06:00:05Z');
		const read = (at: string) => past(fieldsOf(at), 'date_time', iso(at), { zone: 'UTC', now }, 'No other.');
		expect(read('2026-02-03T06:00:05Z').wall).toBe('2026-02-03 06:00:05');
		expect(read('2026-01-01T00:00:00Z').wall).toBe('2026-01-01 00:00:00');
		expect(failureOf(() => read('2026-02-03T06:00:06Z')).remedy).toBe(
			'No other. If the time is right, check the time zone options.',
		);
	});
});

it('a time stands for two instants in an hour that clocks repeat, and for the one shown where they leave it out', () => {
	const instants = (value: string) =>
		instantsFor(fieldsOf(value), 'date_time', 'Europe/Berlin').map((at) => at.toUTC().toISO());
	expect(instants('2025-10-26 02:30:00')).toEqual(['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z']);
	expect(instants('2025-03-30 02:30:00')).toEqual(['2025-03-30T01:30:00.000Z']);
	expect(instants('2026-02-03 10:00:00')).toEqual(['2026-02-03T09:00:00.000Z']);
});

describe('a time in the output', () => {
	const at = iso('2026-02-03T10:00:05+04:00');
	const shown = (given: unknown, madeUp?: string) =>
		shownTime({ fields: fieldsOf(given), name: 'date_time', at, wall: '2026-02-03 10:00:05' }, madeUp);
	const read = { field: 'Time', read: '2026-02-03T10:00:05+04:00', sent: '2026-02-03 10:00:05' };

	it.each(['2026-02-03T10:00:05+04:00', 1_770_098_405])('is beside what was given: %j', (given) => {
		expect(shown(given, 'Made up.')).toEqual({ ...read, given });
	});

	it('is beside the text of what was given as another thing', () => {
		expect(shown(at)).toEqual({ ...read, given: String(at) });
	});

	it.each([undefined, ' '])('says how it was made where nothing was given: %j', (given) => {
		expect(shown(given, 'Made up.')).toMatchObject({ ...read, made_up: 'Made up.' });
		expect(shown(given)).not.toHaveProperty('made_up');
	});
});
