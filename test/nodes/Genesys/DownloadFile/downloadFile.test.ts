import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { genesys as vendor } from '../../../../sandbox/genesys';
import { startVendor } from '../../../../sandbox/server';
import type { NodeRun } from '../../../../testkit/n8n';
import { CHAT, DOCUMENT, type Genesys, keepDocument, openChat, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const ids = { chatId: CHAT, documentId: DOCUMENT };
const TEXT = 'A file that was linked to the chat beforehand.';
const download = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await run(genesys, 'genesysDownloadFile', { ...ids, ...parameters }, more);
const asked = () =>
	genesys.store.requests({ method: 'GET', path: /\/attachments\// }).map(({ path }) => path);

async function textOf(file: IBinaryData | undefined): Promise<string> {
	if (!file) throw new Error('No file came out');
	return (await Container.get(BinaryDataService).getAsBuffer(file)).toString('utf8');
}

/** A document that is linked to the chat. */
function link(id: string, name: string, text: string, mime?: string): void {
	keepDocument(genesys, { id, name, text, mime });
	openChat(genesys, CHAT, { links: [{ documentId: id, visibleAt: 0 }] });
}

describe('a document of a chat', () => {
	it.each(['default', 'filesystem'] as const)('comes byte by byte in %s mode', async (binaryMode) => {
		const { main, error } = await download({ outputField: 'letter' }, { binaryMode });
		expect(error).toBeUndefined();
		expect(main[0].json).toEqual({
			...ids,
			name: 'testfileUploadAgent.txt',
			size: TEXT.length,
			mime: 'text/plain',
		});
		const { letter } = main[0].binary ?? {};
		expect(letter).toMatchObject({ fileName: 'testfileUploadAgent.txt', mimeType: 'text/plain' });
		expect(await textOf(letter)).toBe(TEXT);
	});

	it('is asked for at the path of the link that Genesys gives, on the host of the credential, uncompressed', async () => {
		await download();
		expect(asked()).toEqual([`/api/v2/chats/${CHAT}/attachments/${DOCUMENT}`]);
		const [{ headers }] = genesys.store.requests({ path: /\/attachments\// });
		expect(headers).toMatchObject({ accept: '*/*', 'accept-encoding': 'identity' });
	});

	it('has the name and type that the user wants', async () => {
		const fileDetails = { fileName: 'Brief.md', mimeType: 'text/markdown' };
		const { main } = await download({ fileDetails });
		expect(main[0].json).toMatchObject({ name: 'Brief.md', mime: 'text/markdown' });
	});

	it('comes also where the chats cannot be read, under its ID', async () => {
		genesys.settings.chatsListed = false;
		const { main, error } = await download();
		expect(error).toBeUndefined();
		expect(main[0].json).toMatchObject({ ...ids, name: DOCUMENT, size: TEXT.length });
	});

	it('can be empty', async () => {
		link('nothing', 'nothing.txt', '');
		const { main, error } = await download({ documentId: 'nothing' });
		expect(error).toBeUndefined();
		expect(main[0].json).toMatchObject({ name: 'nothing.txt', size: 0 });
	});

	it('can be a page or JSON where the chat says so', async () => {
		for (const [name, mime, text] of [
			['page', 'text/html', '<p>Hello</p>'],
			['list', 'application/json', '{"a":1}'],
		]) {
			link(name, name, text, mime);
			const { main, error } = await download({ documentId: name });
			expect(error).toBeUndefined();
			expect(main[0].json).toMatchObject({ mime, size: text.length });
			expect(await textOf(main[0].binary?.data)).toBe(text);
		}
	});

	it('keeps an odd ID in its place', async () => {
		link('a/b?c', 'odd.txt', 'odd');
		const { main, error } = await download({ documentId: 'a/b?c' });
		expect(error).toBeUndefined();
		expect(asked()).toEqual([`/api/v2/chats/${CHAT}/attachments/a%2Fb%3Fc`]);
		expect(main[0].json.name).toBe('odd.txt');
	});

	it('is looked for at the other address where the first has nothing', async () => {
		genesys.faults.add({
			when: { path: `/chats/${CHAT}/attachments/` },
			fault: { kind: 'status', status: 404, body: { statusCode: 6, statusMessage: 'Resource not found' } },
		});
		const { main, error } = await download();
		expect(error).toBeUndefined();
		expect(asked()).toEqual([
			`/api/v2/chats/${CHAT}/attachments/${DOCUMENT}`,
			`/api/v2/attachments/${DOCUMENT}`,
		]);
		expect(await textOf(main[0].binary?.data)).toBe(TEXT);
	});
});

describe('an address from an event', () => {
	const byAddress = async (address: string) => await download({ source: 'address', address });

	it.each([
		[`https://gws-node-b.invalid:8443/cloud-web/api/v2/attachments/${DOCUMENT}`, `/attachments/${DOCUMENT}`],
		[
			` https://x.invalid/api/v2/chats/${CHAT}/attachments/${DOCUMENT}?a=b `,
			`/chats/${CHAT}/attachments/${DOCUMENT}`,
		],
		[`/attachments/${DOCUMENT}`, `/attachments/${DOCUMENT}`],
		[`/me/chats/${CHAT}/attachments/${DOCUMENT}`, `/chats/${CHAT}/attachments/${DOCUMENT}`],
		[`/me/interactions/${CHAT}/attachments/${DOCUMENT}`, `/me/interactions/${CHAT}/attachments/${DOCUMENT}`],
	])('%s leads to the file', async (address, path) => {
		const { main, error } = await byAddress(address);
		expect(error).toBeUndefined();
		expect(asked()).toEqual([`/api/v2${path}`]);
		expect(main[0].json).toEqual({
			documentId: DOCUMENT,
			name: DOCUMENT,
			size: TEXT.length,
			mime: 'text/plain',
		});
	});

	it('of another host gets no request, and the credential stays at home', async () => {
		const other = await startVendor(vendor, { host: '127.0.0.1', port: 0 });
		const { error } = await byAddress(`${other.url}/api/v2/attachments/${DOCUMENT}`);
		const seen = other.store.requests();
		await other.stop();
		expect(error).toBeUndefined();
		expect(seen).toEqual([]);
		expect(asked()).toHaveLength(1);
	});

	it.each([
		'https://gws.example.com/api/v2/me',
		'https://gws.example.com/api/v2/attachments/',
		'https://gws.example.com/api/v2/users?x=/attachments/1&y= 2',
		'photo.png',
	])('must be one of an attachment, unlike %s', async (address) => {
		const { error } = await byAddress(address);
		expect(error?.message).toBe('"Address" is no address of an attachment');
		expect(genesys.store.requests()).toEqual([]);
	});

	it.each(['/chats/../attachments/x', '/attachments/%2e%2e'])(
		'cannot lead elsewhere: %s',
		async (address) => {
			const { error } = await byAddress(address);
			expect(error?.message).toMatch(/^"(Address|Document)" holds "\.\."$/);
			expect(genesys.store.requests()).toEqual([]);
		},
	);
});

describe('what goes wrong', () => {
	it.each(['mirror', 'flat'] as const)('a document that is not there, with %s statuses', async (statuses) => {
		genesys.settings.errorStatuses = statuses;
		const { error, main } = await download({ documentId: 'unknown' });
		expect(main).toEqual([]);
		expect(error?.message).toBe('Genesys does not know the document');
		expect(error?.description).toContain('Genesys said: "Document not found" (code 6');
	});

	it('JSON that is neither the file nor a refusal is not kept as the file', async () => {
		const when = { path: '/attachments/' };
		genesys.faults.add({ when, fault: { kind: 'wrongShape', body: { ok: true } } });
		const { error } = await download();
		expect(error?.message).toBe('Genesys answered with JSON instead of the file "testfileUploadAgent.txt"');
	});

	it('a web page is not kept as the file', async () => {
		genesys.faults.add({ when: { path: '/attachments/' }, fault: { kind: 'html' } });
		const { error } = await download();
		expect(error?.message).toBe('The address of Genesys answered with a web page instead of the file');
	});

	it.each(['text/plain', 'application/json'])(
		'a file of %s that breaks off is fetched again',
		async (mime) => {
			link('cut', 'cut.json', '{"rows":[1,2,3]}', mime);
			genesys.faults.add({ when: { path: '/attachments/' }, fault: { kind: 'truncated' } });
			const { main, error } = await download({ documentId: 'cut' });
			expect(error).toBeUndefined();
			expect(await textOf(main[0].binary?.data)).toBe('{"rows":[1,2,3]}');
			expect(asked()).toHaveLength(2);
		},
	);

	it('refuses an output field without a name before anything is asked', async () => {
		const { error } = await download({ outputField: '={{ "" }}' });
		expect(error?.message).toBe('"Output Data Field Name" is empty');
		expect(genesys.store.requests()).toEqual([]);
	});
});

it('is fetched in a new session where the old one has ended', async () => {
	await download();
	genesys.state.sessions.clear();
	const { main, error } = await download();
	expect(error).toBeUndefined();
	expect(main).toHaveLength(1);
});
