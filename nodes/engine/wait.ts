/** Waiting that can be cancelled; deadlines. */

/** What a timer can count; beyond it, it would ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Waits, unless the signal ends the wait first; never throws, so look at the signal afterwards.
 * Built on `AbortSignal.timeout`, because community nodes may not use `setTimeout` and n8n's `sleep` cannot be ended.
 *
 * @param ms how long, in milliseconds
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	if (ms <= 0 || signal?.aborted) return;
	const timer = AbortSignal.timeout(Math.min(Math.ceil(ms), LONGEST_MS));
	await new Promise<void>((resolve) => {
		const done = () => {
			timer.removeEventListener('abort', done);
			signal?.removeEventListener('abort', done);
			resolve();
		};
		timer.addEventListener('abort', done);
		signal?.addEventListener('abort', done);
	});
}

/** In milliseconds. */
const LONGEST_BREATHLESS = 50;

/**
 * For loops over many items: lets everything else in the process have its turn when they have kept it for long. Promises alone don't, as long as
 * nothing is waited for that comes from outside.
 *
 * @param longest for how long they may be kept, in milliseconds
 * @returns to be awaited after each item; waits now and then, else goes on at once
 */
export function breathing(longest = LONGEST_BREATHLESS): () => Promise<void> | undefined {
	let since = Date.now();
	return () => {
		if (Date.now() - since < longest) return undefined;
		return wait(1).then(() => void (since = Date.now()));
	};
}

/** Like `map`, for so many values, or so much work, that everything else in the process should have its turn in between. */
export async function mapBreathing<T, R>(
	values: readonly T[],
	work: (value: T, index: number) => R,
): Promise<R[]> {
	const results: R[] = [];
	const breathe = breathing();
	for (const [index, value] of values.entries()) {
		results.push(work(value, index));
		const pause = breathe();
		if (pause) await pause;
	}
	return results;
}

/** A signal that aborts after a time or with another one, and the means to let go of both. */
export interface Deadline {
	signal: AbortSignal;
	/** Whether it was the time that ran out. */
	passed(): boolean;
	/** The work's result, or an error as soon as the signal ends: work may not heed the signal all the way. */
	within<T>(work: Promise<T>): Promise<T>;
	release(): void;
}

/**
 * A deadline for one request.
 *
 * @param ms how long it may take altogether, in milliseconds
 * @param outer the execution's cancel signal
 */
export function deadline(ms: number, outer?: AbortSignal): Deadline {
	const controller = new AbortController();
	const timer = AbortSignal.timeout(ms);
	const abort = () => controller.abort();
	timer.addEventListener('abort', abort);
	outer?.addEventListener('abort', abort);
	if (outer?.aborted) abort();
	return {
		signal: controller.signal,
		passed: () => timer.aborted,
		within: async (work) => await unlessEnded(controller.signal, work),
		release() {
			timer.removeEventListener('abort', abort);
			outer?.removeEventListener('abort', abort);
		},
	};
}

async function unlessEnded<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
	return await new Promise<T>((resolve, reject) => {
		const end = () => reject(new Error('The time is up'));
		if (signal.aborted) end();
		signal.addEventListener('abort', end);
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
	});
}
