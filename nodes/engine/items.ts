/** Runs items side by side within bounds, keeps lanes and output order, pairs, follows On Error. */

import type { IExecuteFunctions, INode, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { Delivered } from './delivered';
import {
	asFailure,
	cancelledBefore,
	type Delivery,
	Failure,
	failureJson,
	isTool,
	toNodeError,
} from './errors';
import { runsWithinAgent } from './executionPlace';
import { Fields } from './fields';
import { hintOfWaits } from './heldUp';
import { outputCleaner } from './http';
import { itemsThatLeft } from './left';
import { heldUpOf } from './limiter';
import { type OptionDefaults, readConcurrency, sendsUncertain } from './options';
import { noteWhenStopped, type Outcome, progressOf, retryOf } from './progress';
import { type Cleaner, cleanedBreathing, cleanFailure } from './secrets';
import { sentOnce } from './sendOnce';
import { breathing, mapBreathing } from './wait';

export interface RunSettings {
	/** What the node's Options start from; how many items are worked on at the same time is read from them. */
	defaults: OptionDefaults;
	/** The node's fields. */
	properties: readonly INodeProperties[];
	/** Items of the same lane run one after the other in input order, e.g. the messages of one session. */
	lane?: (fields: Fields) => string | undefined;
}

/**
 * Runs every input item through `work` and gives the node's output: in input order, every item paired with its input, failures handled as
 * the node's On Error setting says. Under "Stop" no further item is started after a failure, those under way are finished. What an earlier
 * try has delivered is not sent again, nor what it has left in doubt.
 *
 * @param work sends one item, of which it gets the fields; gives its output items or throws a `Failure`
 * @throws NodeApiError or NodeOperationError under "Stop", with the index of the failed item
 */
export async function runItems(
	context: IExecuteFunctions,
	{ defaults, properties, lane }: RunSettings,
	work: (fields: Fields) => Promise<INodeExecutionData | INodeExecutionData[]>,
): Promise<INodeExecutionData[][]> {
	const atOnce = readConcurrency(context, properties);
	const sendsAgain = (itemIndex: number) => sendsUncertain(Fields.ofItem(context, itemIndex, properties));
	const delivered = defaults.writes ? await Delivered.begin(context, sendsAgain) : Delivered.nothing(context);
	const { outcomes } = delivered;
	const open = [...delivered.open];
	let stopped = false;
	const halted = () => stopped || isCancelled(context);
	// What was read for an item's lane is not read again for its work
	const begun = new Map<number, Fields>();
	const fieldsOf = (itemIndex: number) =>
		begun.get(itemIndex) ?? Fields.ofItem(context, itemIndex, properties);
	// One by one, all items are in order anyway; reading their lanes would cost an expression each
	const laneOfItem =
		atOnce &&
		lane &&
		((place: number) => {
			const itemIndex = open[place];
			const fields = fieldsOf(itemIndex);
			begun.set(itemIndex, fields);
			return lane(fields);
		});
	const underWay = new Set<number>();
	// What an earlier try has settled has left a trace, too
	const traces = () => open.length < outcomes.length || itemsThatLeft(context).size > 0;
	const letGo = noteWhenStopped(context, outcomes, underWay, traces);
	await pool(open.length, { atOnce, halted, lane: laneOfItem }, async (place) => {
		const itemIndex = open[place];
		const fields = fieldsOf(itemIndex);
		begun.delete(itemIndex);
		underWay.add(itemIndex);
		const send = async () =>
			await outcomeOf(
				async () => [await work(fields)].flat(),
				() => (itemsThatLeft(context).has(itemIndex) ? 'uncertain' : 'notSent'),
			);
		const outcome = defaults.writes ? await sentOnce(context, fields, send) : await send();
		underWay.delete(itemIndex);
		delivered.report(itemIndex, outcome, itemsThatLeft(context).has(itemIndex));
		stopped ||= outcome instanceof Failure && !context.continueOnFail();
	});
	letGo();
	return await finish(context, outcomes, delivered);
}

/** Whether the execution was stopped. */
export function isCancelled(context: IExecuteFunctions): boolean {
	return context.getExecutionCancelSignal()?.aborted === true;
}

/**
 * Waits for a promise and gives its failure as a value.
 *
 * @param unknown what an error that is none of ours means for the delivery
 */
export async function outcomeOf(
	work: () => Promise<INodeExecutionData[]>,
	unknown: () => Delivery,
): Promise<Outcome> {
	try {
		return await work();
	} catch (caught) {
		return asFailure(caught, unknown());
	}
}

export interface PoolSettings {
	/** How many are worked on at the same time, asked each time one can begin; one by one when left out. */
	atOnce?: () => number;
	lane?: (index: number) => string | undefined;
	/** Whether nothing more is to be started. */
	halted: () => boolean;
}

/** How many items may wait for their turn in a lane: the lanes of those behind them are read later. */
const LOOK_AHEAD = 1000;

/**
 * Runs `work` for 0 … count-1, so many at once, each lane in order. `work` must not throw.
 */
export async function pool(
	count: number,
	{ atOnce = () => 1, lane, halted }: PoolSettings,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	let waiting = 0;
	let onward: Array<() => void> = [];
	// The lanes under way, with the items that wait for their turn in them
	const busy = new Map<string | undefined, number[]>();
	const breathe = breathing();
	const advance = () => {
		onward.forEach((go) => go());
		onward = [];
	};
	const runAll = async (queue: number[], key: string | undefined) => {
		for (const [place, index] of queue.entries()) {
			if (place > 0) waiting -= 1;
			advance();
			if (halted()) return false;
			await work(index);
			hire();
			await breathe();
		}
		busy.delete(key);
		return true;
	};
	const most = () => Math.max(1, atOnce());
	let active = 0;
	const workers: Array<Promise<void>> = [];
	const hire = () => {
		while (next < count && active < most()) workers.push(worker());
	};
	const worker = async () => {
		active += 1;
		while (next < count && active <= most()) {
			if (waiting >= LOOK_AHEAD) {
				if (halted()) break;
				await new Promise<void>((resolve) => onward.push(resolve));
				continue;
			}
			const index = next;
			next += 1;
			const key = laneOf(index, lane);
			const queue = busy.get(key);
			if (queue) {
				queue.push(index);
				waiting += 1;
				await breathe();
				continue;
			}
			const own = [index];
			if (key !== undefined) busy.set(key, own);
			if (!(await runAll(own, key))) break;
		}
		// At once with the look at how many there are: else many that end at the same moment all go, where but some are too many
		active -= 1;
	};
	hire();
	// Those who are hired meanwhile are waited for as well
	for (const hired of workers) await hired;
}

/** An item whose lane cannot be read runs on its own: its work reads the same field and reports why. */
function laneOf(index: number, lane: PoolSettings['lane']): string | undefined {
	try {
		return lane?.(index);
	} catch {
		return undefined;
	}
}

/**
 * Turns the outcomes of all input items into the node's output, by its On Error setting.
 *
 * @param outcomes one for each input item, in input order; undefined for an item that was not started
 * @param delivered what a retry of the execution has to know, where it may have to
 * @throws NodeApiError or NodeOperationError for the first failure when On Error is "Stop"; a tool that runs within its agent gives it instead
 */
export async function finish(
	context: IExecuteFunctions,
	outcomes: Array<Outcome | undefined>,
	delivered?: Delivered,
): Promise<INodeExecutionData[][]> {
	const clean = await outputCleaner(context);
	const breathe = breathing();
	const shown: Array<Outcome | undefined> = [];
	for (const outcome of outcomes) shown.push(outcome && (await cleanOutcome(outcome, clean, breathe)));
	delivered?.hold(shown, clean);
	const failed = shown.findIndex((outcome) => outcome instanceof Failure);
	if (failed !== -1 && isTool(context.getNode())) {
		await delivered?.keep();
		if (!context.continueOnFail()) return failTool(context, failed, shown[failed] as Failure);
	} else if (failed !== -1 && !context.continueOnFail()) {
		const kept = await delivered?.keep();
		// Of a node that runs when its execution is stopped, n8n itself keeps nothing
		stop(context, failed, shown, isCancelled(context) ? undefined : kept);
	}
	hintOfWaits(context, heldUpOf(context));
	const node = context.getNode();
	const items = await mapBreathing(shown, (outcome = cancelledBefore('this item was sent'), itemIndex) =>
		itemsOf(outcome, itemIndex, node),
	);
	return [items.flat()];
}

async function cleanOutcome(
	outcome: Outcome,
	clean: Cleaner,
	breathe: () => Promise<void> | undefined,
): Promise<Outcome> {
	await breathe();
	if (outcome instanceof Failure) return cleanFailure(outcome, clean);
	const items: INodeExecutionData[] = [];
	for (const item of outcome) {
		items.push({ ...item, json: await cleanedBreathing(item.json, clean, breathe) });
	}
	return items;
}

function itemsOf(outcome: Outcome, itemIndex: number, node: INode): INodeExecutionData[] {
	if (outcome instanceof Failure) {
		return [{ json: failureJson(outcome, node), pairedItem: { item: itemIndex } }];
	}
	return outcome.map((item) => ({ ...item, pairedItem: item.pairedItem ?? { item: itemIndex } }));
}

/** Lets the model know: an agent that runs its tool within itself hands on what the tool gives, and nothing of what it throws. */
function failTool(context: IExecuteFunctions, failed: number, failure: Failure): INodeExecutionData[][] {
	const error = toNodeError(context.getNode(), failure, failed);
	if (!runsWithinAgent(context)) throw error;
	return [[{ json: { error: error.message }, pairedItem: { item: failed } }]];
}

function stop(
	context: IExecuteFunctions,
	failed: number,
	outcomes: Array<Outcome | undefined>,
	kept: ReadonlySet<number> = new Set(),
): never {
	const failure = outcomes[failed] as Failure;
	const node = context.getNode();
	const { ofAll, item = ofAll ? undefined : failed } = failure.facts;
	const progress = progressOf(outcomes, { told: failed, toldAll: ofAll });
	const remedy = [failure.facts.remedy, progress, retryOf(outcomes, kept)];
	const whole = failure.with({ remedy: remedy.filter((part) => part !== '').join(' ') });
	throw toNodeError(node, whole, item);
}
