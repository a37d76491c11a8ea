import { range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import { type Sandbox, startSandbox, type VendorName } from '../../sandbox';
import { isCall, type NodeContract } from '../../testkit/contract';
import { contracts, titleOf } from '../../testkit/contracts';
import { type NodeResult, type NodeRun, runNode, type TestItem } from '../../testkit/n8n';

const MOST_ITEMS = 7;
const byNumber = (a: number, b: number) => a - b;

function errorOf({ json }: NodeResult['main'][number]): Record<string, unknown> {
	return json.error as Record<string, unknown>;
}

/** Runs the promises of every action node, for each variant of a vendor's: pairing, order, On Error, safe repeats, no secrets. */
export function describeContracts(vendor: VendorName): void {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: [vendor] });
	});
	afterAll(async () => await sandbox.stop());

	for (const entry of contracts.filter((each) => each.vendor === vendor)) {
		describe(`${titleOf(entry)} keeps the contract of action nodes`, () =>
			describeContract(entry.contract(() => sandbox.vendors[vendor])));
	}
}

function describeContract(contract: NodeContract): void {
	const { node, parameters, call, writes } = contract;
	const vendor = () => contract.vendor();

	async function run(items: TestItem[], more: Partial<NodeRun> & { options?: INodeParameters } = {}) {
		const { options, ...rest } = more;
		const result = await runNode({
			node,
			items,
			credentials: contract.credentials(),
			parameters: { ...parameters, options: { ...(parameters.options as INodeParameters), ...options } },
			...rest,
		});
		for (const secret of contract.secrets()) expect(result.everything).not.toContain(secret);
		return result;
	}

	const good = (count: number) => range(count).map((index) => contract.item(index));
	const calls = () =>
		vendor()
			.store.requests()
			.filter((received) => isCall(call, received));

	beforeEach(() => {
		vendor().reset();
		contract.prepare?.(MOST_ITEMS);
	});

	it('sends nothing for no items', async () => {
		const result = await run([]);
		expect(result.error).toBeUndefined();
		expect(vendor().store.requests()).toHaveLength(0);
	});

	it('carries out one item', async () => {
		const result = await run(good(1));
		expect(result.error).toBeUndefined();
		expect(contract.delivered()).toEqual([0]);
		expect(result.returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
	});

	it('carries out many items, each once, and gives them in input order, paired', async () => {
		const result = await run(good(MOST_ITEMS), { options: { concurrency: 4 } });
		expect(result.error).toBeUndefined();
		expect(contract.delivered().sort(byNumber)).toEqual(range(MOST_ITEMS));
		expect(result.returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual(
			range(MOST_ITEMS).map((item) => ({ item })),
		);
	});

	it.each(['bad', 'refused'] as const)('stops at a %s item and names it', async (kind) => {
		const items = [contract.item(0), contract[kind].item(1), contract.item(2)];
		const result = await run(items, { options: { concurrency: 1 } });
		expect(result.error?.message).toMatch(contract[kind].message);
		expect(result.error?.description).toBeTruthy();
		expect(result.error?.context).toMatchObject({ itemIndex: 1 });
		expect(contract.delivered()).not.toContain(1);
	});

	it('sends nothing for a bad item', async () => {
		const result = await run([contract.bad.item(0)]);
		expect(result.error?.message).toMatch(contract.bad.message);
		expect(calls()).toHaveLength(0);
	});

	it.each(['bad', 'refused'] as const)('goes on after a %s item under Continue', async (kind) => {
		const items = [contract.item(0), contract[kind].item(1), contract.item(2)];
		const result = await run(items, { onError: 'continueRegularOutput' });
		expect(result.error).toBeUndefined();
		expect(result.returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual(
			range(3).map((item) => ({ item })),
		);
		expect(errorOf(result.main[1]).message).toMatch(contract[kind].message);
		expect(contract.delivered().sort(byNumber)).toEqual([0, 2]);
	});

	it.each(['bad', 'refused'] as const)(
		'sends a %s item to the error output, with its input',
		async (kind) => {
			const spoilt = contract[kind].item(1);
			const result = await run([contract.item(0), spoilt, contract.item(2)], {
				onError: 'continueErrorOutput',
			});
			expect(result.error).toBeUndefined();
			expect(result.main).toHaveLength(2);
			expect(result.failed).toHaveLength(1);
			expect(errorOf(result.failed[0]).message).toMatch(contract[kind].message);
			expect(result.failed[0].json).toMatchObject(spoilt.json ?? {});
			expect(contract.delivered().sort(byNumber)).toEqual([0, 2]);
		},
	);

	it('tries again after 429 and carries the item out once', async () => {
		const headers = { 'retry-after': '0' };
		vendor().faults.add({ when: call, fault: { kind: 'status', status: 429, headers, body: '' } });
		const result = await run(good(2));
		expect(result.error).toBeUndefined();
		expect(contract.delivered().sort(byNumber)).toEqual([0, 1]);
	});

	it('gives up on 429 when the vendor asks for longer than the user allows', async () => {
		const headers = { 'retry-after': '3600' };
		vendor().faults.add({
			when: call,
			times: Infinity,
			fault: { kind: 'status', status: 429, headers, body: '' },
		});
		const result = await run(good(1), { options: { maxRetryWait: 5 } });
		expect(result.error?.message).toMatch(/too many requests/i);
		expect(calls()).toHaveLength(1);
		expect(contract.delivered()).toEqual([]);
	});

	it('never repeats a send whose answer was lost, and says that it may have arrived', async () => {
		vendor().faults.add({ when: call, fault: { kind: 'resetAfter' } });
		const result = await run(good(1), { onError: 'continueErrorOutput' });
		expect(calls()).toHaveLength(writes ? 1 : 2);
		expect(contract.delivered()).toContain(0);
		if (!writes) return;
		expect(contract.delivered()).toEqual([0]);
		expect(errorOf(result.failed[0])).toMatchObject({ delivery: 'uncertain' });
		expect(errorOf(result.failed[0]).description).toContain('may have been carried out');
	});

	it('does not stumble over a web page where data was due', async () => {
		vendor().faults.add({ when: call, fault: { kind: 'html', processed: false } });
		const result = await run(good(1));
		expect(result.error?.message).toMatch(/web page/);
		expect(calls()).toHaveLength(1);
	});

	it('reports a server error on its item and keeps the others', async () => {
		vendor().faults.add({ when: call, fault: { kind: 'status', status: 502, body: 'Bad Gateway' } });
		const count = (contract.itemsPerCall ?? 1) * 2;
		const result = await run(good(count), {
			onError: 'continueErrorOutput',
			options: { concurrency: 1, maxTries: 1 },
		});
		expect(result.failed).toHaveLength(contract.itemsPerCall ?? 1);
		expect(result.main).toHaveLength(count - result.failed.length);
		const delivery = writes ? 'uncertain' : 'notSent';
		expect(errorOf(result.failed[0])).toMatchObject({ httpStatus: 502, delivery });
	});

	it('ends at once when the execution is cancelled', async () => {
		vendor().faults.add({ when: call, times: Infinity, fault: { kind: 'hang' } });
		const started = Date.now();
		await run(good(2), { cancelAfterMs: 300 });
		expect(Date.now() - started).toBeLessThan(2_000);
	});
}
