import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { CHAT, type Genesys, held, lastBody, LOOSE_DOCUMENT, posts, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const add = async (fileDetails: INodeParameters = {}, more: INodeParameters = {}) =>
	await run(genesys, 'genesysAttachFile', {
		chatId: CHAT,
		source: 'existingDocument',
		documentId: LOOSE_DOCUMENT,
		fileDetails,
		...more,
	});

it('sends the two required values alone when nothing else is given', async () => {
	const { error, main } = await add();
	expect(error).toBeUndefined();
	expect(posts(genesys)[0].path).toBe(`/api/v2/me/chats/${CHAT}`);
	expect(lastBody(genesys)).toEqual({ operationName: 'AddAttachment', documentId: LOOSE_DOCUMENT });
	expect(main[0].json).toEqual({ chatId: CHAT, documentId: LOOSE_DOCUMENT });
});

it('gives the whole answer when it is asked for', async () => {
	const { main } = await add({}, { options: { includeRawAnswer: true } });
	expect(main[0].json).toMatchObject({ documentId: LOOSE_DOCUMENT, answer: { statusCode: 0 } });
});

it.each([
	['fileName', 'name', 'Übersicht 👋.pdf'],
	['mimeType', 'mime', 'application/pdf'],
	['fileSize', 'size', 48_211],
	['fileSize', 'size', 0],
])('carries %s as %s: %s, and gives it on', async (field, member, value) => {
	const { error, main } = await add({ [field]: value });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({
		operationName: 'AddAttachment',
		documentId: LOOSE_DOCUMENT,
		[member]: value,
	});
	expect(main[0].json).toMatchObject({ [member]: value });
});

it('finds the document in a pasted address', async () => {
	const { error, main } = await add(
		{},
		{ documentId: `https://gws.example.com/api/v2/attachments/${LOOSE_DOCUMENT}` },
	);
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toEqual({ operationName: 'AddAttachment', documentId: LOOSE_DOCUMENT });
	expect(main[0].json.documentId).toBe(LOOSE_DOCUMENT);
});

it('leaves out what was added and left empty', async () => {
	await add({ fileName: '', mimeType: '' });
	expect(lastBody(genesys)).toEqual({ operationName: 'AddAttachment', documentId: LOOSE_DOCUMENT });
});

it('reads its fields by expression', async () => {
	const json = { id: LOOSE_DOCUMENT, name: 'x', type: 'text/plain', size: '12' };
	const parameters = {
		chatId: CHAT,
		source: 'existingDocument',
		documentId: '={{ $json.id }}',
		fileDetails: {
			fileName: '={{ $json.name }}',
			mimeType: '={{ $json.type }}',
			fileSize: '={{ $json.size }}',
		},
	};
	const { error } = await run(genesys, 'genesysAttachFile', parameters, { items: [{ json }] });
	expect(error).toBeUndefined();
	expect(lastBody(genesys)).toMatchObject({ name: 'x', mime: 'text/plain', size: 12 });
});

it.each([
	['fileSize', -1],
	['fileSize', 1.5],
	['fileSize', 'big'],
	['fileSize', '9007199254740993'],
])('refuses %s: %s before anything is sent', async (field, value) => {
	const { error } = await add({ [field]: value });
	expect(error?.message).toBe(`"File Details > File Size" holds "${value}"`);
	expect(genesys.store.requests()).toHaveLength(0);
});

it('links the document, so that it can be delivered', async () => {
	const { main } = await add();
	const items = main.map(({ json }) => ({ json }));
	const parameters = { additionalFields: { uploadType: 'standard-response', uploadPath: 'response-1' } };
	const { error } = await run(genesys, 'genesysUploadFile', parameters, { items });
	expect(error).toBeUndefined();
	expect(held(genesys, 'uploadedFile')).toEqual([
		expect.objectContaining({ documentId: LOOSE_DOCUMENT, name: 'tariff.pdf', uploadPath: 'response-1' }),
	]);
});
