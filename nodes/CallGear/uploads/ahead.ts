import { breathing } from '../../engine/wait';

/** In milliseconds: a request that is about to leave waits no longer for the next one to be prepared. */
const SOON = 5;

/** Has one thing prepared before it is asked for: the next one while those before it wait for the vendor, and no more. */
export class Ahead<T> {
	/** Whether there is nothing more to be had. */
	ended = false;

	private broken?: { by: unknown };

	private next: Promise<T | undefined>;

	private readonly breathe = breathing(SOON);

	constructor(private readonly source: AsyncIterator<T>) {
		this.next = this.prepare();
	}

	/** The next one; undefined at the end. Does not throw. */
	async take(): Promise<T | undefined> {
		const taken = this.next;
		this.next = taken.then(async () => {
			await this.breathe();
			return await this.prepare();
		});
		return await taken;
	}

	/** Waits until nothing is being prepared any more. @throws what kept the rest from being prepared */
	async close(): Promise<void> {
		await this.next;
		if (this.broken) throw this.broken.by;
	}

	private async prepare(): Promise<T | undefined> {
		try {
			const { done, value } = (await this.source.next()) as IteratorResult<T, undefined>;
			if (!done) return value;
		} catch (caught) {
			this.broken = { by: caught };
		}
		this.ended = true;
		return undefined;
	}
}
