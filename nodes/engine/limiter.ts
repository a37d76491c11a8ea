/** Lets as much leave at the same time, and as fast, as a vendor takes. */

import { sumBy } from 'lodash';

import { cancelledBefore, type Failure } from './errors';
import type { HeldUp } from './heldUp';
import { oncePerExecution } from './once';
import { Pace } from './pace';
import { Together } from './together';
import { wait } from './wait';
import { type Bounds, type Departure, Width } from './width';

/** How long the requests for one item have waited together, in milliseconds. */
export interface Waited {
	ms: number;
}

const TOO_MANY_REQUESTS = 429;

/** What is known of a request before it leaves. */
export interface Entry {
	signal?: AbortSignal;
	/** How large it is, where it is large. */
	bytes?: number;
	/** How many the vendor takes in a second at the most, where its documents say so. */
	perSecond?: number;
}

/** A time in which the vendor wants no requests, in milliseconds. */
interface Hold {
	from: number;
	ms: number;
	/** In what words it said so. */
	reason: Failure;
}

/** The shared gate of what is sent for one account in an execution. */
export class Limiter {
	private readonly width: Width;
	private readonly pace: Pace;
	private hold?: Hold;
	private underWay = 0;

	constructor(
		private readonly bounds: Bounds,
		/** Shared with the other accounts of the execution. */
		private readonly together = new Together(),
	) {
		this.width = new Width(bounds);
		this.pace = new Pace((everyMs) => this.width.enoughFor(everyMs));
	}

	/** The waits that the vendor asked for. */
	get heldUp(): HeldUp {
		return this.together.heldUp;
	}

	/** How many requests may be under way. */
	get most(): number {
		return this.width.now;
	}

	/**
	 * Waits until another request is wanted and counts it as under way; gives the failure when the vendor wants to wait for longer than is
	 * allowed, or the execution is cancelled.
	 *
	 * @param waited grows by the time that is waited because the vendor asked for it
	 */
	async enter(
		maxWaitMs: number,
		waited: Waited,
		{ signal, bytes = 0, perSecond }: Entry = {},
	): Promise<Failure | undefined> {
		for (;;) {
			if (signal?.aborted) return cancelledBefore('this request was sent');
			const begun = Date.now();
			const ms = this.heldFor(begun);
			if (ms > 0) {
				if (waited.ms + ms > maxWaitMs) return this.hold?.reason.with({ delivery: 'notSent' });
				await this.heldUp.during(wait(ms, signal));
				waited.ms += Date.now() - begun;
				continue;
			}
			// To wait for one's turn, or for the pace, is no wait between two tries
			if (this.isFull(bytes)) await this.together.another();
			else {
				const full = perSecond === undefined ? 0 : this.together.secondIsFull(begun, perSecond);
				const early = full || this.pace.early(begun);
				if (early === 0) break;
				await (full ? wait(full, signal) : this.heldUp.during(wait(early, signal)));
			}
		}
		this.underWay += 1;
		this.together.leaves(bytes, perSecond !== undefined);
		return undefined;
	}

	/** A request that was let in leaves now, with all that were let in together with it. */
	left(): Departure {
		const departure = this.width.left(this.underWay);
		this.pace.left(departure.at);
		return departure;
	}

	/** A request has passed. */
	pass(departure: Departure, bytes = 0): void {
		this.width.passed(departure, this.underWay);
		this.pace.hadRoom(departure.at);
		this.leave(bytes);
	}

	/** A request has failed: where it was too much for the vendor, less follows. */
	fail(departure: Departure, failure: Failure, bytes = 0): void {
		const { repeatAfterMs, repeatable, delivery, httpStatus } = failure.facts;
		const asked = asksToWait(failure);
		// What was refused for itself was answered as well as what passes
		if (delivery === 'refused' && !repeatable && !asked) return this.pass(departure, bytes);
		if (asked) this.heldUp.wanted(failure);
		// It was answered, so the vendor's limit had room for it
		else if (httpStatus !== undefined) this.pace.hadRoom(departure.at);
		if (repeatAfterMs) this.heed(failure, repeatAfterMs);
		const tooMany = repeatAfterMs !== undefined || (repeatable && this.bounds.adapts);
		// Where a rate is met, a pace will do, and as many may wait for their answers
		if (tooMany && !this.pace.isMet()) this.width.turnedAway(departure);
		this.leave(bytes);
	}

	private isFull(bytes: number): boolean {
		return this.underWay >= this.width.now || this.together.isFull(bytes);
	}

	/** How long the vendor still wants no requests; never longer than it asked for, also where the clock was set back. */
	private heldFor(now: number): number {
		if (!this.hold) return 0;
		this.hold.from = Math.min(this.hold.from, now);
		return this.hold.from + this.hold.ms - now;
	}

	/** Notes until when the vendor wants no requests, and how many it allows in a time as long. */
	private heed(reason: Failure, ms: number): void {
		const now = Date.now();
		if (ms < this.heldFor(now)) return;
		// While all wait nothing leaves: it is of the same moment, and was only answered later
		const known = this.hold && this.heldFor(now) > 0 && ms <= this.hold.ms;
		if (!known) this.hold = { from: now, ms, reason };
		if (reason.facts.httpStatus === TOO_MANY_REQUESTS) this.pace.meet(now, ms);
	}

	private leave(bytes: number): void {
		this.underWay -= 1;
		this.together.over(bytes);
	}
}

/** Whether the vendor wants fewer requests, or none for a while. */
export function asksToWait({ facts }: Failure): boolean {
	return facts.repeatAfterMs !== undefined || facts.cause === 'rate-limited';
}

const UNBOUNDED: Bounds = { start: Infinity, most: Infinity, adapts: false };

/** The limiters of one run of a node. */
class Limiters {
	private readonly byAccount = new Map<string, Limiter>();

	private readonly together: Together;

	constructor(
		context: object,
		private readonly bounds: Bounds,
	) {
		this.together = Together.of(context);
	}

	/** What the vendors wanted of all of them. */
	get heldUp(): HeldUp {
		return this.together.heldUp;
	}

	of(account: string): Limiter {
		const limiter = this.byAccount.get(account) ?? new Limiter(this.bounds, this.together);
		this.byAccount.set(account, limiter);
		return limiter;
	}

	/** How many items may be under way: as many as the vendors take requests for all accounts together. */
	get most(): number {
		const { start, most } = this.bounds;
		return Math.min(most, Math.max(start, sumBy([...this.byAccount.values()], 'most')));
	}
}

function limitersOf(context: object, bounds = UNBOUNDED): Limiters {
	return oncePerExecution(context, 'engine.limiters', () => new Limiters(context, bounds));
}

/** The waits of an execution that the vendors asked for. */
export function heldUpOf(context: object): HeldUp {
	return limitersOf(context).heldUp;
}

/** The limiter of what is sent for an account in an execution. */
export function limiterOf(context: object, account: string): Limiter {
	return limitersOf(context).of(account);
}

/**
 * Has an execution find out by itself how many requests a vendor takes at the same time; to be called before the first one.
 *
 * @param most how many at the most
 * @returns how many items may be under way at the moment
 */
export function findOutHowMany(context: object, most: number): () => number {
	const limiters = limitersOf(context, { start: 2, most, adapts: true });
	return () => limiters.most;
}
