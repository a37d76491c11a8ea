import { type Balance, minuteLeftMs, Points, pointsOf } from '../../../nodes/CallGear/minutePoints';

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
	] as const)('follows a refusal that tells %j seconds: %i ms', (told, expected) => {
		expect(minuteLeftMs(new Points(), { minute_reset: told })).toBe(expected);
	});

	it('follows what an earlier reply told, until that minute is over', () => {
		const points = new Points();
		points.note({ minute_reset: 30 });
		points.note(undefined);
		pass(20_000);
		expect(minuteLeftMs(points, undefined)).toBe(10_000);
		pass(10_000);
		expect(minuteLeftMs(points, undefined)).toBe(60_000);
	});
});

describe('a long list', () => {
	const waits = async (...told: Balance[]) => {
		jest.restoreAllMocks();
		const points = new Points();
		for (const balance of told) points.note(balance);
		const stop = new AbortController();
		let over = false;
		const waiting = points.left(stop.signal).then(() => void (over = true));
		await new Promise(setImmediate);
		const waited = !over;
		stop.abort();
		await waiting;
		return waited;
	};

	it('waits for the next minute when this one has no points left', async () => {
		expect(await waits({ minute_remaining: 0, minute_reset: 30 })).toBe(true);
	});

	it.each<[string, Balance[]]>([
		['nothing was told', []],
		['points are left', [{ minute_remaining: 1, minute_reset: 30 }]],
		['the balance is empty', [{}]],
		[
			'there are new ones',
			[
				{ minute_remaining: 0, minute_reset: 30 },
				{ minute_remaining: 59, minute_reset: 60 },
			],
		],
		['it is not told when the minute ends', [{ minute_remaining: 0 }]],
		['no minute is that long', [{ minute_remaining: 0, minute_reset: 4000 }]],
	])('goes on when %s', async (_when, told) => {
		expect(await waits(...told)).toBe(false);
	});
});

it('the calls of an execution share what replies told, and other executions do not', () => {
	const context = {};
	pointsOf(context, 'a').note({ minute_reset: 30 });
	expect(pointsOf(context, 'a').minuteEndsAt).toBe(now + 30_000);
	expect(pointsOf(context, 'b').minuteEndsAt).toBe(0);
	expect(pointsOf({}, 'a').minuteEndsAt).toBe(0);
});
