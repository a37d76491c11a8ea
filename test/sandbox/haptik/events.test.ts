import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import axios from 'axios';

import { type Sandbox, startSandbox } from '../../../sandbox';
import type { Delivery } from '../../../sandbox/events/outbox';

interface Got {
	headers: IncomingMessage['headers'];
	bytes: Buffer;
}

let sandbox: Sandbox;
let receiver: Server;
let address: string;
/** What has come in, and how it is answered. */
let got: Got[];
let status: number;
let answer: string;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['haptik'] });
	receiver = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		got.push({ headers: request.headers, bytes: Buffer.concat(chunks) });
		response.writeHead(status).end(answer);
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
	receiver.close();
	await sandbox.stop();
});
beforeEach(() => {
	sandbox.reset();
	got = [];
	status = 200;
	answer = '{}';
});

const haptik = () => sandbox.vendors.haptik;
const post = async (path: string, data: unknown, headers = {}) =>
	await axios.post<unknown>(`${haptik().url}/_sandbox/events${path}`, data, {
		headers,
		proxy: false,
		maxRedirects: 0,
		validateStatus: () => true,
	});
const send = async (order: object) =>
	(await post('', { kind: 'message', url: address, ...order })).data as Delivery[];
const deliveries = () => haptik().outbox?.deliveries() ?? [];
const advance = async (seconds: number) => await post('/advance', { seconds });
const bodyOf = ({ bytes }: Got) => JSON.parse(bytes.toString()) as Record<string, unknown>;
/** Until an answer has been read that was sent. */
const later = async () => await new Promise((resolve) => setTimeout(resolve, 100));
const sign = (bytes: Buffer, secret: string) =>
	`sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`;

describe('an event', () => {
	it('is signed over its bytes, which are written as Python writes JSON', async () => {
		const [delivery] = await send({ text: 'Grüße 👋', about: 'cust_7' });
		expect(delivery).toMatchObject({
			state: 'delivered',
			attempts: [{ answer: { status: 200, body: '{}' } }],
		});
		const [{ headers, bytes }] = got;
		expect(headers['content-type']).toBe('application/json');
		expect(headers['x-hub-signature']).toBe(sign(bytes, haptik().keys.webhookSecret));
		expect(bytes.toString()).toContain('"version": "1.0", "timestamp": "');
		expect(bytes.toString()).toContain('Gr\\u00fc\\u00dfe \\ud83d\\udc4b');
		expect(bodyOf(got[0])).toMatchObject({
			event_name: 'message',
			user: { auth_id: 'cust_7' },
			business_id: 7104,
			message: { body: { text: 'Grüße 👋', type: 'TEXT' } },
		});
	});

	it('has an ID of its own each time', async () => {
		await send({});
		await send({});
		const ids = got.map((one) => (bodyOf(one).message as { id: number }).id);
		expect(new Set(ids).size).toBe(2);
	});

	it.each(Object.keys({ ...kindsOf() }))('of the kind %s can be sent', async (kind) => {
		answer = '{"status":true,"response":["Yes"]}';
		const [{ state }] = await send({ kind });
		expect(state).toBe('delivered');
		expect(got).toHaveLength(1);
	});

	it('may have other keys than usual', async () => {
		await send({ changes: { event_name: 'odd', business_id: 7 } });
		expect(bodyOf(got[0])).toMatchObject({ event_name: 'odd', business_id: 7 });
	});

	it('goes to the registered address, by itself or several times', async () => {
		await post('/address', { hook: 'events', url: address });
		await send({ url: undefined, times: 3 });
		expect(got).toHaveLength(3);
	});
});

function kindsOf() {
	return {
		message: 1,
		agentMessage: 1,
		quickReplies: 1,
		buttons: 1,
		picture: 1,
		cards: 1,
		document: 1,
		form: 1,
		botBreak: 1,
		plainText: 1,
		chatPinned: 1,
		chatComplete: 1,
		conversationComplete: 1,
		typing: 1,
		unknown: 1,
		botStep: 1,
	};
}

it('every kind is tried above', () => {
	expect(Object.keys(haptik().outbox?.events.kinds ?? {}).sort()).toEqual(Object.keys(kindsOf()).sort());
});

describe('an event that is not right', () => {
	const right = ({ headers, bytes }: Got) =>
		headers['x-hub-signature'] === sign(bytes, haptik().keys.webhookSecret);

	it.each(['unsigned', 'wrongSecret', 'cutSignature', 'changedBody', 'packed'])(
		'%s: its signature does not fit what arrives',
		async (flaw) => {
			await send({ flaw });
			expect(right(got[0])).toBe(false);
		},
	);

	it('cut short before it was signed is signed well, and no JSON', async () => {
		await send({ flaw: 'notJson' });
		expect(right(got[0])).toBe(true);
		expect(() => bodyOf(got[0])).toThrow(SyntaxError);
	});
});

describe('an order that cannot be carried out', () => {
	it.each([
		[{ kind: 'party' }, 'There is no event called party.'],
		[{ url: '' }, 'Enter an address first.'],
		[{ url: 'n8n' }, '"n8n" is no address.'],
		[{ url: 'http://n8n.acme.example/hook' }, 'The vendor calls addresses that start with https:// only'],
	])('%j is refused', async (order, problem) => {
		const { status: refused, data } = await post('', { kind: 'message', url: address, ...order });
		expect(refused).toBe(400);
		expect(JSON.stringify(data)).toContain(problem.replaceAll('"', '\\"'));
		expect(got).toEqual([]);
	});
});

describe('an answer that is no success', () => {
	const seconds = () => {
		const [{ attempts }] = deliveries();
		const [first] = attempts;
		return attempts.map(({ at }) => Math.round((Date.parse(at) - Date.parse(first.at)) / 1000));
	};

	it('is met by six more tries within the hour, then the webhook is off', async () => {
		status = 404;
		await post('/address', { hook: 'events', url: address });
		await send({ url: undefined });
		await advance(3599);
		expect(haptik().outbox?.entered('events').off).toBe(false);
		await advance(2);
		expect(seconds()).toEqual([0, 5, 30, 155, 780, 2190, 3600]);
		expect(deliveries()).toMatchObject([{ state: 'dropped' }]);
		expect(haptik().outbox?.entered('events').off).toBe(true);
	});

	it('is met by the next try when the receiver is back', async () => {
		status = 500;
		await send({});
		status = 200;
		await advance(5);
		expect(deliveries()).toMatchObject([{ state: 'delivered' }]);
		expect(got[1].bytes.equals(got[0].bytes)).toBe(true);
	});

	it('is met by the next try when its time has come, without being told to', async () => {
		status = 500;
		await send({});
		status = 200;
		await advance(4.95);
		while (got.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
		await later();
		expect(deliveries()).toMatchObject([{ state: 'delivered' }]);
	});
});

describe('a webhook that is off', () => {
	const enable = async () =>
		await axios.post(
			`${haptik().url}/v1.0/webhook/`,
			{ enabled: true, business_id: 7104, device_platform: 13 },
			{
				headers: {
					authorization: `Bearer ${haptik().keys.token}`,
					'client-id': haptik().keys.clientId,
				},
				proxy: false,
			},
		);
	beforeEach(async () => {
		status = 404;
		await send({});
		await advance(3601);
		status = 200;
		got = [];
	});

	it('keeps events until it is on again', async () => {
		await send({ text: 'kept' });
		expect(got).toEqual([]);
		expect(deliveries()[0]).toMatchObject({ state: 'queued' });
		await enable();
		await later();
		expect(got.map((one) => bodyOf(one).message)).toMatchObject([{ body: { text: 'kept' } }]);
	});

	it('keeps them for an hour at the most', async () => {
		await send({ text: 'too old' });
		await advance(3601);
		await send({ text: 'kept' });
		await enable();
		await later();
		expect(got.map((one) => bodyOf(one).message)).toMatchObject([{ body: { text: 'kept' } }]);
	});
});

describe('a step of the bot', () => {
	const ask = async (said: unknown, code = 200) => {
		status = code;
		answer = typeof said === 'string' ? said : JSON.stringify(said);
		const [{ attempts, state }] = await send({ kind: 'botStep', text: 'A-1' });
		return { problem: attempts[0].problem, state, tries: attempts.length };
	};

	it('takes texts and HSL, and details of the conversation', async () => {
		const said = {
			status: true,
			response: ['Hello', JSON.stringify({ text: 'Pick', type: 'TEXT', data: { quick_replies: [] } })],
			conversation_details: { order: 'A-1' },
			user_details: { plan: 'gold' },
		};
		await expect(ask(said)).resolves.toEqual({ problem: undefined, state: 'delivered', tries: 1 });
		expect(haptik().store.held('stepAnswer')).toMatchObject([{ fact: said }]);
		expect(bodyOf(got[0])).toMatchObject({
			event: 'API_INTEGRATION',
			entities: { order_id: [{ entity_value: 'A-1' }] },
		});
	});

	it.each([
		['another status', { status: true, response: ['Hi'] }, 201],
		['no JSON', 'Hi', 200],
		['no status', { response: ['Hi'] }, 200],
		['a status that is none', { status: 'true', response: ['Hi'] }, 200],
		['nothing to say', { status: true, response: [] }, 200],
		['a text instead of a list', { status: true, response: 'Hi' }, 200],
		[
			'HSL that is not written as text',
			{ status: true, response: [{ text: 'Hi', type: 'TEXT', data: {} }] },
			200,
		],
		['HSL without a type', { status: true, response: ['{"text":"Hi","data":{}}'] }, 200],
		[
			'details that are too long',
			{ status: true, response: ['Hi'], conversation_details: { a: 'x'.repeat(491) } },
			200,
		],
		[
			'details of the user that are no text',
			{ status: true, response: ['Hi'], user_details: { age: 7 } },
			200,
		],
	])('does not take %s, and asks once', async (_, said, code) => {
		await expect(ask(said, code)).resolves.toEqual({
			problem: expect.any(String) as unknown,
			state: 'dropped',
			tries: 1,
		});
		expect(haptik().store.held('stepAnswer')).toEqual([]);
	});
});

describe('the page', () => {
	const page = async (query = '') =>
		(await axios.get<string>(`${haptik().url}/_sandbox/events/${query}`, { proxy: false })).data;
	const form = { 'content-type': 'application/x-www-form-urlencoded' };

	it('shows a form with every event, and does not load itself again while somebody types', async () => {
		const html = await page();
		expect(html).not.toContain('http-equiv="refresh"');
		for (const { title } of Object.values(haptik().outbox?.events.kinds ?? {}))
			expect(html).toContain(`>${title}</option>`);
	});

	it('takes an address and an event from the form, and shows what was sent and answered', async () => {
		answer = '{"accepted":true}';
		const registered = await post('/address', new URLSearchParams({ hook: 'events', url: address }), form);
		expect(registered.status).toBe(303);
		const order = { kind: 'message', text: '<b>Hi</b>', about: '', flaw: '', times: '1', url: '' };
		await post('', new URLSearchParams(order), form);
		const html = await page();
		expect(html).toContain(`value="${address}"`);
		expect(html).toContain('&lt;b&gt;Hi&lt;/b&gt;');
		expect(html).toContain('{&quot;accepted&quot;:true}');
		expect(html).toContain('X-Hub-Signature');
	});

	it('says what is wrong with an order', async () => {
		const { status: code, headers } = await post('', new URLSearchParams({ kind: 'message' }), form);
		expect(code).toBe(303);
		expect(await page(String(headers.location).split('/events/')[1])).toContain('Enter an address first.');
	});

	it('is linked from the page of what came in', async () => {
		const { data } = await axios.get<string>(`${haptik().url}/_sandbox/`, { proxy: false });
		expect(data).toContain('href="events/"');
	});
});
