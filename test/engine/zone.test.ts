import { DateTime, IANAZone } from 'luxon';

import { zoneNamed } from '../../nodes/engine/zone';

const HOUR_MS = 3_600_000;
const ODD_STEP_MS = 17 * 60_000 + 13_000;

/** Zones around a time at which their clocks were set, or moved to another place. */
const SET: Array<[zone: string, around: string]> = [
	['Europe/Oslo', '2026-03-29T01:00:00Z'],
	['Europe/Oslo', '2026-10-25T01:00:00Z'],
	['America/New_York', '2026-11-01T06:00:00Z'],
	['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
	// A day that never was
	['Pacific/Apia', '2011-12-30T10:00:00Z'],
	// Within a day that is not full at both ends, and by seconds
	['Africa/Monrovia', '1972-01-07T00:44:30Z'],
	// Set forward and back within a week
	['America/Boa_Vista', '2000-10-11T12:00:00Z'],
	['Africa/Casablanca', '2026-02-15T02:00:00Z'],
];

describe('a zone that remembers', () => {
	it.each(SET)(
		'shows in %s around %s what the system shows, in whatever order it is asked',
		(zone, around) => {
			const own = zoneNamed(zone);
			const system = new IANAZone(zone);
			const middle = Date.parse(around);
			const times: number[] = [];
			for (let ms = middle - 100 * HOUR_MS; ms < middle + 100 * HOUR_MS; ms += ODD_STEP_MS) times.push(ms);
			times.push(middle - 1, middle, middle + 1);
			const byLuxon = times.map((ms) => system.offset(ms));
			expect(new Set(byLuxon).size).toBeGreaterThan(1);
			expect(times.map((ms) => own.offset(ms))).toEqual(byLuxon);
			expect(times.toReversed().map((ms) => own.offset(ms))).toEqual(byLuxon.toReversed());
		},
	);

	it('asks the system at most twice a day', () => {
		const asked = jest.spyOn(IANAZone.prototype, 'offset');
		const zone = zoneNamed('Asia/Kathmandu');
		const begin = Date.UTC(2026, 1, 3);
		for (let minute = 0; minute < 3 * 24 * 60; minute++)
			expect(zone.offset(begin + minute * 60_000)).toBe(345);
		expect(asked).toHaveBeenCalledTimes(4);
		asked.mockRestore();
	});

	it('knows no more than some thousand days', () => {
		const zone = zoneNamed('Asia/Dubai');
		for (let day = 0; day < 25_000; day++) zone.offset(day * 24 * HOUR_MS);
		expect((zone as unknown as { known: Map<number, number> }).known.size).toBeLessThanOrEqual(10_000);
		expect(zone.offset(0)).toBe(240);
	});

	it('is the same for luxon as its own', () => {
		const zone = zoneNamed('Europe/Oslo');
		expect(zoneNamed('Europe/Oslo')).toBe(zone);
		expect(zone.name).toBe('Europe/Oslo');
		expect(zone.equals(new IANAZone('Europe/Oslo'))).toBe(true);
		expect(DateTime.fromISO('2026-02-03T10:00:00', { zone }).toISO()).toBe('2026-02-03T10:00:00.000+01:00');
	});

	it('has no time where there is none', () => {
		expect(zoneNamed('Europe/Oslo').offset(NaN)).toBeNaN();
		expect(zoneNamed('Europe/Oslo').offset(8.64e15 + 1)).toBeNaN();
		expect(zoneNamed('America/New_York').offset(8.64e15)).toBe(-240);
	});

	it.each(['utc', 'UTC+3', 'Etc/GMT-14'])('takes %s as luxon does', (name) => {
		const at = DateTime.fromMillis(0);
		expect(at.setZone(zoneNamed(name)).toISO()).toBe(at.setZone(name).toISO());
	});

	it.each(['Atlantis/Capital', '', 'Europe'])('is not valid for "%s", as with luxon', (name) => {
		const at = DateTime.fromMillis(0);
		expect(zoneNamed(name).isValid).toBe(at.setZone(name).isValid);
		expect(zoneNamed(name).offset(0)).toBeNaN();
		expect(at.setZone(zoneNamed(name)).toISO()).toBe(at.setZone(name).toISO());
	});

	// The luxon of older versions of n8n has functions under these
	it.each(['constructor', '__proto__', 'toString'])('is not valid for "%s"', (name) => {
		expect(zoneNamed(name).isValid).toBe(false);
		expect(zoneNamed(name).offset(0)).toBeNaN();
		expect(DateTime.fromMillis(0).setZone(zoneNamed(name)).toISO()).toBeNull();
	});
});
