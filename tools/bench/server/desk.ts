import { setTimeout as sleep } from 'node:timers/promises';

import type { Behaviour } from '../job';

/** How often another customer of the vendor asks for something, in milliseconds; no divisor of the times that answers take. */
const OTHERS_EVERY_MS = 211;

/** Where requests are served: some side by side, the others in turn, each for as long as the vendor takes at that time. */
export class Desk {
	private serving = 0;
	private readonly queue: Array<() => void> = [];
	private first?: number;
	private others?: NodeJS.Timeout;
	/** How long the vendor's other customers waited for each of their answers, in milliseconds. */
	readonly othersMs: number[] = [];

	constructor(private readonly behaviour: Behaviour) {}

	/** Waits as long as an answer takes. @returns since the first request, in milliseconds */
	async serve(): Promise<number> {
		if (this.first === undefined) this.open();
		await this.turn();
		await sleep(this.takes());
		this.serving -= 1;
		this.queue.shift()?.();
		return this.sinceFirst();
	}

	/** The other customers leave. */
	close(): void {
		clearInterval(this.others);
	}

	private open(): void {
		this.first = performance.now();
		if (this.behaviour.sideBySide === undefined) return;
		this.others = setInterval(() => void this.serveAnother(), OTHERS_EVERY_MS);
	}

	private async serveAnother(): Promise<void> {
		const begun = performance.now();
		await this.serve();
		this.othersMs.push(performance.now() - begun);
	}

	private async turn(): Promise<void> {
		const { sideBySide = Infinity } = this.behaviour;
		if (this.serving >= sideBySide) await new Promise<void>((resolve) => this.queue.push(resolve));
		this.serving += 1;
	}

	private takes(): number {
		const { latencyMs, slow } = this.behaviour;
		const at = this.sinceFirst();
		return slow && at >= slow.fromMs && at < slow.toMs ? latencyMs * slow.times : latencyMs;
	}

	private sinceFirst(): number {
		return performance.now() - (this.first ?? 0);
	}
}
