import { Failure } from '../../nodes/engine/errors';
import { HeldUp } from '../../nodes/engine/heldUp';
import { finish } from '../../nodes/engine/items';
import { limiterOf } from '../../nodes/engine/limiter';
import { repeatWhenSafe } from '../../nodes/engine/retry';
import { contextOf } from './context';

const tooMany = new Failure({
	vendor: 'Acme',
	message: 'Acme is receiving too many requests',
	remedy: '',
	delivery: 'refused',
	repeatable: true,
	httpStatus: 429,
	cause: 'rate-limited',
});
const aBreak = new Failure({
	vendor: 'Acme',
	message: 'Acme is taking a break',
	remedy: '',
	delivery: 'refused',
	repeatable: true,
	httpStatus: 503,
	repeatAfterMs: 10,
});

describe('HeldUp', () => {
	let now = 1_000_000;
	let clock: jest.SpyInstance<number>;
	beforeEach(() => {
		clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
	});
	afterEach(() => clock.mockRestore());

	/** Waits that begin and end at these times, in milliseconds. */
	async function waits(heldUp: HeldUp, ...spans: Array<[from: number, to: number]>): Promise<void> {
		const begun = now;
		const ends = new Map<number, () => void>();
		const running: Array<Promise<void>> = [];
		for (const ms of spans.flat().sort((a, b) => a - b)) {
			now = begun + ms;
			ends.get(ms)?.();
			await new Promise(setImmediate);
			for (const [, to] of spans.filter(([from]) => from === ms)) {
				running.push(heldUp.during(new Promise((resolve) => ends.set(to, resolve))));
			}
		}
		await Promise.all(running);
	}

	it('tells for how long items waited, what waits at the same time once, and why', async () => {
		const heldUp = new HeldUp();
		heldUp.wanted(tooMany);
		heldUp.wanted(tooMany);
		await waits(heldUp, [0, 3000], [1000, 5000], [60_000, 120_500]);
		expect(heldUp.told()).toBe(
			'Acme is receiving too many requests (told 2 times): for 1 min 6 s of this run, items waited because of it, and were sent then. It will be faster with a higher limit: ask Acme for it.',
		);
	});

	it('names no vendor where none is known', async () => {
		const heldUp = new HeldUp();
		heldUp.wanted(
			new Failure({ message: 'Too much', remedy: '', delivery: 'refused', cause: 'rate-limited' }),
		);
		await waits(heldUp, [0, 1000]);
		expect(heldUp.told()).toBe(
			'Too much (told once): for 1 s of this run, items waited because of it, and were sent then. It will be faster with a higher limit: ask the vendor for it.',
		);
	});

	it('knows no limit of a vendor that took a break', async () => {
		const heldUp = new HeldUp();
		heldUp.wanted(aBreak);
		await waits(heldUp, [0, 30_000]);
		expect(heldUp.told()).toBe(
			'Acme is taking a break (told once): for 30 s of this run, items waited because of it, and were sent then.',
		);
	});

	it('says nothing of less than a second, nor of waits that nobody asked for', async () => {
		const short = new HeldUp();
		short.wanted(tooMany);
		await waits(short, [0, 999]);
		expect(short.told()).toBeUndefined();
		const unasked = new HeldUp();
		await waits(unasked, [0, 5000]);
		expect(unasked.told()).toBeUndefined();
	});

	describe('in a run', () => {
		/** Runs one item whose first tries fail so; the clock jumps by so much with each wait. Gives what stands in the output panel. */
		async function hintsAfter(failure: Failure, jumpMs: number): Promise<unknown[]> {
			const hints: unknown[] = [];
			const { context } = contextOf({ items: [{}] });
			Object.assign(context, { addExecutionHints: (...more: unknown[]) => hints.push(...more) });
			const during = jest.spyOn(limiterOf(context, '').heldUp, 'during');
			during.mockImplementation(async function (this: HeldUp, wait: Promise<void>) {
				during.mockRestore();
				const span = this.during(wait);
				now += jumpMs;
				await span;
			});
			let tries = 0;
			await repeatWhenSafe(
				async () => {
					tries += 1;
					if (tries === 1) throw failure;
				},
				{ policy: { maxTries: 2, maxWaitMs: 60_000, retryUncertain: false }, effect: 'reads', context },
			);
			await finish(context, [[{ json: {} }]]);
			return hints;
		}

		it('the output panel explains it', async () => {
			expect(await hintsAfter(aBreak, 4000)).toEqual([
				{
					location: 'outputPane',
					message: expect.stringMatching(
						/^Acme is taking a break \(told once\): for 4 s of this run/,
					) as unknown,
				},
			]);
		});

		it('the output panel shows nothing of it where it was short', async () => {
			expect(await hintsAfter(aBreak, 20)).toEqual([]);
		});

		it('what has no hints goes on without', async () => {
			const { context } = contextOf({ items: [{}] });
			limiterOf(context, '').heldUp.wanted(tooMany);
			jest.spyOn(limiterOf(context, '').heldUp, 'told').mockReturnValue('long');
			expect(await finish(context, [[{ json: {} }]])).toEqual([[{ json: {}, pairedItem: { item: 0 } }]]);
		});
	});
});
