import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import manifest from '../../../package.json';
import type { N8nRest } from '../../runtime/rest';
import { publishWorkflow, saveWorkflow, type Workflow } from '../../runtime/workflows';
import type { NodeWork } from '../job';
import type { Lab } from '../lab';
import { startRealN8n } from '../realN8n';
import { median, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import type { Effort } from '../rounds';
import { messageByHttpRequest, messageNode } from '../works';

const PORT = 6310;
/** After each answer n8n still puts the execution away, which must not meet the next call. */
const PAUSE_MS = 60;
const NOTHING = 'No Operation';
const PACK = 'SuperOffice Add Chat Message';
const HTTP = 'HTTP Request, default';
const HTTP_BEST = 'HTTP Request, best settings';

/** Webhook, the node, and the answer to the caller. */
function workflowOf(name: string, path: string, node: object): Workflow {
	const place = (x: number) => [x, 0] as const;
	const link = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });
	return {
		name,
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: place(0),
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'responseNode', options: {} },
			},
			{
				id: 'measured',
				name: 'Measured',
				typeVersion: 1,
				position: place(200),
				parameters: {},
				type: '',
				...node,
			},
			{
				id: 'answer',
				name: 'Answer',
				type: 'n8n-nodes-base.respondToWebhook',
				typeVersion: 1.1,
				position: place(400),
				parameters: { respondWith: 'json', responseBody: '={{ JSON.stringify($json) }}', options: {} },
			},
		],
		connections: { Webhook: link('Measured'), Measured: link('Answer') },
		settings: { executionOrder: 'v1' },
	};
}

/** The node of a work as a workflow holds it, its credentials saved; the message comes from the webhook's body. */
async function nodeOf(rest: N8nRest, { node, parameters, credentials }: NodeWork, typeVersion: number) {
	const saved = new Map<string, { id: string; name: string }>();
	for (const [type, data] of Object.entries(credentials)) {
		saved.set(type, { id: await rest.saveCredential({ name: type, type, data }), name: type });
	}
	const ofBody = JSON.stringify(parameters).replaceAll('$json.', '$json.body.');
	return {
		type: node.includes('.') ? node : `${manifest.name}.${node}`,
		typeVersion,
		parameters: JSON.parse(ofBody) as Record<string, unknown>,
		credentials: Object.fromEntries(saved),
	};
}

/** Calls a webhook with one message after the other; gives the time of each in milliseconds. */
async function call(url: string, count: number, agent: Agent): Promise<number[]> {
	const times: number[] = [];
	for (let index = 0; index < count; index += 1) {
		const began = performance.now();
		await axios.post(url, { session: 5177, message: `Message ${index}` }, { httpAgent: agent, proxy: false });
		times.push(performance.now() - began);
	}
	return times;
}

async function publishFlows(lab: Lab, rest: N8nRest): Promise<Map<string, string>> {
	const url = lab.urls.http;
	const nodes: Record<string, object> = {
		[NOTHING]: { type: 'n8n-nodes-base.noOp' },
		[PACK]: await nodeOf(rest, messageNode(url, {}), 1),
		[HTTP]: await nodeOf(rest, messageByHttpRequest(url, 'default'), 4.4),
		[HTTP_BEST]: await nodeOf(rest, messageByHttpRequest(url, 'best'), 4.4),
	};
	const paths = new Map<string, string>();
	for (const [index, [name, node]] of Object.entries(nodes).entries()) {
		const path = `bench-${index}`;
		await publishWorkflow(rest, await saveWorkflow(rest, workflowOf(name, path, node)));
		paths.set(name, path);
	}
	return paths;
}

/** Webhook to answer in a real n8n. */
export async function wholeFlow(lab: Lab, effort: Effort, progress: (line: string) => void): Promise<Report> {
	const calls = Math.ceil(500 / effort.less / effort.rounds);
	const agent = new Agent({ keepAlive: true });
	await lab.behave({ latencyMs: 0 });
	progress('starting n8n');
	// Not what is measured, and it makes the times of all flows vary
	const env = { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none' };
	const { n8n, rest } = await startRealN8n(lab, { name: 'flow', port: PORT, env });
	const times = new Map<string, number[]>();
	try {
		const paths = await publishFlows(lab, rest);
		const order = [...paths];
		for (const path of paths.values()) await call(`${n8n.url}/webhook/${path}`, 30, agent);
		for (let round = 0; round < effort.rounds; round += 1) {
			progress(`round ${round + 1} of ${effort.rounds}: ${calls} calls of each flow`);
			const all = new Map<string, number[]>([...paths.keys()].map((name) => [name, []]));
			// One call of each flow by turns, none of them always behind the same other
			for (let index = 0; index < calls; index += 1) {
				const first = index % paths.size;
				for (const [name, path] of [...order.slice(first), ...order.slice(0, first)]) {
					await sleep(PAUSE_MS);
					all.get(name)?.push(...(await call(`${n8n.url}/webhook/${path}`, 1, agent)));
				}
			}
			for (const [name, one] of all) times.set(name, [...(times.get(name) ?? []), median(one)]);
		}
	} finally {
		agent.destroy();
		await n8n.stop();
	}
	const of = (name: string) => times.get(name) ?? [];
	const overhead = (name: string) => of(name).map((ms, round) => ms - of(NOTHING)[round]);
	const ours = overhead(PACK);
	return {
		key: 'flow',
		number: 8,
		title: `Webhook, node, answer in a real n8n: ${calls * effort.rounds} calls of each flow`,
		about:
			'One call at a time, with a pause before each in which n8n puts the last execution away. The overhead is what a flow takes longer than the one whose node does nothing; most of the time is n8n itself.',
		columns: ['', 'ms per call', 'overhead of the node, ms'],
		rows: [...times.keys()].map((name) => [
			name,
			withSpread(of(name)),
			name === NOTHING ? '' : withSpread(overhead(name)),
		]),
		gates: [
			{
				what: 'overhead of the pack’s node / of HTTP Request',
				values: overhead(HTTP).map((ms, round) => ours[round] / ms),
				limit: 1.15,
			},
		],
		charts: [
			{
				name: 'flow',
				title: 'Webhook to answer in n8n',
				unit: 'ms per call',
				bars: [...times.keys()].map((name) => ({
					label: name,
					value: median(of(name)),
					ours: name === PACK,
				})),
			},
		],
	};
}
