import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import { countBy, range } from 'lodash';

import manifest from '../../package.json';
import { isCall } from '../../testkit/contract';
import { triggerContracts } from '../../testkit/contracts';
import { publishWorkflow, saveWorkflow, workflowSchema } from '../runtime/workflows';
import { statesOf } from './flows';
import type { TriggerResult } from './results';
import type { QueueStack } from './stack';

const EVENTS = 20;
const PATIENCE_S = 60;
/** How long a second answer may take after the first. */
const AFTERMATH_MS = 3000;

/** Which processes get an event, and whether it may be answered by each. */
interface Case {
	what: string;
	path: string;
	urls: string[];
	once: boolean;
}

/** What starts a flow, and what is said of its event in the answer. */
interface Start {
	type: string;
	credential: string;
	parameters: object;
	/** An expression. */
	event: string;
}

const HAPTIK: Start = {
	type: 'haptikTrigger',
	credential: 'haptikApi',
	parameters: {},
	event: '$json.messageId',
};

/** A flow that answers each event by a message to a user of Haptik. */
async function publishAnswering(stack: QueueStack, path: string, start: Start, options: object = {}) {
	const { rest } = stack;
	const node = (name: string, type: string, credential: string, parameters: object, more: object = {}) => ({
		...{ id: name, name, typeVersion: 1, position: [0, 0], parameters, ...more },
		type: `${manifest.name}.${type}`,
		credentials: { [credential]: stack.credentials.get(credential) },
	});
	const answer = {
		authId: 'cust_88123',
		text: `=Answer to {{ ${start.event} }}`,
		businessId: '7104',
		options,
	};
	const saved = await saveWorkflow(
		rest,
		workflowSchema.parse({
			name: path,
			nodes: [
				node('Event', start.type, start.credential, start.parameters, { webhookId: path }),
				node('Answer', 'haptikSendMessage', 'haptikApi', answer),
			],
			connections: { Event: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		}),
	);
	await publishWorkflow(rest, saved);
	return saved;
}

/** n8n answers 404 for a moment after publishing; then an event without a signature is turned down. */
async function listening(url: string): Promise<void> {
	for (let looks = 0; looks < 150; looks += 1) {
		const { status } = await axios.post(url, '{}', { proxy: false, validateStatus: () => true });
		if (status === 401) return;
		await sleep(200);
	}
	throw new Error(`Nobody listens at ${url}`);
}

function knowCustomer({ start: { vendors } }: QueueStack): void {
	vendors.haptik.reset();
	vendors.haptik.state.users.set('cust_88123', { auth_id: 'cust_88123' });
}

/** How often each event was answered. */
async function answersOf({ start: { vendors } }: QueueStack, seconds = PATIENCE_S): Promise<number[]> {
	const answers = () =>
		Object.values(
			countBy(
				vendors.haptik.store.held<{ message_body: string }>('message').map(({ fact }) => fact.message_body),
			),
		);
	for (let looks = 0; answers().length < EVENTS && looks < seconds * 5; looks += 1) await sleep(200);
	await sleep(AFTERMATH_MS);
	return answers();
}

/** What came of the events that a flow was sent. @param times how often each was answered */
async function resultOf(stack: QueueStack, { id }: { id: string }, times: number[]) {
	return {
		release: stack.start.runtime.version,
		events: EVENTS,
		answered: times.length,
		doubled: times.filter((each) => each > 1).length,
		executions: (await statesOf(stack.rest, id)).length,
	};
}

/** A trigger that keeps a connection to its vendor: in one process alone, or each event would come several times. */
async function tryListening(stack: QueueStack): Promise<TriggerResult> {
	const trigger = triggerContracts.find(({ node }) => node === 'genesysTrigger');
	const { registration, happens, numbered, parameters } = trigger ?? {};
	if (!registration || !happens || !numbered || !parameters)
		throw new Error('Genesys Trigger keeps no connection');
	const { genesys } = stack.start.vendors;
	genesys.reset();
	knowCustomer(stack);
	const credential = 'genesysWebServicesApi';
	const start = { type: 'genesysTrigger', credential, parameters, event: '$json.index' };
	const flow = await publishAnswering(stack, 'listening', start);
	const connections = () =>
		genesys.store.requests().filter((received) => isCall(registration.enter, received)).length;
	for (let looks = 0; connections() === 0 && looks < PATIENCE_S * 5; looks += 1) await sleep(200);
	// Whoever else would listen has had the time to
	await sleep(AFTERMATH_MS);
	for (const index of range(1, EVENTS + 1)) await happens(genesys, numbered(index));
	const times = await answersOf(stack);
	return {
		...(await resultOf(stack, flow, times)),
		what: 'over the connection that a trigger keeps (Genesys)',
		once: true,
		connections: connections(),
	};
}

/** No trigger is let ask more often. */
const MINUTE_S = 60;

/** A trigger that asks its vendor each minute: in one process alone, or each event would come several times. */
async function tryPolling(stack: QueueStack): Promise<TriggerResult> {
	const { happens } = triggerContracts.find(({ node }) => node === 'superOfficePollingTrigger') ?? {};
	if (!happens) throw new Error('SuperOffice Polling Trigger asks for nothing');
	const { superOffice } = stack.start.vendors;
	superOffice.reset();
	knowCustomer(stack);
	const session = 6007;
	await happens(superOffice, { session, becomes: { requested: new Date() } });
	const start = {
		type: 'superOfficePollingTrigger',
		credential: 'superOfficeSystemUserApi',
		parameters: { authentication: 'systemUser', pollTimes: { item: [{ mode: 'everyMinute' }] } },
		event: '$json.text',
	};
	const polls = () => superOffice.store.requests({ method: 'GET', path: /\/ChatSession$/ }).length;
	const polled = async (times: number) => {
		for (let looks = 0; polls() < times && looks < 2 * MINUTE_S * 5; looks += 1) await sleep(200);
	};
	const flow = await publishAnswering(stack, 'polling', start);
	await polled(2);
	for (const index of range(1, EVENTS + 1)) {
		await happens(superOffice, { session, says: { Message: `Question ${index}`, WhenPosted: new Date() } });
	}
	await answersOf(stack, 2 * MINUTE_S);
	// The next time that it asks, it would find them once more
	await polled(polls() + 1);
	const times = await answersOf(stack);
	return {
		...(await resultOf(stack, flow, times)),
		what: 'asked for each minute (SuperOffice)',
		once: true,
	};
}

/** Sends signed events to main, to the process for webhooks, and to both at the same moment. */
export async function tryTriggers(stack: QueueStack): Promise<TriggerResult[]> {
	const { start, main, webhooks } = stack;
	if (!webhooks) throw new Error('This stack has no process for webhooks');
	const { haptik } = start.vendors;
	const both = [main.n8n.url, webhooks.n8n.url];
	const cases: Case[] = [
		{ what: 'to main', path: 'main', urls: [main.n8n.url], once: true },
		{ what: 'to the webhook process', path: 'webhooks', urls: [webhooks.n8n.url], once: true },
		{ what: 'each to both at the same moment', path: 'both', urls: both, once: false },
		{ what: 'each to both, Send Once by the event key', path: 'both-once', urls: both, once: true },
	];
	const results: TriggerResult[] = [];
	for (const { what, path, urls, once } of cases) {
		knowCustomer(stack);
		const options = path === 'both-once' ? { sendOnce: 'key', sendOnceKey: '={{ $json.eventKey }}' } : {};
		const flow = await publishAnswering(stack, path, HAPTIK, options);
		const addresses = urls.map((url) => `${url}/webhook/${path}/haptik`);
		for (const address of addresses) await listening(address);
		for (const id of range(1, EVENTS + 1)) {
			const changes = { message: { id, body: 'Hello' } };
			await Promise.all(
				addresses.map(async (url) => await haptik.outbox?.send({ kind: 'message', changes, url })),
			);
		}
		const times = await answersOf(stack);
		results.push({
			...(await resultOf(stack, flow, times)),
			what,
			once,
		});
	}
	return [...results, await tryListening(stack), await tryPolling(stack)];
}
