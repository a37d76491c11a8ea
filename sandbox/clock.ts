/** A vendor's clock: runs with the machine's time until a test shifts or stops it. */
export class Clock {
	private offset = 0;

	private stopped: Date | undefined;

	/** The vendor's present. */
	now(): Date {
		return new Date((this.stopped?.getTime() ?? Date.now()) + this.offset);
	}

	/** Moves the present by so many milliseconds (negative: back), as often as called. */
	shift(ms: number): void {
		this.offset += ms;
	}

	/** Stops the clock at this moment; `shift` still moves it. */
	stopAt(moment: Date): void {
		this.stopped = moment;
		this.offset = 0;
	}

	/** Back to the machine's time. */
	reset(): void {
		this.stopped = undefined;
		this.offset = 0;
	}
}
