import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import { type PublishedTrigger, publishTrigger, type WebhookRun } from '../../../../testkit/webhook';
import { agent, envelope, messageOf, signature } from '../events';

let trigger: PublishedTrigger;
let published = 0;

const IN_ADDRESS = 'kq3-v8Wd_Zt61mLx0pRb';

const credential = {
	baseUrl: 'https://us-messenger.haptikapi.com',
	token: 'haptik-channel-token',
	clientId: 'haptik-client',
	webhookSecret: signature.secret,
};

async function publish(parameters: INodeParameters = {}, run: Partial<WebhookRun> = {}) {
	published += 1;
	trigger = await publishTrigger({
		node: 'haptikTrigger',
		id: `haptik-${published}`,
		credentials: { haptikApi: credential },
		parameters,
		...run,
	});
}

afterEach(async () => await trigger.stop());

async function post(body: string, given?: string) {
	const signed = given ?? signature.sign(Buffer.from(body), signature.secret);
	const headers = { 'content-type': 'application/json', [signature.header]: signed };
	const answer = await axios.post<unknown>(trigger.url, Buffer.from(body), {
		headers,
		proxy: false,
		validateStatus: () => true,
	});
	return { status: answer.status, body: answer.data };
}

const send = async (told: object) => await post(JSON.stringify(told));
const started = () => trigger.started.flat();

describe('the signature', () => {
	// The same JSON with other spaces: https://docs.haptik.ai/webhooks/protocols signs bytes
	const vectors = [
		[
			'{"version":"1.0","event_name":"message","message":{"id":77}}',
			'sha1=2e8637db64058078827be2d37f41331f83a32cde',
		],
		[
			'{"version": "1.0", "event_name": "message", "message": {"id": 77}}',
			'sha1=3ea9740003f971d0da204617abbaf5e35be3d77b',
		],
	];

	it.each(vectors)('of %s is %s', async (body, given) => {
		await publish();
		await expect(post(body, given)).resolves.toMatchObject({ status: 200, body: { accepted: true } });
		expect(started()).toMatchObject([{ eventKey: 'message 77', messageId: 77 }]);
	});

	it('may be in capitals', async () => {
		await publish();
		const [[body, given]] = vectors;
		await post(body, `sha1=${given.slice(5).toUpperCase()}`);
		expect(started()).toHaveLength(1);
	});

	it.each([
		['of the other spacing', vectors[1][1]],
		['under the name of another hash', vectors[0][1].replace('sha1', 'sha256')],
		['without a name', vectors[0][1].slice(5)],
	])('%s is refused', async (_, given) => {
		await publish();
		await expect(post(vectors[0][0], given)).resolves.toMatchObject({
			status: 401,
			body: { accepted: false, reason: 'wrongSignature' },
		});
		expect(started()).toEqual([]);
	});

	it('is checked with the secret without the spaces that copying adds', async () => {
		await publish({}, { credentials: { haptikApi: { ...credential, webhookSecret: ' orchid-lamp-42\n' } } });
		await post(vectors[0][0], vectors[0][1]);
		expect(started()).toHaveLength(1);
	});
});

describe('what starts the flow', () => {
	const pinned = { ...envelope, event_name: 'chat_pinned', agent, message: { id: 2, body: '' } };
	const odd = { ...envelope, event_name: 'message_was_read' };

	it.each<[string, INodeParameters, object[], unknown[]]>([
		['messages alone, unless more is chosen', {}, [messageOf(1, 'Hi'), pinned, odd], ['message']],
		['what is chosen', { events: ['chat_pinned'] }, [messageOf(1, 'Hi'), pinned, odd], ['chat_pinned']],
		[
			'events that nobody knows, on request',
			{ events: ['other'] },
			[messageOf(1, 'Hi'), pinned, odd],
			['message_was_read'],
		],
		['what the bot did', { sender: 'bot' }, [messageOf(1, 'Hi'), messageOf(2, 'Ho', { agent })], ['message']],
	])('is %s', async (_, parameters, told, expected) => {
		await publish(parameters);
		for (const one of told) await send(one);
		expect(started().map(({ event }) => event)).toEqual(expected);
	});

	it.each([
		['bot', ['bot']],
		['agent', ['agent']],
		['anyone', ['bot', 'agent', undefined]],
	])('is by the sender: %s', async (sender, expected) => {
		await publish({ sender });
		await send(messageOf(1, 'Hi'));
		await send(messageOf(2, 'Ho', { agent }));
		await send(messageOf(3, 'Hm', { agent: {} }));
		expect(trigger.failures).toEqual([]);
		expect(started().map((item) => (item.sender as { type?: string } | undefined)?.type)).toEqual(expected);
	});

	it.each<[string, INodeParameters]>([
		['users', { authIds: 'cust_88124, cust_88123' }],
		['businesses', { businessIds: '7104' }],
	])('is of the %s that are listed', async (_, filters) => {
		await publish({ filters });
		await send(messageOf(1, 'Hi'));
		await send(messageOf(2, 'Ho', { user: { auth_id: 'cust_9' }, business_id: 7105 }));
		expect(started().map(({ messageId }) => messageId)).toEqual([1]);
	});

	it('has the whole event beside it on request', async () => {
		await publish({ includeRawEvent: true });
		const told = messageOf(1, { text: 'Hi', type: 'TEXT', data: {} }, { added: { by: 'Haptik' } });
		await send(told);
		expect(started()).toMatchObject([{ raw: told }]);
	});
});

describe('a Haptik without a secret key', () => {
	it('gets through to an address with a secret in it', async () => {
		await publish({ checkBy: 'address', addressSecret: IN_ADDRESS });
		await expect(post(JSON.stringify(messageOf(1, 'Hi')), '')).resolves.toMatchObject({ status: 200 });
		expect(started()).toHaveLength(1);
	});

	it('gets nowhere otherwise', async () => {
		await publish();
		await expect(post(JSON.stringify(messageOf(1, 'Hi')), '')).resolves.toMatchObject({ status: 401 });
		expect(started()).toEqual([]);
	});
});

describe('when the flow is published', () => {
	const publicly = { webhookBaseUrl: 'https://n8n.acme.example' };
	const refusal = async () =>
		await trigger.asked('checkExists').then(
			() => undefined,
			({ message, description }: Error & { description: string }) => `${message}. ${description}`,
		);

	it('an address that Haptik can reach, with a secret, is good', async () => {
		await publish({}, publicly);
		await expect(refusal()).resolves.toBeUndefined();
	});

	it.each<[string, INodeParameters, Partial<WebhookRun>, string]>([
		[
			'an address that Haptik cannot reach',
			{},
			{},
			'Haptik cannot reach this node at http://localhost:5678/webhook/',
		],
		[
			'a credential without a secret',
			{},
			{ ...publicly, credentials: { haptikApi: { ...credential, webhookSecret: '' } } },
			'"Webhook Secret" of the credential is empty. Enter the Secret Key',
		],
		[
			'a secret in the address that is none',
			{ checkBy: 'address', addressSecret: 'short' },
			publicly,
			'"Secret in the Address" is no secret. Enter at least 16 letters',
		],
		['an event that there is not', { events: ['party'] }, publicly, '"Events" holds "party". Use one of: '],
	])('%s is refused', async (_, parameters, run, expected) => {
		await publish(parameters, run);
		await expect(refusal()).resolves.toContain(expected);
	});

	it('no event at all is refused', async () => {
		await publish({ events: [] }, publicly);
		await expect(refusal()).resolves.toContain('"Events" is empty. Choose at least one');
	});
});
