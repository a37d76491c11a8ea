/** What may be sent again, and when. */

import { DateTime } from 'luxon';

import { asFailure, type Failure } from './errors';
import { asksToWait, type Entry, limiterOf, type Waited } from './limiter';
import { wait } from './wait';

/** How often and how long one request may be sent again. */
export interface RetryPolicy {
	/** How often it is sent at the most, the first time included. */
	maxTries: number;
	/** How long all waits for one item may take together, in milliseconds. */
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

/** How a refusal is mended after which the same request can pass: a renewed session, another address, a registered user. */
export interface Repair {
	/** Whether this is the refusal that the repair is for. */
	mends: (failure: Failure) => boolean;
	/** Does it, once for a request. @throws Failure when it cannot be done */
	mend: () => Promise<void>;
}

/** What `repeatWhenSafe` needs to know beside the attempt itself. */
export interface RetrySettings extends Entry {
	policy: RetryPolicy;
	effect: Effect;
	/** The execution context: what is sent for one account in it shares a limiter. */
	context: object;
	/** The account that is asked; left out for what nobody signs. */
	account?: string;
	/** How long the item has waited so far, with its other requests as well. */
	waited?: Waited;
	/** Told when a try leaves. */
	onLeave?: () => void;
	/** Each is made once at the most. */
	repairs?: readonly Repair[];
}

/** What has been tried of one request. */
interface Attempts {
	effect: Effect;
	tries: number;
	/** Whether any of the tries may have been carried out. */
	doubtful: boolean;
	/** The repairs that have not been made yet. */
	repairs: readonly Repair[];
}

/**
 * Sends a request until it passes, cannot be repeated safely, or its tries or waiting time are used up. A refusal that a repair mends is
 * mended once, and the request then sent again; what is known of doubt outlives the repair.
 *
 * @param attempt one try, in which no other is waited for; throws a `Failure` whose facts tell whether it may be repeated
 * @throws the last `Failure`, with the number of tries
 */
export async function repeatWhenSafe<T>(attempt: () => Promise<T>, settings: RetrySettings): Promise<T> {
	const {
		policy,
		effect,
		context,
		account = '',
		signal,
		waited = { ms: 0 },
		bytes,
		perSecond,
		onLeave,
		repairs = [],
	} = settings;
	const limiter = limiterOf(context, account);
	const attempts: Attempts = { effect, tries: 0, doubtful: false, repairs };
	for (;;) {
		const braked = await limiter.enter(policy.maxWaitMs, waited, { signal, bytes, perSecond });
		if (braked) return giveUp(braked, attempts);
		const departure = limiter.left();
		attempts.tries += 1;
		onLeave?.();
		try {
			const value = await attempt();
			limiter.pass(departure, bytes);
			return value;
		} catch (caught) {
			const failure = asFailure(caught, 'uncertain');
			const { delivery, repeatAfterMs } = failure.facts;
			attempts.doubtful ||= delivery === 'uncertain';
			limiter.fail(departure, failure, bytes);
			if (await repaired(failure, attempts)) continue;
			// "At once" is what vendors say as well who round down, or whose clock is behind
			const pauseMs = repeatAfterMs || backoffMs(attempts.tries);
			const over =
				attempts.tries >= policy.maxTries || waited.ms + pauseMs > policy.maxWaitMs || signal?.aborted;
			if (over || !mayRepeat(failure, effect, policy)) return giveUp(failure, attempts);
			const begun = Date.now();
			const pause = wait(pauseMs, signal);
			await (asksToWait(failure) ? limiter.heldUp.during(pause) : pause);
			waited.ms += Date.now() - begun;
		}
	}
}

/** Mends a refusal where that can be done; each repair is made once for a request. */
async function repaired(failure: Failure, attempts: Attempts): Promise<boolean> {
	const repair = attempts.repairs.find(({ mends }) => mends(failure));
	if (!repair) return false;
	attempts.repairs = attempts.repairs.filter((other) => other !== repair);
	try {
		await repair.mend();
		return true;
	} catch (caught) {
		// The request itself was refused: doubt about its repair is none about the request
		return giveUp(asFailure(caught), attempts);
	}
}

/** A read changes nothing, so it leaves no doubt; a write does when the vendor may have carried out any of its tries, the last or not. */
function giveUp(failure: Failure, { effect, tries, doubtful }: Attempts): never {
	const certain = failure.facts.delivery === 'uncertain' ? 'notSent' : failure.facts.delivery;
	throw failure.with({
		delivery: doubtful && effect === 'writes' ? 'uncertain' : certain,
		...(tries > 1 ? { tries } : {}),
	});
}
