import { minuteLeftMs, Points, pointsOf } from '../../../nodes/CallGear/minutePoints';

let now = 0;
const pass = (ms: number) => void (now += ms);

beforeEach(() => {
	now = Date.parse('2026-02-03T06:00:00Z');
	jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => void jest.restoreAllMocks());

describe('how long to wait for new points', () => {
	it.each([
		[12, 12_000],
		[60, 60_000],
		[61, 60_000],
		[-5, 60_000],
		[0, 60_000],
		[null, 60_000],
		[undefined, 60_000],
	])('follows a refusal that tells %j seconds: %i ms', (told, expected) => {
		expect(minuteLeftMs(new Points(), told)).toBe(expected);
	});

	it('follows what an earlier reply told, until that minute is over', () => {
		const points = new Points();
		points.note(30);
		points.note(undefined);
		pass(20_000);
		expect(minuteLeftMs(points, undefined)).toBe(10_000);
		pass(10_000);
		expect(minuteLeftMs(points, undefined)).toBe(60_000);
	});
});

it('the calls of an execution share what replies told, and other executions do not', () => {
	const context = {};
	pointsOf(context, 'a').note(30);
	expect(pointsOf(context, 'a').minuteEndsAt).toBe(now + 30_000);
	expect(pointsOf(context, 'b').minuteEndsAt).toBe(0);
	expect(pointsOf({}, 'a').minuteEndsAt).toBe(0);
});
