import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';

import type { ICredentialDataDecryptedObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { VendorEvent } from '../../nodes/engine/eventItem';
import { receive, type Reception } from '../../nodes/engine/receive';
import { Refusal } from '../../nodes/engine/refusal';
import { node } from './context';

let flows = 0;
beforeEach(() => (flows += 1));

/** Express' response, of which n8n tells that it has taken the request over. */
class Response extends EventEmitter {
	statusCode = 200;
	destroyed = false;
	sent: unknown[] = [];

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	json(body: unknown) {
		this.sent.push([this.statusCode, body]);
		return this;
	}
}

interface Told {
	ids: string[];
	own?: boolean;
}

const eventOf = (id: string, isOwn = false): VendorEvent => ({
	eventKey: id,
	event: 'message',
	isOwn,
	more: {},
	raw: { id },
});

const base: Reception = {
	credential: 'acmeApi',
	account: ({ account }) => [account],
	properties: [{ displayName: 'Raw', name: 'raw', type: 'boolean', default: false }],
	check: () => undefined,
	read: (body) => {
		const { ids = [], own } = body as Partial<Told>;
		return ids.map((id) => eventOf(id, own));
	},
	wants: ({ eventKey }) => !eventKey.startsWith('unwanted'),
	withRaw: () => false,
};

interface Setup {
	body?: string | Told | object;
	reception?: Partial<Reception>;
	mode?: 'manual' | 'webhook';
	/** Null for a node without a credential. */
	credential?: string | null;
	account?: string;
	/** What n8n answers. */
	status?: number;
	/** Before that, or before it has even begun. */
	hangsUp?: string;
	/** What n8n waits for before it answers. */
	held?: Promise<void>;
}

/** One request to the trigger of a flow, which n8n takes over. */
async function request(setup: Setup = {}) {
	const {
		body = { ids: ['a'] },
		reception = {},
		mode = 'webhook',
		credential = 'c',
		account = 'one',
	} = setup;
	const response = new Response();
	response.destroyed = setup.hangsUp === 'destroyed';
	const read: string[] = [];
	const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const context = {
		getNode: () => ({
			...node,
			credentials: credential === null ? undefined : { acmeApi: { id: credential, name: 'Acme' } },
		}),
		getWorkflow: () => ({ id: `flow ${flows}`, active: true }),
		getMode: () => mode,
		getNodeParameter: () => false,
		getRequestObject: () => ({ rawBody: bytes }),
		getResponseObject: () => response,
		getCredentials: async (type: string): Promise<ICredentialDataDecryptedObject> => {
			read.push(type);
			return await Promise.resolve({ account });
		},
	};
	const taken: IWebhookResponseData = await receive(context as unknown as IWebhookFunctions, {
		...base,
		...reception,
	});
	await setup.held;
	response.statusCode = setup.status ?? response.statusCode;
	response.emit(setup.hangsUp ?? 'finish');
	await new Promise(setImmediate);
	const items = taken.workflowData?.[0].map(({ json }) => json);
	return { taken, answer: taken.webhookResponse as unknown, items, ids: items?.map(({ eventKey }) => eventKey), response, read }; // prettier-ignore
}

const ACCEPTED = { accepted: true };
const none = (reason: string) => ({ webhookResponse: { accepted: false, reason } });

describe('a body', () => {
	it('that holds events starts the flow once with all that are wanted', async () => {
		const { ids, answer } = await request({ body: { ids: ['a', 'unwanted', 'b', 'a'] } });
		expect([ids, answer]).toEqual([['a', 'b'], ACCEPTED]);
	});

	it('may begin with the mark of its encoding', async () => {
		expect((await request({ body: '\ufeff{"ids":["a"]}' })).ids).toEqual(['a']);
	});

	it.each<[string, string | object]>([
		['noEvent', {}],
		['noEvent', { ids: [] }],
		['notWanted', { ids: ['unwanted 1', 'unwanted 2'] }],
		['own', { ids: ['a', 'unwanted'], own: true }],
	])('starts nothing and is told why: %s', async (reason, body) => {
		expect((await request({ body })).taken).toEqual(none(reason));
	});

	it('that has come before starts nothing', async () => {
		await request({ body: { ids: ['a', 'b'] } });
		expect((await request({ body: { ids: ['b', 'a'] } })).taken).toEqual(none('duplicate'));
		expect((await request({ body: { ids: ['b', 'c', 'a'] } })).ids).toEqual(['c']);
	});

	it('in whatever order it holds its events, waits for no other in a circle', async () => {
		let fail = () => undefined as void;
		const held = new Promise<void>((resolve) => (fail = resolve));
		const first = request({ body: { ids: ['b'] }, held, status: 500 });
		await new Promise(setImmediate);
		const both = [['a', 'b', 'c'], ['c', 'b', 'a']].map(async (ids) => await request({ body: { ids } })); // prettier-ignore
		await new Promise(setImmediate);
		fail();
		await first;
		expect((await Promise.all(both)).flatMap(({ ids }) => ids ?? [])).toEqual(['a', 'b', 'c']);
	});

	it.each([
		[299, ['duplicate', undefined]],
		[300, [undefined, ['a']]],
	])('counts as taken where n8n answers %d', async (status, [reason, ids]) => {
		await request({ status });
		const second = await request();
		expect([(second.answer as { reason?: string }).reason, second.ids]).toEqual([reason, ids]);
	});

	it('keeps such a mark elsewhere', async () => {
		expect((await request({ body: { ids: ['a\ufeffb'] } })).ids).toEqual(['a\ufeffb']);
	});

	it('is refused where it is no JSON', async () => {
		const { taken, response } = await request({ body: 'ids=a' });
		expect(taken).toEqual({ noWebhookResponse: true });
		expect(response.sent).toEqual([
			[400, { accepted: false, reason: 'notJson', message: 'The body is no JSON.' }],
		]);
	});

	it('that is no JSON can be mended by the room', async () => {
		const repair = jest.fn((text: string) => (text === 'ids=a' ? { ids: ['a'] } : undefined));
		expect((await request({ body: 'ids=a', reception: { repair } })).ids).toEqual(['a']);
		expect((await request({ body: 'ids', reception: { repair } })).taken).toEqual({
			noWebhookResponse: true,
		});
		await request({ reception: { repair } });
		expect(repair.mock.calls).toEqual([['ids=a'], ['ids']]);
	});

	it('that may not pass is refused in the words of who has checked it', async () => {
		const check = () => {
			throw new Refusal(401, 'unsigned', 'Not signed.');
		};
		const { taken, response } = await request({ reception: { check } });
		expect(taken).toEqual({ noWebhookResponse: true });
		expect(response.sent).toEqual([[401, { accepted: false, reason: 'unsigned', message: 'Not signed.' }]]);
	});
});

describe('a vendor that only says that something is new', () => {
	const asked: string[][] = [];
	const completing = (learned: VendorEvent[]): Partial<Reception> => ({
		complete: async (events) => {
			asked.push(events.map(({ eventKey }) => eventKey));
			return await Promise.resolve([...events.filter(({ eventKey }) => eventKey === 'stays'), ...learned]);
		},
	});
	beforeEach(() => void asked.splice(0));

	it('is asked what, and that starts the flow, once', async () => {
		const reception = completing([eventOf('learned')]);
		expect((await request({ body: { ids: ['new 1'] }, reception })).ids).toEqual(['learned']);
		expect((await request({ body: { ids: ['new 2'] }, reception })).taken).toEqual(none('duplicate'));
		expect((await request({ body: { ids: ['new 2'] }, reception })).taken).toEqual(none('duplicate'));
		// The last one was known before anybody was asked
		expect(asked).toEqual([['new 1'], ['new 2']]);
	});

	it('starts it also with what it has told in full', async () => {
		const reception = completing([eventOf('learned')]);
		expect((await request({ body: { ids: ['stays', 'new'] }, reception })).ids).toEqual(['stays', 'learned']);
		expect(asked).toEqual([['stays', 'new']]);
	});

	it.each([
		['nothing', [], 'notWanted'],
		['what nobody wants', [eventOf('unwanted')], 'notWanted'],
		['what the account itself has sent', [eventOf('mine', true)], 'own'],
	])('starts nothing where it has told %s', async (_what, learned, reason) => {
		expect((await request({ reception: completing(learned) })).taken).toEqual(none(reason));
	});
});

describe('a vendor that waits for what the flow answers', () => {
	const answered: Partial<Reception> = { answer: () => ({ status: 201, body: { said: true } }) };

	it('has an answer made for each delivery, also of the same event', async () => {
		for (let times = 0; times < 2; times += 1) {
			const { ids, response } = await request({ reception: answered });
			expect(ids).toEqual(['a']);
			response.json([]);
			expect(response.sent).toEqual([[201, { said: true }]]);
		}
	});

	it('has none made of its own where it waits for none', async () => {
		const { response } = await request();
		response.json([]);
		expect(response.sent).toEqual([[200, []]]);
	});

	it('is refused what asks nothing', async () => {
		const { taken, response } = await request({ body: {}, reception: answered });
		expect(taken).toEqual({ noWebhookResponse: true });
		expect(response.sent).toEqual([
			[400, { accepted: false, reason: 'noEvent', message: 'The body asks nothing of this node.' }],
		]);
	});
});

describe('the credential', () => {
	it('is read once in ten seconds, and by each test from the editor', async () => {
		const clock = jest.spyOn(Date, 'now').mockReturnValue(1_800_000_000_000);
		const reads = async (mode?: 'manual') => (await request({ ...(mode ? { mode } : {}) })).read.length;
		expect([await reads(), await reads(), await reads('manual')]).toEqual([1, 0, 1]);
		clock.mockReturnValue(1_800_000_009_999);
		expect(await reads()).toBe(0);
		clock.mockReturnValue(1_800_000_010_000);
		expect(await reads()).toBe(1);
		jest.restoreAllMocks();
	});

	it('is read anew for what the known one does not let pass', async () => {
		const checked: unknown[] = [];
		const check: Reception['check'] = ({ credentials: { account } }) => {
			checked.push(account);
			if (account === 'one') throw new Refusal(401, 'unsigned', 'Not signed.');
		};
		await request();
		const { ids, read } = await request({ body: { ids: ['b'] }, account: 'two', reception: { check } });
		expect([ids, checked, read]).toEqual([['b'], ['one', 'two'], ['acmeApi']]);
	});

	it('can be one of several, by the fields', async () => {
		const { read, ids } = await request({ reception: { credential: (fields) => (fields.flag('raw') ? 'other' : 'acmeApi') } }); // prettier-ignore
		expect([ids, read]).toEqual([['a'], ['acmeApi']]);
	});

	it('is nothing where the node has another one only', async () => {
		const { read, ids } = await request({ reception: { credential: () => 'other' } });
		expect([ids, read]).toEqual([['a'], []]);
	});

	it('is nothing where the node can do without one', async () => {
		const seen: unknown[] = [];
		const check: Reception['check'] = ({ credentials }) => void seen.push(credentials);
		const { ids, read } = await request({ credential: null, reception: { check } });
		expect([ids, read, seen]).toEqual([['a'], [], [{}]]);
	});

	it.each<[string, Setup]>([
		['credential', { credential: 'another' }],
		['account', { account: 'another', mode: 'webhook' }],
	])('tells whose events they are: %s', async (_what, other) => {
		await request();
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_000);
		expect((await request(other)).ids).toEqual(['a']);
		expect((await request()).taken).toEqual(none('duplicate'));
		jest.restoreAllMocks();
	});
});

it('a test from the editor takes the same event again, and once of one body', async () => {
	for (let times = 0; times < 2; times += 1)
		expect((await request({ mode: 'manual', body: { ids: ['a', 'a'] } })).ids).toEqual(['a']);
	expect((await request()).ids).toEqual(['a']);
});

it('the event as it came stands beside what was read of it where that is wanted', async () => {
	const { items } = await request({ reception: { withRaw: () => true } });
	expect(items).toEqual([{ eventKey: 'a', event: 'message', isOwn: false, raw: { id: 'a' } }]);
});

it('the bytes are read as they came, beside what they mean', async () => {
	const read = jest.fn((_body: unknown, bytes: Buffer) => [
		eventOf(createHash('sha256').update(bytes).digest('hex')),
	]);
	const body = '{ "ids" : [] }';
	const { ids } = await request({ body, reception: { read } });
	expect(ids).toEqual([createHash('sha256').update(body).digest('hex')]);
	expect(read.mock.calls[0][0]).toEqual({ ids: [] });
});

it.each(['close', 'destroyed'])('a sender that has hung up counts as answered: %s', async (how) => {
	await request({ status: 500, hangsUp: how });
	expect((await request()).taken).toEqual(none('duplicate'));
});
