import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Clock } from '../../../sandbox/clock';
import { Outbox } from '../../../sandbox/events/outbox';
import type { Address, VendorEvents } from '../../../sandbox/events/vendorEvents';

/** A vendor that there is not: what every vendor's events can ask of the outbox. */
let receiver: Server;
let url: string;
let got: Array<{ path: string; headers: IncomingMessage['headers']; body: unknown }>;
let status: number;
let subscribed: Address[];
let heard: object[];
let outbox: Outbox;

beforeAll(async () => {
	receiver = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
		got.push({ path: request.url ?? '', headers: request.headers, body });
		response.writeHead(status).end('{}');
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(() => receiver.close());
beforeEach(() => {
	got = [];
	status = 200;
	subscribed = [];
	heard = [];
	outbox = new Outbox(acme, new Clock());
});
afterEach(() => outbox.clear());

const acme: VendorEvents = {
	about: { label: 'Chat', value: '5177' },
	secret: 'acme’s own',
	addresses: (kind) => (kind === 'message' ? subscribed : []),
	headers: ({ kind, secret = 'none', tries }) => ({
		'x-acme': `${kind}, ${tries} before, secret ${secret.replace('’', '')}`,
	}),
	hooks: {
		hook: {
			title: 'Hook',
			timeoutMs: 1000,
			retriesMs: [1000, 4000],
			switchedOff: { failures: 5, keptMs: 0 },
			judge: (answer) => (answer.status === 200 ? undefined : 'Not 200.'),
		},
		open: { title: 'Connection', push: (body) => (heard.push(body) > 2 ? 'Nobody listens.' : undefined) },
	},
	kinds: {
		message: {
			title: 'A message',
			hook: 'hook',
			path: '/messages',
			body: ({ text, about }) => ({ text, chat: about }),
		},
		pushed: { title: 'A message, over a connection', hook: 'open', body: ({ text }) => ({ text }) },
	},
};

const address = (more: Partial<Address> = {}): Address => ({ url, failures: 0, off: false, ...more });
const send = async (more: object = {}) => await outbox.send({ kind: 'message', ...more });
const told = () => got.map(({ headers }) => headers['x-acme']);

it('an event goes to every address that was entered for it, each with a secret and additions of its own', async () => {
	subscribed = [
		address({ secret: 'one', adds: { headers: { extra: 'yes' }, body: { name: 'first' } } }),
		address({ secret: '', url: `${url}/second` }),
	];
	outbox.register('hook', `${url}/by-hand`);
	await send({ text: 'Hi' });
	expect(got.map(({ path, headers, body }) => [path, headers['x-acme'], headers.extra, body])).toEqual(
		expect.arrayContaining([
			['/messages', 'message, 0 before, secret one', 'yes', { text: 'Hi', chat: '5177', name: 'first' }],
			['/second/messages', 'message, 0 before, secret none', undefined, { text: 'Hi', chat: '5177' }],
			['/by-hand/messages', 'message, 0 before, secret acmes own', undefined, { text: 'Hi', chat: '5177' }],
		]),
	);
	expect(got).toHaveLength(3);
});

it('what the vendor tells can be replaced as a whole', async () => {
	outbox.register('hook', url);
	await send({ body: { odd: 1 } });
	expect(got).toMatchObject([{ body: { odd: 1 } }]);
});

it('one address alone can be called', async () => {
	outbox.register('hook', url);
	await outbox.sendTo(address({ secret: 'other' }), { kind: 'message' });
	expect(told()).toEqual(['message, 0 before, secret other']);
});

it('a try knows how many there were before it, and so many failures in a row switch the address off', async () => {
	subscribed = [address()];
	status = 202;
	await send();
	await outbox.advance(5100);
	expect(told()).toEqual([0, 1, 2].map((tries) => `message, ${tries} before, secret acmes own`));
	expect(subscribed).toMatchObject([{ failures: 3, off: false }]);
	await send();
	await outbox.advance(5100);
	expect(got).toHaveLength(5);
	expect(subscribed).toMatchObject([{ failures: 5, off: true }]);
	await send();
	expect(got).toHaveLength(5);
});

it('a success in between counts failures anew', async () => {
	subscribed = [address({ failures: 4 })];
	await send();
	expect(subscribed).toMatchObject([{ failures: 0 }]);
});

it('an address that is on again gets what comes then, and what is no longer kept is gone', async () => {
	subscribed = [address({ off: true })];
	await send({ text: 'lost' });
	await outbox.advance(1000);
	outbox.enable(subscribed[0]);
	await send({ text: 'taken' });
	expect(got).toMatchObject([{ body: { text: 'taken' } }]);
});

it('the same event can be sent again, byte for byte', async () => {
	outbox.register('hook', url);
	const [{ id }] = await send({ text: 'twice' });
	await outbox.again(id);
	expect(got[1]).toEqual(got[0]);
	await expect(outbox.again(99)).rejects.toThrow('Nothing was sent as 99.');
});

it('over an open connection it reaches whoever listens, and nobody calls an address', async () => {
	const pushed = async (text: string) => await outbox.send({ kind: 'pushed', text });
	await expect(pushed('a')).resolves.toMatchObject([{ state: 'delivered', url: '' }]);
	await outbox.again(1);
	await expect(pushed('b')).resolves.toMatchObject([
		{ state: 'dropped', attempts: [{ problem: 'Nobody listens.' }] },
	]);
	expect(heard).toEqual([{ text: 'a' }, { text: 'a' }, { text: 'b' }]);
	expect(got).toEqual([]);
	expect(() => outbox.register('open', url)).toThrow('open calls no address.');
});
