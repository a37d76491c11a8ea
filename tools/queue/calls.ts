import { sumBy } from 'lodash';

import { compare } from '../endurance/load/compare';
import { call, type Told } from '../endurance/load/drive';
import { EVENT_KINDS, type EventKind } from '../endurance/load/events';
import { flowsOf } from '../endurance/load/flows';
import { publishWorkflow, saveWorkflow } from '../runtime/workflows';
import type { CallsResult } from './results';
import type { QueueStack } from './stack';

/** Callers that wait for an answer at the same time: more than the workers can serve. */
const OPEN = 20;

/**
 * Calls a webhook so many times; gives what each caller was told.
 *
 * @param run makes the events of a run their own
 * @param open how many callers wait for an answer at the same time
 */
export async function callMany(
	kind: EventKind,
	url: string,
	count: number,
	run: string,
	open = OPEN,
): Promise<Told[]> {
	const told: Told[] = [];
	let next = 0;
	const caller = async () => {
		while (next < count) {
			next += 1;
			told.push(await call({ url, kind }, `event-${run}-${next}`));
		}
	};
	await Promise.all(Array.from({ length: open }, caller));
	return told;
}

/** Webhook, our node, answer: every call is compared with what the vendor holds, the bytes of its file too. */
export async function tryCalls(stack: QueueStack, count: number): Promise<CallsResult[]> {
	const { rest, credentials, start } = stack;
	const results: CallsResult[] = [];
	for (const kind of EVENT_KINDS) {
		const [flow] = flowsOf(kind, credentials);
		await publishWorkflow(rest, await saveWorkflow(rest, flow));
		for (const vendor of Object.values(start.vendors)) vendor.reset();
		kind.prepare(start.vendors);
		const before = stack.taken();
		const told = await callMany(kind, rest.webhookUrl(kind.path), count, start.name);
		const accounts = compare(kind, told, kind.held(start.vendors));
		const { delivered, lost, doubled, early, mixedUp, failed, invented } = accounts;
		results.push({
			release: start.runtime.version,
			binaries: start.binaries,
			what: kind.title,
			calls: count,
			delivered: delivered.length,
			lost: lost.length,
			doubled: doubled.length,
			spoilt: sumBy([early, mixedUp, invented], 'length'),
			failed: failed.length,
			workers: stack.taken().map((taken, index) => taken - before[index]),
		});
	}
	return results;
}
