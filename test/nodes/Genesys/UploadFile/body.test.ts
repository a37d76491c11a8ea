import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { CHAT, DOCUMENT, type Genesys, held, lastBody, openChat, posts, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const ids = { chatId: CHAT, documentId: DOCUMENT };
const upload = async (additionalFields: INodeParameters = {}, more: INodeParameters = {}) =>
	await run(genesys, 'genesysUploadFile', { ...ids, additionalFields, ...more });

it("sends exactly the body of the vendor page's sample when nothing optional is given", async () => {
	const { error, main } = await upload();
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'UploadFile', documentId: DOCUMENT });
	expect(main[0].json).toEqual({ ...ids, statusCode: 0 });
	expect(posts(genesys).map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
	expect(posts(genesys)[0].headers['content-type']).toBe('application/json');
});

it('gives the whole answer when it is asked for', async () => {
	const { main } = await upload({}, { options: { includeRawAnswer: true } });
	expect(main[0].json).toEqual({ ...ids, statusCode: 0, answer: { statusCode: 0 } });
	const { error } = await upload({}, { options: { includeRawAnswer: 'yes' } });
	expect(error?.message).toBe('"Options > Include Raw Answer" holds a string');
	expect(posts(genesys)).toHaveLength(1);
});

it.each([
	['uploadType', 'standard-response'],
	['uploadType', 'file-system'],
	['uploadPath', 'C:\\Tarife\\Übersicht 2024.pdf'],
	['description', 'Übersicht für Jürgen 👋\nzweite Zeile'],
	['text', 'Hier ist die Übersicht – „bitte“ 👍'],
])('carries %s: %s', async (field, value) => {
	const { error } = await upload({ [field]: value });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'UploadFile', documentId: DOCUMENT, [field]: value });
});

it.each([
	['messageType', 'Übergabe'],
	['treatAs', 'Normal'],
	['treatAs', 'System'],
])('carries %s: %s with the text', async (field, value) => {
	const { error } = await upload({ text: 'hello', [field]: value });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({
		operationName: 'UploadFile',
		documentId: DOCUMENT,
		text: 'hello',
		[field]: value,
	});
});

it('carries all fields together, and the transcript shows text and file', async () => {
	const all = {
		uploadType: 'standard-response',
		uploadPath: '0000TaQ1ZX9B00AB',
		description: 'Tariff',
		text: 'The tariff',
		messageType: 'tariff',
		treatAs: 'System',
	};
	expect((await upload(all)).error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'UploadFile', documentId: DOCUMENT, ...all });
	expect(held(genesys, 'uploadedFile')).toEqual([
		expect.objectContaining({ ...all, chatId: CHAT, documentId: DOCUMENT, name: 'testfileUploadAgent.txt' }),
	]);
	const transcript = genesys.state.chats.get(CHAT)?.messages.map(({ type }) => type);
	expect(transcript).toEqual(['Text', 'SystemCommand']);
});

it('leaves out what was added and left empty', async () => {
	const empty = { uploadType: '', uploadPath: '', description: '', text: '', messageType: '' };
	expect((await upload(empty)).error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'UploadFile', documentId: DOCUMENT });
});

it.each([
	['messageType', 'x', '"Additional Fields > Message Type" is given without a text'],
	['treatAs', 'System', '"Additional Fields > Treat As" is given without a text'],
	['treatAs', 'Loud', '"Additional Fields > Treat As" holds "Loud"'],
	['uploadType', 'ftp', '"Additional Fields > Upload Type" holds "ftp"'],
	['description', { a: 1 }, '"Additional Fields > Description" holds an object instead of text'],
])('refuses %s: %s before anything is sent', async (field, value, message) => {
	const { error } = await upload({ [field]: value });
	expect(error?.message).toBe(message);
	expect(genesys.store.requests()).toHaveLength(0);
});

it('reads every field by expression, with its own item', async () => {
	const items = ['first', 'second'].map((name) => ({ json: { name, type: 'file-system', as: 'Normal' } }));
	const expressions = {
		uploadType: '={{ $json.type }}',
		uploadPath: '={{ "/" + $json.name }}',
		description: '={{ $json.name }}',
		text: '={{ $json.name.toUpperCase() }}',
		messageType: '={{ $json.name }}',
		treatAs: '={{ $json.as }}',
	};
	const chat = { __rl: true, mode: 'id', value: `={{ "${CHAT}" }}` };
	const parameters = { chatId: chat, documentId: DOCUMENT, additionalFields: expressions };
	const { error } = await run(genesys, 'genesysUploadFile', parameters, { items });
	expect(error).toBeUndefined();
	expect(posts(genesys).map(({ body }) => body)).toEqual(
		items.map(({ json: { name } }) => ({
			operationName: 'UploadFile',
			documentId: DOCUMENT,
			uploadType: 'file-system',
			uploadPath: `/${name}`,
			description: name,
			text: name.toUpperCase(),
			messageType: name,
			treatAs: 'Normal',
		})),
	);
});

describe('the chat', () => {
	it.each([
		['list', CHAT],
		['id', ` ${CHAT}\n`],
		['url', `https://gws.example.com:8090/api/v2/me/chats/${CHAT}`],
		['url', `https://gws.example.com/cloud-web/api/v2/chats/${CHAT}/attachments/x?y#z`],
		['id', `/chats/${CHAT}`],
	])('is found in mode %s: %s', async (mode, value) => {
		const { error, main } = await upload({}, { chatId: { __rl: true, mode, value } });
		expect(error).toBeUndefined();
		expect(main[0].json.chatId).toBe(CHAT);
	});

	it.each(['a/b', 'a?b=c', 'a#b', 'a b', '../me', '...', 'ä%2F', 'https'])(
		'with the id %s stays one segment of the path',
		async (id) => {
			openChat(genesys, id, { links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
			const { error } = await upload({}, { chatId: id });
			expect(error).toBeUndefined();
			const [, , , , , ...rest] = posts(genesys)[0].path.split('/');
			expect(rest).toHaveLength(1);
			expect(held(genesys, 'uploadedFile')[0].chatId).toBe(id);
		},
	);

	it.each(['.', '..', 'https://gws.example.com/api/v2/me/chats/%2e%2e'])(
		'cannot be a step in a path: %s',
		async (id) => {
			const { error } = await upload({}, { chatId: id });
			expect(error?.message).toMatch(/^"Chat" holds "\.+"$/);
			expect(genesys.store.requests()).toHaveLength(0);
		},
	);

	it('is not taken from an address of something else', async () => {
		const { error } = await upload({}, { chatId: 'https://gws.example.com/api/v2/me' });
		expect(error?.message).toBe('"Chat" holds an address that names no chat');
		expect(genesys.store.requests()).toHaveLength(0);
	});

	it('is found in a pasted address with an encoded id', async () => {
		openChat(genesys, 'a b', { links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
		const url = { __rl: true, mode: 'url', value: 'https://gws.example.com/api/v2/me/chats/a%20b' };
		expect((await upload({}, { chatId: url })).error).toBeUndefined();
		expect(held(genesys, 'uploadedFile')[0].chatId).toBe('a b');
	});
});

describe('the document', () => {
	it.each([
		['list', DOCUMENT],
		['id', ` ${DOCUMENT}\n`],
		['id', `/attachments/${DOCUMENT}`],
		['id', `https://gws.example.com/api/v2/attachments/${DOCUMENT}`],
		['url', `https://gws.example.com:8090/api/v2/attachments/${DOCUMENT}`],
		['url', `https://gws.example.com/cloud-web/api/v2/chats/${CHAT}/attachments/${DOCUMENT}?y#z`],
		['url', ` https://gws.example.com/api/v2/attachments/0001PaBMYY3600%52C `],
	])('is found in mode %s: %s', async (mode, value) => {
		const { error, main } = await upload({}, { documentId: { __rl: true, mode, value } });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'UploadFile', documentId: DOCUMENT });
		expect(main[0].json.documentId).toBe(DOCUMENT);
	});

	it.each(['https://gws.example.com/api/v2/me/chats/1', 'https://files.example.com/tariff.pdf'])(
		'is not taken from an address of something else: %s',
		async (value) => {
			const { error } = await upload({}, { documentId: { __rl: true, mode: 'id', value } });
			expect(error?.message).toBe('"Document" holds an address that names no document');
			expect(genesys.store.requests()).toHaveLength(0);
		},
	);
});

describe.each([
	['chatId', 'Chat'],
	['documentId', 'Document'],
])('the ID in %s', (field, label) => {
	it.each([2 ** 53, -(2 ** 53), 1e21])('is refused as a number whose digits are lost: %p', async (number) => {
		const items = [{ json: { id: number } }];
		const parameters = { ...ids, [field]: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
		const { error } = await run(genesys, 'genesysUploadFile', parameters, { items });
		expect(error?.message).toBe(`"${label}" holds a number too large to be exact (${number})`);
		expect(genesys.store.requests()).toHaveLength(0);
	});

	it.each([
		(id: string) => `\ufeff${id}`,
		(id: string) => `${id}\u200b`,
		(id: string) => `\u202a${id}\u202c`,
	])('is read without what copying adds: %p', async (dress) => {
		const id = ids[field as keyof typeof ids];
		const { error, main } = await upload({}, { [field]: dress(id) });
		expect(error).toBeUndefined();
		expect(main[0].json).toMatchObject({ [field]: id });
	});
});

it('takes IDs that are numbers with all their digits', async () => {
	openChat(genesys, '9007199254740991', { links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
	const { error, main } = await run(
		genesys,
		'genesysUploadFile',
		{ ...ids, chatId: '={{ $json.id }}' },
		{ items: [{ json: { id: 9007199254740991 } }] },
	);
	expect(error).toBeUndefined();
	expect(main[0].json.chatId).toBe('9007199254740991');
});

it('keeps the order of one chat, whatever the concurrency', async () => {
	genesys.faults.add({ when: { bodyIncludes: 'number 0' }, fault: { kind: 'delay', ms: 200 } });
	const items = Array.from({ length: 5 }, (_, index) => ({ json: { ...ids, index } }));
	const parameters = {
		additionalFields: { description: '=number {{ $json.index }}' },
		options: { concurrency: 8 },
	};
	expect((await run(genesys, 'genesysUploadFile', parameters, { items })).error).toBeUndefined();
	expect(held(genesys, 'uploadedFile').map(({ description }) => description)).toEqual(
		items.map((_, index) => `number ${index}`),
	);
});

it('works on several chats at the same time when that is asked for', async () => {
	const chats = ['chat-a', 'chat-b', 'chat-c'];
	for (const id of chats) openChat(genesys, id, { links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
	genesys.faults.add({ when: { path: '/me/chats/' }, times: Infinity, fault: { kind: 'delay', ms: 150 } });
	const items = chats.map((chatId) => ({ json: { chatId, documentId: DOCUMENT } }));
	const { error } = await run(genesys, 'genesysUploadFile', { options: { concurrency: 3 } }, { items });
	expect(error).toBeUndefined();
	expect(genesys.store.counters.maxInFlight).toBe(3);
});
