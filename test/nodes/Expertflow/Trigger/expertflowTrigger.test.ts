import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import { SENDER_ID } from '../../../../nodes/Expertflow/messages/sender';
import { type PublishedTrigger, publishTrigger, type WebhookRun } from '../../../../testkit/webhook';
import { agent, bot, IN_ADDRESS, messageOf, system, text } from '../events';

let trigger: PublishedTrigger;
let published = 0;

const credential = { baseUrl: 'https://cx.example.test', authentication: 'none' };

async function publish(parameters: INodeParameters = {}, run: Partial<WebhookRun> = {}) {
	published += 1;
	trigger = await publishTrigger({
		node: 'expertflowTrigger',
		id: `expertflow-${published}`,
		credentials: { expertflowApi: credential },
		parameters: { addressSecret: IN_ADDRESS, ...parameters },
		...run,
	});
}

afterEach(async () => await trigger.stop());

async function send(told: unknown, path = 'cim-messages') {
	const { status, data } = await axios.post<unknown>(`${trigger.url}${path}`, JSON.stringify(told), {
		headers: { 'content-type': 'application/json' },
		proxy: false,
		validateStatus: () => true,
		transformResponse: (body: string) => body,
	});
	return { status, body: data };
}
const started = () => trigger.started.flat();
const keys = () => started().map(({ eventKey }) => eventKey);
const notified = (messageId: string) =>
	JSON.stringify({
		type: 'DELIVERYNOTIFICATION',
		markdownText: '',
		messageId,
		status: 'DELIVERED',
		reasonCode: 200,
	});

const configured = {
	serviceIdentifier: '880044',
	connectorConfigurations: [{ key: 'API-KEY', type: 'String100', value: 'x' }],
};
const notification = (id: string, notificationType: string) =>
	messageOf(id, { type: 'NOTIFICATION', markdownText: '', notificationType }, { sender: system });

describe('what CCM is answered', () => {
	it('200 with a delivery notification, also when the message comes again', async () => {
		await publish();
		await expect(send(messageOf('m-1', text('Hi')))).resolves.toEqual({ status: 200, body: notified('m-1') });
		await expect(send(messageOf('m-1', text('Hi')))).resolves.toEqual({ status: 200, body: notified('m-1') });
		expect(keys()).toEqual(['PLAIN m-1']);
	});

	it('202 without a word, also when the message comes again, where the flow tells what became of it', async () => {
		await publish({ answer: 'accepted' });
		await expect(send(messageOf('m-1', text('Hi')))).resolves.toEqual({ status: 202, body: '' });
		await expect(send(messageOf('m-1', text('Hi')))).resolves.toEqual({ status: 202, body: '' });
		expect(keys()).toEqual(['PLAIN m-1']);
	});

	it.each(['delivered', 'accepted'])('202 to what starts no flow: nobody has got it (%s)', async (answer) => {
		await publish({ answer });
		const unwanted = [
			notification('m-2', 'TYPING_STARTED'),
			messageOf('m-3', { type: 'ORDER_PLACED' }),
			messageOf('m-4', text('Hi'), { sender: { id: 'x', type: 'CONNECTOR' } }),
		];
		for (const one of unwanted) await expect(send(one)).resolves.toEqual({ status: 202, body: '' });
		expect(started()).toEqual([]);
	});

	it('400 to JSON that is no message', async () => {
		await publish();
		const { status, body } = await send({ hello: 'world' });
		expect({ status, body: JSON.parse(String(body)) as unknown }).toEqual({
			status: 400,
			body: { accepted: false, reason: 'noEvent', message: 'The body is no message of CCM.' },
		});
	});

	it('500 when n8n cannot take the message, which is taken when it comes again', async () => {
		let broken = true;
		await publish(
			{},
			{ start: async () => await (broken ? Promise.reject(new Error('full')) : Promise.resolve()) },
		);
		await expect(send(messageOf('m-1', text('Hi')))).resolves.toMatchObject({ status: 500 });
		broken = false;
		await expect(send(messageOf('m-1', text('Hi')))).resolves.toEqual({ status: 200, body: notified('m-1') });
		expect(started()).toHaveLength(1);
	});

	it('a notification without an ID to a message without one', async () => {
		await publish();
		const { body } = await send({ header: {}, body: text('Hi') });
		expect(JSON.parse(String(body))).toEqual({
			type: 'DELIVERYNOTIFICATION',
			markdownText: '',
			status: 'DELIVERED',
			reasonCode: 200,
		});
	});

	it('the same at the address itself, for a connector that calls it so', async () => {
		await publish();
		await expect(send(messageOf('m-1', text('Hi')), '')).resolves.toEqual({
			status: 200,
			body: notified('m-1'),
		});
	});
});

describe('no endless talk', () => {
	it.each([
		['of a connector', { id: 'somebody', type: 'CONNECTOR' }],
		['of one in small letters', { id: 'somebody', type: 'connector' }],
		['of these nodes, whatever it says it is', { id: '6f1d9a52-3c0e-4b7a-9d58-4e2b8f0c7a13', type: 'AGENT' }],
	])('a message %s starts nothing', async (_, sender) => {
		await publish({ events: ['PLAIN', 'DELIVERYNOTIFICATION'] });
		await send(messageOf('m-1', text('Hi'), { sender }));
		await send(
			messageOf('m-2', { type: 'DELIVERYNOTIFICATION', messageId: 'x', status: 'READ' }, { sender }),
		);
		expect(started()).toEqual([]);
	});

	it('what the nodes send is known by its sender when it comes back', async () => {
		await publish();
		await send(messageOf('m-1', text('Hi'), { sender: { id: SENDER_ID, type: 'CONNECTOR' } }));
		expect(started()).toEqual([]);
	});
});

describe('what starts the flow', () => {
	const some = [
		messageOf('m-1', text('Hi')),
		messageOf('m-2', text('Ho'), { sender: bot }),
		notification('m-3', 'CHANNEL_SESSION_ENDED'),
		notification('m-4', 'TYPING_STARTED'),
		notification('m-5', 'PARTICIPANT_ROLE_CHANGED'),
		messageOf('m-6', { type: 'ORDER_PLACED' }, { sender: system }),
		messageOf('m-7', text('To another'), {
			channelData: { channelCustomerIdentifier: '49', serviceIdentifier: '880045' },
		}),
	];

	it.each<[string, INodeParameters, string[]]>([
		['messages alone, unless more is chosen', {}, ['m-1', 'm-2', 'm-7']],
		['notifications of every kind', { events: ['NOTIFICATION'] }, ['m-3', 'm-4', 'm-5']],
		[
			'notifications of the kinds that are chosen',
			{ events: ['NOTIFICATION'], filters: { notificationTypes: ['CHANNEL_SESSION_ENDED', 'other'] } },
			['m-3', 'm-5'],
		],
		['types that nobody knows, on request', { events: ['other'] }, ['m-6']],
		['what a bot writes', { sender: 'bot' }, ['m-2']],
		['what an agent writes', { sender: 'agent' }, ['m-1', 'm-7']],
		[
			'what the system does',
			{ sender: 'system', events: ['NOTIFICATION', 'other'] },
			['m-3', 'm-4', 'm-5', 'm-6'],
		],
		['what is of a channel', { filters: { serviceIdentifiers: '880045, 1' } }, ['m-7']],
		['what is for a customer', { filters: { customerIdentifiers: '4915550001122' } }, ['m-1', 'm-2']],
	])('is %s', async (_, parameters, expected) => {
		await publish(parameters);
		for (const one of some) await send(one);
		expect(started().map(({ messageId }) => messageId)).toEqual(expected);
	});

	it('has the whole event beside it on request', async () => {
		await publish({ includeRawEvent: true });
		const told = messageOf('m-1', text('Hi'));
		await send(told);
		expect(started()).toMatchObject([{ raw: told }]);
	});
});

describe('the values of the connector', () => {
	it('start the flow on request, each time that they are changed', async () => {
		await publish({
			events: ['connector-configurations'],
			sender: 'agent',
			filters: { customerIdentifiers: '1' },
		});
		await expect(send(configured, 'connector-configurations')).resolves.toEqual({
			status: 200,
			body: '{"accepted":true}',
		});
		await send(configured, 'connector-configurations');
		expect(started()).toHaveLength(2);
		expect(started()[0]).toMatchObject({ event: 'connector-configurations', ...configured, isOwn: false });
		expect(new Set(keys()).size).toBe(2);
	});

	it.each<[string, INodeParameters]>([
		['are not asked for', {}],
		[
			'are those of another channel',
			{ events: ['connector-configurations'], filters: { serviceIdentifiers: '1' } },
		],
	])('start nothing when they %s', async (_, parameters) => {
		await publish(parameters);
		await expect(send(configured, 'connector-configurations')).resolves.toEqual({
			status: 200,
			body: '{"accepted":false,"reason":"notWanted"}',
		});
		expect(started()).toEqual([]);
	});
});

describe('a secret in the address that is none', () => {
	it.each(['', 'short', 'seventeen letters'])('refuses everything: "%s"', async (addressSecret) => {
		await publish({ addressSecret });
		const { status } = await send(messageOf('m-1', text('Hi')));
		expect(status).toBe(401);
		expect(started()).toEqual([]);
	});
});

describe('when the flow is published', () => {
	const refusal = async () =>
		await trigger.asked('checkExists').then(
			() => undefined,
			({ message, description }: Error & { description: string }) => `${message}. ${description}`,
		);

	it.each<[string, string, object]>([
		['a public address', 'https://n8n.acme.example', {}],
		['an address in the same house', 'http://n8n.acme.lan:5678', {}],
		['a service of the same cluster', 'http://n8n:5678', { ccmUrl: 'http://ef-cx-ccm-svc:8081' }],
		[
			'the own machine, where Expertflow is too',
			'http://localhost:5678',
			{ baseUrl: 'http://127.0.0.1:5814' },
		],
	])('%s is good', async (_, webhookBaseUrl, more) => {
		await publish({}, { webhookBaseUrl, credentials: { expertflowApi: { ...credential, ...more } } });
		await expect(refusal()).resolves.toBeUndefined();
		await expect(trigger.asked('create')).resolves.toBe(true);
		await expect(trigger.asked('delete')).resolves.toBe(true);
	});

	const publicly = { webhookBaseUrl: 'https://n8n.acme.example' };

	it.each<[string, INodeParameters, Partial<WebhookRun>, string]>([
		[
			'an address of the own machine',
			{},
			{},
			'Expertflow cannot reach this node at http://localhost:5678/webhook/',
		],
		[
			'a secret in the address that is none',
			{ addressSecret: 'short' },
			publicly,
			'"Secret in the Address" is no secret. Enter at least 16 letters',
		],
		['no event at all', { events: [] }, publicly, '"Events" is empty. Choose at least one'],
		['an event that there is not', { events: ['party'] }, publicly, '"Events" holds "party". Use one of: '],
		[
			'a notification that there is not',
			{ events: ['NOTIFICATION'], filters: { notificationTypes: ['party'] } },
			publicly,
			'"Filters > Notification Types" holds "party"',
		],
		[
			'a credential without an address',
			{},
			{ ...publicly, credentials: { expertflowApi: { baseUrl: 'nowhere' } } },
			'"Base URL" holds "nowhere"',
		],
	])('%s is refused', async (_, parameters, run, expected) => {
		await publish(parameters, run);
		await expect(refusal()).resolves.toContain(expected);
	});
});

it('in a test from the editor the same message starts the flow as often as it comes', async () => {
	await publish({}, { mode: 'manual' });
	for (let times = 0; times < 2; times += 1) await send(messageOf('m-1', text('Hi'), { sender: agent }));
	expect(keys()).toEqual(['PLAIN m-1', 'PLAIN m-1']);
});
