import { readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { range } from 'lodash';
import { z } from 'zod';

import type { Fault } from '../../sandbox';
import { contracts, titleOf } from '../../testkit/contracts';
import { callChain, workflowOf } from '../../tools/endurance/chain';
import { type Joined, joinContract } from '../../tools/endurance/join';
import { startEndurance, type EnduranceSession } from '../../tools/endurance/start';
import { type Execution, readExecution } from '../../tools/runtime/executions';
import { publishWorkflow, saveWorkflow } from '../../tools/runtime/workflows';

import { freePorts } from './npmStart';

const HANG: Fault = { kind: 'hang' };
const WAIT: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: '' };

const stops: Array<() => Promise<void>> = [];
const joined = new Map<string, Joined>();
let session: EnduranceSession;
let executions = 0;

beforeAll(async () => {
	session = await startEndurance({
		port: await freePorts(9),
		say: (line) => void process.stderr.write(`${line}\n`),
		stopLater: (stop) => stops.push(stop),
		env: { N8N_LOG_LEVEL: 'debug' },
	});
	for (const entry of contracts) joined.set(titleOf(entry), await joinContract(session, entry));
	const chains = [...joined.values()].map((one) => one.chain(one.slug, 'stopWorkflow', { concurrency: 1 }));
	await publishWorkflow(session.rest, await saveWorkflow(session.rest, workflowOf('Cancel', chains)));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

/** What the node says of its items when all requests are ended: n8n stores nothing of a node that was running in a stopped execution, but writes this to its log. */
async function reportAfter(logged: number): Promise<string | undefined> {
	const deadline = Date.now() + 5_000;
	while (Date.now() < deadline) {
		const log = readFileSync(session.log).subarray(logged).toString();
		const [, carriedOut] = /Already carried out:\s*([^.]*)\./.exec(log) ?? [];
		if (carriedOut !== undefined) return carriedOut;
		await sleep(5);
	}
	return undefined;
}

/** What n8n keeps of a stopped execution: first its end, a moment later its Highlighted Data. */
async function keptOf(id: string): Promise<Execution> {
	const deadline = Date.now() + 5_000;
	for (;;) {
		const execution = await readExecution(session.rest, id, 5);
		if (Object.keys(execution.highlighted).length > 0 || Date.now() > deadline) return execution;
		await sleep(50);
	}
}

/** Waits until a request has met its fault. @throws when none does within 20 seconds */
async function faultMet({ store }: Joined['vendor']): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!store.requests().some((request) => request.fault)) {
		if (Date.now() > deadline) throw new Error(`No fault among ${store.requests().length} requests`);
		await sleep(5);
	}
}

function joinedBy(title: string): Joined {
	const one = joined.get(title);
	if (!one) throw new Error(`${title} is not joined`);
	return one;
}

/** Runs three calls' items of which the first passes and the others meet a fault, and presses Stop in n8n once they have. */
async function stopped(title: string, fault: Fault) {
	const { contract, vendor, slug } = joinedBy(title);
	// Not its sessions: the first call is to pass
	vendor.store.clear();
	vendor.faults.clear();
	const { itemsPerCall = 1 } = contract;
	contract.prepare?.(3 * itemsPerCall);
	vendor.faults.add({ when: { ...contract.call, after: 1 }, times: Infinity, fault });
	const answer = callChain(session.rest, slug, range(3 * itemsPerCall).map(contract.item));
	await faultMet(vendor);
	await sleep(100);
	// A new n8n numbers its executions from 1
	executions += 1;
	const id = String(executions);
	const logged = statSync(session.log).size;
	const pressedAt = Date.now();
	const pressed = session.rest.call('POST', `/rest/executions/${id}/stop`, z.unknown());
	while (vendor.store.counters.inFlight > 0) await sleep(5);
	const closedMs = Date.now() - pressedAt;
	const carriedOut = await reportAfter(logged);
	const endedMs = Date.now() - pressedAt;
	const requests = vendor.store.requests().length;
	await pressed;
	await answer;
	const { status, highlighted } = await keptOf(id);
	const later = vendor.store.requests().length - requests;
	return {
		closedMs,
		endedMs,
		carriedOut,
		highlighted: Object.values(highlighted),
		status,
		later,
		first: itemsPerCall === 1 ? 'item 0' : 'items 0–1',
		second: itemsPerCall === 1 ? 'item 1' : 'items 2–3',
		third: itemsPerCall === 1 ? 'item 2' : 'items 4–5',
		warning: contract.writes ? ' Do not use Retry: n8n keeps none of this for it.' : '',
	};
}

describe('Stop in n8n', () => {
	it.each(contracts.map(titleOf))(
		'ends a request of %s within a second, and says what was delivered',
		async (title) => {
			const { closedMs, endedMs, carriedOut, highlighted, first, second, third, warning, status, later } =
				await stopped(title, HANG);
			expect(closedMs).toBeLessThan(1_000);
			expect(endedMs).toBeLessThan(1_000);
			expect(carriedOut).toBe(first);
			expect(highlighted).toEqual([
				`Already carried out: ${first}. Under way: ${second}. Not started: ${third}.${warning}`,
			]);
			expect(status).toBe('canceled');
			expect(later).toBe(0);
		},
	);

	it.each(contracts.map(titleOf))(
		'ends a pause of %s within a second, and says what was delivered',
		async (title) => {
			const { endedMs, carriedOut, highlighted, first, second, third, warning, status, later } =
				await stopped(title, WAIT);
			expect(endedMs).toBeLessThan(1_000);
			expect(carriedOut).toBe(first);
			expect(highlighted).toEqual([
				`Already carried out: ${first}. Under way: ${second}. Not started: ${third}.${warning}`,
			]);
			expect(status).toBe('canceled');
			expect(later).toBe(0);
		},
	);

	// n8n hands credentials no cancel signal
	it('lets the sign-in of a credential run into its own limit of 15 seconds, and sends nothing after it', async () => {
		const signIns = {
			genesysUploadFile: 'opening a session',
			'expertflowSendMedia (from file)': 'sign-in',
			'superOfficeAddChatMessage (online)': 'sign-in',
		};
		const hanging = Object.entries(signIns).map(async ([title, step]) => {
			const { contract, vendor, slug } = joinedBy(title);
			vendor.store.clear();
			vendor.faults.clear();
			contract.expire?.();
			vendor.faults.add({ when: contract.steps?.[step], times: Infinity, fault: HANG });
			void callChain(session.rest, slug, [contract.item(0)]);
			await faultMet(vendor);
			return { contract, vendor, sent: vendor.store.requests().length };
		});
		const caught = await Promise.all(hanging);
		const pressedAt = Date.now();
		for (const { vendor } of caught) {
			executions += 1;
			await session.rest.call('POST', `/rest/executions/${executions}/stop`, z.unknown());
			expect((await readExecution(session.rest, String(executions), 5)).status).toBe('canceled');
			expect(vendor.store.counters.inFlight).toBe(1);
		}
		for (const { vendor } of caught) while (vendor.store.counters.inFlight > 0) await sleep(20);
		expect(Date.now() - pressedAt).toBeLessThan(16_000);
		await sleep(1_000);
		for (const { contract, vendor, sent } of caught) {
			expect(vendor.store.requests()).toHaveLength(sent);
			expect(contract.delivered()).toEqual([]);
		}
	});
});
