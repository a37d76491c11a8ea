import { countBy, range } from 'lodash';

import type { Fault } from '../../sandbox';
import { isCall } from '../../testkit/contract';
import { contracts, described, titleOf } from '../../testkit/contracts';
import { type Chain, callChain } from '../../tools/endurance/chain';
import { type Joined, joinContract } from '../../tools/endurance/join';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import { type Execution, executionsOf, readExecution } from '../../tools/runtime/executions';
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
	/** How many items a run of the node has, where it is in a loop. */
	loop?: number;
}

let flows = 0;

async function flowFor(title: string, calls: number, { onError, tries, concurrency = 1, loop }: Setting) {
	const one = joined.get(title);
	if (!one) throw new Error(`${title} is not joined`);
	const { contract, vendor } = one;
	vendor.store.clear();
	vendor.faults.clear();
	const together = Math.min(contract.itemsPerCall ?? 1, loop ?? Infinity);
	const items = range(calls * together).map(contract.item);
	contract.prepare?.(items.length);

	flows += 1;
	const path = `once-${flows}`;
	const post = posting({ ...one.chain(path, onError ?? 'stopWorkflow', { concurrency }), settings: tries });
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
