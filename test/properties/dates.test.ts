import fc from 'fast-check';
import { DateTime } from 'luxon';

import { Failure } from '../../nodes/engine/errors';
import { formatInZone, readInstant } from '../../nodes/engine/time';
import { attempt } from './agreement';
import { holds, oddValue } from './check';

describe('dates', () => {
	const zone = fc.constantFrom('UTC', 'Asia/Dubai', 'Europe/Oslo', 'Asia/Kolkata', 'America/St_Johns');
	const instantFrom = (min: number, max: number) =>
		fc.integer({ min, max: max - 1 }).map((ms) => DateTime.fromMillis(Math.floor(ms / 1000) * 1000));
	const instant = instantFrom(Date.UTC(1990), Date.UTC(2100));
	const counted = instantFrom(Date.UTC(2000), Date.UTC(2100));
	const CLOCK = 'yyyy-MM-dd HH:mm:ss';

	it('mean the same instant in every form in which n8n gives them', async () => {
		await holds(fc.tuple(instant, zone), ([date, where]) => {
			const forms = [
				date,
				date.toJSDate(),
				date.toISO(),
				date.setZone(where).toISO(),
				date.setZone(where).toISO({ format: 'basic' }),
				date.toSQL(),
				date.toRFC2822(),
			];
			for (const form of forms) expect(readInstant(form, where, 'When').toMillis()).toBe(date.toMillis());
		});
	});

	it('mean the same instant as numbers, whatever they count, typed or written', async () => {
		await holds(
			fc.tuple(counted, zone),
			([date, where]) => {
				for (const form of [date.toMillis(), date.toSeconds()])
					for (const value of [form, String(form), ` ${form}\n`])
						expect(readInstant(value, where, 'When').toMillis()).toBe(date.toMillis());
			},
			1_000,
		);
	});

	it('show the clock of a spreadsheet when they are read from its cells', async () => {
		await holds(
			fc.tuple(counted, zone),
			([date, where]) => {
				// As SheetJS counts the cell's days, in which an hour that clocks leave out can stand as well
				const serial = date.toMillis() / 86_400_000 + 25_569;
				const clock = date.toUTC().toFormat(CLOCK);
				const there = DateTime.fromFormat(clock, CLOCK, { zone: where });
				for (const value of [serial, String(serial), serial.toFixed(5)])
					expect(formatInZone(readInstant(value, where, 'When'), where, CLOCK)).toBe(there.toFormat(CLOCK));
			},
			1_000,
		);
	});

	it('show the same clock again when they are read in the zone they were written in', async () => {
		await holds(fc.tuple(instant, zone), ([date, where]) => {
			const clock = formatInZone(date, where, CLOCK);
			expect(formatInZone(readInstant(clock, where, 'When'), where, CLOCK)).toBe(clock);
		});
	});

	it('are refused as parts of dates, or in an order that is not the same everywhere', async () => {
		const part = fc.constantFrom(
			'HH:mm',
			'HH:mm:ss',
			"'T'HH:mm:ss'Z'",
			'yyyy',
			'MM',
			'dd',
			'H',
			'yyyy-MM',
			'yyyyMM',
			"kkkk-'W'WW",
			"kkkk-'W'WW-c",
			'yyyy-ooo',
			'yyyyooo',
			'yyyyMMddHHmmss',
			'dd.MM.yyyy HH:mm',
			'MM/dd/yyyy',
			'dd-MM-yy',
			'dd MMM yyyy',
			'MMMM d, yyyy',
			'yyyy-MM-dd hh:mm a',
		);
		await holds(
			fc.tuple(counted, part, fc.boolean()),
			([date, format, asNumber]) => {
				const text = date.toUTC().toFormat(format, { locale: 'en' });
				const value = asNumber && /^\d+$/.test(text) ? Number(text) : text;
				const refused = attempt(() => readInstant(value, 'UTC', 'When'));
				expect(refused).toBeInstanceOf(Failure);
			},
			1_000,
		);
	});

	it('are no numbers of other years', async () => {
		const other = fc.oneof(
			fc.double({ min: -1e6, max: 36_525.9, noNaN: true }),
			fc.double({ min: 73_051, max: 946_684_799, noNaN: true }),
			fc.double({ min: 4_102_444_800, max: 946_684_799_999, noNaN: true }),
			fc.double({ min: 4_102_444_800_000, noNaN: true }),
		);
		await holds(
			other,
			(value) => {
				const refused = attempt(() => readInstant(value, 'UTC', 'When'));
				expect(refused instanceof Failure || /^20\d{6}$/.test(String(value))).toBe(true);
			},
			1_000,
		);
	});

	it('are read or refused in words, whatever they are', async () => {
		await holds(
			fc.tuple(oddValue, zone),
			([value, where]) => {
				const read = attempt(() => readInstant(value, where, 'When'));
				if (read instanceof Failure) expect(read.message).toMatch(/^"When" holds .*, which is [a-z].*$/s);
				else expect(read.isValid).toBe(true);
			},
			500,
		);
	});
});
