/** What is bounded for all accounts of an execution together. */

import { dataOfAll } from './executionPlace';
import { HeldUp } from './heldUp';
import { oncePerExecution } from './once';

/** How much of the files that are sent may be under way together; a larger one goes alone. */
const MOST_BYTES = 48_000_000;
/** A second, and by how much sooner after it has left one may arrive than one before it, which had to be connected first. */
const SECOND_ON_ARRIVAL_MS = 1100;

/** The last second, as far as a documented limit counts it. Whether that is one of accounts or of addresses, no vendor says: it counts all. */
interface Second {
	/** When requests left, in milliseconds. */
	left: number[];
}

/** The second of all runs of all nodes in an execution: in a loop, a node has many runs within one. */
function secondOf(context: object): Second {
	return oncePerExecution(dataOfAll(context) ?? context, 'engine.second', () => ({ left: [] }));
}

/** What the limiters of one run of a node share. */
export class Together {
	/** The waits that the vendors asked for. */
	readonly heldUp = new HeldUp();
	private bytes = 0;
	private waiting: Array<() => void> = [];

	constructor(private readonly second: Second = { left: [] }) {}

	static of(context: object): Together {
		return new Together(secondOf(context));
	}

	/** Whether so much of files is under way that no more of this size may leave. */
	isFull(bytes: number): boolean {
		return bytes > 0 && this.bytes > 0 && this.bytes + bytes > MOST_BYTES;
	}

	/** How long it takes until the last second holds fewer than the vendor takes; what a clock that was set back has not reached is forgotten. */
	secondIsFull(now: number, perSecond: number): number {
		const { second } = this;
		second.left = second.left.filter((at) => at <= now && at > now - SECOND_ON_ARRIVAL_MS);
		const first = second.left.at(-perSecond);
		return first === undefined ? 0 : first + SECOND_ON_ARRIVAL_MS - now;
	}

	/** A request leaves. @param counts whether a documented limit counts it */
	leaves(bytes: number, counts: boolean): void {
		if (counts) this.second.left.push(Date.now());
		this.bytes += bytes;
	}

	/** A request is over. */
	over(bytes: number): void {
		this.bytes -= bytes;
		this.waiting.splice(0).forEach((resolve) => resolve());
	}

	/** Waits until a request is over. */
	async another(): Promise<void> {
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}
}
