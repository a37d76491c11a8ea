import { setTimeout as sleep } from 'node:timers/promises';

import type { EventKind } from './events';

/** What a caller knows of its event. */
export interface Told {
	event: string;
	/** 0 when no answer came. */
	status: number;
	answer: Record<string, unknown>;
	answeredAt: number;
	/** From sending to the answer. */
	tookMs: number;
}

/** What came of driving a flow. */
export interface Drive {
	told: Told[];
	/** Answered events a second, from the first call to the last answer. */
	rate: number;
	/** From the last call to the last answer. */
	drainMs: number;
	/** How often the next call had to wait because too many were open. */
	heldBack: number;
}

/** How a flow is driven. */
export interface Drivers {
	url: string;
	kind: EventKind;
	/** Calls a second; Infinity for as fast as answers come. */
	rate: number;
	seconds: number;
	/** Calls that may be open at the same time. */
	most: number;
	/** Makes the events of a run their own. */
	run: string;
}

/** Calls a webhook with one event. */
export async function call({ url, kind }: Pick<Drivers, 'url' | 'kind'>, event: string): Promise<Told> {
	const sentAt = performance.now();
	const told = (status: number, answer: Record<string, unknown>): Told => ({
		event,
		status,
		answer,
		answeredAt: Date.now(),
		tookMs: performance.now() - sentAt,
	});
	try {
		const response = await fetch(url, { method: 'POST', ...kind.body(event) });
		const text = await response.text();
		const [answer] = [response.ok ? (JSON.parse(text) as Record<string, unknown>) : { text }].flat();
		return told(response.status, answer);
	} catch (error) {
		return told(0, { error: (error as Error).message });
	}
}

/** Calls a webhook at a steady rate, whatever the answers do, but never with more calls open than allowed. */
export async function drive(drivers: Drivers): Promise<Drive> {
	const { rate, seconds, most, run } = drivers;
	const told: Told[] = [];
	const open = new Set<Promise<void>>();
	let heldBack = 0;
	let count = 0;
	const startedAt = performance.now();
	const elapsed = () => performance.now() - startedAt;
	while (elapsed() < seconds * 1000) {
		if (open.size >= most) {
			heldBack += 1;
			await Promise.race(open);
			continue;
		}
		const early = (count / rate) * 1000 - elapsed();
		if (early > 1) await sleep(early);
		count += 1;
		const done = call(drivers, `event-${run}-${count}`).then((answer) => void told.push(answer));
		const tracked = done.finally(() => open.delete(tracked));
		open.add(tracked);
	}
	const lastCall = elapsed();
	await Promise.all(open);
	return { told, rate: (told.length * 1000) / elapsed(), drainMs: elapsed() - lastCall, heldBack };
}

/** The time within which so large a share of the calls was answered, in milliseconds. */
export function percentile({ told }: Drive, share: number): number {
	const sorted = told.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
	return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
