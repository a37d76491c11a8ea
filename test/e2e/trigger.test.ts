import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import { z } from 'zod';

import type { Order } from '../../sandbox/events/outbox';
import type { Hook } from '../../sandbox/events/vendorEvents';
import { pythonJson } from '../../sandbox/haptik/pythonJson';
import { publishWorkflow, type SavedWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import { type FlowNode, flowOf } from './flow';
import { removeDuplicates, Triggers, until, waiting } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'haptik'>;

beforeAll(async () => {
	triggers = await Triggers.start('haptik', (stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const EVENTS = { hook: 'events', path: 'haptik' };
const STEP = { hook: 'step', path: 'haptik-step' };

const haptik = () => triggers.vendor;
const answers = () =>
	haptik()
		.store.held<{ message_body: string }>('message')
		.map(({ fact }) => fact.message_body);

const send = async (order: Partial<Order>) => await triggers.send({ kind: 'message', ...order });

const node = (name: string, parameters: object, more: object = {}) =>
	triggers.node(name, 'haptikApi', parameters, more);

const trigger = (webhookId: string, parameters = {}) => node('haptikTrigger', parameters, { webhookId });

const ANSWER = {
	authId: '={{ $json.authId }}',
	text: '=Answer to {{ $json.messageId }}',
	businessId: '7104',
};

async function answering(webhookId: string): Promise<SavedWorkflow> {
	const flow = await triggers.publish(
		webhookId,
		{ Event: trigger(webhookId), Once: removeDuplicates, Answer: node('haptikSendMessage', ANSWER) },
		[
			['Event', 'Once'],
			['Once', 'Answer'],
		],
	);
	await triggers.listen(webhookId, EVENTS);
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
		expect(await triggers.executionsOf(flow)).toBe(2);
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
		expect(await triggers.executionsOf(flow)).toBe(0);
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
			const { status, data } = await axios.post<unknown>(triggers.addressOf(id, EVENTS.path), body, {
				headers,
			});
			expect({ status, data }).toEqual({ status: 200, data: { accepted: true } });
			await until(() => answers().length === 1);
		},
	);

	it('is answered at once however long it takes', async () => {
		const slow = { Event: trigger('slow'), Wait: waiting(8), Answer: node('haptikSendMessage', ANSWER) };
		await triggers.publish('slow', slow, [
			['Event', 'Wait'],
			['Wait', 'Answer'],
		]);
		await triggers.listen('slow', EVENTS);
		const [{ state }] = await send({});
		expect(state).toBe('delivered');
		expect(answers()).toEqual([]);
		await until(() => answers().length === 1);
	});
});

describe('the retries of Haptik', () => {
	it('bring an event that came too early, once, and nothing twice that was taken', async () => {
		const early = triggers.addressOf('early', EVENTS.path);
		const [{ id, state, answer }] = await send({ url: early });
		expect({ state, status: answer?.status }).toEqual({ state: 'waiting', status: 404 });
		const flow = await answering('early');
		await haptik().outbox?.advance(5000);
		await until(() => answers().length === 1);
		expect(await triggers.again(id)).toMatchObject({
			state: 'delivered',
			answer: { body: '{"accepted":false,"reason":"duplicate"}' },
		});
		expect(await triggers.executionsOf(flow)).toBe(1);
		expect(answers()).toHaveLength(1);
	});
});

describe('a step of a bot', () => {
	const set = (assignments: object[]): FlowNode => ({
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, options: {} },
	});
	const SAYS = set([
		{ id: '1', name: 'text', type: 'string', value: '=Parcel {{ $json.values.order_id }} comes today.' },
		{ id: '2', name: 'quickReplies', type: 'array', value: '["Thank you"]' },
	]);
	const FAILS: FlowNode = {
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		parameters: { errorMessage: 'No such parcel' },
	};
	const stepAnswers = () =>
		haptik()
			.store.held('stepAnswer')
			.map(({ fact }) => fact);

	async function asked(webhookId: string, nodes: Record<string, FlowNode>, parameters = {}) {
		const names = Object.keys(nodes);
		const step = node('haptikBotStepTrigger', parameters, { webhookId });
		const flow = await triggers.publish(
			webhookId,
			{ Step: step, ...nodes },
			names.map((name, index) => [names[index - 1] ?? 'Step', name]),
		);
		await triggers.listen(webhookId, STEP);
		return flow;
	}
	const ask = async (order: Partial<Order> = {}) => {
		const [made] = await triggers.send({ kind: 'botStep', text: 'A-1042', ...order });
		return made;
	};

	it('is answered by the last node of the flow, each delivery for itself', async () => {
		const flow = await asked('step', { Say: SAYS });
		const { state, id } = await ask();
		expect(state).toBe('delivered');
		await triggers.again(id);
		const [said, ...more] = stepAnswers() as Array<{ status: boolean; response: string[] }>;
		expect(said.status).toBe(false);
		expect(said.response.map((text) => JSON.parse(text) as unknown)).toMatchObject([
			{
				text: 'Parcel A-1042 comes today.',
				type: 'TEXT',
				data: { quick_replies: [{ actionable_text: 'Thank you' }] },
			},
		]);
		expect(more).toEqual([said]);
		expect(await triggers.executionsOf(flow)).toBe(2);
	});

	it('starts nothing when it is not from Haptik, or asks nothing', async () => {
		const flow = await asked('step-refuses', { Say: SAYS });
		for (const flaw of ['unsigned', 'wrongSecret', 'cutSignature', 'changedBody'] as const) {
			expect(await ask({ flaw })).toMatchObject({ state: 'dropped', answer: { status: 401 } });
		}
		expect(await ask({ flaw: 'notJson' })).toMatchObject({ answer: { status: 400 } });
		expect(await ask({ changes: { event: 'API_WARMUP' } })).toMatchObject({ answer: { status: 400 } });
		expect(stepAnswers()).toEqual([]);
		expect(await triggers.executionsOf(flow)).toBe(0);
	});

	it('is answered with the fallback when the flow fails; without one the bot says that it has not understood', async () => {
		await asked('step-fallback', { Fail: FAILS }, { fallback: 'I cannot look that up right now' });
		expect(await ask()).toMatchObject({ state: 'delivered' });
		expect(stepAnswers()).toEqual([{ status: false, response: ['I cannot look that up right now'] }]);
		await asked('step-fails', { Fail: FAILS });
		expect(await ask()).toMatchObject({
			state: 'dropped',
			answer: { status: 500, body: expect.stringContaining('"reason":"noAnswer"') as unknown },
		});
	});

	it('that the flow takes too long for is given up by Haptik, and the next one is answered', async () => {
		const slow = await asked('step-slow', { Wait: waiting(6), Say: SAYS });
		const step = haptik().outbox?.events.hooks.step as Hook;
		const patience = step.timeoutMs;
		step.timeoutMs = 2000;
		const { state, problem } = await ask();
		step.timeoutMs = patience;
		expect({ state, problem }).toEqual({
			state: 'dropped',
			problem: 'There was no answer within 2 s.',
		});
		await until(async () => (await triggers.executionsOf(slow, 'success')) === 1);
		expect(await ask()).toMatchObject({ state: 'delivered' });
		expect(stepAnswers()).toHaveLength(1);
	});
});

describe('publishing', () => {
	it('twice, and taking it back, asks nothing of Haptik; events reach the flow in between alone', async () => {
		const flow = await answering('twice');
		await publishWorkflow(triggers.rest, flow);
		await triggers.listen('twice', EVENTS);
		await send({});
		await until(() => answers().length === 1);
		await triggers.rest.call('POST', `/rest/workflows/${flow.id}/deactivate`, z.unknown(), {});
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
		const id = await triggers.rest.saveCredential({ name: 'No secret', type: 'haptikApi', data });
		const credentials = { haptikApi: { id, name: 'No secret' } };
		const saved = await saveWorkflow(
			triggers.rest,
			flowOf('secretless', { Event: { ...trigger('secretless'), credentials } }, []),
		);
		await expect(publishWorkflow(triggers.rest, saved)).rejects.toThrow(
			/"Webhook Secret" of the credential is empty/,
		);
	});
});

const signed = (body: Buffer) =>
	`sha1=${createHmac('sha1', haptik().keys.webhookSecret).update(body).digest('hex')}`;
