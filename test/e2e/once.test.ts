import { countBy, range } from 'lodash';

import type { Fault } from '../../sandbox';
import { isCall } from '../../testkit/contract';
import { contracts, described, titleOf } from '../../testkit/contracts';
import { type Chain, callChain } from '../../tools/endurance/chain';
import { type Joined, joinContract } from '../../tools/endurance/join';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import { type Execution, executionsOf, readExecution, retryExecution } from '../../tools/runtime/executions';
import { publishWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import { called, flowOf, loopOver, posting, unpack } from './flow';
import { freePorts } from './npmStart';

const REFUSED: Fault = { kind: 'status', status: 400, body: '' };
const LOST: Fault = { kind: 'resetAfter' };

const THRICE = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

const writing = contracts.filter((entry) => described(entry).writes);
const titles = writing.map(titleOf);

const stops: Array<() => Promise<void>> = [];
const joined = new Map<string, Joined>();
let session: EnduranceSession;

beforeAll(async () => {
	session = await startEndurance({
		port: await freePorts(9),
		say: (line) => void process.stderr.write(`${line}\n`),
		stopLater: (stop) => stops.push(stop),
	});
	for (const entry of writing) joined.set(titleOf(entry), await joinContract(session, entry));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

/** A flow of one node, for one test: with which settings it runs, and how many calls it is to make. */
interface Setting {
	onError?: Chain['onError'];
	tries?: typeof THRICE;
	concurrency?: number;
	/** How many items a call carries, instead of what the contract says. */
	batchSize?: number;
	/** How many items a run of the node has, where it is in a loop. */
	loop?: number;
}

let flows = 0;

function joinedBy(title: string): Joined {
	const one = joined.get(title);
	if (!one) throw new Error(`${title} is not joined`);
	return one;
}

const contractOf = (title: string) => joinedBy(title).contract;

async function flowFor(title: string, calls: number, setting: Setting) {
	const { onError = 'stopWorkflow', tries, concurrency = 1, loop, batchSize } = setting;
	const one = joinedBy(title);
	const { contract, vendor } = one;
	vendor.store.clear();
	vendor.faults.clear();
	const together = Math.min(batchSize ?? contract.itemsPerCall ?? 1, loop ?? Infinity);
	const items = range(calls * together).map(contract.item);
	contract.prepare?.(items.length);

	flows += 1;
	const path = `once-${flows}`;
	const options = { concurrency, ...(batchSize ? { batchSize } : {}) };
	const post = posting({ ...one.chain(path, onError, options), settings: tries });
	const nodes = { Call: called(path), Items: unpack(), Post: post };
	const saved = await saveWorkflow(
		session.rest,
		loop
			? flowOf(path, { ...nodes, Loop: loopOver(loop) }, [
					['Call', 'Items'],
					['Items', 'Loop'],
					['Loop', 'Post', 1],
					['Post', 'Loop'],
				])
			: flowOf(path, nodes, [
					['Call', 'Items'],
					['Items', 'Post'],
				]),
	);
	await publishWorkflow(session.rest, saved);
	return {
		items,
		together,
		/** The calls that are struck, by how many of those that no earlier fault has struck pass before. */
		strike: (fault: Fault, after: number, times = 1) =>
			vendor.faults.add({ when: { ...contract.call, after }, fault, times }),
		async run(): Promise<Execution> {
			await callChain(session.rest, path, items);
			const [id] = await executionsOf(session.rest, saved.id);
			return await readExecution(session.rest, id);
		},
		retry: async (id: string, workflow: 'original' | 'current') =>
			await retryExecution(session.rest, id, workflow),
		/** How often the vendor has each item. */
		held: () => countBy(contract.delivered()),
		calls: () => vendor.store.requests().filter((received) => isCall(contract.call, received)).length,
	};
}

const eachOnce = (items: unknown[]) => countBy(range(items.length));
const errorsIn = (items: Array<{ json: Record<string, unknown> }>) =>
	items.flatMap(({ json }) => (json.error === undefined ? [] : [json.error as Record<string, unknown>]));

describe("n8n's Retry On Fail, three tries", () => {
	const cases = titles.flatMap((title) => ON_ERROR.map((onError) => ({ title, onError })));

	it.each(cases)('has $title deliver each item once, under $onError', async ({ title, onError }) => {
		const { items, together, strike, run, held, calls } = await flowFor(title, 5, { onError, tries: THRICE });
		// The first item is an error, upon which n8n tries again, the second leaves doubt
		strike(REFUSED, 0);
		strike(LOST, onError === 'stopWorkflow' ? 1 : 0);
		const result = await run();
		expect(held()).toEqual(eachOnce(items));
		expect(calls()).toBe(6);
		if (onError === 'stopWorkflow') {
			expect(result.status).toBe('error');
			expect(result.error).toContain('It was not sent again.');
			expect(result.error).toContain('Retry sends nothing;');
			return;
		}
		expect(result.status).toBe('success');
		const [main, failed] = result.outputs('Post');
		const doubt = errorsIn(onError === 'continueErrorOutput' ? failed : main);
		expect(doubt.map(({ delivery }) => delivery)).toEqual(range(together).map(() => 'uncertain'));
		expect([...main, ...(failed ?? [])].flatMap(({ pairedItem }) => pairedItem)).toHaveLength(items.length);
	});
});

describe("n8n's retry of a failed execution", () => {
	it.each(titles)('has %s deliver each of its items once', async (title) => {
		const { items, together, strike, run, held, retry } = await flowFor(title, 5, {});
		strike(REFUSED, 2);
		const failed = await run();
		expect(failed.status).toBe('error');
		expect(failed.error).toContain(`Retry sends items ${2 * together}–${items.length - 1} only.`);
		const retried = await retry(failed.id, 'original');
		expect(retried.status).toBe('success');
		expect(held()).toEqual(eachOnce(items));
		const [main] = retried.outputs('Post');
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual(range(items.length).map((item) => ({ item })));
		expect(main.map(({ json }) => json.alreadyDelivered ?? false)).toEqual(
			range(items.length).map((index) => index < 2 * together),
		);
	});

	it.each(titles)('never has %s send what may have arrived', async (title) => {
		const { items, together, strike, run, held, calls, retry } = await flowFor(title, 5, {});
		strike(LOST, 1);
		let { id, status } = await run();
		for (const workflow of ['original', 'current', 'original'] as const) {
			expect(status).toBe('error');
			const retried = await retry(id, workflow);
			expect(retried.error).toContain('It was not sent again.');
			({ id, status } = retried);
		}
		expect(held()).toEqual(eachOnce(items));
		expect(calls()).toBe(items.length / together);
	});

	it.each(titles)('has %s deliver each of 200 items once, side by side', async (title) => {
		// A vendor that takes several items in a request allows fewer requests
		const batchSize = contractOf(title).itemsPerCall && 20;
		const calls = 200 / (batchSize ?? 1);
		const { items, strike, run, held, retry } = await flowFor(title, calls, { concurrency: 8, batchSize });
		strike(REFUSED, Math.floor(calls * 0.6), 2);
		let { id, status } = await run();
		expect(status).toBe('error');
		for (let presses = 0; status === 'error' && presses < 2; presses += 1) {
			({ id, status } = await retry(id, 'current'));
		}
		expect(status).toBe('success');
		expect(held()).toEqual(eachOnce(items));
	});

	const loops = titles.flatMap((title) => [1, 10].map((loop) => ({ title, loop })));

	it.each(loops)('has $title in a loop of $loop deliver each item once', async ({ title, loop }) => {
		const { itemsPerCall = 1 } = contractOf(title);
		const calls = 20 / Math.min(itemsPerCall, loop);
		const { items, strike, run, held, retry } = await flowFor(title, calls, { loop });
		strike(REFUSED, Math.floor(calls * 0.6));
		const failed = await run();
		expect(failed.status).toBe('error');
		const retried = await retry(failed.id, 'current');
		expect(retried.status).toBe('success');
		expect(held()).toEqual(eachOnce(items));
	});
});
