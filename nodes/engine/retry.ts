import { DateTime } from 'luxon';

import { asFailure, cancelledBefore, type Failure } from './errors';
import { oncePerExecution } from './once';
import { wait } from './wait';

/** How often and how long one request may be sent again. */
export interface RetryPolicy {
	/** How often it is sent at the most, the first time included. */
	maxTries: number;
	/** How long all waits between tries may take together, in milliseconds. */
	maxWaitMs: number;
	/** Whether a request that posts something is sent again although the vendor may have carried it out. */
	retryUncertain: boolean;
}

/** Whether the request leaves a trace at the vendor. A read may always be repeated. */
export type Effect = 'reads' | 'writes';

export const noRetry: RetryPolicy = { maxTries: 1, maxWaitMs: 0, retryUncertain: false };

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** For each request that may be under way at once. */
const PASSED_BEFORE_WIDENING = 10;

/** Doubles with every try and is spread over its upper half, so that parallel items don't come back together. */
export function backoffMs(failedTries: number, random = Math.random()): number {
	const full = Math.min(FIRST_BACKOFF_MS * 2 ** (failedTries - 1), LONGEST_BACKOFF_MS);
	return full / 2 + (full / 2) * random;
}

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or an HTTP date.
 *
 * @returns milliseconds from `now`, or undefined when the header is absent or unreadable
 */
export function retryAfterMs(header: string | undefined, now: DateTime = DateTime.utc()): number | undefined {
	if (header === undefined) return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const date = DateTime.fromHTTP(header.trim());
	return date.isValid ? Math.max(0, date.diff(now).toMillis()) : undefined;
}

function mayRepeat({ facts }: Failure, effect: Effect, policy: RetryPolicy): boolean {
	if (!facts.repeatable) return false;
	return facts.delivery !== 'uncertain' || effect === 'reads' || policy.retryUncertain;
}

/** One execution's shared brake: when the vendor asks one item to wait, the others wait too, and then come in smaller numbers. */
class Brake {
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
	 * Waits until another request is wanted and counts it as under way; gives the failure when that is longer than allowed, or the
	 * execution is cancelled.
	 */
	async enter(allowedMs: number, signal?: AbortSignal): Promise<Failure | undefined> {
		for (;;) {
			if (signal?.aborted) return cancelledBefore('this request was sent');
			const ms = this.until - Date.now();
			if (ms > allowedMs) return this.reason?.with({ delivery: 'notSent' });
			if (ms > 0) await wait(ms, signal);
			else if (this.underWay >= this.width) await new Promise<void>((resolve) => this.waiting.push(resolve));
			else {
				this.underWay += 1;
				return undefined;
			}
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

/** What `repeatWhenSafe` needs to know beside the attempt itself. */
export interface RetrySettings {
	policy: RetryPolicy;
	effect: Effect;
	/** The execution context: its items share one brake. */
	context: object;
	signal?: AbortSignal;
}

/**
 * Sends a request until it passes, cannot be repeated safely, or its tries or waiting time are used up.
 *
 * @param attempt one try, in which no other is waited for; throws a `Failure` whose facts tell whether it may be repeated
 * @throws the last `Failure`, with the number of tries
 */
export async function repeatWhenSafe<T>(attempt: () => Promise<T>, settings: RetrySettings): Promise<T> {
	const { policy, effect, context, signal } = settings;
	const brake = oncePerExecution(context, 'engine.brake', () => new Brake());
	const course: Course = { effect, tries: 0, doubtful: false };
	let waitedMs = 0;
	for (;;) {
		const braked = await brake.enter(policy.maxWaitMs - waitedMs, signal);
		if (braked) return giveUp(braked, course);
		course.tries += 1;
		const atOnce = brake.underWay;
		try {
			const value = await attempt();
			brake.leave(true);
			return value;
		} catch (caught) {
			const failure = asFailure(caught);
			const { delivery, repeatAfterMs } = failure.facts;
			course.doubtful ||= delivery === 'uncertain';
			const pauseMs = repeatAfterMs ?? backoffMs(course.tries);
			if (repeatAfterMs !== undefined) brake.hold(failure, repeatAfterMs, atOnce);
			brake.leave(false);
			waitedMs += pauseMs;
			const over = course.tries >= policy.maxTries || waitedMs > policy.maxWaitMs || signal?.aborted;
			if (over || !mayRepeat(failure, effect, policy)) return giveUp(failure, course);
			await wait(pauseMs, signal);
		}
	}
}

/** What has been tried of one request. */
interface Course {
	effect: Effect;
	tries: number;
	/** Whether any of the tries may have been carried out. */
	doubtful: boolean;
}

/** A read changes nothing, so it leaves no doubt; a write does when the vendor may have carried out any of its tries, the last or not. */
function giveUp(failure: Failure, { effect, tries, doubtful }: Course): never {
	const certain = failure.facts.delivery === 'uncertain' ? 'notSent' : failure.facts.delivery;
	throw failure.with({
		delivery: doubtful && effect === 'writes' ? 'uncertain' : certain,
		...(tries > 1 ? { tries } : {}),
	});
}
