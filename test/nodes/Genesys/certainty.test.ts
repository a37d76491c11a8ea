import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import type { Fault } from '../../../sandbox/faults';
import {
	CHAT,
	COLLEAGUE,
	DOCUMENT,
	type Genesys,
	held,
	LOOSE_DOCUMENT,
	posts,
	run,
	startGenesys,
} from './support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

/** The ways of posting something, and what the vendor holds of it. */
const WAYS = {
	'Upload File': {
		node: 'genesysUploadFile',
		parameters: { chatId: CHAT, documentId: DOCUMENT },
		kind: 'uploadedFile',
	},
	'Attach File, a document': {
		node: 'genesysAttachFile',
		parameters: { chatId: CHAT, source: 'existingDocument', documentId: LOOSE_DOCUMENT },
		kind: 'linkedDocument',
	},
	'Send Message': {
		node: 'genesysSendMessage',
		parameters: { chatId: CHAT, text: 'hello' },
		kind: 'message',
	},
	'Complete Chat': {
		node: 'genesysCompleteChat',
		parameters: { chatId: CHAT },
		kind: 'completed',
	},
	'Transfer Chat, by ID': {
		node: 'genesysTransferChat',
		parameters: { chatId: CHAT, transferTo: 'agent', agentId: COLLEAGUE },
		kind: 'transfer',
	},
	'Attach File, a file': {
		node: 'genesysAttachFile',
		parameters: { chatId: CHAT },
		kind: 'linkedDocument',
	},
};

/** The requests of an item in their order; all but the post are reads of the agent. */
const SIGN_IN = { method: 'GET', path: /\/me$/, after: 0 };
const LIST_BEFORE = { method: 'GET', path: /\/me$/, after: 1 };
const LIST_AFTER = { method: 'GET', path: /\/me$/, after: 2 };
const POST = { method: 'POST', path: '/me/chats/' };

const TROUBLE: Array<[string, Fault]> = [
	['a reset before anything was done', { kind: 'resetBefore' }],
	['a reset after all was done', { kind: 'resetAfter' }],
	['a web page', { kind: 'html' }],
	['a web page with HTTP 502', { kind: 'html', status: 502 }],
	['no answer in time', { kind: 'hang' }],
	['an answer that trickles', { kind: 'slowBody', ms: 100 }],
	['an answer that breaks off', { kind: 'truncated' }],
	['half of the JSON', { kind: 'cutJson' }],
	['an empty answer', { kind: 'empty' }],
	['an answer without a statusCode', { kind: 'wrongShape', body: { ok: true } }],
	['a broken server', { kind: 'status', status: 500, body: { statusCode: 4, statusMessage: 'down' } }],
];

const ROWS = Object.keys(WAYS).flatMap((way) => TROUBLE.map(([name, fault]) => [way, name, fault] as const));
const FILE_ROWS = ROWS.filter(([way]) => way === 'Attach File, a file');
const BEFORE_ROWS = ROWS.filter(([way]) => ['Attach File, a file', 'Transfer Chat, by ID'].includes(way));

/** Only what never ends has to be cut off; all else may take its time on a busy machine. */
const timeoutFor = ({ kind }: Fault) => (kind === 'hang' || kind === 'slowBody' ? 1000 : 20_000);

/** Lets one kind of request fail for ever, and gives the error of the item. */
async function failing(way: string, when: typeof POST | typeof SIGN_IN, fault: Fault): Promise<IDataObject> {
	const { node, parameters } = WAYS[way as keyof typeof WAYS];
	genesys.faults.add({ when, times: Infinity, fault });
	const { main } = await run(
		genesys,
		node,
		{ ...parameters, options: { maxTries: 1, timeout: timeoutFor(fault) } },
		{
			items: [{ files: { data: { bytes: Buffer.from('tariff'), fileName: 'tariff.txt' } } }],
			onError: 'continueRegularOutput',
		},
	);
	return main[0].json.error as IDataObject;
}

describe('before the post nothing was sent', () => {
	it.each(ROWS)('%s: signing in, %s', async (way, _name, fault) => {
		expect(await failing(way, SIGN_IN, fault)).toMatchObject({ delivery: 'notSent' });
		expect(posts(genesys)).toHaveLength(0);
	});

	it.each(BEFORE_ROWS)('%s: reading what it needs before, %s', async (way, _name, fault) => {
		const error = await failing(way, LIST_BEFORE, fault);
		expect(error).toMatchObject({ delivery: 'notSent' });
		expect(posts(genesys)).toHaveLength(0);
		expect(error.description).not.toContain('may have been carried out');
	});
});

describe('the post itself leaves doubt', () => {
	it.each(ROWS)('%s: %s', async (way, _name, fault) => {
		const error = await failing(way, POST, fault);
		expect(error).toMatchObject({ delivery: 'uncertain' });
		expect(error.description).toContain('may have been carried out');
		expect(posts(genesys)).toHaveLength(1);
	});
});

describe('after the post the item is in doubt, and the file linked', () => {
	it.each(FILE_ROWS)('%s: looking for its document, %s', async (way, _name, fault) => {
		const error = await failing(way, LIST_AFTER, fault);
		expect(error).toMatchObject({
			message: expect.stringMatching(/^Genesys took the file, but/),
			delivery: 'uncertain',
		});
		expect(posts(genesys)).toHaveLength(1);
		expect(held(genesys, WAYS['Attach File, a file'].kind)).toHaveLength(1);
	});
});

it('a login that is refused is told as such, and nothing is posted', async () => {
	const body = { statusCode: 20, statusMessage: 'Access denied' };
	for (const [index, way] of Object.keys(WAYS).entries()) {
		sandbox.reset();
		const status = index === 0 ? 401 : 403;
		expect(await failing(way, SIGN_IN, { kind: 'status', status, body })).toMatchObject({
			message: 'Genesys did not accept the login',
			delivery: 'refused',
			httpStatus: status,
		});
		expect(posts(genesys)).toHaveLength(0);
	}
});
