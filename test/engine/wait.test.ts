import { getEventListeners } from 'node:events';

import { deadline, mapBreathing, wait } from '../../nodes/engine/wait';

async function duration(work: () => Promise<void>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}

/** How many listeners are on a signal now. */
function counted(signal: AbortSignal) {
	let count = 0;
	const { addEventListener, removeEventListener } = signal;
	signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
		count += 1;
		addEventListener.apply(signal, args);
	};
	signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
		if (args[0] === 'abort') count -= 1;
		removeEventListener.apply(signal, args);
	};
	return () => count;
}

describe('mapBreathing', () => {
	const busy = (ms: number) => {
		const until = performance.now() + ms;
		while (performance.now() < until);
	};

	it('gives what map gives', async () => {
		const work = (value: string, index: number) => `${value}${index}`;
		await expect(mapBreathing(['a', 'b'], work)).resolves.toEqual(['a', 'b'].map(work));
		await expect(mapBreathing([], work)).resolves.toEqual([]);
	});

	it('lets others have their turn meanwhile, and not only afterwards', async () => {
		let turns = 0;
		const beat = setInterval(() => (turns += 1), 1);
		await mapBreathing([1, 2, 3, 4, 5, 6, 7, 8], () => busy(30));
		clearInterval(beat);
		expect(turns).toBeGreaterThan(1);
	});

	it('throws what the work throws', async () => {
		const work = () => {
			throw new Error('no');
		};
		await expect(mapBreathing([1], work)).rejects.toThrow('no');
	});
});

describe('wait', () => {
	it('waits as long as asked', async () => {
		expect(await duration(async () => await wait(50))).toBeGreaterThanOrEqual(48);
	});

	it.each([[0], [-1]])('does not wait %i ms', async (ms) => {
		const { signal } = new AbortController();
		const listeners = counted(signal);
		const waiting = wait(ms, signal);
		expect(listeners()).toBe(0);
		await waiting;
	});

	it('ends with the signal and leaves nothing on it', async () => {
		const controller = new AbortController();
		const listeners = counted(controller.signal);
		setTimeout(() => controller.abort(), 30);
		expect(await duration(async () => await wait(5_000, controller.signal))).toBeLessThan(1_000);
		expect(listeners()).toBe(0);
	});

	it('leaves nothing on the signal when the time is up', async () => {
		const { signal } = new AbortController();
		const listeners = counted(signal);
		await wait(5, signal);
		expect(listeners()).toBe(0);
	});

	it('does not begin to wait when the signal has ended already', async () => {
		expect(await duration(async () => await wait(5_000, AbortSignal.abort()))).toBeLessThan(100);
	});

	it('waits through more milliseconds than a timer counts', async () => {
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 60);
		expect(await duration(async () => await wait(2 ** 33, controller.signal))).toBeGreaterThanOrEqual(55);
	});
});

describe('deadline', () => {
	it('ends when its time is up, and says that it was the time', async () => {
		const limit = deadline(30);
		expect([limit.signal.aborted, limit.passed()]).toEqual([false, false]);
		await wait(60);
		expect([limit.signal.aborted, limit.passed()]).toEqual([true, true]);
	});

	it('ends with the other signal, and says that it was not the time', () => {
		const controller = new AbortController();
		const limit = deadline(5_000, controller.signal);
		expect(limit.signal.aborted).toBe(false);
		controller.abort();
		expect([limit.signal.aborted, limit.passed()]).toEqual([true, false]);
	});

	it('has ended from the start when the other signal has', () => {
		expect(deadline(5_000, AbortSignal.abort()).signal.aborted).toBe(true);
	});

	it('gives the result of work that ends in time, and its error', async () => {
		const limit = deadline(5_000);
		await expect(limit.within(Promise.resolve('done'))).resolves.toBe('done');
		await expect(limit.within(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
		expect(getEventListeners(limit.signal, 'abort')).toEqual([]);
	});

	it('does not wait for work that goes on after the end', async () => {
		const endless = new Promise<void>(() => undefined);
		expect(
			await duration(
				async () =>
					await deadline(30)
						.within(endless)
						.catch(() => undefined),
			),
		).toBeLessThan(500);
		await expect(deadline(5_000, AbortSignal.abort()).within(endless)).rejects.toThrow('The time is up');
	});

	it('hears of neither after its release', async () => {
		const controller = new AbortController();
		const listeners = counted(controller.signal);
		const limit = deadline(20, controller.signal);
		expect(listeners()).toBe(1);
		limit.release();
		expect(listeners()).toBe(0);
		await wait(50);
		controller.abort();
		expect(limit.signal.aborted).toBe(false);
		deadline(5).release();
	});
});
