import { setTimeout as sleep } from 'node:timers/promises';
import { countBy, range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import type { NodeContract } from '../../testkit/contract';
import type { Entry } from '../../testkit/contracts';
import type { FaultCase, Report } from '../../testkit/faults';
import type { Again, Load } from '../../testkit/matrix';
import { type NodeResult, type NodeRun, runNode } from '../../testkit/n8n';
import { stageFor, startAlone, startStranger, type Vendor } from './stage';

/** `lost`: reported as delivered and not there, or not reported at all. `doubled`: there twice, or there although the user was told to send it again. */
export type Verdict = Report | 'lost' | 'doubled';

/** What became of the items of one run, in input order, and what else matters. */
export interface CellResult {
	verdicts: Verdict[];
	/** How many calls the fault struck. */
	struck: number;
	/** How often the host of a redirect was called. */
	strangerCalls: number;
	/** The secrets that the user could see somewhere. */
	shown: string[];
	/** What was said about items in doubt that could make the user send them twice. */
	careless: string[];
}

/**
 * Runs a node once under a fault, on a vendor of its own, and compares what it reports with what the vendor holds.
 *
 * @param load the items, and how n8n tries again where it does
 * @param step the name of another call of the node that the fault is about, instead of the one that carries an item out
 */
export async function runCell(
	entry: Entry,
	fault: FaultCase,
	load: Load | Again,
	step?: string,
): Promise<CellResult> {
	const vendor = await startAlone(entry.vendor, fault);
	const stranger = await startStranger();
	try {
		const contract = entry.contract(() => vendor);
		contract.prepare?.(load.items);
		const credentials = contract.credentials();
		const { call, steps = {}, expire } = contract;
		const aim = step
			? { target: steps[step], spared: 0 }
			: { target: call, spared: sparedCalls(contract, load) };
		fault.arrange(stageFor({ vendor, expire, credentials, elsewhere: stranger.url, ...aim }));
		const run: NodeRun = {
			node: contract.node,
			items: range(load.items).map((index) => contract.item(index)),
			credentials,
			parameters: optionsAdded(contract.parameters, {
				...fault.options,
				concurrency: load.concurrency,
			}),
		};
		const result = await tried(run, load);
		await settled(vendor);
		return {
			verdicts: verdictsOf(result, contract, load.items),
			struck: vendor.store.requests().filter((request) => request.fault !== undefined).length,
			strangerCalls: stranger.calls(),
			shown: contract.secrets().filter((secret) => result.everything.includes(secret)),
			careless: carelessWords(result),
		};
	} finally {
		await vendor.stop();
		stranger.stop();
	}
}

/** Runs the node; where the execution stops, has it retried as it was, and then so that every item is reported. */
async function tried(run: NodeRun, load: Load | Again): Promise<NodeResult> {
	const reporting = { ...run, onError: 'continueErrorOutput' } as const;
	if (!('tries' in load)) return await runNode(reporting);
	const { onError, tries } = load;
	const asked = { ...run, onError, ...(tries > 1 ? { tries } : {}) };
	const first = await runNode(asked);
	if (!first.error) return first;
	const second = await runNode({ ...asked, retry: { of: first } });
	return second.error ? await runNode({ ...reporting, retry: { of: second } }) : second;
}

/** The requests of a run without faults that the node's contract does not know. */
export async function unknownCalls(entry: Entry): Promise<string[]> {
	const vendor = await startAlone(entry.vendor);
	try {
		const contract = entry.contract(() => vendor);
		contract.prepare?.(1);
		const { node, parameters, call, steps = {} } = contract;
		for (const when of [call, ...Object.values(steps)]) {
			vendor.faults.add({ when, times: Infinity, fault: { kind: 'delay', ms: 0 } });
		}
		await runNode({ node, parameters, items: [contract.item(0)], credentials: contract.credentials() });
		const unknown = vendor.store.requests().filter(({ fault }) => fault === undefined);
		return unknown.map(({ method, path }) => `${method} ${path}`);
	} finally {
		await vendor.stop();
	}
}

export function optionsAdded(parameters: INodeParameters, options: INodeParameters): INodeParameters {
	return { ...parameters, options: { ...(parameters.options as INodeParameters), ...options } };
}

/** Where a fault can have calls before and after it, one passes before it. */
export function sparedCalls({ itemsPerCall = 1 }: NodeContract, { items }: Load): number {
	return items / itemsPerCall > 2 ? 1 : 0;
}

/** A vendor that was too slow carries its requests out after the node has given up. */
async function settled({ store }: Vendor): Promise<void> {
	const open = () => store.requests().some(({ fault, answer }) => fault === 'delay' && answer.status === 0);
	for (let waited = 0; open() && waited < 5_000; waited += 20) await sleep(20);
}

/** Compares what a node has reported about each item with what the vendor holds. */
export function verdictsOf({ main, failed }: NodeResult, contract: NodeContract, count: number): Verdict[] {
	const held = countBy(contract.delivered());
	const reports = new Map<number, Report>();
	for (const { pairedItem } of main) reports.set(itemOf(pairedItem), 'delivered');
	for (const { pairedItem, json } of failed) {
		const { delivery } = json.error as { delivery: string };
		reports.set(itemOf(pairedItem), delivery === 'uncertain' ? 'uncertain' : 'not delivered');
	}
	return range(count).map((index) => verdict(reports.get(index), held[index] ?? 0, contract.writes));
}

/** An item that may have arrived must send the user to the vendor first, never straight to another try. */
function carelessWords({ failed }: NodeResult): string[] {
	return failed
		.map(({ json }) => json.error as { delivery: string; description: string })
		.filter(({ delivery }) => delivery === 'uncertain')
		.map(({ description }) => description)
		.filter(
			(text) => !/\bfirst, and send it again only if\b/.test(text) || /\b(try|run)\b.* again/i.test(text),
		);
}

function itemOf(pairedItem: NodeResult['main'][number]['pairedItem']): number {
	const [first] = [pairedItem ?? []].flat();
	return typeof first === 'object' ? first.item : Number(first);
}

function verdict(report: Report | undefined, held: number, writes: boolean): Verdict {
	if (report === undefined || (report === 'delivered' && held === 0)) return 'lost';
	if (writes && (held > 1 || (report === 'not delivered' && held > 0))) return 'doubled';
	return report;
}
