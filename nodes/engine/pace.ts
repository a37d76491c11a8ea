/** At what distance requests leave, once a vendor has shown how many it allows in a time. */

/** What is left of a rate that the vendor has shown to allow: what arrives is not spaced as exactly as what leaves. */
const SHARE = 0.97;
/** From fewer requests no rate can be told. */
const FEWEST = 4;
/** For how many times as long as the vendor asked to wait a pace is kept, and by how much it then grows for the first time. */
const LASTS = 30;
const FASTER = 0.1;
/** The same where nothing had left yet when that time began: others may have used up what the vendor allows in it. Then it doubles. */
const UNSEEN_LASTS = 2;
const UNSEEN_LASTS_AT_LEAST_MS = 30_000;

/** All times in milliseconds. */
interface Rate {
	/** At what distance requests leave. */
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

/** The pace of what is sent for one account in an execution; all times in milliseconds. */
export class Pace {
	/** When the first request left. */
	private since = Infinity;
	/** When those left for which the vendor had room. */
	private passed: number[] = [];
	/** In which time requests left that were as many as the vendor allows in it. */
	private met?: { from: number; to: number };
	/** Since more requests were too many. */
	private rate?: Rate;

	/** @param found is told at what distance requests leave from now on */
	constructor(private readonly found: (everyMs: number) => void) {}

	/** A request leaves. */
	left(at: number): void {
		this.since = Math.min(this.since, at);
	}

	/** The vendor's limit had room for a request. */
	hadRoom(leftAt: number): void {
		this.passed.push(leftAt);
	}

	/** The vendor has had as many as it allows in a time that has just ended. */
	meet(now: number, ms: number): void {
		this.met = { from: now - ms, to: now };
	}

	/** Whether so many have passed in the time that the vendor asks to wait that a rate can be told of them. */
	isMet(): boolean {
		const { met } = this;
		return met !== undefined && this.passed.filter((at) => at >= met.from).length >= FEWEST;
	}

	/** How long a request has to wait; takes its turn where that is nothing. */
	early(now: number): number {
		this.learn(now);
		const { rate } = this;
		if (!rate) return 0;
		// A clock that was set back makes it no longer
		rate.next = Math.min(rate.next, now + rate.every);
		if (now < rate.next) return rate.next - now;
		if (now >= rate.until) {
			rate.every /= 1 + rate.faster;
			rate.faster *= 2;
			rate.until = now + rate.lasts;
		}
		rate.next = Math.max(rate.next, now - rate.slack) + rate.every;
		return 0;
	}

	/** Works out the rate, once the requests are answered that had left before the vendor wanted no more. */
	private learn(now: number): void {
		if (!this.met) return;
		const { from, to } = this.met;
		this.met = undefined;
		this.passed = this.passed.filter((at) => at >= from && at <= to);
		const count = this.passed.length;
		if (count < FEWEST) return;
		const ms = to - from;
		const every = ms / (count * SHARE);
		const slack = (count * every - ms) / 2;
		const seen = from >= this.since;
		const lasts = seen ? LASTS * ms : Math.max(UNSEEN_LASTS * ms, UNSEEN_LASTS_AT_LEAST_MS);
		this.rate = { every, slack, next: now, lasts, until: now + lasts, faster: seen ? FASTER : 1 };
		this.found(every);
	}
}
