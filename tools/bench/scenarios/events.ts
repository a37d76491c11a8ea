import { createHmac, randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import { range } from 'lodash';
import { z } from 'zod';

import manifest from '../../../package.json';
import type { N8nRest } from '../../runtime/rest';
import { publishWorkflow, saveWorkflow, workflowSchema } from '../../runtime/workflows';
import type { Lab } from '../lab';
import { startRealN8n } from '../realN8n';
import { withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import type { Effort } from '../rounds';

const PORT = 6320;
/** Events on their way at the same time. */
const TOGETHER = 20;
/** Of the rate of n8n's own node. */
const WANTED = 0.9;

const OPEN = 'Webhook, anybody may call';
const KEYED = 'Webhook, Header Auth';
const PACK = 'Haptik Trigger, signature checked';

const KEY = { name: 'x-bench-key', value: randomBytes(18).toString('hex') };
const SECRET = randomBytes(18).toString('hex');

/** A published flow that starts with an event. */
interface Listener {
	workflowId: string;
	url: string;
	/** How many events it was sent. */
	sent: number;
}

/** What came of one pour. */
interface Poured {
	/** For each event, until n8n had answered the last one. */
	ms: number;
	/** How many were not answered with 200. */
	refused: number;
}

let lastId = 0;

/** A new event as Haptik sends it; n8n's own node asks for a key in its headers, and gets the same request. */
function newEvent(): { body: Buffer; headers: Record<string, string> } {
	lastId += 1;
	const body = Buffer.from(
		JSON.stringify({
			event_name: 'message',
			timestamp: '2026-02-03T08:15:32.410Z',
			business_id: 7104,
			user: { auth_id: 'cust_88123', user_name: 'b71f0c' },
			agent: { id: 12, name: 'gogo', is_automated: true },
			message: { id: lastId, body: { text: 'Where is my parcel?', type: 'TEXT', data: {} } },
		}),
	);
	const signature = `sha1=${createHmac('sha1', SECRET).update(body).digest('hex')}`;
	const headers = {
		'content-type': 'application/json',
		'x-hub-signature': signature,
		[KEY.name]: KEY.value,
	};
	return { body, headers };
}

async function send(url: string, httpAgent: Agent): Promise<number> {
	const { body, headers } = newEvent();
	const answer = await axios.post(url, body, {
		headers,
		httpAgent,
		proxy: false,
		validateStatus: () => true,
	});
	return answer.status;
}

/** Sends so many events, some at the same time. */
async function pour({ url }: Listener, count: number, agent: Agent): Promise<Poured> {
	let left = count;
	let refused = 0;
	const lane = async () => {
		while (left > 0) {
			left -= 1;
			if ((await send(url, agent)) !== 200) refused += 1;
		}
	};
	const began = performance.now();
	await Promise.all(range(TOGETHER).map(lane));
	return { ms: (performance.now() - began) / count, refused };
}

const counted = z.object({ count: z.number() });

/** How many executions of a flow have come to their end. */
async function finishedOf(rest: N8nRest, { workflowId }: Listener): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success'] }));
	return (await rest.data('GET', `/rest/executions?filter=${filter}&limit=1`, counted)).count;
}

/** Waits until n8n has nothing more to do for a flow, which must not meet the next one. Whatever is lost is waited for in vain, and told. */
async function settle(rest: N8nRest, listener: Listener): Promise<void> {
	for (let tries = 0; tries < 100 && (await finishedOf(rest, listener)) < listener.sent; tries += 1) {
		await sleep(100);
	}
}

async function publish(rest: N8nRest, path: string, node: object): Promise<string> {
	const flow = workflowSchema.parse({
		name: path,
		nodes: [
			{ id: '1', name: 'Event', position: [0, 0], webhookId: path, ...node },
			{ id: '2', name: 'Then', position: [200, 0], type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		],
		connections: { Event: { main: [[{ node: 'Then', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	const saved = await saveWorkflow(rest, flow);
	await publishWorkflow(rest, saved);
	return saved.id;
}

/** The same flow behind each trigger; all answer as soon as they have taken the event. */
async function publishAll(rest: N8nRest, base: string): Promise<Map<string, Listener>> {
	const credential = async (type: string, data: Record<string, string>) => ({
		[type]: { id: await rest.saveCredential({ name: type, type, data }), name: type },
	});
	const webhook = (path: string, more: object = {}) => ({
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {}, ...more },
	});
	const keyed = {
		...webhook('bench-keyed', { authentication: 'headerAuth' }),
		credentials: await credential('httpHeaderAuth', KEY),
	};
	const haptik = { baseUrl: base, token: 'none', clientId: 'bench', webhookSecret: SECRET };
	const pack = {
		type: `${manifest.name}.haptikTrigger`,
		typeVersion: 1,
		parameters: {},
		credentials: await credential('haptikApi', haptik),
	};
	const listener = async (path: string, node: object, end = '') => {
		const workflowId = await publish(rest, path, node);
		return { workflowId, url: `${base}/webhook/${path}${end}`, sent: 0 };
	};
	return new Map<string, Listener>([
		[OPEN, await listener('bench-open', webhook('bench-open'))],
		[KEYED, await listener('bench-keyed', keyed)],
		[PACK, await listener('bench-pack', pack, '/haptik')],
	]);
}

/** n8n answers with 404 for a moment after it has published a flow. */
async function untilHeard(listener: Listener, agent: Agent): Promise<void> {
	for (let tries = 0; tries < 100; tries += 1) {
		if ((await send(listener.url, agent)) === 200) {
			listener.sent += 1;
			return;
		}
		await sleep(100);
	}
	throw new Error(`Nobody listens at ${listener.url}`);
}

/** How fast n8n takes events by the pack's trigger, and by its own node. */
export async function eventsIn(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const count = Math.ceil(1000 / effort.less / effort.rounds);
	const agent = new Agent({ keepAlive: true, maxSockets: TOGETHER });
	progress('starting n8n');
	const { n8n, rest } = await startRealN8n(lab, { name: 'events', port: PORT });
	const poured = new Map<string, Poured[]>([OPEN, KEYED, PACK].map((name) => [name, []]));
	const started = new Map<string, number>();
	try {
		const listeners = [...(await publishAll(rest, n8n.url))];
		const take = async (listener: Listener, events: number) => {
			const result = await pour(listener, events, agent);
			listener.sent += events;
			await settle(rest, listener);
			return result;
		};
		for (const [, listener] of listeners) {
			await untilHeard(listener, agent);
			await take(listener, 50);
		}
		for (let round = 0; round < effort.rounds; round += 1) {
			const first = round % listeners.length;
			for (const [name, listener] of [...listeners.slice(first), ...listeners.slice(0, first)]) {
				progress(`round ${round + 1} of ${effort.rounds}: ${name}`);
				poured.get(name)?.push(await take(listener, count));
			}
		}
		for (const [name, listener] of listeners) {
			started.set(name, (await finishedOf(rest, listener)) - listener.sent);
		}
	} finally {
		agent.destroy();
		await n8n.stop();
	}
	return reportOf(poured, started, count * effort.rounds);
}

function reportOf(poured: Map<string, Poured[]>, balance: Map<string, number>, events: number): Report {
	const msOf = (name: string) => (poured.get(name) ?? []).map(({ ms }) => ms);
	const rateBeside = (name: string, other: string) => msOf(other).map((ms, round) => ms / msOf(name)[round]);
	const refusedOf = (name: string) => (poured.get(name) ?? []).reduce((sum, { refused }) => sum + refused, 0);
	return {
		key: 'events',
		number: 10,
		title: `${events.toLocaleString('en')} events into a real n8n, ${TOGETHER} at once`,
		about:
			'The same flow behind each trigger, answered as soon as the event is taken; the next pour waits until all executions of the last one are over. n8n starts no isolate of its expression engine for a call of its own Webhook node that needs no credential, and one for every call of all other triggers.',
		columns: [
			'',
			'ms per event',
			'rate, of the open Webhook',
			'rate, of Webhook with Header Auth',
			'not taken',
			'executions too many or too few',
		],
		rows: [...poured.keys()].map((name) => [
			name,
			withSpread(msOf(name)),
			withSpread(rateBeside(name, OPEN)),
			withSpread(rateBeside(name, KEYED)),
			String(refusedOf(name)),
			String(balance.get(name) ?? 0),
		]),
		gates: [
			{
				what: 'time per event of the pack’s trigger / of Webhook with Header Auth',
				values: msOf(PACK).map((ms, round) => ms / msOf(KEYED)[round]),
				limit: 1 / WANTED,
			},
			{
				what: 'events of the pack’s trigger that were not taken, lost or doubled',
				values: [refusedOf(PACK) + Math.abs(balance.get(PACK) ?? 0)],
				limit: 0,
				exactly: true,
			},
		],
		charts: [],
	};
}
