import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import type { Outbox } from '../../../../sandbox/events/outbox';
import { type PublishedTrigger, publishTrigger, type WebhookRun } from '../../../../testkit/webhook';
import { derived, eventOf, signature } from '../events';
import { openSession, type SignIn, useSuperOffice, writes } from '../support';

const { superOffice, add, credentialsFor } = useSuperOffice();

const WEBHOOK = /\/Webhook(\/\d+)?$/;
let trigger: PublishedTrigger;
let published = 0;

async function publish(
	parameters: INodeParameters = {},
	{ signIn = 'onsite', ...run }: Partial<WebhookRun> & { signIn?: SignIn } = {},
) {
	published += 1;
	const authentication = signIn === 'ticket' ? 'onsite' : signIn;
	trigger = await publishTrigger({
		node: 'superOfficeTrigger',
		id: `superOffice-${published}`,
		credentials: await credentialsFor(signIn),
		parameters: { authentication, ...parameters },
		reachable: true,
		...run,
	});
	return trigger;
}
beforeEach(() => {
	// The nodes remember the numbers of what they have posted, and each sandbox counts from the same one; those of the polling trigger's tests are lower
	superOffice().state.lastMessageId = 10_000_000 + 1000 * published;
});
afterEach(async () => await trigger.stop());

const outbox = () => superOffice().outbox as Outbox;
const started = () => trigger.started.flat();
const texts = () => started().map(({ text }) => text);
const webhooks = () => [...superOffice().state.webhooks.values()];
const register = async () => (await trigger.asked('checkExists')) || (await trigger.asked('create'));
const methods = () =>
	superOffice()
		.store.requests({ path: WEBHOOK })
		.map(({ method }) => method);
const happens = async (kind: string, order: object = {}) => await outbox().send({ kind, ...order });
const refusal = async (method: 'checkExists' | 'create' = 'checkExists') =>
	await trigger.asked(method).then(
		() => undefined,
		({ message, description }: Error & { description: string }) => `${message}. ${description}`,
	);

async function post(told: object, headers: Record<string, string> = {}) {
	const body = JSON.stringify(told);
	const signed = { [signature.header]: signature.sign(Buffer.from(body), signature.secret) };
	const answer = await axios.post<unknown>(trigger.url, Buffer.from(body), {
		headers: { 'content-type': 'application/json', ...signed, ...headers },
		proxy: false,
		validateStatus: () => true,
	});
	return { status: answer.status, body: answer.data };
}

describe('the webhook', () => {
	it.each(['onsite', 'oAuth2', 'systemUser'] as const)(
		'is registered as %s, with its events and a secret, and called by SuperOffice',
		async (signIn) => {
			await publish({}, { signIn });
			await register();
			const [webhook] = webhooks();
			expect(webhook).toMatchObject({
				Events: ['chatsession.message'],
				State: 'Active',
				Type: 'webhook',
				TargetUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/webhook\/webhook-of-.*\/superoffice$/),
			});
			const { clientSecret, password } = superOffice().keys;
			expect(webhook.address.secret).toBe(derived(signIn === 'onsite' ? password : clientSecret));
			// The test of the address has started nothing
			expect(started()).toEqual([]);
			await happens('chatsession.message', { text: 'Where is my parcel?' });
			expect(started()).toMatchObject([{ text: 'Where is my parcel?', chatSessionId: 5177 }]);
			await trigger.asked('delete');
			expect(webhooks()).toEqual([]);
		},
	);

	it('that is there already is used again, with what the node wants now, and what others added stays', async () => {
		await publish();
		await register();
		const [webhook] = webhooks();
		Object.assign(webhook, {
			Events: ['contact.created'],
			Name: 'Renamed',
			Headers: { 'x-added': 'by hand' },
		});
		await expect(trigger.asked('checkExists')).resolves.toBe(true);
		expect(webhooks()).toMatchObject([
			{ Events: ['chatsession.message'], Name: 'Renamed', Headers: { 'x-added': 'by hand' } },
		]);
		expect(methods()).toEqual(['GET', 'POST', 'GET', 'PUT']);
	});

	it('that SuperOffice has switched off after nine failures is switched on again', async () => {
		await publish({}, { start: async () => await Promise.reject(new Error('n8n is down')) });
		await register();
		for (const text of ['one', 'two', 'three']) {
			await happens('chatsession.message', { text });
			await outbox().advance(6000);
		}
		const [{ address }] = webhooks();
		expect(address.off).toBe(true);
		await trigger.asked('checkExists');
		expect(address.off).toBe(false);
	});

	it('of another address stays as it is', async () => {
		await publish();
		await register();
		const [other] = webhooks();
		other.TargetUrl = 'https://elsewhere.example/webhook';
		await expect(trigger.asked('checkExists')).resolves.toBe(false);
		await trigger.asked('delete');
		expect(webhooks()).toHaveLength(1);
	});

	it('is made for the test address too, and removed', async () => {
		await publish({}, { mode: 'manual' });
		await register();
		await trigger.asked('delete');
		expect(methods()).toEqual(['GET', 'POST', 'GET', 'DELETE']);
	});

	it('that an app may not manage is refused with what to do', async () => {
		superOffice().settings.webhookAccess = false;
		await publish();
		const told = await refusal();
		expect(told).toContain('SuperOffice did not let the app or user of the credential manage webhooks');
		expect(told).toContain('choose "By Hand in SuperOffice"');
		expect(told).toContain('The application has no access to the Webhook agent.');
	});

	it('whose address SuperOffice cannot call is refused with what to do', async () => {
		await publish({}, { webhookBaseUrl: 'http://127.0.0.1:9', reachable: undefined });
		const told = await refusal('create');
		expect(told).toContain('SuperOffice did not take the address of this node');
		expect(told).toContain('the target did not answer the test event');
		expect(webhooks()).toEqual([]);
	});

	it.each<[string, INodeParameters, string]>([
		['no event', { events: [] }, '"Events" is empty. Choose at least one event'],
		['nobody whose messages count', { senders: [] }, '"Messages From" is empty.'],
		['a topic that is none', { filters: { topicId: 'Support' } }, '"Filters > Topic" holds "Support".'],
		['no secret by hand', { registration: 'byHand' }, '"Webhook Secret" is empty.'],
		['a short secret', { registration: 'byHand', webhookSecret: 'short' }, 'has only 5 characters'],
	])('is not asked for with %s', async (_, parameters, message) => {
		await publish(parameters);
		expect(await refusal()).toContain(message);
		expect(methods()).toEqual([]);
	});

	it('is not asked for where SuperOffice could not reach it', async () => {
		const credentials = {
			superOfficeApi: { baseUrl: 'https://crm.acme.example/api', username: 'kari', password: 'x' },
		};
		await publish({}, { credentials });
		expect(await refusal()).toContain('SuperOffice cannot reach this node at http://127.0.0.1');
	});
});

describe('a webhook that is entered by hand', () => {
	const parameters = { registration: 'byHand', webhookSecret: 'superoffice-sandbox-webhook-secret' };

	it('starts the flow with the secret of the node, and nothing is asked when it is published', async () => {
		await publish(parameters);
		await register();
		expect(methods()).toEqual([]);
		outbox().register('webhook', `${trigger.url}superoffice`);
		await happens('chatsession.message', { text: 'Hi' });
		expect(texts()).toEqual(['Hi']);
		await trigger.asked('delete');
		expect(methods()).toEqual([]);
	});

	it.each(['unsigned', 'wrongSecret', 'changedBody', 'cutSignature'] as const)(
		'starts nothing: %s',
		async (flaw) => {
			await publish(parameters);
			outbox().register('webhook', `${trigger.url}superoffice`);
			const [{ attempts }] = await happens('chatsession.message', { flaw });
			expect(attempts[0].answer?.status).toBe(401);
			expect(started()).toEqual([]);
		},
	);
});

describe('the test of the address', () => {
	it('is answered with 200 and starts nothing, signed or not', async () => {
		await publish();
		const test = eventOf('test', 99, { Entity: 'test', PrimaryKey: 0 });
		for (const headers of [{}, { [signature.header]: '' }]) {
			await expect(post(test, headers)).resolves.toMatchObject({ status: 200 });
		}
		expect(started()).toEqual([]);
	});
});

describe('what starts the flow', () => {
	const ALL = { events: ['chatsession.created', 'chatsession.changed', 'chatsession.message'] };

	it.each<[string, INodeParameters, string[]]>([
		['the customer, unless more is chosen', {}, ['customer', 'customer']],
		['agents', { senders: ['agent'] }, ['agent']],
		['bots', { senders: ['bot'] }, ['bot']],
		['all', { senders: ['agent', 'bot', 'customer', 'system'] }, ['customer', 'agent', 'bot', 'customer']],
	])('are messages of %s', async (_, parameters, expected) => {
		await publish(parameters);
		await register();
		for (const kind of ['chatsession.message', 'agentMessage', 'botMessage', 'clickedOption'])
			await happens(kind);
		expect(started().map(({ sender }) => (sender as { type: string }).type)).toEqual(expected);
	});

	it('is each message once, also when several come quickly, late, or again', async () => {
		await publish();
		await register();
		await Promise.all(
			['one', 'two', 'three'].map(async (text) => await happens('chatsession.message', { text })),
		);
		await outbox().again(1);
		expect(texts().sort()).toEqual(['one', 'three', 'two']);
	});

	it('is the message that an old event is about, after a restart of n8n', async () => {
		openSession(superOffice(), 6001);
		const write = (Message: string, time: string) =>
			writes(superOffice(), 6001, { Message, WhenPosted: new Date(time) });
		write('long ago', '2026-05-04T11:00:00Z');
		write('just before', '2026-05-04T11:30:00Z');
		await publish();
		await post(eventOf('chatsession.message', 31, { PrimaryKey: 6001, Timestamp: '2026-05-04T11:31:00Z' }));
		expect(texts()).toEqual(['just before']);
	});

	it.each<[string, INodeParameters, string[]]>([
		['ended', { filters: { statuses: ['Finished'] } }, ['Finished']],
		['of the topic', { filters: { topicId: 3 } }, ['Finished', 'InQueue']],
		['of another topic', { filters: { topicId: { __rl: true, mode: 'id', value: '4' } } }, []],
	])('are chats that have %s', async (_, parameters, expected) => {
		for (const tellsFieldValues of [true, false]) {
			superOffice().settings.tellsFieldValues = tellsFieldValues;
			await publish({ events: ['chatsession.changed'], ...parameters });
			await register();
			await happens('chatsession.changed');
			await happens('queued');
			const statuses = started().map(({ status }) => status);
			// What is not told and not asked for stays unknown
			expect(statuses.filter(Boolean)).toEqual(expected);
			await trigger.asked('delete');
			await trigger.stop();
		}
		await publish();
	});

	it('has the session beside it on request', async () => {
		await publish({ ...ALL, includeSession: true, includeRawEvent: true });
		await register();
		await happens('chatsession.message', { text: 'Hi' });
		expect(started()).toMatchObject([
			{
				topicId: 3,
				session: { chatSessionId: 5177, customerName: 'Ida Berg', topicId: 3 },
				raw: { Event: 'chatsession.message', PrimaryKey: 5177 },
			},
		]);
		expect(JSON.stringify(started())).not.toContain('session-key');
	});

	it('is an event without its text where SuperOffice cannot be asked', async () => {
		await publish();
		await register();
		superOffice().faults.add({
			when: { method: 'GET', path: /Messages$/ },
			fault: { kind: 'status', status: 500, body: 'broken' },
			times: 1,
		});
		const [{ state }] = await happens('chatsession.message');
		expect(state).toBe('delivered');
		expect(started()).toMatchObject([
			{ event: 'chatsession.message', chatSessionId: 5177, fetchFailed: true, isOwn: false },
		]);
		expect(String(started()[0].fetchError)).not.toBe('');
		expect(started()[0]).not.toHaveProperty('text');
	});

	it('is not an event of another tenant, nor a message by an author that is left out', async () => {
		await publish({ filters: { notByAuthors: 'Order bot, Ida Berg' } }, { signIn: 'systemUser' });
		await register();
		const [{ attempts }] = await happens('chatsession.message', { changes: { ContextIdentifier: 'Cust1' } });
		expect(attempts[0].answer?.status).toBe(403);
		await happens('chatsession.message');
		expect(started()).toEqual([]);
	});
});

describe('what our own nodes have posted', () => {
	const senders = ['agent', 'bot', 'customer', 'system'];

	it('starts nothing, whichever comes first: the event or the answer', async () => {
		await publish({ senders });
		await register();
		await add({ text: 'From the flow' });
		await add({ text: 'Held back' });
		await happens('agentMessage', { text: 'From Kari' });
		const delivered = outbox().deliveries();
		expect(delivered.filter(({ state }) => state === 'delivered')).toHaveLength(3);
		expect(texts()).toEqual(['From Kari']);
	});
});
