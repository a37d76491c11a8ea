import { range } from 'lodash';

import { Failure, type FailureFacts } from '../../nodes/engine/errors';
import { findOutHowMany, Limiter, limiterOf } from '../../nodes/engine/limiter';
import { repeatWhenSafe, type RetryPolicy } from '../../nodes/engine/retry';
import { FIXED, tooMany } from './tooMany';

const AUTOMATIC = { start: 2, most: 200, adapts: true };
const HOUR = 3_600_000;

const policy: RetryPolicy = { maxTries: 5, maxWaitMs: 60_000, retryUncertain: false };

const failure = (facts: Partial<FailureFacts> = {}) =>
	new Failure({ message: 'no', remedy: '', delivery: 'refused', ...facts });

const turn = async () => await new Promise(setImmediate);

const enterSlowly = async (limiter: Limiter, waited = { ms: 0 }) => {
	await limiter.enter(0, waited, { perSecond: 3 });
	limiter.pass(limiter.left());
};

describe('by a clock of its own', () => {
	let now = 0;
	/** How much the clock goes on whenever somebody looks at it. */
	let step = 0;
	beforeEach(() => {
		now = 10 * HOUR;
		step = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => (now += step));
	});
	afterEach(() => jest.restoreAllMocks());

	async function pass(limiter: Limiter, count: number): Promise<void> {
		for (let passed = 0; passed < count; passed += 1) {
			await limiter.enter(0, { ms: 0 });
			limiter.pass(limiter.left());
		}
	}

	it('a clock that is set back makes nobody wait for longer than the vendor asked', async () => {
		const limiter = new Limiter(FIXED);
		await limiter.enter(0, { ms: 0 });
		limiter.fail(limiter.left(), tooMany(20, 503));
		now -= HOUR;
		step = 5;
		expect(await limiter.enter(1000, { ms: 0 })).toBeUndefined();
	});

	it('a clock that is set back does not stop the pace', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 20);
		await limiter.enter(0, { ms: 0 });
		limiter.fail(limiter.left(), tooMany(100));
		now += 100;
		await pass(limiter, 1);
		now += HOUR / 2;
		await pass(limiter, 1);
		now -= HOUR / 2;
		step = 1;
		expect(await limiter.enter(0, { ms: 0 })).toBeUndefined();
	});

	it('a turn that is waited for until there is room is no wait that the vendor asked for', async () => {
		const limiter = new Limiter(AUTOMATIC);
		const large = 40_000_000;
		await limiter.enter(0, { ms: 0 }, { bytes: large });
		const departure = limiter.left();
		const waited = { ms: 0 };
		const next = limiter.enter(0, waited, { bytes: large });
		await turn();
		now += 100_000;
		limiter.pass(departure, large);
		expect(await next).toBeUndefined();
		expect(waited.ms).toBe(0);
	});

	it('what left together is asked to wait once, though it is answered one after the other', async () => {
		const limiter = new Limiter(FIXED);
		await Promise.all(range(3).map(async () => await limiter.enter(0, { ms: 0 })));
		const departures = range(3).map(() => limiter.left());
		now += 100;
		limiter.fail(departures[0], tooMany(60_000));
		now += 200;
		limiter.fail(departures[1], tooMany(60_000));
		limiter.pass(departures[2]);
		now += 59_800;
		// It has waited as long as the vendor asked, and as it may
		expect(await limiter.enter(60_000, { ms: 60_000 })).toBeUndefined();
		limiter.fail(limiter.left(), tooMany(60_000));
		expect((await limiter.enter(1000, { ms: 0 }))?.facts.delivery).toBe('notSent');
	});

	it.each<[string, number, number, boolean]>([
		['while all wait already makes it no longer', 50, 50, false],
		['once that is over makes all wait anew', 100, 0, true],
	])('what left with a refused request and is refused %s', async (_when, laterMs, restMs, waits) => {
		const limiter = new Limiter(FIXED);
		await Promise.all(range(2).map(async () => await limiter.enter(0, { ms: 0 })));
		const [first, second] = range(2).map(() => limiter.left());
		limiter.fail(first, tooMany(100, 503));
		now += laterMs;
		limiter.fail(second, tooMany(100, 503));
		now += restMs;
		expect((await limiter.enter(0, { ms: 0 })) instanceof Failure).toBe(waits);
	});

	it('makes nothing wait where requests come slower', async () => {
		const limiter = new Limiter(FIXED);
		for (let count = 0; count < 6; count += 1) {
			now += 367;
			const entered = enterSlowly(limiter);
			await turn();
			await expect(entered).resolves.toBeUndefined();
		}
	});

	it('outlives a clock that is set back', async () => {
		const limiter = new Limiter(FIXED);
		for (let count = 0; count < 3; count += 1) await enterSlowly(limiter);
		now -= 3_600_000;
		await enterSlowly(limiter);
	});
});

describe('a number that the vendor documents for each second', () => {
	it('is never exceeded, whichever second is looked at, and no wait that counts', async () => {
		const limiter = new Limiter(FIXED);
		const waited = { ms: 0 };
		const left: number[] = [];
		await Promise.all(
			range(7).map(async () => await enterSlowly(limiter, waited).then(() => left.push(Date.now()))),
		);
		expect(left[2] - left[0]).toBeLessThan(500);
		// What leaves later can arrive sooner: between those that are counted there is more than a second
		for (const [index, at] of left.slice(3).entries()) expect(at - left[index]).toBeGreaterThan(1090);
		expect(left[6] - left[0]).toBeLessThan(3500);
		expect(waited.ms).toBe(0);
		expect(limiter.heldUp.told()).toBeUndefined();
	});

	it('counts what is sent for all accounts of an execution', async () => {
		const context = {};
		const begun = Date.now();
		const left: number[] = [];
		for (const account of ['one', 'two', 'three', 'four']) {
			await enterSlowly(limiterOf(context, account));
			left.push(Date.now() - begun);
		}
		expect(left[2]).toBeLessThan(500);
		expect(left[3]).toBeGreaterThan(1090);
	});
});

it('a vendor that refuses items at once is asked for as many at a time as one that takes them', async () => {
	const context = {};
	const most = findOutHowMany(context, 200);
	const refused = async () => {
		await new Promise((resolve) => setTimeout(resolve, 25));
		throw failure({ httpStatus: 404 });
	};
	const send = async () =>
		await repeatWhenSafe(refused, { policy, effect: 'writes', context }).catch(() => undefined);
	for (let round = 0; round < 20; round += 1) await Promise.all(range(most()).map(send));
	expect(most()).toBeGreaterThan(20);
});

it('a vendor that wants a wait of no time is not asked so often that all tries are gone at once', async () => {
	const begun = Date.now();
	let tries = 0;
	const attempt = async () => {
		tries += 1;
		await turn();
		if (Date.now() - begun < 600) throw tooMany(0);
		return 'passed';
	};
	await expect(repeatWhenSafe(attempt, { policy, effect: 'writes', context: {} })).resolves.toBe('passed');
	expect(tries).toBeLessThanOrEqual(4);
});

it.each([
	['nothing', undefined],
	['a text', 'no'],
	['an error', new RangeError('x')],
	['an object', {}],
])('an attempt that throws %s gives its place back', async (_, thrown) => {
	const context = {};
	findOutHowMany(context, 2);
	const bad = async () => {
		await turn();
		throw thrown;
	};
	const send = async () =>
		await repeatWhenSafe(bad, { policy, effect: 'writes', context }).catch(() => undefined);
	await Promise.all(range(5).map(send));
	const good = repeatWhenSafe(async () => await Promise.resolve(1), { policy, effect: 'writes', context });
	await expect(good).resolves.toBe(1);
});

it('all that wait for a turn come back when the execution is cancelled', async () => {
	const context = {};
	findOutHowMany(context, 2);
	const controller = new AbortController();
	const { signal } = controller;
	const hanging = async () =>
		await new Promise((_, reject) => {
			signal.addEventListener('abort', () => reject(failure({ delivery: 'uncertain' })));
		});
	const all = range(50).map(
		async () =>
			await repeatWhenSafe(hanging, { policy, effect: 'writes', context, signal }).catch(
				(caught: unknown) => (caught as Failure).facts.delivery,
			),
	);
	await turn();
	controller.abort();
	const told = await Promise.all(all);
	expect(told.filter((one) => one === 'uncertain')).toHaveLength(2);
	expect(told.filter((one) => one === 'notSent')).toHaveLength(48);
});
