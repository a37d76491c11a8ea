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

/** One execution's shared brake: when the vendor asks one item to wait, the others wait too. */
class Brake {
	private until = 0;
	private reason?: Failure;

	/** Notes until when the vendor wants no requests, and in what words it said so. */
	hold(reason: Failure, ms: number): void {
		const until = Date.now() + ms;
		if (until < this.until) return;
		this.until = until;
		this.reason = reason;
	}

	/** Waits until requests are wanted again; gives the failure when that is longer than allowed, or the execution is cancelled. */
	async release(allowedMs: number, signal?: AbortSignal): Promise<Failure | undefined> {
		for (;;) {
			if (signal?.aborted) return cancelledBefore('this request was sent');
			const ms = this.until - Date.now();
			if (ms <= 0) return undefined;
			if (ms > allowedMs) return this.reason?.with({ delivery: 'notSent' });
			await wait(ms, signal);
		}
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
 * @param attempt one try; throws a `Failure` whose facts tell whether it may be repeated
 * @throws the last `Failure`, with the number of tries
 */
export async function repeatWhenSafe<T>(attempt: () => Promise<T>, settings: RetrySettings): Promise<T> {
	const { policy, effect, context, signal } = settings;
	const brake = oncePerExecution(context, 'engine.brake', () => new Brake());
	const course: Course = { effect, tries: 0, doubtful: false };
	let waitedMs = 0;
	for (;;) {
		const braked = await brake.release(policy.maxWaitMs - waitedMs, signal);
		if (braked) return giveUp(braked, course);
		course.tries += 1;
		try {
			return await attempt();
		} catch (caught) {
			const failure = asFailure(caught);
			const { delivery, repeatAfterMs } = failure.facts;
			course.doubtful ||= delivery === 'uncertain';
			const pauseMs = repeatAfterMs ?? backoffMs(course.tries);
			if (repeatAfterMs !== undefined) brake.hold(failure, repeatAfterMs);
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
