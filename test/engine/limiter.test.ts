import { range } from 'lodash';

import { Failure } from '../../nodes/engine/errors';
import { findOutHowMany, Limiter, limiterOf } from '../../nodes/engine/limiter';
import { FIXED, tooMany } from './tooMany';

const MINUTE = 60_000;

/** Sends requests of which each is answered at once, and gives when each left, in milliseconds after the first. */
async function departures(limiter: Limiter, count: number): Promise<number[]> {
	const begun = Date.now();
	const left: number[] = [];
	while (left.length < count) {
		await limiter.enter(MINUTE, { ms: 0 });
		left.push(Date.now() - begun);
		limiter.pass(limiter.left());
	}
	return left;
}

describe('Limiter', () => {
	it('lets requests leave evenly, as many in a time as the vendor has shown to allow in it', async () => {
		const limiter = new Limiter(FIXED);
		await departures(limiter, 20);
		await limiter.enter(MINUTE, { ms: 0 });
		limiter.fail(limiter.left(), tooMany(400));
		const left = await departures(limiter, 20);
		expect(left[0]).toBeGreaterThanOrEqual(395);
		// 20 in 400 ms, and a little less
		expect(left[19] - left[0]).toBeGreaterThanOrEqual(19 * 20);
	});

	it('counts in that what was turned down for another reason: it was answered within what is allowed', async () => {
		const limiter = new Limiter(FIXED);
		const unknown = new Failure({ message: 'who?', remedy: '', delivery: 'refused', httpStatus: 403 });
		await departures(limiter, 10);
		for (let count = 0; count < 10; count += 1) {
			await limiter.enter(MINUTE, { ms: 0 });
			limiter.fail(limiter.left(), unknown);
		}
		await limiter.enter(MINUTE, { ms: 0 });
		limiter.fail(limiter.left(), tooMany(400));
		const left = await departures(limiter, 20);
		expect(left[19] - left[0]).toBeGreaterThanOrEqual(19 * 20);
		// By those alone that have passed it would be 19 * 41
		expect(left[19] - left[0]).toBeLessThan(19 * 35);
	});

	it.each([
		['too few have passed to tell a rate', 3, 429],
		['it was no limit of requests', 20, 503],
	])('keeps no pace where %s', async (_, before, status) => {
		const limiter = new Limiter(FIXED);
		await departures(limiter, before);
		await limiter.enter(MINUTE, { ms: 0 });
		limiter.fail(limiter.left(), tooMany(300, status));
		const left = await departures(limiter, 20);
		expect(left[0]).toBeGreaterThanOrEqual(295);
		expect(left[19] - left[0]).toBeLessThan(200);
	});

	it('waits for the pace without calling it a wait that was asked for', async () => {
		const limiter = new Limiter(FIXED);
		await departures(limiter, 5);
		await limiter.enter(0, { ms: 0 });
		limiter.fail(limiter.left(), tooMany(50));
		await departures(limiter, 1);
		const waited = { ms: 0 };
		expect(await limiter.enter(0, waited)).toBeUndefined();
		expect(waited.ms).toBe(0);
	});

	describe('once the vendor has asked one request to wait', () => {
		let now = 1_000_000;
		let clock: jest.SpyInstance<number>;
		beforeEach(() => {
			clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
		});
		afterEach(() => clock.mockRestore());

		async function hold(limiter: Limiter, ms: number, message = 'too many'): Promise<void> {
			await limiter.enter(MINUTE, { ms: 0 });
			const departure = limiter.left();
			limiter.fail(departure, tooMany(ms, 503).with({ message }));
		}

		it('another is refused with the same words where that is longer than is allowed, and is certainly not sent', async () => {
			const limiter = new Limiter(FIXED);
			await hold(limiter, 5000);
			const failure = await limiter.enter(4999, { ms: 0 });
			expect(failure?.facts).toMatchObject({ message: 'too many', delivery: 'notSent' });
			expect((await limiter.enter(5000, { ms: 1 }))?.facts.delivery).toBe('notSent');
		});

		it('a wish for a later time counts, and one for an earlier does not', async () => {
			const limiter = new Limiter(FIXED);
			const together = range(4).map(async () => await limiter.enter(MINUTE, { ms: 0 }));
			await Promise.all(together);
			const refuse = (ms: number, message: string) =>
				limiter.fail(limiter.left(), tooMany(ms, 503).with({ message }));
			refuse(1000, 'first');
			refuse(5000, 'longer');
			refuse(2000, 'shorter');
			expect((await limiter.enter(4999, { ms: 0 }))?.facts.message).toBe('longer');
		});

		it('what has waited before is no reason to refuse once the time is over', async () => {
			const limiter = new Limiter(FIXED);
			await hold(limiter, 1000);
			now += 1000;
			expect(await limiter.enter(0, { ms: 70_000 })).toBeUndefined();
		});

		it('waits as long as is allowed, and counts it', async () => {
			clock.mockRestore();
			const limiter = new Limiter(FIXED);
			await hold(limiter, 30);
			const waited = { ms: 5 };
			expect(await limiter.enter(1000, waited)).toBeUndefined();
			expect(waited.ms).toBeGreaterThan(25);
			expect(waited.ms).toBeLessThan(MINUTE);
		});
	});

	it('does not send one that is cancelled', async () => {
		const cancelled = await new Limiter(FIXED).enter(1000, { ms: 0 }, { signal: AbortSignal.abort() });
		expect(cancelled?.facts.delivery).toBe('notSent');
	});

	it('has so many bytes under way, and a larger file alone', async () => {
		const limiter = new Limiter(FIXED);
		const entered: string[] = [];
		const enter = async (name: string, megabytes: number) => {
			await limiter.enter(MINUTE, { ms: 0 }, { bytes: megabytes * 1_000_000 });
			entered.push(name);
			return limiter.left();
		};
		const first = await enter('20 MB', 20);
		const second = await enter('25 MB', 25);
		const large = enter('100 MB', 100);
		await new Promise(setImmediate);
		await enter('no file', 0);
		expect(entered).toEqual(['20 MB', '25 MB', 'no file']);
		limiter.pass(first, 20_000_000);
		await new Promise(setImmediate);
		expect(entered).toHaveLength(3);
		limiter.fail(second, tooMany(), 25_000_000);
		await large;
		expect(entered.at(-1)).toBe('100 MB');
	});

	it('lets what is no file leave beside one that is larger than all that may be under way', async () => {
		const limiter = new Limiter(FIXED);
		await limiter.enter(MINUTE, { ms: 0 }, { bytes: 100_000_000 });
		const entered = limiter.enter(MINUTE, { ms: 0 }).then(() => 'entered');
		expect(await Promise.race([entered, new Promise(setImmediate)])).toBe('entered');
	});

	it('counts the bytes of all accounts of an execution', async () => {
		const context = {};
		const [one, other] = ['one', 'other'].map((account) => limiterOf(context, account));
		const bytes = 30_000_000;
		await one.enter(MINUTE, { ms: 0 }, { bytes });
		const departure = one.left();
		let entered = false;
		const second = other.enter(MINUTE, { ms: 0 }, { bytes }).then(() => (entered = true));
		await new Promise(setImmediate);
		expect(entered).toBe(false);
		one.pass(departure, bytes);
		await second;
		expect(entered).toBe(true);
	});

	it.each([
		[3, 4],
		[4, 8],
	])(
		'halves where the vendor asks to wait, unless a rate is told by what has passed: %i',
		async (passed, most) => {
			const limiter = new Limiter({ start: 8, most: 8, adapts: false });
			await Promise.all(range(8).map(async () => await limiter.enter(MINUTE, { ms: 0 })));
			const left = range(8).map(() => limiter.left());
			for (const departure of left.slice(0, passed)) limiter.pass(departure);
			limiter.fail(left[passed], tooMany(1000));
			expect(limiter.most).toBe(most);
		},
	);

	it('notes that the vendor wants fewer also where it says nothing of another try', async () => {
		const limiter = new Limiter(FIXED);
		const wanted = jest.spyOn(limiter.heldUp, 'wanted');
		const facts = { message: 'too many', remedy: '', delivery: 'refused', cause: 'rate-limited' } as const;
		const failure = new Failure(facts);
		await limiter.enter(MINUTE, { ms: 0 });
		limiter.fail(limiter.left(), failure);
		expect(wanted.mock.calls).toEqual([[failure]]);
	});

	it('halves on any sign of too much where it finds out by itself, and else only when asked to wait', async () => {
		const most = async (adapts: boolean) => {
			const limiter = new Limiter({ start: 8, most: 8, adapts });
			await Promise.all(range(8).map(async () => await limiter.enter(MINUTE, { ms: 0 })));
			limiter.fail(limiter.left(), tooMany());
			return limiter.most;
		};
		expect(await most(true)).toBe(4);
		expect(await most(false)).toBe(8);
	});
});

describe('findOutHowMany', () => {
	it('begins with two items, and lets in as many as all accounts together take, but no more than allowed', async () => {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000_000);
		const context = {};
		const most = findOutHowMany(context, 50);
		expect(most()).toBe(2);
		const limiter = limiterOf(context, 'one');
		await Promise.all(range(2).map(async () => await limiter.enter(MINUTE, { ms: 0 })));
		const left = range(2).map(() => limiter.left());
		clock.mockReturnValue(1_000_020);
		for (const departure of left) limiter.pass(departure);
		expect(most()).toBe(8);
		limiterOf(context, 'two');
		expect(most()).toBe(10);
		for (const account of range(30)) limiterOf(context, `another ${account}`);
		expect(most()).toBe(50);
		clock.mockRestore();
	});

	it('lets in no more items than the pace needs, once the vendor has shown what it allows', async () => {
		let now = 1_000_000;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
		const context = {};
		const most = findOutHowMany(context, 50);
		const limiter = limiterOf(context, 'one');
		const together = async (count: number, failure?: Failure) => {
			await Promise.all(range(count).map(async () => await limiter.enter(MINUTE, { ms: 0 })));
			const departures = range(count).map(() => limiter.left());
			now += 20;
			for (const departure of departures) {
				if (failure) limiter.fail(departure, failure);
				else limiter.pass(departure);
			}
		};
		for (const count of [2, 8, 14]) await together(count);
		expect(most()).toBeGreaterThanOrEqual(14);
		await together(1, tooMany(300));
		now += 300;
		await together(1);
		clock.mockRestore();
		// 24 in 300 ms: one every 13 ms, of which each takes 20
		expect(most()).toBe(5);
	});

	it('bounds nothing where nobody has asked it', () => {
		expect(limiterOf({}, 'one').most).toBe(Infinity);
	});
});
