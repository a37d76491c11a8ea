import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import type { Order } from '../../sandbox/events/outbox';
import { publishWorkflow, type SavedWorkflow } from '../../tools/runtime/workflows';
import { removeDuplicates, Triggers, until } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'superOffice'>;

beforeAll(async () => {
	triggers = await Triggers.start('superOffice', (stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const superOffice = () => triggers.vendor;
const webhooks = () => [...superOffice().state.webhooks.values()];
const answers = () =>
	superOffice()
		.store.held('message')
		.map(({ fact }) => fact.Message);
const signIn = { authentication: 'systemUser' };
const node = (name: string, parameters: object, more: object = {}) =>
	triggers.node(name, 'superOfficeSystemUserApi', { ...signIn, ...parameters }, more);

/** n8n answers 404 for a moment after publishing: the vendor tries again then, by its own clock. */
async function happens(kind: string, order: Partial<Order> = {}) {
	await sleep(1500);
	return await triggers.send({ kind, ...order });
}

async function answering(webhookId: string, parameters = {}): Promise<SavedWorkflow> {
	const nodes = {
		Event: node('superOfficeTrigger', parameters, { webhookId }),
		Once: removeDuplicates,
		Answer: node('superOfficeAddChatMessage', {
			chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.chatSessionId }}' },
			text: '=Answer to {{ $json.text }}',
		}),
	};
	return await triggers.publish(webhookId, nodes, [
		['Event', 'Once'],
		['Once', 'Answer'],
	]);
}

/** n8n answers before it has asked the node to remove its webhook. */
async function takeBack({ id }: SavedWorkflow): Promise<void> {
	await triggers.rest.call('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {});
	await until(() => webhooks().length === 0);
}

const ANYONE = { senders: ['agent', 'bot', 'customer', 'system'] };

beforeEach(() => superOffice().reset());

it('a flow registers its webhook, answers each message once, never itself, and removes the webhook', async () => {
	const flow = await answering('superoffice-answers', ANYONE);
	expect(webhooks()).toMatchObject([
		{
			State: 'Active',
			Events: ['chatsession.message'],
			TargetUrl: expect.stringMatching(
				/^http:\/\/\S+\/webhook\/superoffice-answers\/superoffice$/,
			) as unknown,
		},
	]);
	const [{ state, id }] = await happens('chatsession.message', { text: 'Where is my parcel?' });
	expect(state).toBe('delivered');
	await until(() => answers().length === 1);
	const again = await triggers.again(id);
	expect(again).toMatchObject({
		state: 'delivered',
		answer: { body: '{"accepted":false,"reason":"duplicate"}' },
	});
	await sleep(1500);
	expect(answers()).toEqual(['Answer to Where is my parcel?']);
	expect(await triggers.executionsOf(flow)).toBe(1);
	await takeBack(flow);
});

it('a webhook that SuperOffice has switched off works again when the flow is taken back and published', async () => {
	const flow = await answering('superoffice-again');
	const [{ address }] = webhooks();
	address.off = true;
	await takeBack(flow);
	await publishWorkflow(triggers.rest, flow);
	expect(webhooks()).toMatchObject([{ address: { off: false } }]);
	await happens('chatsession.message', { text: 'Hello?' });
	await until(() => answers().length === 1);
	await takeBack(flow);
});

it('what is not signed by SuperOffice starts nothing, and an app without access is told what to do', async () => {
	const flow = await answering('superoffice-refuses');
	await sleep(1500);
	for (const flaw of ['unsigned', 'wrongSecret', 'changedBody'] as const) {
		expect(await triggers.send({ kind: 'chatsession.message', flaw })).toMatchObject([
			{ answer: { status: 401 } },
		]);
	}
	expect(await triggers.executionsOf(flow)).toBe(0);
	await takeBack(flow);
	superOffice().settings.webhookAccess = false;
	await expect(answering('superoffice-forbidden')).rejects.toThrow(
		/SuperOffice did not let the app or user of the credential manage webhooks/,
	);
});
