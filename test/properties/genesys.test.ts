import fc from 'fast-check';

import { Fields } from '../../nodes/engine/fields';
import { bare } from '../../nodes/engine/values';
import { attachBody } from '../../nodes/Genesys/AttachFile/body';
import { properties as attachProperties } from '../../nodes/Genesys/AttachFile/properties';
import { basicAuthorization, checkLogin, fingerprintOf } from '../../nodes/Genesys/account';
import { chatIdFrom } from '../../nodes/Genesys/fields';
import { chatPath } from '../../nodes/Genesys/paths';
import { uploadBody } from '../../nodes/Genesys/UploadFile/body';
import { properties as uploadProperties } from '../../nodes/Genesys/UploadFile/properties';
import { type Sandbox, startSandbox } from '../../sandbox';
import { Comparison } from './agreement';
import { anyText, holds, mostly, oddValue } from './check';

/** A chat of the sandbox, a document that is linked to it, and one that is not. */
const CHAT = '0001PaBMYY3600R8';
const DOCUMENT = '0001PaBMYY3600RC';
const LOOSE_DOCUMENT = '0001RaC8KT5M00R2';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['genesys'], settings: { genesys: { csrfProtection: false } } });
});
afterAll(async () => await sandbox.stop());

async function refusal(body: unknown): Promise<string | undefined> {
	const { url, keys } = sandbox.vendors.genesys;
	const answer = await fetch(`${url}${chatPath(CHAT)}`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Basic ${Buffer.from(`${keys.username}:${keys.password}`).toString('base64')}`,
		},
		body: JSON.stringify(body),
	});
	const { statusCode, statusMessage } = (await answer.json()) as {
		statusCode: number;
		statusMessage?: string;
	};
	return statusCode === 0 ? undefined : `${statusCode} ${statusMessage ?? ''}`;
}

const half = fc.tuple(anyText(), anyText()).map(([before, after]) => `${before}\ud83d${after}`);
const anyOrHalf = mostly(anyText({ minLength: 1 }), fc.oneof(oddValue, half));

const upload = fc.record(
	{
		uploadType: mostly(fc.constantFrom('file-system', 'standard-response')),
		uploadPath: anyOrHalf,
		description: anyOrHalf,
		text: mostly(anyText({ minLength: 1 }), fc.oneof(fc.constantFrom('', null, 7, {}), half)),
		messageType: anyOrHalf,
		treatAs: mostly(fc.constantFrom('Normal', 'System')),
	},
	{ requiredKeys: [] },
);

describe('UploadFile', () => {
	it('passes the checks exactly when Genesys takes it', async () => {
		const comparison = new Comparison<Record<string, unknown>>({
			build: (input) =>
				uploadBody(Fields.of({ documentId: DOCUMENT, additionalFields: input }, uploadProperties)),
			unchecked: (input) => ({ operationName: 'UploadFile', documentId: DOCUMENT, ...input }),
			refusal,
			differences: [
				{
					words: /is given without a text$/,
					because: 'An empty text is none, and the two fields say how Genesys treats a text.',
				},
			],
		});
		await holds(upload, async (input) => await comparison.compare(input), 800);
		comparison.expectAllSeen();
	});
});

const addition = fc.record(
	{
		fileSize: mostly(fc.nat()),
		fileName: mostly(
			anyText({ minLength: 1, maxLength: 20 }),
			fc.oneof(fc.constantFrom('x'.repeat(300), '..', 7, {}), half),
		),
		mimeType: mostly(fc.constantFrom('image/png', 'text/plain; charset=utf-8')),
	},
	{ requiredKeys: [] },
);

describe('AddAttachment', () => {
	it('passes the checks only when Genesys takes it', async () => {
		const comparison = new Comparison<Record<string, unknown>>({
			build: (input) =>
				attachBody(Fields.of({ documentId: LOOSE_DOCUMENT, fileDetails: input }, attachProperties)),
			unchecked: ({ fileSize: size, fileName: name, mimeType: mime }) => ({
				operationName: 'AddAttachment',
				documentId: LOOSE_DOCUMENT,
				size,
				name,
				mime,
			}),
			refusal,
			differences: [
				{
					words: /holds a name of \d+ bytes$/,
					because: 'No file system keeps a longer name, so that the customer could not save the file.',
				},
				{
					words: /File Name" holds "/,
					because: 'Dots alone, and what has a slash in it, lead to a place instead of naming a file.',
				},
				{ words: /MIME Type" holds "/, because: 'What is no MIME type opens nothing at the customer’s.' },
				{ words: /Size" holds "/, because: 'No file is that large, or has less than nothing in it.' },
			],
		});
		await holds(addition, async (input) => await comparison.compare(input), 800);
		comparison.expectAllSeen();
	});
});

describe('the login', () => {
	const name = anyText({ minLength: 1 }).filter((text) => bare(text) !== '' && !text.includes(':'));
	const lineEnd = fc.constantFrom('', '\n', '\r\n');

	it('arrives as it was typed, whatever it was copied with', async () => {
		await holds(fc.tuple(name, anyText(), lineEnd), ([username, typed, end]) => {
			const password = typed.replace(/\r?\n$/, '');
			const values = { baseUrl: 'https://gws.example', username, password: `${password}${end}` };
			expect(() => checkLogin(values)).not.toThrow();
			const sent = Buffer.from(basicAuthorization(values).slice('Basic '.length), 'base64').toString();
			const colon = sent.indexOf(':');
			expect([sent.slice(0, colon), sent.slice(colon + 1)]).toEqual([bare(username), password]);
			expect(fingerprintOf(values)).toBe(fingerprintOf({ ...values, password }));
		});
	});
});

describe('the ID of a chat', () => {
	const id = anyText({ minLength: 1 }).filter((text) => !/^\.{1,2}$/.test(text));

	it('stays one segment of the path, and the same', async () => {
		await holds(id, (text) => {
			const { pathname, search, hash } = new URL(chatPath(text), 'https://gws.example');
			expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'api', 'v2', 'me', 'chats', text]);
			expect([search, hash]).toEqual(['', '']);
		});
	});

	it('is found in a pasted address', async () => {
		await holds(id, (text) => {
			expect(chatIdFrom(`https://gws.example${chatPath(text)}?fields=*#top`)).toBe(text);
		});
	});
});
