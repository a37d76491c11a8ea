import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { countBy, range } from 'lodash';
import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox, VendorName } from '../../sandbox';
import { selfSignedCertificate } from '../../sandbox/certificate';
import { startVendor } from '../../sandbox/server';
import { vendors } from '../../sandbox/vendors';
import type { NodeContract, Report } from '../support/contract';
import type { Entry } from '../support/contracts';
import type { StoredCredentials } from '../support/credentials';
import { type NodeResult, runNode } from '../support/n8n';
import type { FaultCase, Stage } from './faults';

export type Vendor = Sandbox['vendors'][VendorName];

/** How many items a run has, and how many of them at the same time. */
export interface Load {
	items: number;
	concurrency: number;
}

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
}

const certificate = selfSignedCertificate();

/** Starts a vendor for one run alone. */
export async function startAlone(name: VendorName, { untrusted }: Pick<FaultCase, 'untrusted'> = {}): Promise<Vendor> {
	const vendor = vendors.find((candidate) => candidate.name === name);
	if (!vendor) throw new Error(`No vendor called ${name}`);
	const tls = untrusted ? { tls: certificate } : {};
	return (await startVendor(vendor, { host: '127.0.0.1', port: 0, ...tls })) as unknown as Vendor;
}

/** Runs a node once under a fault, on a vendor of its own, and compares what it reports with what the vendor holds. */
export async function runCell(entry: Entry, fault: FaultCase, load: Load): Promise<CellResult> {
	const vendor = await startAlone(entry.vendor, fault);
	const stranger = await startStranger();
	try {
		const contract = entry.contract(() => vendor);
		contract.prepare?.(load.items);
		const credentials = contract.credentials();
		await fault.arrange(stageFor(vendor, contract, { load, credentials, elsewhere: stranger.url }));
		const result = await runNode({
			node: contract.node,
			items: range(load.items).map((index) => contract.item(index)),
			credentials,
			parameters: optionsAdded(contract.parameters, {
				...fault.options,
				concurrency: load.concurrency,
			}),
			onError: 'continueErrorOutput',
		});
		await settled(vendor);
		return {
			verdicts: verdictsOf(result, contract, load.items),
			struck: vendor.store.requests().filter((request) => request.fault !== undefined).length,
			strangerCalls: stranger.calls(),
			shown: contract.secrets().filter((secret) => result.everything.includes(secret)),
		};
	} finally {
		await vendor.stop();
		stranger.stop();
	}
}

export function optionsAdded(parameters: INodeParameters, options: INodeParameters): INodeParameters {
	return { ...parameters, options: { ...(parameters.options as INodeParameters), ...options } };
}

/** Where an item's fault can have calls before and after it, one passes before it. */
export function sparedCalls({ itemsPerCall = 1 }: NodeContract, { items }: Load): number {
	return items / itemsPerCall > 2 ? 1 : 0;
}

function stageFor(
	vendor: Vendor,
	contract: NodeContract,
	{ load, credentials, elsewhere }: { load: Load; credentials: StoredCredentials; elsewhere: string },
): Stage {
	const { call, expire } = contract;
	const after = sparedCalls(contract, load);
	const strike: Stage['strike'] = (fault, times = after + 1) => {
		vendor.faults.add({ when: { ...call, after }, times, fault });
	};
	return {
		elsewhere,
		strike,
		stop: async () => await vendor.stop(),
		moveTo(change) {
			for (const fields of Object.values(credentials)) {
				for (const [name, value] of Object.entries(fields)) {
					if (typeof value === 'string') fields[name] = value.replaceAll(vendor.url, change(vendor.url));
				}
			}
		},
		expireSession() {
			if (!expire) return strike({ kind: 'status', status: 401, body: '' }, 1);
			strike({ kind: 'delay', ms: 0 }, 1);
			const { faults } = vendor;
			const take = faults.take.bind(faults);
			faults.take = (request) => {
				const due = take(request);
				if (due) expire();
				return due;
			};
		},
	};
}

/** A host that only counts who calls it. */
async function startStranger() {
	let calls = 0;
	const server = createServer((_request, response) => {
		calls += 1;
		response.end('{}');
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/elsewhere`,
		calls: () => calls,
		stop: () => server.close(),
	};
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

function itemOf(pairedItem: NodeResult['main'][number]['pairedItem']): number {
	const [first] = [pairedItem ?? []].flat();
	return typeof first === 'object' ? first.item : Number(first);
}

function verdict(report: Report | undefined, held: number, writes: boolean): Verdict {
	if (report === undefined || (report === 'delivered' && held === 0)) return 'lost';
	if (writes && (held > 1 || (report === 'not delivered' && held > 0))) return 'doubled';
	return report;
}
