import { setTimeout as sleep } from 'node:timers/promises';

import { countBy, range, uniqBy } from 'lodash';

import type { Fault } from '../../sandbox';
import { isCall } from '../../testkit/contract';
import { contracts, described, titleOf } from '../../testkit/contracts';
import { type Chain, callChain } from '../../tools/endurance/chain';
import { type Joined, joinContract } from '../../tools/endurance/join';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import { type Execution, executionsOf, readExecution, retryExecution } from '../../tools/runtime/executions';
import { publishWorkflow, saveWorkflow, type Workflow } from '../../tools/runtime/workflows';
import { called, type FlowNode, flowOf, posting, unpack } from './flow';
import { freePorts } from './npmStart';

/** n8n's Retry On Fail. */
export const THRICE = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const writing = contracts.filter((entry) => described(entry).writes);

/** Every node that posts, in each of its ways. */
export const titles = writing.map(titleOf);

/** Every node that posts, in its first way. */
export const firstTitles = uniqBy(writing, (entry) => described(entry).node).map(titleOf);

/** A webhook that is called with items, the node that takes them apart, and the one that posts them. */
export type Nodes = Record<'Call' | 'Items' | 'Post', FlowNode>;

/** A flow around a node that posts: with which settings it runs, and how many calls it is to make. */
export interface Setting {
	onError?: Chain['onError'];
	tries?: typeof THRICE;
	concurrency?: number;
	/** How many items a call carries, instead of what the contract says. */
	batchSize?: number;
	/** How many items a run of the node has at the most. */
	itemsPerRun?: number;
	/** The flow; one node after the other unless given. */
	flow?: (path: string, nodes: Nodes) => Workflow;
}

const straight = (path: string, nodes: Nodes) =>
	flowOf(path, nodes, [
		['Call', 'Items'],
		['Items', 'Post'],
	]);

/**
 * The newest execution of a workflow, once it has ended. While one is ending, n8n's list leaves it out for a moment.
 * @throws an Error when there is none after ten seconds
 */
export async function newestOf(rest: EnduranceSession['rest'], workflowId: string): Promise<Execution> {
	for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(50)) {
		const [id] = await executionsOf(rest, workflowId);
		if (id !== undefined) return await readExecution(rest, id);
	}
	throw new Error(`Workflow ${workflowId} has no execution`);
}

/** A real n8n that every posting node is joined to, each with its own vendor. */
export class Postings {
	private flows = 0;

	private constructor(
		readonly session: EnduranceSession,
		private readonly joined: Map<string, Joined>,
	) {}

	static async start(stopLater: (stop: () => Promise<void>) => void): Promise<Postings> {
		const session = await startEndurance({
			port: await freePorts(9),
			say: (line) => void process.stderr.write(`${line}\n`),
			stopLater,
		});
		const joined = new Map<string, Joined>();
		for (const entry of writing) joined.set(titleOf(entry), await joinContract(session, entry));
		return new Postings(session, joined);
	}

	joinedBy(title: string): Joined {
		const one = this.joined.get(title);
		if (!one) throw new Error(`${title} is not joined`);
		return one;
	}

	/** Publishes a flow around a node, whose vendor holds nothing yet. */
	async flowFor(title: string, calls: number, setting: Setting = {}) {
		const { onError = 'stopWorkflow', tries, concurrency = 1, batchSize, flow = straight } = setting;
		const { rest } = this.session;
		const one = this.joinedBy(title);
		const { contract, vendor } = one;
		vendor.store.clear();
		vendor.faults.clear();
		const together = Math.min(batchSize ?? contract.itemsPerCall ?? 1, setting.itemsPerRun ?? Infinity);
		const items = range(calls * together).map(contract.item);
		contract.prepare?.(items.length);

		this.flows += 1;
		const path = `once-${this.flows}`;
		const options = { concurrency, ...(batchSize ? { batchSize } : {}) };
		const nodes: Nodes = {
			Call: called(path),
			Items: unpack(),
			Post: posting({ ...one.chain(path, onError, options), settings: tries }),
		};
		const saved = await saveWorkflow(rest, flow(path, nodes));
		await publishWorkflow(rest, saved);
		const call = async () => await callChain(rest, path, items);
		const newest = async () => await newestOf(rest, saved.id);
		return {
			id: saved.id,
			items,
			together,
			/** Saves another flow as the one that a retry with the current workflow takes. */
			edit: async (edited: typeof straight) => await saveWorkflow(rest, edited(path, nodes)),
			/** The calls that are struck, by how many of those that no earlier fault has struck pass before. */
			strike: (fault: Fault, after: number, times = 1) =>
				vendor.faults.add({ when: { ...contract.call, after }, fault, times }),
			call,
			newest,
			run: async () => {
				await call();
				return await newest();
			},
			retry: async (id: string, workflow: 'original' | 'current') => await retryExecution(rest, id, workflow),
			/** Ends all strikes. */
			calm: () => vendor.faults.clear(),
			/** How often the vendor has each item. */
			held: () => countBy(contract.delivered()),
			calls: () => vendor.store.requests().filter((received) => isCall(contract.call, received)).length,
		};
	}
}

/** What a vendor that has each item once holds. */
export const eachOnce = (items: unknown[]) => countBy(range(items.length));
