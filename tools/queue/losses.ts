import { setTimeout as sleep } from 'node:timers/promises';

import { countBy, groupBy, range, uniq } from 'lodash';
import { z } from 'zod';

import { isCall } from '../../testkit/contract';
import type { Joined } from '../endurance/join';
import { type Execution, readExecution } from '../runtime/executions';
import { joined, publishFlow, statesOf } from './flows';
import type { LossResult } from './results';
import type { QueueStack } from './stack';

/** A node in one way, and the indexes of its items. */
interface Way {
	title: string;
	sendOnce: boolean;
	first: number;
}

/** SuperOffice knows no repeat again, Expertflow does by the message's ID. */
const WAYS: Way[] = [
	{ title: 'superOfficeAddChatMessage (onsite)', sendOnce: false, first: 0 },
	{ title: 'superOfficeAddChatMessage (onsite)', sendOnce: true, first: 100 },
	{ title: 'haptikSendMessage', sendOnce: false, first: 0 },
	{ title: 'haptikSendMessage', sendOnce: true, first: 100 },
	{ title: 'expertflowSendMedia (from URL)', sendOnce: false, first: 0 },
];

/** For each way. */
const EXECUTIONS = 4;
const ITEMS = 4;
const GIVEN = EXECUTIONS * ITEMS;

/** How long a vendor takes, so that every worker is in the middle of a send when it is lost. */
const VENDOR_MS = 2000;
/** From the first send: each execution has sent one item then, and the second is under way. */
const LOST_AFTER_MS = 3000;
/** Longer than n8n needs to give an execution up. */
const FROZEN_MS = 45_000;
const PATIENCE_MS = 240_000;
/** What a worker that was thought lost still sends when its execution is over. */
const AFTERMATH_MS = 12_000;

const ENDED = (status: string) => !['new', 'running', 'waiting'].includes(status);

interface Running extends Way {
	one: Joined;
	workflowId: string;
	indexes: number[];
	/** How n8n shows the item of each index. */
	names: Map<string, number>;
}

async function begin(stack: QueueStack, way: Way, how: string): Promise<Running> {
	const one = await joined(stack, way.title);
	const { contract, vendor } = one;
	const indexes = range(way.first, way.first + GIVEN);
	const options = way.sendOnce ? { sendOnce: 'execution' } : {};
	const { id: workflowId } = await publishFlow(stack, one, pathOf(how, way), options);
	const names = new Map(indexes.map((index) => [JSON.stringify(contract.item(index).json), index]));
	vendor.faults.add({ when: contract.call, times: Infinity, fault: { kind: 'delay', ms: VENDOR_MS } });
	return { ...way, one, workflowId, indexes, names };
}

const pathOf = (how: string, { title, sendOnce }: Way) =>
	`${how}-${title.replace(/\W+/g, '-')}${sendOnce ? 'once' : ''}`;

/** Calls all flows in turn, so that each has executions on both workers. */
async function callAll({ rest }: QueueStack, how: string, runs: Running[]): Promise<void> {
	for (const execution of range(EXECUTIONS)) {
		for (const run of runs) {
			const from = run.first + execution * ITEMS;
			const items = range(from, from + ITEMS).map((index) => run.one.contract.item(index).json);
			await rest.webhook(pathOf(how, run), { items });
		}
	}
}

async function statesNow({ rest }: QueueStack, { workflowId }: Running): Promise<Record<string, number>> {
	return countBy(await statesOf(rest, workflowId), 'status');
}

async function allEnded({ rest }: QueueStack, runs: Running[]): Promise<void> {
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(500)) {
		const states = await Promise.all(runs.map(async ({ workflowId }) => await statesOf(rest, workflowId)));
		if (states.every((each) => each.length === EXECUTIONS && each.every(({ status }) => ENDED(status))))
			return;
	}
}

const delivery = z.object({ error: z.object({ delivery: z.enum(['refused', 'notSent', 'uncertain']) }) });
const paired = z.union([z.object({ item: z.number() }), z.array(z.object({ item: z.number() })).nonempty()]);

type Told = 'posted' | 'refused' | 'notSent' | 'uncertain';

/** What the node has told of each item of an execution, by its index. */
function toldIn({ names }: Running, execution: Execution): Map<number, Told> {
	const given = execution.outputs('Items')[0] ?? [];
	const told = new Map<number, Told>();
	for (const item of execution.outputs('Post').flat()) {
		const pair = paired.parse(item.pairedItem);
		const { item: place } = Array.isArray(pair) ? pair[0] : pair;
		const index = names.get(JSON.stringify(given[place].json));
		if (index === undefined) throw new Error(`Nobody has given ${JSON.stringify(given[place].json)}`);
		const failed = delivery.safeParse(item.json);
		told.set(index, failed.success ? failed.data.error.delivery : 'posted');
	}
	return told;
}

const messageId = z.object({ id: z.string() });

async function resultOf(
	{ rest, start }: QueueStack,
	how: LossResult['how'],
	run: Running,
	seconds: number,
): Promise<LossResult> {
	const { one, indexes, title, sendOnce } = run;
	const { contract, vendor } = one;
	const states = await statesOf(rest, run.workflowId);
	const executions: Execution[] = [];
	for (const { id, status } of states) if (ENDED(status)) executions.push(await readExecution(rest, id));
	const told = new Map(executions.flatMap((execution) => [...toldIn(run, execution)]));
	const held = countBy(contract.delivered().filter((index) => indexes.includes(index)));
	const times = (index: number) => held[index] ?? 0;
	const isTold = (index: number, ...as: Told[]) => as.includes(told.get(index) as Told);
	const count = (is: (index: number) => boolean) => indexes.filter(is).length;
	const sent = vendor.store.requests().filter((received) => isCall(contract.call, received));
	const ids = sent.flatMap(({ body }) => messageId.safeParse(body).data?.id ?? []);
	const repeats = Object.values(groupBy(ids)).filter((same) => same.length > 1).length;
	return {
		release: start.runtime.version,
		how,
		node: title,
		sendOnce,
		given: GIVEN,
		told: {
			posted: count((index) => isTold(index, 'posted')),
			refused: count((index) => isTold(index, 'refused')),
			notSent: count((index) => isTold(index, 'notSent')),
			uncertain: count((index) => isTold(index, 'uncertain')),
			nothing: count((index) => !told.has(index)),
		},
		held: {
			once: count((index) => times(index) === 1),
			more: count((index) => times(index) > 1),
			never: count((index) => times(index) === 0),
		},
		lies: count(
			(index) =>
				(isTold(index, 'posted') && times(index) === 0) ||
				(isTold(index, 'refused', 'notSent') && times(index) > 0),
		),
		silent: count((index) => !told.has(index) && times(index) > 0),
		...(ids.length > 0 ? { recognisable: repeats } : {}),
		states: countBy(states, 'status'),
		words: uniq(executions.flatMap(({ error }) => error ?? [])),
		seconds: Math.round(seconds),
	};
}

/** Loses the first worker while it is sending: for ever, or for longer than n8n waits. */
export async function tryLoss(stack: QueueStack, how: LossResult['how']): Promise<LossResult[]> {
	for (const vendor of Object.values(stack.start.vendors)) vendor.reset();
	const runs: Running[] = [];
	for (const way of WAYS) runs.push(await begin(stack, way, how));
	for (const { one } of runs) one.contract.prepare?.(200);
	await callAll(stack, how, runs);
	await sleep(LOST_AFTER_MS);
	const [{ n8n }] = stack.workers;
	const lostAt = Date.now();
	n8n.signal(how === 'killed' ? 'SIGKILL' : 'SIGSTOP');
	if (how === 'frozen') await sleep(FROZEN_MS);
	const meanwhile = await Promise.all(runs.map(async (run) => await statesNow(stack, run)));
	n8n.signal('SIGCONT');
	await allEnded(stack, runs);
	const seconds = (Date.now() - lostAt) / 1000;
	await sleep(AFTERMATH_MS);
	await allEnded(stack, runs);
	const results: LossResult[] = [];
	for (const [index, run] of runs.entries()) {
		const result = await resultOf(stack, how, run, seconds);
		results.push({ ...result, ...(how === 'frozen' ? { meanwhile: meanwhile[index] } : {}) });
	}
	for (const vendor of Object.values(stack.start.vendors)) vendor.faults.clear();
	return results;
}
