/** Holds all items of an account back when the vendor asks one of them to wait. */

import { cancelledBefore, type Failure } from './errors';
import { wait } from './wait';

/** How long the requests for one item have waited together, in milliseconds. */
export interface Waited {
	ms: number;
}

/** For each request that may be under way at once. */
const PASSED_BEFORE_WIDENING = 10;

/** The shared brake of what is sent for one account in an execution: when the vendor asks one item to wait, the others wait too, and then come in smaller numbers. */
export class Brake {
	private until = 0;
	private reason?: Failure;
	/** How many requests are under way. */
	underWay = 0;
	/** How many requests may be under way. */
	private width = Infinity;
	/** How many passed since the width was last changed. */
	private passed = 0;
	private waiting: Array<() => void> = [];

	/**
	 * Notes until when the vendor wants no requests, and in what words it said so. The first to hear of it halves the width.
	 *
	 * @param atOnce how many requests were under way when the refused one left
	 */
	hold(reason: Failure, ms: number, atOnce: number): void {
		const now = Date.now();
		if (now >= this.until) {
			this.width = Math.max(1, Math.floor(atOnce / 2));
			this.passed = 0;
		}
		if (now + ms < this.until) return;
		this.until = now + ms;
		this.reason = reason;
	}

	/**
	 * Waits until another request is wanted and counts it as under way; gives the failure when the vendor wants to wait for longer than is
	 * allowed, or the execution is cancelled.
	 *
	 * @param waited grows by the time spent here, the turns of others included
	 */
	async enter(maxWaitMs: number, waited: Waited, signal?: AbortSignal): Promise<Failure | undefined> {
		for (;;) {
			if (signal?.aborted) return cancelledBefore('this request was sent');
			const begun = Date.now();
			const ms = this.until - begun;
			if (ms > 0 && waited.ms + ms > maxWaitMs) return this.reason?.with({ delivery: 'notSent' });
			if (ms > 0) await wait(ms, signal);
			else if (this.underWay >= this.width) await new Promise<void>((resolve) => this.waiting.push(resolve));
			else {
				this.underWay += 1;
				return undefined;
			}
			waited.ms += Date.now() - begun;
		}
	}

	/** A request is over. Widens, slowly, as long as requests pass: a limit that was met is not far away. */
	leave(passed: boolean): void {
		this.underWay -= 1;
		if (passed) this.passed += 1;
		if (this.passed >= this.width * PASSED_BEFORE_WIDENING) {
			this.width += 1;
			this.passed = 0;
		}
		this.waiting.splice(0).forEach((resolve) => resolve());
	}
}
