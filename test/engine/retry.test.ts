import { DateTime } from 'luxon';

import { Failure, type FailureFacts } from '../../nodes/engine/errors';
import { limiterOf } from '../../nodes/engine/limiter';
import { backoffMs, noRetry, repeatWhenSafe, retryAfterMs, type RetryPolicy } from '../../nodes/engine/retry';
import { wait } from '../../nodes/engine/wait';

const policy: RetryPolicy = { maxTries: 4, maxWaitMs: 10_000, retryUncertain: false };

function failing(times: number, facts: Partial<FailureFacts>) {
	let calls = 0;
	const attempt = async () => {
		calls += 1;
		if (calls <= times) {
			throw new Failure({
				message: 'no',
				remedy: '',
				delivery: 'refused',
				repeatable: true,
				repeatAfterMs: 1,
				...facts,
			});
		}
		return calls;
	};
	return { attempt, calls: () => calls };
}

describe('retryAfterMs', () => {
	const now = DateTime.fromISO('2026-02-03T10:00:00Z');

	it.each([
		[undefined, undefined],
		['120', 120_000],
		[' 0.5 ', 500],
		['  7\t', 7000],
		['12.75', 12_750],
		['5.', undefined],
		['in 5', undefined],
		['1.25', 1250],
		['5 seconds', undefined],
		['0', 0],
		['Tue, 03 Feb 2026 10:00:30 GMT', 30_000],
		[' Tue, 03 Feb 2026 10:00:30 GMT ', 30_000],
		['Tue, 03 Feb 2026 09:00:00 GMT', 0],
		['soon', undefined],
		['-5', undefined],
	])('reads %p as %p', (header, expected) => expect(retryAfterMs(header, now)).toBe(expected));
});

describe('backoffMs', () => {
	it('doubles up to half a minute and keeps within its upper half', () => {
		expect([1, 2, 3, 4].map((tries) => backoffMs(tries, 1))).toEqual([500, 1000, 2000, 4000]);
		expect([1, 2, 3, 4].map((tries) => backoffMs(tries, 0))).toEqual([250, 500, 1000, 2000]);
		expect([6, 7, 50].map((tries) => backoffMs(tries, 1))).toEqual([16_000, 30_000, 30_000]);
	});
});

describe('repeatWhenSafe', () => {
	it('gives the first success', async () => {
		const { attempt } = failing(2, {});
		await expect(repeatWhenSafe(attempt, { policy, effect: 'writes', context: {} })).resolves.toBe(3);
	});

	it('tells each try that leaves', async () => {
		const { attempt } = failing(2, {});
		const onLeave = jest.fn();
		await repeatWhenSafe(attempt, { policy, effect: 'writes', context: {}, onLeave });
		expect(onLeave).toHaveBeenCalledTimes(3);
	});

	it('gives up after the last try and says how often it tried', async () => {
		const { attempt, calls } = failing(Infinity, {});
		const facts = { tries: 4, message: 'no' };
		await expect(repeatWhenSafe(attempt, { policy, effect: 'writes', context: {} })).rejects.toMatchObject({
			facts,
		});
		expect(calls()).toBe(4);
	});

	it.each([
		['a write of uncertain outcome', 'uncertain', 'writes', false, 1],
		['a write of uncertain outcome that the user wants repeated', 'uncertain', 'writes', true, 4],
		['a read of uncertain outcome', 'uncertain', 'reads', false, 4],
		['a write that was refused for now', 'refused', 'writes', false, 4],
	] as const)('sends %s the right number of times', async (_, delivery, effect, retryUncertain, times) => {
		const { attempt, calls } = failing(Infinity, { delivery });
		await repeatWhenSafe(attempt, { policy: { ...policy, retryUncertain }, effect, context: {} }).catch(
			() => undefined,
		);
		expect(calls()).toBe(times);
	});

	it.each([
		['what cannot be repeated', policy, { repeatable: false }],
		['anything without a policy', noRetry, {}],
		['when the wait is longer than allowed', policy, { repeatAfterMs: 10_001 }],
	])('does not repeat %s', async (_, used, facts) => {
		const { attempt, calls } = failing(Infinity, facts);
		await repeatWhenSafe(attempt, { policy: used, effect: 'writes', context: {} }).catch(() => undefined);
		expect(calls()).toBe(1);
	});

	it('repeats when the wait is just as long as allowed', async () => {
		const { attempt, calls } = failing(1, { repeatAfterMs: 30 });
		await repeatWhenSafe(attempt, { policy: { ...policy, maxWaitMs: 30 }, effect: 'writes', context: {} });
		expect(calls()).toBe(2);
	});

	/** Two requests that left together and are refused one after the other, and the time after which a third one leaves. */
	async function thirdAfter(...waitsMs: [number | undefined, number | undefined]): Promise<number> {
		const settings = { policy: { ...policy, maxTries: 1 }, effect: 'writes' as const, context: {} };
		const started = Date.now();
		const refused = waitsMs.map(async (repeatAfterMs, order) => {
			const attempt = async () => {
				await wait(5 * order);
				throw new Failure({
					message: 'no',
					remedy: '',
					delivery: 'refused',
					repeatable: true,
					repeatAfterMs,
				});
			};
			await repeatWhenSafe(attempt, settings).catch(() => undefined);
		});
		await Promise.all(refused);
		await repeatWhenSafe(async () => undefined, settings);
		return Date.now() - started;
	}

	it('waits as long as the longest wait that the vendor asked for, whichever came first', async () => {
		expect(await thirdAfter(200, 50)).toBeGreaterThanOrEqual(195);
		expect(await thirdAfter(50, 200)).toBeGreaterThanOrEqual(195);
	});

	it('makes nobody else wait when the vendor did not ask for it', async () => {
		const context = {};
		const attempt = async () => {
			throw new Failure({ message: 'no', remedy: '', delivery: 'refused', repeatable: true });
		};
		const once = { policy: { ...policy, maxTries: 1 }, effect: 'writes' as const, context };
		await Promise.all([1, 2, 3].map(async () => await repeatWhenSafe(attempt, once).catch(() => undefined)));
		let most = 0;
		let underWay = 0;
		const counted = async () => {
			most = Math.max(most, ++underWay);
			await wait(5);
			underWay -= 1;
		};
		await Promise.all([1, 2, 3, 4].map(async () => await repeatWhenSafe(counted, once)));
		expect(most).toBe(4);
	});

	it('counts its own waits when another is asked to wait', async () => {
		const context = {};
		const own = { policy: { ...policy, maxWaitMs: 900 }, effect: 'writes' as const, context };
		const { attempt, calls } = failing(1, { repeatAfterMs: undefined });
		const first = repeatWhenSafe(attempt, own);
		const { attempt: other } = failing(Infinity, { repeatAfterMs: 1000, message: 'too many' });
		await repeatWhenSafe(other, { ...own, policy: { ...policy, maxTries: 1 } }).catch(() => undefined);
		await expect(first).rejects.toMatchObject({ facts: { message: 'too many', delivery: 'notSent' } });
		expect(calls()).toBe(1);
	});

	it.each<[string, Partial<FailureFacts>, number]>([
		['has asked for no wait', {}, 0],
		['has had too many requests', { cause: 'rate-limited' }, 1],
	])('owes a wait to the vendor only where it wants fewer: one that %s', async (_, facts, waits) => {
		const context = {};
		const during = jest.spyOn(limiterOf(context, '').heldUp, 'during');
		const timeout = jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
			const timer = new AbortController();
			setImmediate(() => timer.abort());
			return timer.signal;
		});
		const { attempt, calls } = failing(1, { repeatAfterMs: undefined, ...facts });
		await repeatWhenSafe(attempt, { policy, effect: 'writes', context });
		timeout.mockRestore();
		expect([calls(), during.mock.calls.length]).toEqual([2, waits]);
	});

	it('makes the other items of the execution wait when the vendor asks one to', async () => {
		const context = {};
		const { attempt } = failing(1, { repeatAfterMs: 150 });
		const started = Date.now();
		const first = repeatWhenSafe(attempt, { policy, effect: 'writes', context });
		await Promise.resolve();
		await new Promise(setImmediate);
		const second = repeatWhenSafe(async () => Date.now(), { policy, effect: 'writes', context });
		await expect(second).resolves.toBeGreaterThanOrEqual(started + 145);
		await first;
	});

	describe('after the vendor has said that it was too much', () => {
		/** A vendor that refuses the n-th requests, and notes how many it had at once with each. */
		function vendor(...refused: number[]) {
			const atOnce: number[] = [];
			let underWay = 0;
			const attempt = async () => {
				underWay += 1;
				const number = atOnce.push(underWay);
				await new Promise((resolve) => setTimeout(resolve, 2));
				underWay -= 1;
				if (!refused.includes(number)) return number;
				const facts = { delivery: 'refused', repeatable: true, repeatAfterMs: 30 } as const;
				throw new Failure({ message: 'no', remedy: '', ...facts });
			};
			return { attempt, atOnce };
		}

		const send = async (count: number, attempt: () => Promise<number>, context: object) =>
			await Promise.all(
				Array.from({ length: count }, async () => {
					return await repeatWhenSafe(attempt, { policy, effect: 'writes', context });
				}),
			);

		it('sends half as many at once, whether one was refused or several together', async () => {
			for (const refused of [[8], [3, 5, 8]]) {
				const { attempt, atOnce } = vendor(...refused);
				const context = {};
				await send(8, attempt, context);
				await send(8, attempt, context);
				expect(Math.max(...atOnce.slice(0, 8))).toBe(8);
				expect(Math.max(...atOnce.slice(8))).toBe(4);
				expect(atOnce).toHaveLength(16 + refused.length);
			}
		});

		it('halves again, down to one', async () => {
			const { attempt, atOnce } = vendor(4, 5, 6);
			await send(4, attempt, {});
			expect(atOnce).toEqual([1, 2, 3, 4, 1, 1, 1]);
		});

		it('sends one more at once after ten times as many have passed, the refused one not counted', async () => {
			const mostAfter = async (count: number) => {
				const { attempt, atOnce } = vendor(2);
				const context = {};
				// The refused one is sent again, and is the first to pass
				await send(2, attempt, context);
				await send(count, attempt, context);
				return Math.max(...atOnce.slice(2));
			};
			expect(await mostAfter(10)).toBe(1);
			expect(await mostAfter(11)).toBe(2);
		});
	});

	it('fails the other items at once when the vendor asks one to wait for longer than allowed', async () => {
		const context = {};
		const { attempt } = failing(Infinity, { repeatAfterMs: 3_600_000, message: 'too many' });
		await repeatWhenSafe(attempt, { policy, effect: 'writes', context }).catch(() => undefined);
		const other = jest.fn(async () => await Promise.resolve('sent'));
		const failure = repeatWhenSafe(other, { policy, effect: 'writes', context });
		await expect(failure).rejects.toMatchObject({ facts: { message: 'too many', delivery: 'notSent' } });
		expect(other).not.toHaveBeenCalled();
	});

	it('keeps in doubt what the last try no longer tells', async () => {
		const deliveries = ['uncertain', 'refused'] as const;
		let tries = 0;
		const attempt = async () => {
			const delivery = deliveries[tries++];
			throw new Failure({ message: 'no', remedy: '', delivery, repeatable: tries === 1, repeatAfterMs: 1 });
		};
		const settings = { policy: { ...policy, retryUncertain: true }, effect: 'writes' as const, context: {} };
		await expect(repeatWhenSafe(attempt, settings)).rejects.toMatchObject({
			facts: { delivery: 'uncertain', tries: 2 },
		});
	});

	it('leaves no doubt about a read: it changes nothing', async () => {
		const { attempt } = failing(Infinity, { delivery: 'uncertain' });
		await expect(repeatWhenSafe(attempt, { policy, effect: 'reads', context: {} })).rejects.toMatchObject({
			facts: { delivery: 'notSent' },
		});
	});

	it('sends nothing any more once the execution is cancelled', async () => {
		const controller = new AbortController();
		const { attempt, calls } = failing(Infinity, { repeatAfterMs: 9_000 });
		setTimeout(() => controller.abort(), 50);
		const settings = { policy, effect: 'writes' as const, context: {}, signal: controller.signal };
		await expect(repeatWhenSafe(attempt, settings)).rejects.toMatchObject({
			facts: {
				message: 'The execution was canceled before this request was sent',
				anew: 'Run it again if it is still wanted.',
				delivery: 'notSent',
			},
		});
		expect(calls()).toBe(1);
	});

	it('tells how the last try ended when the execution is cancelled meanwhile', async () => {
		const controller = new AbortController();
		const { attempt, calls } = failing(Infinity, {});
		const settings = { policy, effect: 'writes' as const, context: {}, signal: controller.signal };
		const cancelled = async () => {
			controller.abort();
			return await attempt();
		};
		await expect(repeatWhenSafe(cancelled, settings)).rejects.toMatchObject({
			facts: { message: 'no', delivery: 'refused' },
		});
		expect(calls()).toBe(1);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const controller = new AbortController();
		const { attempt, calls } = failing(Infinity, { repeatAfterMs: 9_000 });
		const started = Date.now();
		setTimeout(() => controller.abort(), 50);
		const settings = { policy, effect: 'writes' as const, context: {}, signal: controller.signal };
		await repeatWhenSafe(attempt, settings).catch(() => undefined);
		expect(Date.now() - started).toBeLessThan(1_000);
		expect(calls()).toBeLessThanOrEqual(2);
	});
});

describe('a repair', () => {
	const refused = (facts: Partial<FailureFacts> = {}) =>
		new Failure({ message: 'stale', remedy: '', delivery: 'refused', ...facts });

	/** Throws each of the failures in turn, then passes. */
	function attempts(failures: Failure[]) {
		const log: string[] = [];
		const attempt = async () => {
			log.push('try');
			const failure = failures.shift();
			if (failure) throw failure;
			return await Promise.resolve('passed');
		};
		const repair = {
			mends: ({ facts }: Failure) => facts.message === 'stale',
			mend: async () => await Promise.resolve(void log.push('mend')),
		};
		return { attempt, repair, log };
	}

	const run = async (
		{ attempt, repair }: ReturnType<typeof attempts>,
		more: Partial<RetryPolicy> = {},
		effect: 'reads' | 'writes' = 'writes',
	) =>
		await repeatWhenSafe(attempt, {
			policy: { ...policy, ...more },
			effect,
			context: {},
			repairs: [repair],
		}).catch((caught: unknown) => (caught as Failure).facts);

	it('is made once, and the request sent again, whatever the tries allow', async () => {
		const made = attempts([refused()]);
		expect(await run(made, { maxTries: 1, maxWaitMs: 0 })).toBe('passed');
		expect(made.log).toEqual(['try', 'mend', 'try']);
	});

	it('is not made a second time', async () => {
		const made = attempts([refused(), refused()]);
		expect(await run(made)).toMatchObject({ message: 'stale', delivery: 'refused', tries: 2 });
		expect(made.log).toEqual(['try', 'mend', 'try']);
	});

	it('is made beside another one, each for its own refusal', async () => {
		const { attempt, repair, log } = attempts([refused(), refused({ message: 'moved' }), refused()]);
		const other = {
			mends: ({ facts }: Failure) => facts.message === 'moved',
			mend: async () => await Promise.resolve(void log.push('look')),
		};
		const settings = { policy, effect: 'writes' as const, context: {}, repairs: [other, repair] };
		await expect(repeatWhenSafe(attempt, settings)).rejects.toMatchObject({
			facts: { message: 'stale', tries: 3 },
		});
		expect(log).toEqual(['try', 'mend', 'try', 'look', 'try']);
	});

	it('is made for its own refusal only', async () => {
		const made = attempts([refused({ message: 'other' })]);
		expect(await run(made)).toMatchObject({ message: 'other' });
		expect(made.log).toEqual(['try']);
	});

	it.each<['writes' | 'reads', string]>([
		['writes', 'uncertain'],
		['reads', 'refused'],
	])('keeps the doubt of an earlier try, of what %s: %s', async (effect, delivery) => {
		const lost = refused({ message: 'lost', delivery: 'uncertain', repeatable: true, repeatAfterMs: 1 });
		const made = attempts([lost, refused(), refused({ message: 'double' })]);
		expect(await run(made, { retryUncertain: true }, effect)).toMatchObject({ message: 'double', delivery });
		expect(made.log).toEqual(['try', 'try', 'mend', 'try']);
	});

	it.each([
		[[], 'notSent'],
		[
			[refused({ delivery: 'uncertain', repeatable: true, repeatAfterMs: 1 }).with({ message: 'lost' })],
			'uncertain',
		],
	])('that fails is told in place of the refusal, after %j as %s', async (before, delivery) => {
		const made = attempts([...before, refused()]);
		made.repair.mend = async () =>
			await Promise.reject(refused({ message: 'no new session', delivery: 'uncertain' }));
		expect(await run(made, { retryUncertain: true })).toMatchObject({ message: 'no new session', delivery });
	});

	it('that is refused is told as refused: another try has the same end until something is corrected', async () => {
		const made = attempts([refused()]);
		made.repair.mend = async () => await Promise.reject(refused({ message: 'no such user' }));
		expect(await run(made)).toMatchObject({ message: 'no such user', delivery: 'refused' });
	});
});

describe('the waits of one item', () => {
	it('count together, also those that others are asked for, and end when they are used up', async () => {
		const context = {};
		const limited = {
			policy: { ...policy, maxTries: 20, maxWaitMs: 300 },
			effect: 'writes' as const,
			context,
		};
		const started = Date.now();
		const ended = await Promise.all(
			Array.from({ length: 6 }, async () => {
				const { attempt } = failing(Infinity, { repeatAfterMs: 100 });
				await repeatWhenSafe(attempt, limited).catch(() => undefined);
				return Date.now() - started;
			}),
		);
		expect(Math.max(...ended)).toBeLessThan(700);
	});

	it('go on from one request of the item to the next', async () => {
		const waited = { ms: 250 };
		const { attempt, calls } = failing(1, { repeatAfterMs: 60 });
		const settings = {
			policy: { ...policy, maxWaitMs: 300 },
			effect: 'writes' as const,
			context: {},
			waited,
		};
		await expect(repeatWhenSafe(attempt, settings)).rejects.toBeInstanceOf(Failure);
		expect(calls()).toBe(1);
		const short = failing(1, { repeatAfterMs: 40 });
		await repeatWhenSafe(short.attempt, { ...settings, context: {} });
		expect(short.calls()).toBe(2);
		expect(waited.ms).toBeGreaterThanOrEqual(285);
	});
});
