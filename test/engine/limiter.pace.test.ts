import { range } from 'lodash';

import { Failure } from '../../nodes/engine/errors';
import { type Entry, Limiter } from '../../nodes/engine/limiter';
import { FIXED, tooMany } from './tooMany';

const MINUTE = 60_000;

let now = 0;

beforeEach(() => {
	now = 1_000_000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	// The clock goes on when somebody waits
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const timer = new AbortController();
		setImmediate(() => {
			now += ms;
			timer.abort();
		});
		return timer.signal;
	});
});
afterEach(() => jest.restoreAllMocks());

async function pass(limiter: Limiter, count: number): Promise<void> {
	for (let passed = 0; passed < count; passed += 1) {
		await limiter.enter(MINUTE, { ms: 0 });
		limiter.pass(limiter.left());
	}
}

async function refuse(limiter: Limiter, failure: Failure): Promise<void> {
	await limiter.enter(MINUTE, { ms: 0 });
	limiter.fail(limiter.left(), failure);
}

/** The vendor allows no more than have passed in such a time, in milliseconds, which then is over. */
async function meetLimit(limiter: Limiter, ms: number): Promise<void> {
	await refuse(limiter, tooMany(ms));
	await pass(limiter, 1);
}

/** How many leave within a time, in milliseconds. */
async function leaving(limiter: Limiter, ms: number): Promise<number> {
	const end = now + ms;
	for (let count = 0; count < 5000; count += 1) {
		await pass(limiter, 1);
		if (now >= end) return count;
	}
	return Infinity;
}

/** So many leave in a second: a little less than the vendor has shown to allow. */
async function expectRate(limiter: Limiter, ms: number, perSecond: number): Promise<void> {
	const count = await leaving(limiter, ms);
	expect(Math.abs(count - (ms / 1000) * perSecond * 0.97)).toBeLessThan(3);
}

describe('the pace', () => {
	it('is told from four requests', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 4);
		await meetLimit(limiter, 200);
		await expectRate(limiter, 2000, 20);
	});

	it('is told from what left no longer ago than the vendor asks to wait', async () => {
		const [limiter, late] = [new Limiter(FIXED), new Limiter(FIXED)];
		await pass(limiter, 4);
		now += 200;
		await meetLimit(limiter, 200);
		await expectRate(limiter, 2000, 20);
		await pass(late, 4);
		now += 201;
		await meetLimit(late, 200);
		expect(await leaving(late, 2000)).toBe(Infinity);
	});

	it('is told also where something else makes all wait for as long already', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 4);
		await Promise.all(range(2).map(async () => await limiter.enter(MINUTE, { ms: 0 })));
		const [one, other] = range(2).map(() => limiter.left());
		limiter.fail(one, tooMany(200, 503));
		limiter.fail(other, tooMany(200));
		await pass(limiter, 1);
		await expectRate(limiter, 2000, 20);
	});

	it('makes up for a little of what left late', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 4);
		await meetLimit(limiter, 200);
		// One every 51.5 ms: this one is 10.5 ms late, of which the next one makes up for 3.1
		now += 62;
		await pass(limiter, 1);
		const late = now;
		await pass(limiter, 1);
		expect(now - late).toBe(49);
	});

	it('is doubled after half a minute where others may have used up what is allowed', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 10);
		await meetLimit(limiter, 1000);
		await expectRate(limiter, 29_000, 10);
		await leaving(limiter, 2000);
		await expectRate(limiter, 20_000, 20);
	});

	it('is doubled only after twice as long as the vendor asked for, where that is more', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 40);
		await meetLimit(limiter, 20_000);
		await expectRate(limiter, 38_000, 2);
		await leaving(limiter, 4000);
		await expectRate(limiter, 30_000, 4);
	});

	it('grows by a tenth, and then by a fifth, where nobody else can have been in that time', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 20);
		now += 10_000;
		await pass(limiter, 10);
		await meetLimit(limiter, 1000);
		await expectRate(limiter, 29_000, 10);
		await leaving(limiter, 2000);
		await expectRate(limiter, 27_000, 11);
		await leaving(limiter, 4000);
		await expectRate(limiter, 20_000, 11 * 1.2);
	});

	it('grows by a tenth as well where the first request left just as that time began', async () => {
		const limiter = new Limiter(FIXED);
		await pass(limiter, 10);
		now += 1000;
		await meetLimit(limiter, 1000);
		await expectRate(limiter, 29_000, 10);
		await leaving(limiter, 2000);
		await expectRate(limiter, 20_000, 11);
	});
});

it('a wait as long as is allowed is none that is refused', async () => {
	const limiter = new Limiter(FIXED);
	await refuse(limiter, tooMany(30, 503));
	const waited = { ms: 70 };
	expect(await limiter.enter(100, waited)).toBeUndefined();
	expect(waited.ms).toBe(100);
});

it('what nobody has answered is no sign that more may leave', async () => {
	const limiter = new Limiter({ start: 2, most: 50, adapts: true });
	const unanswered = new Failure({ message: 'gone', remedy: '', delivery: 'uncertain' });
	await Promise.all(range(2).map(async () => await limiter.enter(MINUTE, { ms: 0 })));
	for (const departure of range(2).map(() => limiter.left())) limiter.fail(departure, unanswered);
	expect(limiter.most).toBe(2);
	const fixed = new Limiter(FIXED);
	for (let times = 0; times < 4; times += 1) await refuse(fixed, unanswered);
	await meetLimit(fixed, 200);
	expect(await leaving(fixed, 2000)).toBe(Infinity);
});

it('a wait for what the vendor documents is none that it has asked for', async () => {
	const limiter = new Limiter(FIXED);
	limiter.heldUp.wanted(tooMany(1));
	for (let times = 0; times < 6; times += 1) {
		await limiter.enter(0, { ms: 0 }, { perSecond: 2 });
		limiter.pass(limiter.left());
	}
	expect(now).toBe(1_002_200);
	expect(limiter.heldUp.told()).toBeUndefined();
});

it.each<[string, (limiter: Limiter) => Promise<void>, Entry]>([
	['the vendor has asked for', async (limiter) => await refuse(limiter, tooMany(5000)), {}],
	[
		'the pace takes',
		async (limiter) => {
			await pass(limiter, 4);
			await meetLimit(limiter, 200);
		},
		{},
	],
	[
		'the vendor documents',
		async (limiter) => {
			await limiter.enter(0, { ms: 0 }, { perSecond: 1 });
			limiter.pass(limiter.left());
		},
		{ perSecond: 1 },
	],
])('a wait that %s ends with the execution', async (_what, begin, entry) => {
	const limiter = new Limiter(FIXED);
	await begin(limiter);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
	const controller = new AbortController();
	const waiting = limiter.enter(MINUTE, { ms: 0 }, { signal: controller.signal, ...entry });
	await new Promise(setImmediate);
	controller.abort();
	expect((await waiting)?.facts.message).toBe('The execution was canceled before this request was sent');
});
