import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import { z } from 'zod';

import manifest from '../../package.json';
import { pythonJson } from '../../sandbox/haptik/pythonJson';
import type { Order } from '../../sandbox/events/outbox';
import { type EnduranceSession, startEndurance } from '../../tools/endurance/start';
import type { RunningN8n } from '../../tools/runtime/n8n';
import { publishWorkflow, type SavedWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import { type FlowNode, flowOf, type Link } from './flow';
import { freePorts } from './npmStart';

const say = (line: string) => void process.stderr.write(`${line}\n`);
const stops: Array<() => Promise<void>> = [];
let session: EnduranceSession;
let n8n: RunningN8n;

beforeAll(async () => {
	session = await startEndurance({
		port: await freePorts(9),
		say,
		stopLater: (stop) => stops.push(stop),
	});
	n8n = session.n8n;
});
afterAll(async () => {
	await n8n.stop();
	for (const stop of stops.reverse()) await stop();
});

const haptik = () => session.vendors.haptik;
const answers = () =>
	haptik()
		.store.held<{ message_body: string }>('message')
		.map(({ fact }) => fact.message_body);

async function send(order: Partial<Order>) {
	const outbox = haptik().outbox;
	if (!outbox) throw new Error('Haptik sends nothing');
	const made = await outbox.send({ kind: 'message', ...order });
	return made.map(({ attempts, state }) => ({ state, ...attempts[0] }));
}

/** Waits until something holds, for half a minute at the most. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
	for (let tries = 0; tries < 150; tries += 1) {
		if (await holds()) return;
		await sleep(200);
	}
	throw new Error('It never came true');
}

const node = (name: string, parameters: object, more: object = {}): FlowNode => ({
	type: `${manifest.name}.${name}`,
	parameters: parameters as FlowNode['parameters'],
	credentials: { haptikApi: session.credentials.get('haptikApi') },
	...more,
});

const trigger = (webhookId: string, parameters = {}) => node('haptikTrigger', parameters, { webhookId });

const ANSWER = {
	authId: '={{ $json.authId }}',
	text: '=Answer to {{ $json.messageId }}',
	businessId: '7104',
};

/** n8n's own memory of what has come before, which a restart does not end. Its very first two runs at one moment can fail over the same row. */
const removeDuplicates: FlowNode = {
	retryOnFail: true,
	waitBetweenTries: 500,
	type: 'n8n-nodes-base.removeDuplicates',
	typeVersion: 2,
	parameters: {
		operation: 'removeItemsSeenInPreviousExecutions',
		logic: 'removeItemsWithAlreadySeenKeyValues',
		dedupeValue: '={{ $json.eventKey }}',
		options: {},
	},
};

async function publish(name: string, nodes: Record<string, FlowNode>, links: Link[]): Promise<SavedWorkflow> {
	const saved = await saveWorkflow(session.rest, flowOf(name, nodes, links));
	await publishWorkflow(session.rest, saved);
	return saved;
}

const addressOf = (webhookId: string) => `${n8n.url}/webhook/${webhookId}/haptik`;

/** n8n answers 404 for a moment after publishing. */
async function listen(webhookId: string): Promise<void> {
	const url = addressOf(webhookId);
	await until(async () => (await axios.post(url, '{}', { validateStatus: () => true })).status === 401);
	haptik().outbox?.register('events', url);
}

const counted = z.object({ count: z.number() });

async function executionsOf({ id }: SavedWorkflow, status?: string): Promise<number> {
	const filter = encodeURIComponent(
		JSON.stringify({ workflowId: id, ...(status ? { status: [status] } : {}) }),
	);
	return (await session.rest.data('GET', `/rest/executions?filter=${filter}&limit=1`, counted)).count;
}

async function answering(webhookId: string): Promise<SavedWorkflow> {
	const flow = await publish(
		webhookId,
		{ Event: trigger(webhookId), Once: removeDuplicates, Answer: node('haptikSendMessage', ANSWER) },
		[
			['Event', 'Once'],
			['Once', 'Answer'],
		],
	);
	await listen(webhookId);
	return flow;
}

beforeEach(() => {
	haptik().reset();
	haptik().state.users.set('cust_88123', { auth_id: 'cust_88123' });
});

describe('a flow that answers', () => {
	it('answers each event once, also one that is delivered twice at the same moment', async () => {
		const flow = await answering('answers');
		const same = { changes: { message: { id: 77, body: 'Hello' } } };
		const sent = await Promise.all([
			send(same),
			send(same),
			send({ changes: { message: { id: 78, body: 'Ho' } } }),
		]);
		expect(sent.flat().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
		await until(() => answers().length === 2);
		await send(same);
		await sleep(1000);
		expect(answers().sort()).toEqual(['Answer to 77', 'Answer to 78']);
		expect(await executionsOf(flow)).toBe(2);
	});

	it('starts nothing for what is not from Haptik, or nothing that is wanted', async () => {
		const flow = await answering('refuses');
		for (const flaw of ['unsigned', 'wrongSecret', 'cutSignature', 'changedBody'] as const) {
			expect(await send({ flaw })).toMatchObject([{ answer: { status: 401 } }]);
		}
		const [{ answer }] = await send({ flaw: 'notJson' });
		expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('"notJson"') as unknown });
		for (const kind of ['unknown', 'typing', 'chatPinned']) {
			expect(await send({ kind })).toMatchObject([
				{ state: 'delivered', answer: { body: '{"accepted":false,"reason":"notWanted"}' } },
			]);
		}
		expect(await executionsOf(flow)).toBe(0);
	});

	it('takes what comes packed', async () => {
		await answering('packed');
		expect(await send({ flaw: 'packed' })).toMatchObject([{ answer: { body: '{"accepted":true}' } }]);
		await until(() => answers().length === 1);
	});

	it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'odd/type'])(
		'takes what is said to be %s',
		async (type) => {
			const id = `type-${type.replace(/\W+/g, '-')}`;
			await answering(id);
			const body = pythonJson({
				event_name: 'message',
				message: { id: 5, body: 'Hi' },
				user: { auth_id: 'cust_88123' },
			});
			const headers = { 'content-type': type, 'x-hub-signature': signed(body) };
			const { status, data } = await axios.post<unknown>(addressOf(id), body, { headers });
			expect({ status, data }).toEqual({ status: 200, data: { accepted: true } });
			await until(() => answers().length === 1);
		},
	);

	it('is answered at once however long it takes', async () => {
		const wait: FlowNode = {
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { amount: 8, unit: 'seconds' },
		};
		await publish('slow', { Event: trigger('slow'), Wait: wait, Answer: node('haptikSendMessage', ANSWER) }, [
			['Event', 'Wait'],
			['Wait', 'Answer'],
		]);
		await listen('slow');
		const [{ state }] = await send({});
		expect(state).toBe('delivered');
		expect(answers()).toEqual([]);
		await until(() => answers().length === 1);
	});
});

describe('publishing', () => {
	it('twice, and taking it back, asks nothing of Haptik; events reach the flow in between alone', async () => {
		const flow = await answering('twice');
		await publishWorkflow(session.rest, flow);
		await listen('twice');
		await send({});
		await until(() => answers().length === 1);
		await session.rest.call('POST', `/rest/workflows/${flow.id}/deactivate`, z.unknown(), {});
		await until(async () => {
			const [{ answer }] = await send({});
			return answer?.status === 404;
		});
		const asked = haptik()
			.store.requests()
			.filter(({ path }) => path !== '/v1.0/log_message_from_user/');
		expect(asked).toEqual([]);
	});

	it('is refused without a secret, in words that say what to do', async () => {
		const { token, clientId } = haptik().keys;
		const data = { baseUrl: haptik().url, token, clientId, webhookSecret: '' };
		const id = await session.rest.saveCredential({ name: 'No secret', type: 'haptikApi', data });
		const credentials = { haptikApi: { id, name: 'No secret' } };
		const saved = await saveWorkflow(
			session.rest,
			flowOf('secretless', { Event: { ...trigger('secretless'), credentials } }, []),
		);
		await expect(publishWorkflow(session.rest, saved)).rejects.toThrow(
			/"Webhook Secret" of the credential is empty/,
		);
	});
});

const signed = (body: Buffer) =>
	`sha1=${createHmac('sha1', haptik().keys.webhookSecret).update(body).digest('hex')}`;
