import { request as httpRequest } from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';

import axios from 'axios';
import { range } from 'lodash';

import { TestCredentialsHelper } from '../../testkit/credentials';
import { type PublishedTrigger, publishTrigger, type WebhookRun } from '../../testkit/webhook';
import { ACME_SECRET, type AcmeEvent, acmeHookApi, acmeTrigger, signing } from './acmeTrigger';

const open: PublishedTrigger[] = [];
let nodes = 0;

afterEach(async () => {
	for (const trigger of open.splice(0)) await trigger.stop();
});

/** A trigger of its own for each test: what one has seen says nothing about another. */
async function publish(run: Partial<WebhookRun> = {}): Promise<PublishedTrigger> {
	nodes += 1;
	const trigger = await publishTrigger({
		node: 'acmeTrigger',
		id: `node-${nodes}`,
		credentials: { acmeHookApi: { account: 'one', secret: ACME_SECRET } },
		extraNodes: { acmeTrigger },
		extraCredentials: { acmeHookApi },
		...run,
	});
	open.push(trigger);
	return trigger;
}

interface Sent {
	body?: string | Buffer;
	headers?: Record<string, string | undefined>;
	secret?: string;
}

/** Sends bytes as Acme would, signed unless told otherwise. */
async function post({ url }: PublishedTrigger, { body = '', headers = {}, secret = ACME_SECRET }: Sent) {
	const bytes = Buffer.from(body);
	const answer = await axios.post<unknown>(url, bytes, {
		headers: {
			'content-type': 'application/json',
			[signing.header]: signing.sign(bytes, secret),
			...headers,
		},
		proxy: false,
		validateStatus: () => true,
	});
	return { status: answer.status, body: answer.data as Record<string, unknown> };
}

/** By when a credential that has changed counts in whatever it holds. */
async function tenSecondsLater(then: () => Promise<void>): Promise<void> {
	const later = Date.now() + 10_001;
	const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
	try {
		await then();
	} finally {
		clock.mockRestore();
	}
}

it('a secret that is changed counts at once, and the one before it for ten seconds more', async () => {
	const NEXT = 'acme-signs-with-that';
	const id = 'changing';
	const before = await publish({ id });
	await expect(post(before, events({ id: 1 }))).resolves.toEqual(ACCEPTED);
	const after = await publish({ id, credentials: { acmeHookApi: { account: 'one', secret: NEXT } } });
	await expect(post(after, events({ id: 2 }))).resolves.toEqual(ACCEPTED);
	await expect(post(after, { ...events({ id: 3 }), secret: NEXT })).resolves.toEqual(ACCEPTED);
	await expect(post(after, events({ id: 4 }))).resolves.toMatchObject({ status: 401 });
	await tenSecondsLater(async () => {
		await expect(post(before, { ...events({ id: 5 }), secret: NEXT })).resolves.toMatchObject({
			status: 401,
		});
	});
});

const events = (...told: AcmeEvent[]) => ({ body: JSON.stringify({ events: told }) });
const ACCEPTED = { status: 200, body: { accepted: true } };
const dropped = (reason: string) => ({ status: 200, body: { accepted: false, reason } });
const refused = (status: number, reason: string) => ({
	status,
	body: { accepted: false, reason, message: expect.stringMatching(/^[A-Z"].*\.$/) as unknown },
});

describe('an event', () => {
	it('starts the flow as an item in the shape of all triggers', async () => {
		const trigger = await publish();
		const sent = events({ id: 7, chat: '5177', text: 'Where is my parcel?' });
		await expect(post(trigger, sent)).resolves.toEqual(ACCEPTED);
		expect(trigger.started).toEqual([
			[
				{
					eventKey: 'message 7',
					event: 'message',
					conversationId: '5177',
					text: 'Where is my parcel?',
					isOwn: false,
					chatInput: 'Where is my parcel?',
					sessionId: '5177',
					acmeId: 7,
				},
			],
		]);
	});

	it('has what the vendor sent beside it on request', async () => {
		const trigger = await publish({ parameters: { raw: true } });
		await post(trigger, events({ id: 8 }));
		expect(trigger.started).toEqual([
			[{ eventKey: 'message 8', event: 'message', isOwn: false, acmeId: 8, raw: { id: 8 } }],
		]);
	});

	it('keeps the digits of long numbers', async () => {
		const trigger = await publish();
		await post(trigger, { body: '{"events":[{"id":12345678901234567890}]}' });
		expect(trigger.started[0]).toMatchObject([{ acmeId: '12345678901234567890' }]);
	});

	it('comes with others in one call, which starts the flow once', async () => {
		const trigger = await publish();
		await expect(post(trigger, events({ id: 2 }, { id: 1 }, { id: 2 }))).resolves.toEqual(ACCEPTED);
		expect(trigger.started).toMatchObject([[{ acmeId: 2 }, { acmeId: 1 }]]);
	});
});

describe('what starts nothing', () => {
	it.each([
		['an event that is not chosen', {}, events({ id: 1, kind: 'end' }), 'notWanted'],
		['an event of a chat that is not listed', { chats: '1, 2' }, events({ id: 1, chat: '3' }), 'notWanted'],
		['what our own nodes have sent', {}, events({ id: 1, own: true }), 'own'],
		['a body without an event', {}, { body: '{"hello":true}' }, 'noEvent'],
	])('is %s; the answer is that of a success', async (_, parameters, sent, reason) => {
		const trigger = await publish({ parameters });
		await expect(post(trigger, sent)).resolves.toEqual(dropped(reason));
		expect(trigger.started).toEqual([]);
	});

	it.each<[string, Sent, number, string]>([
		['no signature', { ...events({ id: 1 }), headers: { [signing.header]: undefined } }, 401, 'unsigned'],
		['an empty signature', { ...events({ id: 1 }), headers: { [signing.header]: ' ' } }, 401, 'unsigned'],
		['another secret', { ...events({ id: 1 }), secret: 'old-secret' }, 401, 'wrongSignature'],
		[
			'a signature that is cut short',
			{
				...events({ id: 1 }),
				headers: {
					[signing.header]: signing.sign(Buffer.from(events({ id: 1 }).body), ACME_SECRET).slice(0, -1),
				},
			},
			401,
			'wrongSignature',
		],
		[
			'a changed body',
			{
				...events({ id: 2 }),
				headers: { [signing.header]: signing.sign(Buffer.from(events({ id: 1 }).body), ACME_SECRET) },
			},
			401,
			'wrongSignature',
		],
		['no body', { body: '' }, 401, 'wrongSignature'],
		['JSON that is cut short', { body: '{"events":[' }, 400, 'notJson'],
	])('is what comes with %s; the answer says why', async (_, sent, status, reason) => {
		const trigger = await publish();
		await expect(post(trigger, sent)).resolves.toEqual(refused(status, reason));
		expect(trigger.started).toEqual([]);
		expect(trigger.failures).toEqual([]);
	});

	it('is everything while the credential has no secret', async () => {
		const trigger = await publish({ credentials: { acmeHookApi: { account: 'one', secret: '' } } });
		const signed = { ...events({ id: 1 }), secret: '' };
		await expect(post(trigger, signed)).resolves.toEqual(refused(401, 'noSecret'));
		expect(trigger.started).toEqual([]);
	});

	it('never gets to know the right signature', async () => {
		const trigger = await publish();
		const { body } = await post(trigger, { ...events({ id: 1 }), secret: 'guess' });
		const right = signing.sign(Buffer.from(events({ id: 1 }).body), ACME_SECRET);
		expect(JSON.stringify(body)).not.toContain(right);
		expect(JSON.stringify(body)).not.toContain(ACME_SECRET);
	});
});

describe('the bytes', () => {
	it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'odd/type'])(
		'are read whatever their type is said to be: %s',
		async (type) => {
			const trigger = await publish();
			const sent = { ...events({ id: 1 }), headers: { 'content-type': type } };
			await expect(post(trigger, sent)).resolves.toEqual(ACCEPTED);
		},
	);

	it('are those that were signed, not JSON written anew', async () => {
		const trigger = await publish();
		const body = '\ufeff{ "events" :\n[ {"id": 1.0, "text": "\\u00e9\\/"} ] }';
		await expect(post(trigger, { body })).resolves.toEqual(ACCEPTED);
		expect(trigger.started).toMatchObject([[{ text: 'é/' }]]);
	});

	it.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
	])('are unpacked from %s before their signature is checked', async (encoding, pack) => {
		const trigger = await publish();
		const { body } = events({ id: 1 });
		const headers = {
			'content-encoding': encoding,
			[signing.header]: signing.sign(Buffer.from(body), ACME_SECRET),
		};
		await expect(post(trigger, { body: pack(body), headers })).resolves.toEqual(ACCEPTED);
	});

	it('are refused when they are packed wrongly', async () => {
		const trigger = await publish();
		const headers = { 'content-encoding': 'gzip' };
		await expect(post(trigger, { ...events({ id: 1 }), headers })).resolves.toEqual(
			refused(400, 'unreadable'),
		);
		expect(trigger.failures).toEqual([]);
	});
});

describe('an event that comes again', () => {
	it('starts nothing a second time', async () => {
		const trigger = await publish();
		await post(trigger, events({ id: 1 }));
		await expect(post(trigger, events({ id: 1 }))).resolves.toEqual(dropped('duplicate'));
		expect(trigger.started).toHaveLength(1);
	});

	it('starts the flow once when ten come at the same time, also those of a slow n8n', async () => {
		const trigger = await publish({
			start: async () => await new Promise((resolve) => setTimeout(resolve, 50)),
		});
		const answers = await Promise.all(range(10).map(async () => await post(trigger, events({ id: 1 }))));
		expect(trigger.started).toHaveLength(1);
		expect(answers.filter(({ body }) => body.accepted === true)).toHaveLength(1);
		expect(answers.every(({ status }) => status === 200)).toBe(true);
	});

	it('starts the flow when n8n could not take it over before', async () => {
		let failing = true;
		const trigger = await publish({
			start: async () => {
				if (failing) throw new Error('no room in the database');
				await Promise.resolve();
			},
		});
		await expect(post(trigger, events({ id: 1 }))).resolves.toMatchObject({ status: 500 });
		failing = false;
		await expect(post(trigger, events({ id: 1 }))).resolves.toEqual(ACCEPTED);
		expect(trigger.started).toHaveLength(1);
	});

	it('is taken by the one that waited, when the first of two could not be', async () => {
		let tries = 0;
		const trigger = await publish({
			start: async () => {
				tries += 1;
				const first = tries === 1;
				await new Promise((resolve) => setTimeout(resolve, 50));
				if (first) throw new Error('no room in the database');
			},
		});
		const answers = await Promise.all([1, 2].map(async () => await post(trigger, events({ id: 1 }))));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 500]);
		expect(trigger.started).toHaveLength(1);
	});

	it('starts nothing when its sender hung up before n8n had answered', async () => {
		let go = () => undefined as void;
		const held = new Promise<void>((resolve) => (go = resolve));
		let begun = () => undefined as void;
		const beginning = new Promise<void>((resolve) => (begun = resolve));
		const trigger = await publish({
			start: async () => {
				begun();
				await held;
			},
		});
		const { body } = events({ id: 1 });
		const headers = { [signing.header]: signing.sign(Buffer.from(body), ACME_SECRET) };
		const hasty = httpRequest(trigger.url, { method: 'POST', headers }).on('error', () => undefined);
		hasty.end(body);
		await beginning;
		hasty.destroy();
		await new Promise((resolve) => hasty.once('close', resolve));
		const again = post(trigger, events({ id: 1 }));
		go();
		await expect(again).resolves.toEqual(dropped('duplicate'));
		expect(trigger.started).toHaveLength(1);
	});

	it('is not waited for for ever when its sender hung up before n8n had read the credential', async () => {
		const reading = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
		const trigger = await publish();
		const { body } = events({ id: 1 });
		const headers = { [signing.header]: signing.sign(Buffer.from(body), ACME_SECRET) };
		const hasty = httpRequest(trigger.url, { method: 'POST', headers }).on('error', () => undefined);
		const gone = new Promise((resolve) => hasty.once('close', resolve));
		let go = () => undefined as void;
		const held = new Promise<void>((resolve) => (go = resolve));
		const begun = new Promise<void>((resolve) => {
			reading.mockImplementationOnce(async () => {
				resolve();
				await held;
				return { account: 'one', secret: ACME_SECRET };
			});
		});
		hasty.end(body);
		await begun;
		hasty.destroy();
		await gone;
		// Until the server has heard of it too
		await new Promise((resolve) => setTimeout(resolve, 20));
		go();
		reading.mockRestore();
		await expect(post(trigger, events({ id: 1 }))).resolves.toEqual(dropped('duplicate'));
		expect(trigger.started).toHaveLength(1);
	});

	it('in another order with others waits for nobody in a circle', async () => {
		const trigger = await publish({
			start: async () => await new Promise((resolve) => setTimeout(resolve, 20)),
		});
		await Promise.all([
			post(trigger, events({ id: 'a' }, { id: 'b' })),
			post(trigger, events({ id: 'b' }, { id: 'a' })),
		]);
		expect(trigger.started.flat().map(({ acmeId }) => acmeId)).toEqual(['a', 'b']);
	});

	it('counts for its own node and account alone', async () => {
		const one = await publish({ id: 'alone-1' });
		const other = await publish({ id: 'alone-2' });
		const credentials = { acmeHookApi: { account: 'two', secret: ACME_SECRET } };
		const elsewhere = await publish({ id: 'alone-1', credentials });
		for (const trigger of [one, other]) {
			await expect(post(trigger, events({ id: 1 }))).resolves.toEqual(ACCEPTED);
		}
		await tenSecondsLater(async () => {
			await expect(post(elsewhere, events({ id: 1 }))).resolves.toEqual(ACCEPTED);
		});
	});

	it('is not minded in a test from the editor', async () => {
		const trigger = await publish({ mode: 'manual' });
		for (let time = 0; time < 2; time += 1) {
			await expect(post(trigger, events({ id: 1 }))).resolves.toEqual(ACCEPTED);
		}
	});
});

describe('a vendor that signs nothing', () => {
	const byAddress = (addressSecret: string) => ({ parameters: { checkBy: 'address', addressSecret } });
	const unsigned = { ...events({ id: 1 }), headers: { [signing.header]: undefined } };

	it('gets through to an address with a secret', async () => {
		const trigger = await publish(byAddress('kq3-v8Wd_Zt61mLx0pRb'));
		await expect(post(trigger, unsigned)).resolves.toEqual(ACCEPTED);
	});

	it.each(['', 'short', 'with/slash/in-the-secret', ':anything-at-all-here'])(
		'gets nowhere with %j as the secret',
		async (secret) => {
			const trigger = await publish(byAddress(secret));
			await expect(post(trigger, unsigned)).resolves.toEqual(refused(401, 'noSecret'));
			expect(trigger.started).toEqual([]);
		},
	);
});

it('a field that cannot be read is shown among the executions, in words without items', async () => {
	const trigger = await publish({ parameters: { events: ['message', 'party'] } });
	await expect(post(trigger, events({ id: 1 }))).resolves.toMatchObject({ status: 500 });
	expect(trigger.failures).toMatchObject([
		{ message: '"Events" holds "party"', description: 'Use one of: end, message.' },
	]);
	expect(trigger.started).toEqual([]);
});
