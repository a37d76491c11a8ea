import { oncePerExecution } from '../engine/once';

const MINUTE_MS = 60_000;

/** What the replies of an execution told about an account's points. https://callgear.github.io/data_api/ */
export class Points {
	/** When the minute under way ends, in milliseconds since 1970; 0 while no reply has told. */
	minuteEndsAt = 0;

	/** Keeps what a reply tells; many tell nothing. */
	note(minuteResetSeconds: number | null | undefined): void {
		if (minuteResetSeconds) this.minuteEndsAt = Date.now() + minuteResetSeconds * 1000;
	}
}

/** The memory that all calls of an execution for one account share. @param account the account's own ID here */
export function pointsOf(context: object, account: string): Points {
	return oncePerExecution(context, `callGear.points ${account}`, () => new Points());
}

/** How long to wait for new points: as the refusal tells, else as an earlier reply told, else a whole minute. */
export function minuteLeftMs(points: Points, minuteResetSeconds: number | null | undefined): number {
	points.note(minuteResetSeconds);
	const left = points.minuteEndsAt - Date.now();
	return left > 0 && left <= MINUTE_MS ? left : MINUTE_MS;
}
