import { joined } from '../../../../nodes/CallGear/UploadChats/dateAndTime';
import { failureOf } from '../../../support/failure';

const join = (day: unknown, time: unknown) =>
	joined({ value: day, label: 'Day (item 0)' }, { value: time, label: 'Time (item 0)' });

describe('date and time in two cells', () => {
	it.each<[unknown, string]>([
		['2026-02-03', '2026-02-03T10:00:05'],
		[' \ufeff2026-02-03 ', '2026-02-03T10:00:05'],
		['20260203', '2026-02-03T10:00:05'],
		[46056, '2026-02-03T10:00:05'],
		['46056', '2026-02-03T10:00:05'],
		['2026-02-03T00:00:00.000Z', '2026-02-03T10:00:05'],
		['2026-02-03 00:00:00', '2026-02-03T10:00:05'],
	])('take the day %j', (day, expected) => {
		expect(join(day, '10:00:05')).toBe(expected);
	});

	it.each<[unknown, string]>([
		['10:00:05', '10:00:05'],
		['9:05', '09:05:00'],
		['09:05:59.900', '09:05:59'],
		['09:05:59,9', '09:05:59'],
		[' 23:59:59 ', '23:59:59'],
		['12:05 AM', '00:05:00'],
		['1:05 pm', '13:05:00'],
		['12:59 pm', '12:59:00'],
		['12:05:01 PM', '12:05:01'],
		['9:05 pm', '21:05:00'],
		['9:05 p.m.', '21:05:00'],
		[0, '00:00:00'],
		['0', '00:00:00'],
		[0.5, '12:00:00'],
		['.25', '06:00:00'],
		[0.416724537, '10:00:05'],
		[5.787037037e-5, '00:00:05'],
		['5.787037037e-5', '00:00:05'],
		[0.999999, '23:59:59'],
		['0.5e-1', '01:12:00'],
		['.5e-10', '00:00:00'],
		['5e-5', '00:00:04'],
		['5.787037037e-10', '00:00:00'],
		['1899-12-30T10:00:05.000Z', '10:00:05'],
		['1899-12-31 10:00:05', '10:00:05'],
		['1900-01-00T10:00:05', '10:00:05'],
		['1900-01-01 10:00:05.000', '10:00:05'],
	])('take the time %j', (time, expected) => {
		expect(join('2026-02-03', time)).toBe(`2026-02-03T${expected}`);
	});

	it.each<[unknown, RegExp]>([
		['2026-02-03T10:00:00Z', /^"Day \(item 0\)" holds "2026-02-03T10:00:00Z", which is more than a day$/],
		[46056.5, /^"Day \(item 0\)" holds "46056.5", which is more than a day$/],
		['2026-02-03T00:00:00+04:00', /which is more than a day$/],
		['03.02.2026', /^"Day \(item 0\)" holds "03.02.2026", which is /],
		['2026-02', /^"Day \(item 0\)" holds "2026-02", which is /],
		['', /^"Day \(item 0\)" holds nothing, which is /],
		[undefined, /^"Day \(item 0\)" holds nothing, which is /],
		[{}, /^"Day \(item 0\)" holds an object, which is /],
	])('refuse the day %j', (day, message) => {
		expect(failureOf(() => join(day, '10:00'))).toMatchObject({
			message: expect.stringMatching(message) as string,
			field: 'Day (item 0)',
			delivery: 'notSent',
		});
	});

	it('say how to name the column of the day where it holds more', () => {
		expect(failureOf(() => join('2026-02-03 10:00', '10:00')).remedy).toBe(
			'Name a column that holds days alone, e.g. 2026-02-03, or take Message Date Column and Chat Start Date Column out if one column holds both.',
		);
	});

	it.each([
		[''],
		[undefined],
		['24:00'],
		['10:60'],
		['10:00:60'],
		['10'],
		['05'],
		['12.25'],
		['0.5e3'],
		['15.7e-5'],
		['x10:00'],
		['x1899-12-30T10:00:05'],
		['1899-12-29T10:00:05'],
		['1900-01-02T10:00:05'],
		[10],
		[1],
		[-0.5],
		['13:00 PM'],
		['0:30 am'],
		['2026-02-03 10:00:05'],
		['10:00:05Z'],
		['1e5'],
		[true],
		[['10:00']],
	])('refuse the time %j', (time) => {
		const { message, remedy } = failureOf(() => join('2026-02-03', time));
		expect(message).toMatch(/^"Time \(item 0\)" holds .*, which is no time of day$/);
		expect(remedy).toBe('Give hours, minutes and seconds, e.g. 10:00:05.');
	});
});
