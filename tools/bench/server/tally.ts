import type { Behaviour, Tally } from '../job';
import { Desk } from './desk';

/** How many sessions were given out, in all cases. */
let sessions = 0;

/** What happens at the server during one case. */
export class Course {
	private readonly seen = new Set<string>();

	private readonly times: number[] = [];

	private inFlight = 0;

	/** The sessions with a smaller number are dead. */
	private firstAlive = 0;

	private uploads = 0;

	readonly tally: Tally = {
		requests: 0,
		accepted: 0,
		distinct: 0,
		chats: 0,
		uploads: 0,
		mostInFlight: 0,
		connections: 0,
		bytes: 0,
		logins: 0,
		othersMs: [],
		outOfTurn: 0,
		answeredIn: [],
	};

	/** The last message of each chat session. */
	private readonly last = new Map<number, number>();

	readonly desk: Desk;

	constructor(readonly behaviour: Behaviour) {
		this.desk = new Desk(behaviour);
		this.tally.answeredIn = (behaviour.windows ?? []).map(() => 0);
	}

	/** What the server saw. */
	report(): Tally {
		return { ...this.tally, othersMs: this.desk.othersMs };
	}

	/** Notes an answer. @param sinceFirst the time since the first request, in milliseconds */
	answered(sinceFirst: number): void {
		for (const [index, { fromMs, toMs }] of (this.behaviour.windows ?? []).entries()) {
			if (sinceFirst >= fromMs && sinceFirst < toMs) this.tally.answeredIn[index] += 1;
		}
	}

	/** Notes a message's place in its chat session. */
	inTurn(session: number, place: number): void {
		if (place < (this.last.get(session) ?? -1)) this.tally.outOfTurn += 1;
		this.last.set(session, place);
	}

	began(): void {
		this.tally.requests += 1;
		this.inFlight += 1;
		this.tally.mostInFlight = Math.max(this.tally.mostInFlight, this.inFlight);
	}

	ended(): void {
		this.inFlight -= 1;
	}

	/** Notes something that was taken in, by what makes it one of its kind. */
	accept(identity: string): void {
		this.tally.accepted += 1;
		this.seen.add(identity);
		this.tally.distinct = this.seen.size;
	}

	/** Whether the limit of the last second still allows a request; if so, it is counted. */
	withinRate(): boolean {
		const { perSecond } = this.behaviour;
		if (perSecond === undefined) return true;
		const now = performance.now();
		while (this.times.length > 0 && now - this.times[0] >= 1000) this.times.shift();
		if (this.times.length >= perSecond) return false;
		this.times.push(now);
		return true;
	}

	/** Gives out a session. */
	logIn(): string {
		this.tally.logins += 1;
		sessions += 1;
		return `session-${sessions}`;
	}

	/** Whether an upload bears a session that is alive, or sessions play no part. When it is time, all that were given out end. */
	admits(authorization: string | undefined): boolean {
		const { sessionEndsAfter } = this.behaviour;
		if (sessionEndsAfter === undefined) return true;
		if (this.uploads === sessionEndsAfter && this.firstAlive === 0) this.firstAlive = sessions + 1;
		const session = Number(authorization?.replace('Bearer session-', ''));
		if (!(session >= this.firstAlive)) return false;
		this.uploads += 1;
		return true;
	}
}
