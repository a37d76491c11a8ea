import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import type { NodeRun } from '../../../../testkit/n8n';
import {
	CHAT,
	type Genesys,
	held,
	login,
	openChat,
	posts,
	run,
	sessionsOpened,
	sha256,
	startGenesys,
} from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const bytes = Buffer.from('Grüße\u0000\u0001'.repeat(3000));
const NAME = 'Übersicht (neu) 👋 – 日本.pdf';
const file = { bytes, fileName: NAME, mimeType: 'application/pdf' };
const attach = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await run(
		genesys,
		'genesysAttachFile',
		{ chatId: CHAT, ...parameters },
		{ items: [{ files: { data: file } }], ...more },
	);
const reads = () => genesys.store.requests({ method: 'GET', path: '/api/v2/me' });

it('gives the whole answer when it is asked for', async () => {
	const { main } = await attach({ options: { includeRawAnswer: true } });
	expect(main[0].json).toMatchObject({ name: NAME, answer: { statusCode: 0 } });
});

describe.each(['default', 'filesystem'] as const)('in binary mode %s', (binaryMode) => {
	it('sends exactly the bytes, with name, type and length, as one part', async () => {
		const { error, main } = await attach({}, { binaryMode });
		expect(error).toBeUndefined();
		const [request] = posts(genesys);
		expect(request.path).toBe(`/api/v2/me/chats/${CHAT}/attachments`);
		expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(Number(request.headers['content-length'])).toBe(request.size);
		expect(request.files).toEqual([
			expect.objectContaining({
				part: 'attachment',
				contentType: 'application/pdf',
				size: bytes.length,
				sha256: sha256(bytes),
			}),
		]);
		expect(main[0].json).toEqual({
			chatId: CHAT,
			documentId: expect.stringMatching(/^0001NewDocument/),
			name: NAME,
			size: bytes.length,
			mime: 'application/pdf',
		});
	});

	it('sends the file again when the session had to be renewed', async () => {
		const credentials = login(genesys);
		await attach({}, { binaryMode, credentials });
		// Dies between the reading of the chats and the upload
		genesys.faults.add({
			when: { method: 'POST' },
			fault: { kind: 'status', status: 403, body: 'Expected Csrf token not found or invalid' },
		});
		const { error } = await attach({}, { binaryMode, credentials });
		expect(error).toBeUndefined();
		expect(posts(genesys).map(({ answer }) => answer.status)).toEqual([200, 403, 200]);
		expect(genesys.store.held('linkedDocument').map((one) => one.file?.sha256)).toEqual(
			Array(2).fill(sha256(bytes)),
		);
	});

	it('takes the file from another field, chosen by expression', async () => {
		const { error } = await attach(
			{ binaryField: '={{ $json.field }}' },
			{ binaryMode, items: [{ json: { field: 'photo' }, files: { photo: file } }] },
		);
		expect(error).toBeUndefined();
		expect(held(genesys, 'linkedDocument')).toHaveLength(1);
	});
});

it('takes the only file of the item without being told its name', async () => {
	const { error } = await attach({}, { items: [{ files: { Your_photo: file } }] });
	expect(error).toBeUndefined();
	expect(held(genesys, 'linkedDocument')).toHaveLength(1);
});

it('refuses an item without the file before anything is sent', async () => {
	const { error } = await attach({ binaryField: 'photo' });
	expect(error?.message).toBe('"Input Data Field Name" names no file: this item has none called "photo"');
	expect(genesys.store.requests()).toHaveLength(0);
});

it('gives the file another name and type when that is asked for', async () => {
	const [name, mime] = ['Tarif für Jürgen.txt', 'text/plain'];
	const { main } = await attach({ fileDetails: { fileName: name, mimeType: mime } });
	expect(held(genesys, 'linkedDocument')[0]).toMatchObject({ name, mime });
	expect(main[0].json).toMatchObject({ name, mime });
});

it('finds the document of a name that arrives changed, as one with quotes does', async () => {
	const items = [{ files: { data: { ...file, fileName: 'say "hello".pdf' } } }];
	const { error, main } = await attach({}, { items });
	expect(error).toBeUndefined();
	const [{ name, documentId }] = held(genesys, 'linkedDocument');
	expect(name).toBe('say %22hello%22.pdf');
	expect(main[0].json).toMatchObject({ documentId, name: 'say "hello".pdf' });
});

it('names the part as the options say', async () => {
	genesys.settings.attachmentPart = 'Attachment';
	expect((await attach({ options: { partName: 'Attachment' } })).error).toBeUndefined();
	expect(posts(genesys)[0].files[0].part).toBe('Attachment');
});

it('says which option to change when the site expects the other part name', async () => {
	genesys.settings.attachmentPart = 'Attachment';
	const { error } = await attach();
	expect(error?.message).toBe('Genesys found no file in the request');
	expect(error?.description).toContain('Part Name');
	expect(error?.description).toContain('Required parameter [Attachment] is missing');
});

describe('the document id', () => {
	it('is taken from the answer where it is in it, without another look', async () => {
		genesys.settings.attachmentAnswer = 'documentId';
		const { main } = await attach();
		expect(main[0].json.documentId).toBe(held(genesys, 'linkedDocument')[0].documentId);
		expect(reads().length - sessionsOpened(genesys)).toBe(1);
	});

	it.each([
		['a number', '{"statusCode":0,"documentId":1234567}', '1234567'],
		[
			'a number that JavaScript would round',
			'{"statusCode":0,"documentId":12345678901234567}',
			'12345678901234567',
		],
	])('is taken from the answer as %s', async (_name, body, documentId) => {
		genesys.faults.add({ when: { method: 'POST' }, fault: { kind: 'status', status: 200, body } });
		expect((await attach()).main[0].json.documentId).toBe(documentId);
	});

	it('is found in the chat where the answer has a reference only', async () => {
		const { main } = await attach();
		expect(main[0].json.documentId).toBe(held(genesys, 'linkedDocument')[0].documentId);
		expect(reads().length - sessionsOpened(genesys)).toBe(2);
	});

	it('is waited for when the chat shows it later', async () => {
		genesys.settings.attachmentVisibleAfterMs = 700;
		const { error, main } = await attach();
		expect(error).toBeUndefined();
		expect(main[0].json.documentId).toBe(held(genesys, 'linkedDocument')[0].documentId);
		expect(posts(genesys)).toHaveLength(1);
	});

	it('is given up after the time of the option, and the error says that the file is linked', async () => {
		genesys.settings.attachmentVisibleAfterMs = 60_000;
		const started = Date.now();
		const { main } = await attach({ options: { documentWait: 1 } }, { onError: 'continueRegularOutput' });
		expect(Date.now() - started).toBeLessThan(4_000);
		expect(main[0].json.error).toMatchObject({
			message: 'Genesys took the file, but the chat does not show its document yet',
			description: expect.stringContaining('Document Wait'),
			delivery: 'uncertain',
		});
		expect(posts(genesys)).toHaveLength(1);
	});

	it('is no longer waited for when the execution is cancelled', async () => {
		genesys.settings.attachmentVisibleAfterMs = 60_000;
		const started = Date.now();
		await attach({ options: { documentWait: 30 } }, { cancelAfterMs: 600 });
		expect(Date.now() - started).toBeLessThan(3_000);
	});

	it('is reported as unknown when the chat cannot be read after the upload', async () => {
		genesys.faults.add({
			when: { method: 'GET', path: '/me', after: 2 },
			times: Infinity,
			fault: { kind: 'status', status: 500, body: { statusCode: 4, statusMessage: 'down' } },
		});
		const { main } = await attach({ options: { maxTries: 1 } }, { onError: 'continueRegularOutput' });
		const error = main[0].json.error as IDataObject;
		expect(error.message).toMatch(/^Genesys took the file, but its document could not be looked up: /);
		expect(error).toMatchObject({ delivery: 'uncertain', httpStatus: 500 });
		// Nothing of it is repeated: the option would promise what it does not do
		expect(error.description).not.toContain('Retry Uncertain Sends');
		expect(held(genesys, 'linkedDocument')).toHaveLength(1);
	});

	it('is not another one: the same file twice in one chat, one after the other', async () => {
		const items = Array.from({ length: 3 }, () => ({ files: { data: file } }));
		const { error, main } = await attach({ options: { concurrency: 8 } }, { items });
		expect(error).toBeUndefined();
		const found = main.map(({ json }) => json.documentId);
		expect(new Set(found).size).toBe(3);
		expect(found).toEqual(held(genesys, 'linkedDocument').map(({ documentId }) => documentId));
	});
});

it('sends one file at a time into each of several chats', async () => {
	for (const id of ['a', 'b']) openChat(genesys, id);
	genesys.faults.add({ when: { path: '/attachments' }, times: Infinity, fault: { kind: 'delay', ms: 150 } });
	const items = ['a', 'b', 'a', 'b'].map((chatId) => ({ json: { chatId }, files: { data: file } }));
	const parameters = { chatId: '={{ $json.chatId }}', options: { concurrency: 4 } };
	const { error, main } = await attach(parameters, { items });
	expect(error).toBeUndefined();
	expect(main.map(({ json }) => json.chatId)).toEqual(['a', 'b', 'a', 'b']);
	expect(new Set(main.map(({ json }) => json.documentId)).size).toBe(4);
	expect(genesys.store.counters.maxInFlight).toBe(2);
});

it('never overlaps two uploads to one chat', async () => {
	genesys.faults.add({ when: { path: '/attachments' }, times: Infinity, fault: { kind: 'delay', ms: 150 } });
	const items = [{ files: { data: file } }, { files: { data: file } }];
	const { error } = await attach({ options: { concurrency: 8 } }, { items });
	expect(error).toBeUndefined();
	expect(genesys.store.counters.maxInFlight).toBe(1);
});

it.each([['the chat is over', { state: 'Completed' as const }, 2, /present state of the chat/]])(
	'tells that %s',
	async (_name, changes, vendorCode, message) => {
		openChat(genesys, 'done', changes);
		const { main } = await attach({ chatId: 'done' }, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({
			vendorCode,
			message: expect.stringMatching(message),
			delivery: 'refused',
		});
	},
);

describe('a chat that the list of chats does not show', () => {
	beforeEach(() => {
		genesys.settings.chatsListed = false;
	});

	it('gets the file, whose document is named by the answer', async () => {
		genesys.settings.attachmentAnswer = 'documentId';
		const { error, main } = await attach();
		expect(error).toBeUndefined();
		expect(main[0].json.documentId).toBe(held(genesys, 'linkedDocument')[0].documentId);
	});

	it('gets the file, and the error says that its document is not known', async () => {
		const started = Date.now();
		const { main } = await attach({}, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({
			message:
				'Genesys took the file, but told neither the ID of its document nor the documents of this chat',
			description: expect.stringContaining('The file is linked'),
			delivery: 'uncertain',
		});
		expect(held(genesys, 'linkedDocument')).toHaveLength(1);
		// A wait for a list that does not have the chat is vain
		expect(Date.now() - started).toBeLessThan(10_000);
	});

	it('is told by Genesys when it is none of this agent', async () => {
		const { main } = await attach({ chatId: '0001RaC8KT5M00QY' }, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({
			message: 'Genesys does not know the chat, or takes no files in it',
			vendorCode: 6,
			delivery: 'refused',
		});
		expect(held(genesys, 'linkedDocument')).toHaveLength(0);
	});
});

describe('a list of chats that cannot be used', () => {
	const list = (status: number, body: unknown) =>
		genesys.faults.add({
			when: { method: 'GET', path: /\/me$/, after: 1 },
			times: Infinity,
			fault: { kind: 'status', status, body },
		});
	const chat = { id: CHAT, attachments: [{ id: 'old', name: NAME, size: bytes.length }] };

	it.each([
		['is refused', 403, { statusCode: 5, statusMessage: 'no' }],
		['has another form', 200, { statusCode: 0, chats: [chat] }],
		['has no user', 200, { statusCode: 0 }],
		['has a chat of another form', 200, { statusCode: 0, user: { chats: [{ ...chat, attachments: 'a' }] } }],
		['has chats of another form', 200, { statusCode: 0, user: { chats: [{ ...chat, id: {} }] } }],
	])('does not keep the file back: it %s', async (_name, status, body) => {
		list(status, body);
		genesys.settings.attachmentAnswer = 'documentId';
		const { error, main } = await attach();
		expect(error).toBeUndefined();
		expect(main[0].json.documentId).toBe(held(genesys, 'linkedDocument')[0].documentId);
	});

	it('is not needed for one chat because another one has an odd form', async () => {
		const [linked] = genesys.state.chats.values();
		const odd = { id: 7.5, attachments: null };
		const attachments = linked.links.map(({ documentId }) => ({ id: documentId, name: 'x', size: 1 }));
		genesys.faults.add({
			when: { method: 'GET', path: /\/me$/, after: 1 },
			fault: {
				kind: 'status',
				status: 200,
				body: { statusCode: 0, user: { chats: [odd, { id: CHAT, attachments }] } },
			},
		});
		const { error, main } = await attach();
		expect(error).toBeUndefined();
		expect(main[0].json.documentId).toBe(held(genesys, 'linkedDocument')[0].documentId);
	});

	it('ends the run before the file leaves where the login is refused', async () => {
		list(403, { statusCode: 20, statusMessage: 'Access denied' });
		const { main } = await attach({}, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({ message: 'Genesys did not accept the login', vendorCode: 20 });
		expect(posts(genesys)).toHaveLength(0);
	});
});

it('knows that nothing was sent when the chat could not be read beforehand', async () => {
	genesys.faults.add({ when: { path: '/me' }, times: Infinity, fault: { kind: 'resetAfter' } });
	const { main } = await attach({ options: { maxTries: 1 } }, { onError: 'continueRegularOutput' });
	expect(main[0].json.error).toMatchObject({ delivery: 'notSent' });
});

it('feeds Upload File as it is: two nodes, no field filled in', async () => {
	const attached = await attach();
	const items = attached.main.map(({ json }) => ({ json }));
	const uploaded = await run(genesys, 'genesysUploadFile', {}, { items });
	expect(uploaded.error).toBeUndefined();
	expect(held(genesys, 'uploadedFile')).toEqual([
		expect.objectContaining({ chatId: CHAT, name: NAME, size: bytes.length, sha256: sha256(bytes) }),
	]);
});
