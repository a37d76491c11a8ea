/** What outlives one call of n8n: a memory of the process, bounded in number and time. */

/** How much is kept, and for how long. */
export interface MemoryLimits {
	entries: number;
	/** In milliseconds, from when a value was put in. */
	ms: number;
}

/** Values by key; the oldest make room when there are too many, and those whose time is over are gone. */
export class Memory<Value> {
	private readonly held = new Map<string, { value: Value; until: number }>();

	constructor(private readonly limits: MemoryLimits) {}

	get(key: string): Value | undefined {
		const entry = this.held.get(key);
		if (entry && entry.until > Date.now()) return entry.value;
		this.held.delete(key);
		return undefined;
	}

	/** Puts a value in, as the youngest of all. */
	set(key: string, value: Value): void {
		this.held.delete(key);
		this.held.set(key, { value, until: Date.now() + this.limits.ms });
		for (const oldest of this.held.keys()) {
			if (this.held.size <= this.limits.entries) break;
			this.held.delete(oldest);
		}
	}

	delete(key: string): void {
		this.held.delete(key);
	}
}
