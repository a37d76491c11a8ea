import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import { CHAT, type Genesys, held, lastBody, openChat, posts, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const send = async (parameters: INodeParameters) =>
	await run(genesys, 'genesysSendMessage', { chatId: CHAT, ...parameters });
const transcript = () => genesys.state.chats.get(CHAT)?.messages ?? [];

describe('a text', () => {
	it("is sent as the body of the vendor page's sample, and nothing else", async () => {
		const { error, main } = await send({ text: 'Übersicht – „bitte“ 👍\nzweite Zeile' });
		expect(error).toBeUndefined();
		expect(posts(genesys).map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
		expect(lastBody(genesys)).toEqual({
			operationName: 'SendMessage',
			text: 'Übersicht – „bitte“ 👍\nzweite Zeile',
		});
		expect(main[0].json).toEqual({ chatId: CHAT, operationName: 'SendMessage', statusCode: 0 });
		expect(transcript()).toMatchObject([{ type: 'Text', visibility: 'All' }]);
	});

	it('carries its label and how to treat it', async () => {
		const { error } = await send({
			text: 'hello',
			additionalFields: { messageType: 'Übergabe', treatAs: 'System' },
		});
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({
			operationName: 'SendMessage',
			text: 'hello',
			messageType: 'Übergabe',
			treatAs: 'System',
		});
	});

	it('leaves out what was added and left empty', async () => {
		await send({ text: 'hello', additionalFields: { messageType: '' } });
		expect(lastBody(genesys)).toEqual({ operationName: 'SendMessage', text: 'hello' });
	});

	it('takes no text from a field that is hidden', async () => {
		const { error } = await send({ text: 'hello', additionalFields: { text: 'of the URL' } });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'SendMessage', text: 'hello' });
	});
});

describe('a URL', () => {
	it('is pushed', async () => {
		const url = 'https://www.example.com/tarife?jahr=2026#größen';
		const { error, main } = await send({ content: 'url', url: ` ${url}\n` });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'SendUrl', url });
		expect(main[0].json).toEqual({ chatId: CHAT, operationName: 'SendUrl', statusCode: 0 });
		expect(transcript()).toMatchObject([{ type: 'PushUrl', url }]);
	});

	it('goes with a text, its label and how to treat it', async () => {
		const along = { text: 'look', messageType: 'tariff', treatAs: 'Normal' };
		const url = 'http://www.example.com/';
		const { error } = await send({ content: 'url', url, additionalFields: along });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'SendUrl', url, ...along });
		expect(transcript().map(({ type }) => type)).toEqual(['Text', 'PushUrl']);
	});

	it.each([
		['messageType', 'Message Type'],
		['treatAs', 'Treat As'],
	])('is refused with %s but no text', async (field, label) => {
		const additionalFields = { [field]: 'System' };
		const { error } = await send({ content: 'url', url: 'https://www.example.com/', additionalFields });
		expect(error?.message).toBe(`"Additional Fields > ${label}" is given without a text`);
		expect(genesys.store.requests()).toHaveLength(0);
	});

	it.each(['www.example.com', '/tarife', 'javascript:alert(1)', 'ftp://example.com/a', 'https://'])(
		'is refused when it is none: %s',
		async (url) => {
			const { error } = await send({ content: 'url', url });
			expect(error?.message).toBe('"URL" is no web address');
			expect(error?.description).toBe('Enter a full address that starts with https:// or http://.');
			expect(genesys.store.requests()).toHaveLength(0);
		},
	);
});

describe('a custom notice', () => {
	it.each([
		['all', 'SendCustomNotice', 'All'],
		['agents', 'SendCustomNoticeToAgents', 'Agents'],
	])('goes to %s', async (recipients, operationName, visibility) => {
		const { error, main } = await send({
			content: 'customNotice',
			noticeText: '{"show":"survey"}',
			recipients,
		});
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName, noticeText: '{"show":"survey"}' });
		expect(main[0].json).toMatchObject({ operationName });
		expect(transcript()).toMatchObject([{ type: 'CustomNotice', visibility }]);
	});

	it.each(['', 'everybody'])('is not sent to all when its recipients are "%s"', async (recipients) => {
		const { error } = await send({ content: 'customNotice', noticeText: 'x', recipients });
		expect(error?.message).toMatch(/^"Recipients" (is empty|holds "everybody")$/);
		expect(genesys.store.requests()).toHaveLength(0);
	});
});

it.each([
	['text', 'text', 'Text'],
	['url', 'url', 'URL'],
	['customNotice', 'noticeText', 'Notice Text'],
])('refuses an empty %s before anything is sent', async (content, field, label) => {
	const { error } = await send({ content, [field]: '  ' });
	expect(error?.message).toBe(`"${label}" is empty`);
	expect(genesys.store.requests()).toHaveLength(0);
});

it('reads every field by expression, with its own item', async () => {
	const items = ['first', 'second'].map((text) => ({ json: { text, as: 'System' } }));
	const { error } = await run(
		genesys,
		'genesysSendMessage',
		{
			chatId: CHAT,
			text: '={{ $json.text }}',
			additionalFields: { messageType: '={{ $json.text }}', treatAs: '={{ $json.as }}' },
		},
		{ items },
	);
	expect(error).toBeUndefined();
	expect(posts(genesys).map(({ body }) => body)).toEqual(
		items.map(({ json: { text } }) => ({
			operationName: 'SendMessage',
			text,
			messageType: text,
			treatAs: 'System',
		})),
	);
});

it('keeps the order of one chat, whatever the concurrency', async () => {
	genesys.faults.add({ when: { bodyIncludes: 'number 0' }, fault: { kind: 'delay', ms: 200 } });
	const items = Array.from({ length: 5 }, (_, index) => ({ json: { index } }));
	const parameters = { chatId: CHAT, text: '=number {{ $json.index }}', options: { concurrency: 8 } };
	expect((await run(genesys, 'genesysSendMessage', parameters, { items })).error).toBeUndefined();
	expect(held(genesys, 'message').map(({ text }) => text)).toEqual(
		items.map(({ json: { index } }) => `number ${index}`),
	);
});

describe('what Genesys refuses', () => {
	it.each(['mirror', 'flat'] as const)('is told: a chat of nobody, with %s statuses', async (statuses) => {
		genesys.settings.errorStatuses = statuses;
		const { error } = await send({ chatId: 'of-nobody', text: 'hello' });
		expect(error?.message).toBe('Genesys does not know the chat');
		expect(error?.description).toContain('Genesys said: "Resource not found" (code 6');
	});

	it.each(['LeftChat', 'Completed'] as const)('is told: a chat in state %s', async (state) => {
		openChat(genesys, 'over', { state });
		const { error } = await send({ chatId: 'over', text: 'hello' });
		expect(error?.message).toBe('Genesys does not allow this in the present state of the chat');
		expect(held(genesys, 'message')).toEqual([]);
	});
});

it('gives the whole answer when it is asked for', async () => {
	const { main } = await send({ text: 'hello', options: { includeRawAnswer: true } });
	expect(main[0].json).toMatchObject({ chatId: CHAT, answer: { statusCode: 0 } });
});
