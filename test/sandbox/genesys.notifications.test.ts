import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Sandbox } from '../../sandbox';
import { basic, CHAT, type Genesys, post, send, session, startGenesys } from './support/genesys';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const PATH = '/api/v2/notifications';
const CLIENT = join(__dirname, 'support/cometdClient.mjs');

interface Told {
	channel: string;
	successful?: boolean;
	error?: string;
	data?: object;
}

/** CometD's own client, signed in as an agent is. */
async function client(...channels: string[]) {
	const told: Told[] = [];
	const headers = JSON.stringify(await session(genesys));
	const running = spawn(process.execPath, [CLIENT, genesys.url + PATH, headers, ...channels]);
	createInterface(running.stdout).on('line', (line) => void told.push(JSON.parse(line) as Told));
	const exited = once(running, 'exit');
	const of = (kind: string) => told.filter(({ channel }) => channel === `/meta/${kind}`);
	await until(() => of('subscribe').length === channels.length);
	const disconnect = async () => {
		running.stdin.end();
		await exited;
	};
	return { of, heard: () => told.filter(({ channel }) => !channel.startsWith('/meta/')), disconnect };
}

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('CometD’s own client', () => {
	it('is told what is said in the agent’s chats, and nothing of others’', async () => {
		const { heard, of, disconnect } = await client('/v2/me/chats');
		expect(of('subscribe')).toMatchObject([{ successful: true }]);
		await genesys.outbox?.send({ kind: 'customerText', text: 'Hello' });
		await genesys.outbox?.send({ kind: 'customerText', text: 'Not for her', about: '0001RaC8KT5M00QY' });
		await post(genesys, CHAT, { operationName: 'SendMessage', text: 'Good day', messageType: 'label' });
		await post(genesys, CHAT, { operationName: 'SetDisposition', disposition: 'sold' });
		await until(() => heard().length === 3);
		await disconnect();
		const [user] = genesys.state.users.values();
		expect(heard()).toMatchObject([
			{
				channel: '/v2/me/chats',
				data: {
					chatPath: '/chats/0001PaBMYY3600R8',
					messageType: 'MessageLogUpdated',
					notificationType: 'NewMessages',
					messages: [{ index: 1, type: 'Text', text: 'Hello', from: { type: 'Customer' } }],
				},
			},
			{
				data: {
					messages: [{ index: 2, text: 'Good day', from: { type: 'Agent', path: `/users/${user.id}` } }],
				},
			},
			{
				data: {
					messageType: 'ChatStateChangeMessage',
					notificationType: 'PropertiesUpdated',
					chat: { id: '0001PaBMYY3600R8', userData: { DispositionCode: 'sold' } },
				},
			},
		]);
		expect(JSON.stringify(heard())).not.toContain('label');
		expect(genesys.state.notifications.sessions).toBe(0);
	});

	it('may subscribe to all channels by one pattern, but to no channel that there is not', async () => {
		const { heard, of, disconnect } = await client('/v2/me/*', '/v2/me/secrets');
		expect(of('subscribe')).toMatchObject([
			{ successful: true },
			{ successful: false, error: '403::subscribe_denied' },
		]);
		await genesys.outbox?.send({ kind: 'customerText', text: 'Hello' });
		await until(() => heard().length === 1);
		await disconnect();
	});

	it('opens a new session by itself when the server has forgotten it', async () => {
		const { of, disconnect } = await client('/v2/me/chats');
		genesys.state.notifications.restart();
		await until(() => of('handshake').length === 2);
		await disconnect();
	});
});

const HANDSHAKE = JSON.stringify([
	{ channel: '/meta/handshake', version: '1.0', supportedConnectionTypes: ['long-polling'] },
]);
const JSON_TYPE = { 'content-type': 'application/json;charset=UTF-8' };
const handshake = async (headers: Record<string, string>, body = HANDSHAKE) =>
	await send(genesys, PATH, { method: 'POST', headers, body });

describe('the address of the notifications', () => {
	it('takes no client without a login', async () => {
		expect(await handshake(JSON_TYPE)).toMatchObject({ status: 403, body: { statusCode: 20 } });
	});

	it('asks for the CSRF token where that is on', async () => {
		expect((await handshake({ ...basic(genesys), ...JSON_TYPE })).status).toBe(403);
		genesys.settings.csrfProtection = false;
		expect((await handshake({ ...basic(genesys), ...JSON_TYPE })).status).toBe(200);
	});

	it('gives a cookie, by which it knows a session again', async () => {
		const headers: Record<string, string> = { ...(await session(genesys)), ...JSON_TYPE };
		const opened = await handshake(headers);
		const [{ clientId }] = opened.body as Array<{ clientId: string }>;
		const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
		expect(cookie).toMatch(/^BAYEUX_BROWSER=/);
		const connect = JSON.stringify([
			{ channel: '/meta/connect', clientId, connectionType: 'long-polling', advice: { timeout: 0 } },
		]);
		expect((await handshake(headers, connect)).body).toMatchObject([
			{ successful: false, error: '402::session_unknown', advice: { reconnect: 'handshake' } },
		]);
		const known = { ...headers, cookie: `${headers.cookie}; ${cookie}` };
		expect((await handshake(known, connect)).body).toMatchObject([{ successful: true }]);
	});

	it.each([
		['text', HANDSHAKE, 'text/plain'],
		['what is no JSON', '[{', 'application/json'],
		['no message', '[]', 'application/json'],
		['a text', '"x"', 'application/json'],
	])('refuses %s', async (_, body, type) => {
		expect((await handshake({ ...(await session(genesys)), 'content-type': type }, body)).status).toBe(400);
	});

	it('lets nobody publish, and reads nothing', async () => {
		const headers: Record<string, string> = { ...(await session(genesys)), ...JSON_TYPE };
		expect((await send(genesys, PATH, { headers: basic(genesys) })).status).toBe(400);
		const { body, headers: answered } = await handshake(headers);
		const [{ clientId }] = body as Array<{ clientId: string }>;
		const cookie = `${headers.cookie}; ${answered.get('set-cookie')?.split(';')[0]}`;
		const publish = JSON.stringify([{ channel: '/v2/me/chats', clientId, data: { text: 'x' } }]);
		expect((await handshake({ ...headers, cookie }, publish)).body).toMatchObject([{ successful: false }]);
	});
});

it('nobody listens: an event is lost, and the page says so', async () => {
	const [sent] = (await genesys.outbox?.send({ kind: 'customerText' })) ?? [];
	expect(sent).toMatchObject({
		state: 'dropped',
		attempts: [{ problem: 'Nobody listens to /v2/me/chats.' }],
	});
});

it('there is no event in a chat that there is not', async () => {
	await expect(genesys.outbox?.send({ kind: 'customerText', about: 'x' })).rejects.toThrow(
		'There is no chat x.',
	);
});
