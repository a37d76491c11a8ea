import { oncePerExecution } from '../engine/once';
import { wait } from '../engine/wait';

const MINUTE_MS = 60_000;

/** What a reply tells of the points that are left. https://callgear.github.io/data_api/ */
export interface Balance {
	/** Points left in this minute. */
	minute_remaining?: number | null;
	/** Seconds left of it. */
	minute_reset?: number | null;
}

/** What the replies of an execution told about an account's points. */
export class Points {
	/** When the minute under way ends, in milliseconds since 1970; 0 while no reply has told. */
	minuteEndsAt = 0;

	private spent = false;

	/** Keeps what a reply tells; many tell nothing. */
	note(balance: Balance | null | undefined): void {
		const { minute_reset: seconds, minute_remaining: left } = balance ?? {};
		if (seconds) this.minuteEndsAt = Date.now() + seconds * 1000;
		this.spent = left === 0;
	}

	/** Waits for the next minute where this one has no points left, as the last reply told: for long lists, which need many. */
	async left(signal?: AbortSignal): Promise<void> {
		const ms = this.minuteEndsAt - Date.now();
		if (this.spent && ms <= MINUTE_MS) await wait(ms, signal);
	}
}

/** The memory that all calls of an execution for one account share. @param account the account's own ID here */
export function pointsOf(context: object, account: string): Points {
	return oncePerExecution(context, `callGear.points ${account}`, () => new Points());
}

/** How long to wait for new points: as the refusal tells, else as an earlier reply told, else a whole minute. */
export function minuteLeftMs(points: Points, balance: Balance | null | undefined): number {
	points.note(balance);
	const left = points.minuteEndsAt - Date.now();
	return left > 0 && left <= MINUTE_MS ? left : MINUTE_MS;
}
