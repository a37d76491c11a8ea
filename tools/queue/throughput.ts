import { busyness } from '../endurance/machine';
import { compare } from '../endurance/load/compare';
import { EVENT_KINDS } from '../endurance/load/events';
import { flowsOf } from '../endurance/load/flows';
import { publishWorkflow, saveWorkflow } from '../runtime/workflows';
import { callMany } from './calls';
import type { ThroughputResult } from './results';
import type { QueueStack } from './stack';

/** What makes a vendor slow. */
const VENDOR_MS = 8000;
const CALLS = 80;
/** More than four workers have room for. */
const OPEN = 60;

/** How many calls a second the workers of a stack bring to a slow vendor. */
export async function tryThroughput(stack: QueueStack): Promise<ThroughputResult> {
	const { rest, credentials, start } = stack;
	const [kind] = EVENT_KINDS;
	const [flow] = flowsOf(kind, credentials);
	await publishWorkflow(rest, await saveWorkflow(rest, flow));
	for (const vendor of Object.values(start.vendors)) vendor.reset();
	// So that nothing is slow for being the first
	await callMany(kind, rest.webhookUrl(kind.path), 20, `warm-${start.name}`);
	for (const vendor of Object.values(start.vendors)) vendor.reset();
	kind.prepare(start.vendors);
	const fault = { kind: 'delay', ms: VENDOR_MS } as const;
	start.vendors.superOffice.faults.add({ when: { path: '/Messages' }, times: Infinity, fault });
	const load = busyness();
	const begun = Date.now();
	const told = await callMany(kind, rest.webhookUrl(kind.path), CALLS, start.name, OPEN);
	const rate = (CALLS * 1000) / (Date.now() - begun);
	start.vendors.superOffice.faults.clear();
	return {
		release: start.runtime.version,
		workers: start.workers,
		calls: CALLS,
		delivered: compare(kind, told, kind.held(start.vendors)).delivered.length,
		vendorMs: VENDOR_MS,
		rate,
		load,
	};
}
