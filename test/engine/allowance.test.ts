import { Failure } from '../../nodes/engine/errors';
import { pool } from '../../nodes/engine/items';
import { findOutHowMany } from '../../nodes/engine/limiter';
import { repeatWhenSafe, type RetryPolicy } from '../../nodes/engine/retry';

/** A time of its own, in which the engine waits as well. */
class Time {
	now = 0;
	private agenda: Array<{ at: number; resolve: () => void }> = [];

	async pass(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.agenda.push({ at: this.now + ms, resolve }));
	}

	/** Lets time go by for as long as something is waited for, until the work is done. */
	async during(work: Promise<void>): Promise<void> {
		let over = false;
		void work.then(() => (over = true));
		await new Promise(setImmediate);
		while (!over) {
			this.agenda.sort((one, other) => one.at - other.at);
			const next = this.agenda.shift();
			if (!next) throw new Error('Nothing is waited for that could come');
			this.now = Math.max(this.now, next.at);
			next.resolve();
			await new Promise(setImmediate);
		}
	}
}

let mockTime = new Time();
jest.mock('../../nodes/engine/wait', () => ({
	...jest.requireActual<object>('../../nodes/engine/wait'),
	breathing: () => () => undefined,
	wait: async (ms: number) => (ms > 0 ? await mockTime.pass(Math.ceil(ms)) : undefined),
}));

const policy: RetryPolicy = { maxTries: 5, maxWaitMs: 60_000, retryUncertain: false };
const LATENCY_MS = 150;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Allowance {
	/** How many requests in each time. */
	most: number;
	ms: number;
	/** How many of the first ones others have used up. */
	used?: number;
	/** In seconds; left out, until the time is over. */
	retryAfter?: number;
}

/** Sends items at once to a vendor that allows so many requests in a time, each of which may wait a minute altogether. */
async function send(count: number, { most, ms, used = 0, retryAfter }: Allowance) {
	mockTime = new Time();
	jest.spyOn(Date, 'now').mockImplementation(() => mockTime.now);
	let seed = 1;
	jest
		.spyOn(Math, 'random')
		.mockImplementation(() => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647);
	let window = 0;
	let left = most - used;
	const told = { seconds: 0, requests: 0, failed: 0 };
	const attempt = async () => {
		told.requests += 1;
		await mockTime.pass(LATENCY_MS / 2);
		const { now } = mockTime;
		if (Math.floor(now / ms) !== window) [window, left] = [Math.floor(now / ms), most];
		const passes = left > 0;
		left -= 1;
		await mockTime.pass(LATENCY_MS / 2);
		if (passes) return;
		const repeatAfterMs = (retryAfter ?? Math.ceil(((window + 1) * ms - now) / SECOND)) * SECOND;
		throw new Failure({
			message: 'too many',
			remedy: '',
			delivery: 'refused',
			repeatable: true,
			httpStatus: 429,
			repeatAfterMs,
		});
	};
	const context = {};
	const atOnce = findOutHowMany(context, 200);
	const work = pool(count, { atOnce, halted: () => false }, async () => {
		await repeatWhenSafe(attempt, { policy, effect: 'writes', context }).catch(() => (told.failed += 1));
	});
	await mockTime.during(work);
	return { ...told, seconds: mockTime.now / SECOND };
}

afterEach(() => jest.restoreAllMocks());

it.each([
	['20 a second', 500, { most: 20, ms: SECOND }, 30, 1.15],
	['2 a second', 60, { most: 2, ms: SECOND }, 40, 1.6],
	['20 a second, which are told to come back at once', 400, { most: 20, ms: SECOND, retryAfter: 0 }, 40, 1.3],
	['100 a minute', 300, { most: 100, ms: MINUTE }, 190, 1.7],
	['300 a minute', 900, { most: 300, ms: MINUTE }, 190, 1.3],
	['1000 a minute, of which 980 are used up', 500, { most: 1000, ms: MINUTE, used: 980 }, 500, 1.15],
	['1000 a minute, of which 996 are used up', 2000, { most: 1000, ms: MINUTE, used: 996 }, 800, 1.1],
	['20 a second, of which 16 are used up', 500, { most: 20, ms: SECOND, used: 16 }, 80, 1.1],
])('a vendor that allows %s gets all items, soon', async (_, count, allowance, seconds, requests) => {
	const told = await send(count, allowance);
	expect(told.failed).toBe(0);
	expect(told.seconds).toBeLessThan(seconds);
	expect(told.requests / count).toBeLessThan(requests);
});
