/** Lets as much leave at the same time, and as fast, as a vendor takes. */

import { sumBy } from 'lodash';

import { cancelledBefore, type Failure } from './errors';
import { dataOfAll } from './executionPlace';
import { HeldUp } from './heldUp';
import { oncePerExecution } from './once';
import { wait } from './wait';
import { type Bounds, type Departure, Width } from './width';

/** How long the requests for one item have waited together, in milliseconds. */
export interface Waited {
	ms: number;
}

/** How much of the files that are sent may be under way together; a larger one goes alone. */
const MOST_BYTES = 48_000_000;
/** What is left of a rate that the vendor has shown to allow: what arrives is not spaced as exactly as what leaves. */
const PACE = 0.97;
/** From fewer requests no rate can be told. */
const FEWEST_FOR_A_PACE = 4;
/** For how many times as long as the vendor asked to wait a pace is kept, and by how much it then grows for the first time. */
const PACE_LASTS = 30;
const FASTER = 0.1;
/** The same where nothing had left yet when that time began: others may have used up what the vendor allows in it. Then it doubles. */
const UNSEEN_LASTS = 2;
const UNSEEN_LASTS_AT_LEAST_MS = 30_000;
const TOO_MANY_REQUESTS = 429;
/** A second, and by how much sooner after it has left one may arrive than one before it, which had to be connected first. */
const SECOND_ON_ARRIVAL_MS = 1100;

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

/** At what distance requests leave; all times in milliseconds. */
interface Pace {
	every: number;
	/** By how much one may leave later than the next one counts on: so little that no time holds more than the vendor allows in it. */
	slack: number;
	/** When the next one may leave. */
	next: number;
	/** For how long it is kept, before it is tried whether the vendor takes more. */
	lasts: number;
	until: number;
	/** By how much of itself it then grows. */
	faster: number;
}

/** The last second, as far as a documented limit counts it. Whether that is one of accounts or of addresses, no vendor says: it counts all. */
interface Second {
	/** When requests left, in milliseconds. */
	left: number[];
}

/** What is bounded for all accounts together. */
class Together {
	/** The waits that the vendor asked for. */
	readonly heldUp = new HeldUp();
	/** How much of files is under way. */
	bytes = 0;
	private waiting: Array<() => void> = [];

	constructor(readonly second: Second = { left: [] }) {}

	/** Waits until a request is over. */
	async another(): Promise<void> {
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** A request is over. */
	over(bytes: number): void {
		this.bytes -= bytes;
		this.waiting.splice(0).forEach((resolve) => resolve());
	}
}

/** The shared gate of what is sent for one account in an execution. */
export class Limiter {
	private readonly width: Width;
	private hold?: Hold;
	private underWay = 0;
	/** When the first request left, in milliseconds. */
	private since = Infinity;
	/** When those left that have passed, in milliseconds. */
	private passed: number[] = [];
	/** In which time requests left that were as many as the vendor allows in it. */
	private met?: { from: number; to: number };
	/** Since more requests were too many. */
	private pace?: Pace;

	constructor(
		private readonly bounds: Bounds,
		/** Shared with the other accounts of the execution. */
		private readonly together = new Together(),
	) {
		this.width = new Width(bounds);
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
				const full = perSecond === undefined ? 0 : this.secondIsFull(begun, perSecond);
				const early = full || this.early(begun);
				if (early === 0) break;
				await (full ? wait(full, signal) : this.heldUp.during(wait(early, signal)));
			}
		}
		if (perSecond !== undefined) this.together.second.left.push(Date.now());
		this.underWay += 1;
		this.together.bytes += bytes;
		return undefined;
	}

	/** A request that was let in leaves now, with all that were let in together with it. */
	left(): Departure {
		const departure = this.width.left(this.underWay);
		this.since = Math.min(this.since, departure.at);
		return departure;
	}

	/** A request has passed. */
	pass(departure: Departure, bytes = 0): void {
		this.width.passed(departure, this.underWay);
		this.passed.push(departure.at);
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
		else if (httpStatus !== undefined) this.passed.push(departure.at);
		if (repeatAfterMs) this.heed(failure, repeatAfterMs);
		const tooMany = repeatAfterMs !== undefined || (repeatable && this.bounds.adapts);
		// Where a rate is met, a pace will do, and as many may wait for their answers
		if (tooMany && !this.meetsRate()) this.width.turnedAway(departure);
		this.leave(bytes);
	}

	private isFull(bytes: number): boolean {
		if (this.underWay >= this.width.now) return true;
		const { together } = this;
		return bytes > 0 && together.bytes > 0 && together.bytes + bytes > MOST_BYTES;
	}

	/** How long it takes until the last second holds fewer than the vendor takes; what a clock that was set back has not reached is forgotten. */
	private secondIsFull(now: number, perSecond: number): number {
		const { second } = this.together;
		second.left = second.left.filter((at) => at <= now && at > now - SECOND_ON_ARRIVAL_MS);
		const first = second.left.at(-perSecond);
		return first === undefined ? 0 : first + SECOND_ON_ARRIVAL_MS - now;
	}

	/** How long a request has to wait for the pace; takes its turn where that is nothing. */
	private early(now: number): number {
		this.learn(now);
		const { pace } = this;
		if (!pace) return 0;
		// A clock that was set back makes it no longer
		pace.next = Math.min(pace.next, now + pace.every);
		if (now < pace.next) return pace.next - now;
		if (now >= pace.until) {
			pace.every /= 1 + pace.faster;
			pace.faster *= 2;
			pace.until = now + pace.lasts;
		}
		pace.next = Math.max(pace.next, now - pace.slack) + pace.every;
		return 0;
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
		if (reason.facts.httpStatus === TOO_MANY_REQUESTS) this.met = { from: now - ms, to: now };
	}

	/** Whether so many have passed in the time that the vendor asks to wait that a rate can be told of them. */
	private meetsRate(): boolean {
		const { met } = this;
		return met !== undefined && this.passed.filter((at) => at >= met.from).length >= FEWEST_FOR_A_PACE;
	}

	/** Works out the pace, once the requests are answered that had left before the vendor wanted no more. */
	private learn(now: number): void {
		if (!this.met) return;
		const { from, to } = this.met;
		this.met = undefined;
		this.passed = this.passed.filter((at) => at >= from && at <= to);
		const count = this.passed.length;
		if (count < FEWEST_FOR_A_PACE) return;
		const ms = to - from;
		const every = ms / (count * PACE);
		const slack = (count * every - ms) / 2;
		const seen = from >= this.since;
		const lasts = seen ? PACE_LASTS * ms : Math.max(UNSEEN_LASTS * ms, UNSEEN_LASTS_AT_LEAST_MS);
		this.pace = { every, slack, next: now, lasts, until: now + lasts, faster: seen ? FASTER : 1 };
		this.width.enoughFor(every);
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

/** The second of all runs of all nodes in an execution: in a loop, a node has many runs within one. */
function secondOf(context: object): Second {
	return oncePerExecution(dataOfAll(context) ?? context, 'engine.second', () => ({ left: [] }));
}

/** The limiters of one run of a node. */
class Limiters {
	private readonly byAccount = new Map<string, Limiter>();

	private readonly together: Together;

	constructor(
		context: object,
		private readonly bounds: Bounds,
	) {
		this.together = new Together(secondOf(context));
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
