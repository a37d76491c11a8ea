/** How many requests are wanted at the same time: found by how quickly answers come, and by what the vendor turns away. */

import { timeAtWork } from './ownTime';

/** How it begins, and how far it may go. */
export interface Bounds {
	start: number;
	most: number;
	/** Whether it follows the time that answers take; else only what is turned away makes it smaller. */
	adapts: boolean;
}

/** What is remembered of a request until it is over. */
export interface Departure {
	/** In milliseconds. */
	at: number;
	/** For how long this process had been at work, in milliseconds. */
	work: number;
	/** How many were under way, itself included. */
	atOnce: number;
	epoch: number;
}

/** How often as many must pass as may be under way before a vendor that turned some away is given more: its limit is not far away. */
const ROUNDS_AFTER_REFUSAL = 10;
/** By how much it grows at a time, once it has met the vendor's limit. */
const STEP = 0.12;
/** How many times as many as were answered quickly it takes while it climbs; it takes fewer where many would be too many at once. */
const CLIMB = 4;
const FEW = 16;
const CLIMB_OF_MANY = 2;
/** For how long it takes as many before it climbs on, in milliseconds: who answers sooner is fast enough with few, and has time to say that it takes no more. */
const MOMENT_MS = 20;
/** How many of those under way may wait at the vendor: so few that it is given more, so many that it is given less. */
const FEW_WAITING = 1 / 16;
const MANY_WAITING = 1 / 8;
/** The climb meets a limit at full speed, so less than this proves none. */
const MANY_WAITING_IN_THE_CLIMB = 1 / 4;

/** Now and then half as many are tried, to see what an answer takes now that waits for no other. */
const ROUNDS_TO_A_TRIAL = 20;
/** Of the time before: answers that half as many get so much sooner had waited for each other. */
const HELPED = 0.75;
/** How much of what is known of the answers' spread each round replaces. */
const SPREAD_WEIGHT = 0.2;
/** So many answers tell a round from another one where their times differ by as much as they are long. */
const SAMPLES_BY_SPREAD = 30;

/** How answers came, in the middle. */
interface Timing {
	/** How long one took, in milliseconds. */
	ms: number;
	/** How many were under way when its request left. */
	atOnce: number;
}

/** One answer. */
interface Answered extends Timing {
	/** For how much of its time this process was at work itself, in milliseconds. */
	own: number;
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/**
 * The number of requests that may be under way at the same time. It climbs fast for as long as answers come as quickly as before, then goes on in
 * small steps. Answers that take longer the more are under way wait at the vendor (Little's law says how many do): it shrinks to what is
 * answered at once. How often it has to look before it believes is told by how much answers differ anyway.
 */
export class Width {
	private number: number;
	/** What left before it last shrank says nothing of it. */
	private epoch = 0;
	private round: Answered[] = [];
	/** When the request left that was answered first in this round, in milliseconds. */
	private since = 0;
	/** Whether as many as allowed were under way in this round. */
	private full = false;
	/** How long an answer takes that waits for no other, in milliseconds. */
	private unhurried = Infinity;
	/** By how much of itself that time differs from one answer to the next. */
	private spread = 0;
	private climbing: boolean;
	/** What made it shrink, until it is seen whether that helped. */
	private before?: Timing & { onTrial: boolean };
	/** How many rounds went by since it last shrank. */
	private sinceLess = 0;
	private roundsToGrow = 1;
	private rounds = 0;

	constructor(private readonly bounds: Bounds) {
		this.number = bounds.start;
		this.climbing = bounds.adapts;
	}

	/** How many may be under way. */
	get now(): number {
		return this.number;
	}

	/** A request leaves. @param underWay how many are, itself included */
	left(underWay: number): Departure {
		return { at: Date.now(), work: timeAtWork(), atOnce: underWay, epoch: this.epoch };
	}

	/** A request has passed. @param underWay how many still are, itself included */
	passed({ at, work, atOnce, epoch }: Departure, underWay: number): void {
		if (epoch !== this.epoch || this.number === Infinity) return;
		this.full ||= underWay >= this.number;
		const now = Date.now();
		const ms = Math.max(1, now - at);
		// A clock that was set back makes it no longer
		this.since = this.round.length === 0 ? at : Math.min(this.since, now);
		this.round.push({ ms, own: Math.min(ms, timeAtWork() - work), atOnce });
		if (this.climbing && now < this.since + MOMENT_MS) return;
		if (this.round.length >= this.enough()) this.endRound();
	}

	/** The vendor turned a request away, or nobody answered it: halves, once for all that were under way together. */
	turnedAway({ atOnce, epoch }: Departure): void {
		if (epoch !== this.epoch) return;
		this.climbing = false;
		this.roundsToGrow = ROUNDS_AFTER_REFUSAL;
		this.shrink(Math.floor(Math.min(atOnce, this.number) / 2));
	}

	/** How many answers make a round. */
	private enough(): number {
		if (!this.bounds.adapts) return this.number;
		const some = Math.max(2, SAMPLES_BY_SPREAD * this.spread ** 2);
		return Math.max(some, this.climbing ? this.number / 4 : this.number);
	}

	/** Takes no more than are under way where one leaves at such a distance, with room for answers that take twice as long. @param every in milliseconds */
	enoughFor(every: number): void {
		if (!Number.isFinite(this.unhurried)) return;
		this.climbing = false;
		this.shrink(Math.min(this.number, 1 + Math.ceil((2 * this.unhurried) / every)));
	}

	private endRound(): void {
		const { full, round } = this;
		this.round = [];
		this.full = false;
		if (this.bounds.adapts && !this.isAnsweredAtOnce(round)) return;
		if (this.climbing) this.climb(round);
		else if (full) this.step();
	}

	/** Answers came as quickly as before: several times as many as were under way are tried. */
	private climb(round: Answered[]): void {
		const answered = Math.max(...round.map(({ atOnce }) => atOnce));
		const next = answered * (answered < FEW ? CLIMB : CLIMB_OF_MANY);
		this.number = Math.min(this.bounds.most, Math.max(this.number, next));
	}

	private step(): void {
		this.rounds += 1;
		if (this.rounds < this.roundsToGrow) return;
		this.rounds = 0;
		const step = Math.max(1, Math.floor(this.number * STEP));
		this.number = Math.min(this.bounds.most, this.number + step);
	}

	/** Whether but a few of those under way wait for others at the vendor; shrinks where they are many. */
	private isAnsweredAtOnce(round: Answered[]): boolean {
		const ms = median(round.map((one) => one.ms));
		const atOnce = median(round.map((one) => one.atOnce));
		// One that takes a thousand times as long tells no more than one that takes twice as long
		const off = round.map((one) => Math.min(1, Math.abs(one.ms - ms) / ms));
		this.spread += SPREAD_WEIGHT * (off.reduce((sum, one) => sum + one, 0) / off.length - this.spread);
		const { before } = this;
		this.before = undefined;
		if (before?.onTrial) {
			if (ms < before.ms * HELPED && atOnce > 2) return this.tryHalf(ms, atOnce);
			this.unhurried = ms;
			this.number = Math.ceil(before.atOnce * Math.min(1, ms / before.ms));
			return false;
		}
		if (before && slowerByItself({ ms, atOnce }, before)) {
			this.unhurried = ms;
			this.number = Math.max(this.number, before.atOnce);
			return false;
		}
		if (ms < this.unhurried / 2) {
			this.unhurried = ms;
			this.climbing = true;
		}
		this.unhurried += Math.min(0, ms - this.unhurried) / 4;
		// Chance alone makes a round as slow as this
		const byChance = this.unhurried * (1 + (2 * this.spread) / Math.sqrt(round.length));
		// Many that leave at once keep this process busy: what an answer waits for that, the vendor has no part in
		const own = this.climbing ? median(round.map((one) => one.own)) : 0;
		const waiting = atOnce * (1 - byChance / (ms - own));
		const many = atOnce * (this.climbing ? MANY_WAITING_IN_THE_CLIMB : MANY_WAITING);
		if (waiting > Math.max(2, many)) {
			this.climbing = false;
			this.shrink(Math.ceil(atOnce * Math.max(0.5, byChance / ms)), { ms, atOnce, onTrial: false });
			return false;
		}
		this.sinceLess += 1;
		if (this.sinceLess >= ROUNDS_TO_A_TRIAL && !this.climbing && atOnce > 2) {
			return this.tryHalf(ms, atOnce);
		}
		if (!this.climbing && waiting >= Math.max(1, atOnce * FEW_WAITING)) return false;
		this.unhurried += Math.max(0, ms - this.unhurried) * Math.min(1 / 8, this.spread / 6);
		return true;
	}

	private tryHalf(ms: number, atOnce: number): false {
		this.shrink(Math.ceil(atOnce / 2), { ms, atOnce, onTrial: true });
		return false;
	}

	private shrink(number: number, before?: typeof this.before): void {
		this.before = before;
		this.number = Math.max(1, number);
		this.epoch += 1;
		this.round = [];
		this.full = false;
		this.rounds = 0;
		this.sinceLess = 0;
	}
}

/** Whether fewer were answered no sooner: then no queue held them up, the vendor takes longer than it did. */
function slowerByItself(now: Timing, before: Timing): boolean {
	if (now.atOnce > before.atOnce * 0.8) return false;
	return now.ms > (before.ms * (1 + now.atOnce / before.atOnce)) / 2;
}
