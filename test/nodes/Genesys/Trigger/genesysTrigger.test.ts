import type { INodeParameters } from 'n8n-workflow';

import type { Order } from '../../../../sandbox/events/outbox';
import { startSandbox } from '../../../../sandbox';
import { type Listener, listen } from '../../../../testkit/listener';
import type { TriggerRun } from '../../../../testkit/placedTrigger';
import { CHAT, type Genesys, login, run, startGenesys } from '../support';
import { COLLEAGUE, customer, notified, said } from './samples';

let { sandbox, genesys } = {} as Awaited<ReturnType<typeof startGenesys>>;
let listening: Listener[] = [];
let count = 0;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterEach(async () => {
	await Promise.all(listening.map(async ({ stop }) => await stop()));
	listening = [];
});
afterAll(async () => await sandbox.stop());

const start = async (parameters: INodeParameters = {}, more: Partial<TriggerRun> = {}): Promise<Listener> => {
	count += 1;
	const credentials = login(genesys);
	const listener = await listen({
		node: 'genesysTrigger',
		credentials,
		parameters,
		id: `n${count}`,
		...more,
	});
	listening.push(listener);
	return listener;
};

const happens = async (order: Partial<Order>, at: Genesys = genesys) => {
	const sent = await at.outbox?.send({ kind: 'customerText', ...order });
	return sent?.[0].state;
};

const tell = async (body: object) => await happens({ body });

const pause = async (ms = 150) => await new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await pause(20);
}

const notifications = (kind = '') =>
	genesys.store
		.requests({ method: 'POST', path: '/api/v2/notifications' })
		.filter(({ body }) => JSON.stringify(body).includes(`/meta/${kind}`));

/** What the next answers to waiting listeners are instead. */
const connectAnswers = (body: unknown, times = 1) =>
	genesys.faults.add({
		when: { path: '/notifications', bodyIncludes: '/meta/connect' },
		times,
		fault: { kind: 'wrongShape', body, processed: false },
	});

const texts = (listener: Listener) => listener.started.flat().map(({ text }) => text);

describe('what starts the flow', () => {
	it('is what the sandbox’s customers do, and what is sent over the API is the agent’s own', async () => {
		const listener = await start();
		await happens({ text: 'Hello?' });
		await happens({ kind: 'customerFile', text: 'receipt' });
		await happens({ kind: 'customerLink' });
		await happens({ kind: 'agentText', text: 'typed in Workspace' });
		const { error } = await run(genesys, 'genesysSendMessage', { chatId: CHAT, text: 'by a node' });
		expect(error).toBeUndefined();
		await happens({ kind: 'colleagueText', text: 'I take over' });
		await until(() => listener.started.length === 4);
		await pause();
		expect(texts(listener)).toEqual([
			'Hello?',
			undefined,
			'https://www.example.org/parcel/4711',
			'I take over',
		]);
		expect(listener.started.map((items) => items.length)).toEqual([1, 1, 1, 1]);
		const [file] = listener.started[1];
		expect(file).toMatchObject({ event: 'file-uploaded', documentId: '0001CustomersFile1' });
	});

	it('is what the agent of the credential sends as well, where that is wanted', async () => {
		const listener = await start({ includeOwnMessages: true });
		await run(genesys, 'genesysSendMessage', { chatId: CHAT, text: 'by a node' });
		await until(() => listener.started.length === 1);
		expect(listener.started[0]).toMatchObject([{ text: 'by a node', isOwn: true }]);
	});

	it('is no message of an agent whom nothing names: it could be an answer of the flow itself', async () => {
		const listener = await start();
		await tell(said({ index: 1, type: 'Text', text: 'whose?', from: { type: 'Agent', nickname: 'x' } }));
		await tell(said({ index: 2, type: 'Text', text: 'Hello', from: customer }));
		await until(() => listener.started.length > 0);
		expect(texts(listener)).toEqual(['Hello']);
	});

	it.each([
		['Customer', ['customer']],
		['Agent', ['colleague']],
		['others', ['system', 'nobody']],
		['anyone', ['customer', 'colleague', 'system', 'nobody']],
	])('is what %s writes', async (sender, expected) => {
		const listener = await start({ sender });
		const from = { customer, colleague: COLLEAGUE, system: { type: 'External' }, nobody: undefined };
		await tell(
			said(...Object.entries(from).map(([text, who], index) => ({ index, type: 'Text', text, from: who }))),
		);
		await until(() => listener.started.length === expected.length);
		await pause();
		expect(texts(listener)).toEqual(expected);
	});

	it('is what happens in the chats that are named', async () => {
		const listener = await start({ filters: { chatIds: ' 0001RaC8KT5M00QX ' } });
		await happens({ text: 'another one' });
		await happens({ text: 'this one', about: '0001RaC8KT5M00QX' });
		await until(() => listener.started.length > 0);
		expect(texts(listener)).toEqual(['this one']);
	});

	it('is nothing of another agent’s chats', async () => {
		const listener = await start();
		expect(await happens({ about: '0001RaC8KT5M00QY' })).toBe('dropped');
		await happens({ text: 'own' });
		await until(() => listener.started.length > 0);
		expect(texts(listener)).toEqual(['own']);
	});

	it('is any event of a channel other than chats, with its data', async () => {
		const listener = await start({ channels: ['/v2/me/devices'], includeRawEvent: true });
		const data = { messageType: 'DeviceStateChange', devices: [{ id: 'd', state: 'Active' }] };
		await tell({ channel: '/v2/me/devices', data });
		await happens({ text: 'a chat, which is not listened to' });
		await until(() => listener.started.length > 0);
		await pause();
		expect(listener.started).toMatchObject([
			[{ event: 'DeviceStateChange', channel: '/v2/me/devices', data, raw: data }],
		]);
	});

	it('is each change of a chat, also back to what it was, but not the same one told again', async () => {
		const listener = await start({ events: ['PropertiesUpdated'] });
		const note = async (text: string) =>
			await run(genesys, 'genesysSetDisposition', { chatId: CHAT, disposition: text });
		for (const text of ['a', 'b', 'b', 'a']) await note(text);
		await until(() => listener.started.length >= 3);
		await pause();
		const shown = listener.started.flat().map(({ userData }) => userData);
		expect(shown).toEqual([{ DispositionCode: 'a' }, { DispositionCode: 'b' }, { DispositionCode: 'a' }]);
	});

	it('is a failed operation, and a kind of event that is not listed', async () => {
		const listener = await start({ events: ['Error', 'other'] });
		await happens({ kind: 'failed' });
		await happens({ kind: 'unknown' });
		await happens({ text: 'not wanted' });
		await until(() => listener.started.length === 2);
		expect(listener.started).toMatchObject([
			[{ event: 'Error', referenceId: '1', chatId: CHAT, state: 'Chatting' }],
			[{ event: 'ChatRated' }],
		]);
	});

	it.each([
		['no object', 'text'],
		['null', null],
		['a list', []],
		['messages that are none', { messageType: 'MessageLogUpdated', messages: 'x' }],
		['messages of nothing', { messageType: 'MessageLogUpdated', messages: [null, 7, {}, { type: '' }] }],
		['a chat that is none', { messageType: 'ChatStateChangeMessage', chat: 7 }],
	])('is nothing where Genesys tells %s, and what comes after it is heard', async (_, data) => {
		const listener = await start();
		await tell(notified(data as object));
		await happens({ text: 'after' });
		await until(() => listener.started.length > 0);
		expect(texts(listener)).toEqual(['after']);
		expect(listener.failures).toEqual([]);
	});

	it('is a message without index, time or place as well', async () => {
		const listener = await start();
		const data = { messageType: 'MessageLogUpdated', messages: [{ type: 'Text', text: 'bare', from: 7 }] };
		await tell(notified(data));
		await until(() => listener.started.length > 0);
		expect(listener.started[0]).toEqual([
			{
				eventKey: expect.stringMatching(/^Text [0-9a-f]{32}$/) as unknown,
				event: 'Text',
				text: 'bare',
				chatInput: 'bare',
				type: 'Text',
				isOwn: false,
			},
		]);
	});
});

describe('publishing', () => {
	it.each([
		[{ channels: [] }, '"Channels" is empty'],
		[{ events: [] }, '"Events" is empty'],
		[{ channels: ['/v2/me/secrets'] }, '"Channels"'],
	])('is refused with %j', async (parameters, message) => {
		await expect(start(parameters)).rejects.toThrow(message);
		expect(genesys.store.requests()).toEqual([]);
	});

	it('is refused with a wrong password', async () => {
		const credentials = login(genesys, { password: 'wrong' });
		await expect(start({}, { credentials })).rejects.toThrow('Genesys did not accept the login');
	});

	it('is refused where Genesys cannot be reached, after some tries', async () => {
		const credentials = login(genesys, { baseUrl: 'http://127.0.0.1:1' });
		await expect(start({}, { credentials })).rejects.toThrow('Genesys could not be reached at 127.0.0.1:1');
	});

	it('goes on by itself when n8n starts before Genesys', async () => {
		const first = await startSandbox({ vendors: ['genesys'] });
		const { url } = first.vendors.genesys;
		await first.stop();
		const credentials = login(genesys, { baseUrl: url });
		const listener = await start({}, { credentials, activation: 'init' });
		const second = await startSandbox({
			vendors: ['genesys'],
			ports: { genesys: Number(new URL(url).port) },
		});
		const at = second.vendors.genesys;
		while (listener.started.length === 0) {
			await happens({ text: 'up again' }, at);
			await pause();
		}
		await listener.stop();
		await second.stop();
		expect(new Set(texts(listener))).toEqual(new Set(['up again']));
		expect(listener.failures).toEqual([]);
	});

	it('works without CSRF protection, and with a header of another name', async () => {
		genesys.settings.csrfProtection = false;
		const open = await start();
		genesys.settings.csrfProtection = true;
		genesys.settings.csrfHeader = 'X-OWN-NAME';
		const named = await start();
		await happens({ text: 'both' });
		await until(() => open.started.length + named.started.length === 2);
	});

	it('goes on in a new session when that of the credential has ended', async () => {
		const listener = await start();
		genesys.state.sessions.clear();
		await happens({ text: 'one' });
		await until(() => listener.started.length === 1);
		await happens({ text: 'two' });
		await until(() => listener.started.length === 2);
		expect(texts(listener)).toEqual(['one', 'two']);
	});
});

describe('what the server advises', () => {
	it('a new handshake is made at once, and subscribed again', async () => {
		const listener = await start();
		connectAnswers([
			{
				channel: '/meta/connect',
				successful: false,
				error: '402::Unknown client',
				advice: { reconnect: 'handshake' },
			},
		]);
		await happens({ text: 'one' });
		await until(() => notifications('subscribe').length === 2);
		await happens({ text: 'two' });
		await until(() => texts(listener).includes('two'));
		expect(listener.failures).toEqual([]);
	});

	it('none: it is told to n8n once, and nothing is asked for any more', async () => {
		const listener = await start();
		await happens({ text: 'one' });
		connectAnswers(
			[{ channel: '/meta/connect', successful: false, error: '403::go away', advice: { reconnect: 'none' } }],
			9,
		);
		await happens({ text: 'two' });
		await until(() => listener.failures.length > 0);
		const before = notifications().length;
		await pause(500);
		expect(listener.failures.map(({ message }) => message)).toEqual([
			'Genesys wants no further connection for events',
		]);
		expect(JSON.stringify(listener.failures)).toContain('403::go away');
		expect(notifications()).toHaveLength(before);
	});

	it('none at once: the flow cannot be published', async () => {
		connectAnswers([{ channel: '/meta/connect', successful: false, advice: { reconnect: 'none' } }], 9);
		await expect(start()).rejects.toThrow('Genesys wants no further connection for events');
	});
});

describe('what goes wrong', () => {
	it('a login that is refused later is told to n8n', async () => {
		const listener = await start();
		genesys.state.users.delete(genesys.keys.username);
		genesys.state.sessions.clear();
		genesys.state.notifications.restart();
		await until(() => listener.failures.length > 0);
		expect(listener.failures.map(({ message }) => message)).toEqual(['Genesys did not accept the login']);
		expect(listener.shown).toEqual([]);
	});

	it('a short interruption is no failed execution', async () => {
		const listener = await start();
		genesys.faults.add({
			when: { path: '/notifications' },
			times: 2,
			fault: { kind: 'status', status: 502, body: 'x' },
		});
		await happens({ text: 'one' });
		await happens({ text: 'two' });
		await until(() => listener.started.length === 2);
		expect([...listener.failures, ...listener.shown]).toEqual([]);
	});

	it('a long one is one failed execution, however long it takes', async () => {
		genesys.settings.notificationKeepMs = 1_000_000;
		const listener = await start();
		const now = Date.now;
		genesys.faults.add({
			when: { path: '/notifications' },
			times: 2,
			fault: { kind: 'status', status: 502, body: 'x' },
		});
		await happens({ text: 'one' });
		await until(() => notifications('connect').some(({ fault }) => fault !== undefined));
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 61_000);
		await until(() => listener.shown.length > 0);
		clock.mockRestore();
		await happens({ text: 'two' });
		await until(() => listener.started.length === 2);
		expect(listener.shown.map(({ message }) => message)).toEqual(['Genesys could not finish the request']);
		expect(listener.failures).toEqual([]);
	});

	it.each(['resetAfter', 'truncated', 'cutJson', 'html', 'empty'] as const)(
		'an answer that is lost after Genesys has given it (%s) is asked for again, where Genesys takes acknowledgements',
		async (kind) => {
			genesys.settings.notificationAcknowledge = true;
			const listener = await start();
			await happens({ text: 'one' });
			await until(() => listener.started.length === 1);
			genesys.faults.add({
				when: { path: '/notifications', bodyIncludes: '/meta/connect' },
				times: 1,
				fault: { kind },
			});
			await happens({ text: 'two' });
			await until(() => listener.started.length >= 2);
			await happens({ text: 'three' });
			await until(() => listener.started.length >= 3);
			await pause();
			expect(texts(listener)).toEqual(['one', 'two', 'three']);
		},
	);

	it('after its end it waits for nothing, and no answer that is under way starts the flow', async () => {
		const listener = await start();
		await until(() => genesys.store.counters.inFlight === 1);
		const stopped = listener.stop();
		await happens({ text: 'too late' });
		await stopped;
		expect(listener.started).toEqual([]);
		expect(notifications('disconnect')).toHaveLength(1);
		await until(() => genesys.store.counters.inFlight === 0);
		expect(genesys.state.notifications.sessions).toBe(0);
	});

	it('ends in a pause after a failure as well', async () => {
		const listener = await start();
		genesys.faults.add({
			when: { path: '/notifications' },
			times: 50,
			fault: { kind: 'status', status: 502, body: 'x' },
		});
		await happens({ text: 'one' });
		await until(() => notifications('connect').length > 4);
		await listener.stop();
		const before = genesys.store.requests().length;
		await pause(600);
		expect(genesys.store.requests().length - before).toBe(0);
	});

	it('shows none of the secrets', async () => {
		const listener = await start({ includeRawEvent: true });
		const { password } = genesys.keys;
		await tell(said({ index: 1, type: 'Text', text: `it is ${password}`, from: customer }));
		await until(() => listener.started.length > 0);
		expect(JSON.stringify(listener.started)).not.toContain(password);
	});
});

it('speaks over TLS, with a certificate that is not trusted only where the credential says so', async () => {
	const secure = await startSandbox({ vendors: ['genesys'], tls: true });
	const { url } = secure.vendors.genesys;
	await expect(start({}, { credentials: login(genesys, { baseUrl: url }) })).rejects.toThrow(
		'No secure connection',
	);
	const credentials = login(genesys, { baseUrl: url, allowUnauthorizedCerts: true });
	const listener = await start({}, { credentials });
	await happens({ text: 'safe' }, secure.vendors.genesys);
	await until(() => listener.started.length > 0);
	await listener.stop();
	await secure.stop();
	expect(texts(listener)).toEqual(['safe']);
});
