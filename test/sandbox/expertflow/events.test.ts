import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import axios from 'axios';

import { type Sandbox, startSandbox } from '../../../sandbox';
import { isKnownType, readMessage } from '../../../sandbox/expertflow/cim';

let sandbox: Sandbox;
let receiver: Server;
let url: string;
let calls: Array<{ path: string; body: Record<string, unknown> }>;
let answer: { status: number; body: string };

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['expertflow'] });
	receiver = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
			calls.push({ path: request.url ?? '', body });
			response.writeHead(answer.status).end(answer.body);
		});
	}).listen(0, '127.0.0.1');
	await once(receiver, 'listening');
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
	await sandbox.stop();
	receiver.close();
});
beforeEach(() => {
	sandbox.reset();
	calls = [];
	answer = { status: 202, body: '' };
	outbox().register('provider', url);
});

const expertflow = () => sandbox.vendors.expertflow;
function outbox() {
	const { outbox: own } = expertflow();
	if (!own) throw new Error('Expertflow sends nothing');
	return own;
}

const kinds = () => Object.keys(outbox().events.kinds);

it('every message goes below the Provider Webhook, and keeps the rules of messages', async () => {
	for (const kind of kinds().filter((one) => one !== 'configurations')) await outbox().send({ kind });
	expect(new Set(calls.map(({ path }) => path))).toEqual(new Set(['/hook/cim-messages']));
	for (const { body } of calls.filter((call) => !('notificationType' in call.body))) {
		expect(readMessage(body)).not.toHaveProperty('problem');
		const { type } = body.body as { type: string };
		expect({ type, known: isKnownType(type) }).toEqual({ type, known: type !== 'ORDER_PLACED' });
	}
	expect(new Set(calls.map(({ body }) => body.id)).size).toBe(calls.length);
});

it('the values of the connector go to an address of their own', async () => {
	await outbox().send({ kind: 'configurations', text: 'Hello' });
	expect(calls).toEqual([
		{
			path: '/hook/connector-configurations',
			body: {
				serviceIdentifier: '880044',
				connectorConfigurations: [{ key: 'GREETING', type: 'String100', value: 'Hello' }],
			},
		},
	]);
});

it('the files that agents send can be downloaded', async () => {
	await outbox().send({ kind: 'document' });
	const { attachment } = calls[0].body.body as { attachment: { mediaUrl: string; size: number } };
	const { data } = await axios.get<Buffer>(attachment.mediaUrl, {
		responseType: 'arraybuffer',
		proxy: false,
	});
	expect(Buffer.from(data).length).toBe(attachment.size);
});

it.each([
	[202, '', 'delivered'],
	[200, '{"type":"DELIVERYNOTIFICATION","status":"DELIVERED"}', 'delivered'],
	[200, '{"type":"PLAIN"}', 'dropped'],
	[200, '', 'dropped'],
	[201, '', 'dropped'],
	[500, '', 'dropped'],
])('an answer of %i with "%s" is taken for %s, and nothing is tried again', async (status, body, state) => {
	answer = { status, body };
	const [delivery] = await outbox().send({ kind: 'agentMessage' });
	expect(delivery).toMatchObject({ state, attempts: [{ answer: { status } }] });
	expect(calls).toHaveLength(1);
});
