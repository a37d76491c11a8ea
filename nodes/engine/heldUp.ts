/** How long a run has waited because a vendor wanted fewer requests, and says so */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Failure } from './errors';
import { hint } from './hint';

/** What a user does not notice need not be explained. */
const WORTH_TELLING_MS = 1000;

/** The waits that one execution of a node owes to the vendor. */
export class HeldUp {
	private ms = 0;
	private waiting = 0;
	private since = 0;
	private times = 0;
	private reason?: Failure;

	/** The vendor has wanted fewer requests. */
	wanted(reason: Failure): void {
		this.times += 1;
		this.reason = reason;
	}

	/** Counts the time until a wait is over; what waits at the same time counts once. */
	async during(wait: Promise<void>): Promise<void> {
		if (this.waiting === 0) this.since = Date.now();
		this.waiting += 1;
		await wait;
		this.waiting -= 1;
		if (this.waiting === 0) this.ms += Date.now() - this.since;
	}

	/** What to tell of it, such as `Acme is receiving too many requests (told 2 times): …`; undefined where nothing is worth it. */
	told(): string | undefined {
		if (!this.reason || this.ms < WORTH_TELLING_MS) return undefined;
		const { message, vendor = 'the vendor', cause } = this.reason.facts;
		const often = this.times === 1 ? 'once' : `${this.times} times`;
		const remedy =
			cause === 'rate-limited' ? ` It will be faster with a higher limit: ask ${vendor} for it.` : '';
		return `${message} (told ${often}): for ${duration(this.ms)} of this run, items waited because of it, and were sent then.${remedy}`;
	}
}

function duration(ms: number): string {
	const seconds = Math.round(ms / 1000);
	const minutes = Math.floor(seconds / 60);
	return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}

/** Explains in the output panel why the run took long, where the vendor was the reason. */
export function hintOfWaits(context: IExecuteFunctions, heldUp: HeldUp): void {
	const text = heldUp.told();
	if (text !== undefined) hint(context, text);
}
