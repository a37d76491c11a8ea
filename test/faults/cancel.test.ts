import { setTimeout as sleep } from 'node:timers/promises';
import { countBy, range } from 'lodash';

import type { Fault } from '../../sandbox';
import type { NodeContract } from '../../testkit/contract';
import { contracts, described, type Entry, titleOf } from '../../testkit/contracts';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { optionsAdded, verdictsOf } from './cell';
import { startAlone, type Vendor } from './stage';

const HANG: Fault = { kind: 'hang' };
const WAIT: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: '' };

const rows = contracts.map((entry) => ({ entry, title: titleOf(entry) }));

const steps = rows.flatMap((row) =>
	Object.keys(described(row.entry).steps ?? {}).map((step) => ({ ...row, step })),
);

interface Cancelled {
	vendor: Vendor;
	contract: NodeContract;
	result: NodeResult;
	items: number;
	/** From the stop to the end of the run. */
	tookMs: number;
}

/** Runs a node whose first call passes and whose others meet a fault, or all of a step, and stops the execution once one has. */
async function cancelled(
	entry: Entry,
	fault: Fault,
	{ concurrency = 1, ...more }: Partial<NodeRun> & { concurrency?: number },
	step?: string,
): Promise<Cancelled> {
	const vendor = await startAlone(entry.vendor);
	try {
		const contract = entry.contract(() => vendor);
		const items = 4 * (contract.itemsPerCall ?? 1);
		contract.prepare?.(items);
		const when = step ? contract.steps?.[step] : { ...contract.call, after: 1 };
		vendor.faults.add({ when, times: Infinity, fault });
		let stoppedAt = 0;
		const caught = async () => {
			while (!vendor.store.requests().some((request) => request.fault)) await sleep(5);
			await sleep(50);
			stoppedAt = Date.now();
		};
		const result = await runNode({
			node: contract.node,
			items: range(items).map((index) => contract.item(index)),
			credentials: contract.credentials(),
			parameters: optionsAdded(contract.parameters, { concurrency }),
			cancelOn: caught(),
			...more,
		});
		const tookMs = Date.now() - stoppedAt;
		await sleep(50);
		return { vendor, contract, result, items, tookMs };
	} finally {
		await vendor.stop();
	}
}

describe('stopping the execution', () => {
	const atOnce = rows.flatMap((row) => [0, 1].map((concurrency) => ({ ...row, concurrency })));
	it.concurrent.each(atOnce)('ends requests of $title at once, Concurrency $concurrency', async (row) => {
		const { vendor, contract, result, items, tookMs } = await cancelled(row.entry, HANG, {
			onError: 'continueErrorOutput',
			concurrency: row.concurrency,
		});
		expect(tookMs).toBeLessThan(5_000);
		expect(vendor.store.counters.inFlight).toBe(0);
		const { itemsPerCall = 1, writes } = contract;
		const open = writes
			? { uncertain: itemsPerCall, 'not delivered': items - 2 * itemsPerCall }
			: { 'not delivered': items - itemsPerCall };
		const verdicts = countBy(verdictsOf(result, contract, items));
		if (row.concurrency === 1) return expect(verdicts).toEqual({ delivered: itemsPerCall, ...open });
		// How many are under way is found out by the node
		const { lost, doubled, uncertain = 0 } = verdicts;
		expect({ lost, doubled }).toEqual({});
		const struck = vendor.store.requests().filter(({ fault }) => fault).length;
		// One may have left that the vendor has not read yet
		expect(uncertain).toBeGreaterThanOrEqual(writes ? struck * itemsPerCall : 0);
		expect(uncertain).toBeLessThanOrEqual(writes ? items - itemsPerCall : 0);
	});

	it.concurrent.each(steps)('ends the $step of $title at once', async ({ entry, step }) => {
		const { contract, result, items, tookMs } = await cancelled(
			entry,
			HANG,
			{ onError: 'continueErrorOutput' },
			step,
		);
		expect(tookMs).toBeLessThan(5_000);
		const { lost, doubled, delivered } = countBy(verdictsOf(result, contract, items));
		expect({ lost, doubled, delivered }).toEqual({});
	});

	it.concurrent.each(rows)('ends a pause of $title at once', async ({ entry }) => {
		const { vendor, contract, result, items, tookMs } = await cancelled(entry, WAIT, {
			onError: 'continueErrorOutput',
		});
		expect(tookMs).toBeLessThan(5_000);
		expect(vendor.store.requests().filter(({ fault }) => fault)).toHaveLength(1);
		const { itemsPerCall = 1 } = contract;
		expect(countBy(verdictsOf(result, contract, items))).toEqual({
			delivered: itemsPerCall,
			'not delivered': items - itemsPerCall,
		});
	});

	it.concurrent.each(rows)('leaves word of what $title has delivered', async ({ entry }) => {
		const { contract, result } = await cancelled(entry, HANG, {});
		const { itemsPerCall = 1 } = contract;
		const first = itemsPerCall === 1 ? 'item 0' : `items 0–${itemsPerCall - 1}`;
		expect(result.status).toBe('canceled');
		expect(result.error?.description).toContain(`Already carried out: ${first}.`);
	});
});
