import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Sandbox } from '../../sandbox';
import {
	basic,
	expectConformity,
	GOOD,
	ONSITE,
	post,
	send,
	startSuperOffice,
	type SuperOffice,
} from './support/superOffice';

let sandbox: Sandbox;
let superOffice: SuperOffice;

beforeAll(async () => ({ sandbox, superOffice } = await startSuperOffice()));
beforeEach(() => sandbox.reset());
afterEach(() => expectConformity(superOffice));
afterAll(async () => await sandbox.stop());

const get = async (path: string, headers: Record<string, string> = {}) =>
	await send(superOffice, `${ONSITE}/v1/${path}`, { headers: { ...basic(superOffice), ...headers } });
const held = () => superOffice.store.held('message').map(({ fact }) => fact);

describe('POST ChatSession/{id}/Messages', () => {
	it('takes every field, gives it back whole under an id of its own, and moves the session on', async () => {
		const { status, body } = await post(superOffice, {
			...GOOD,
			ChatMessageId: 7,
			ChatSessionId: 12,
			Author: 'Order bot',
			ReadByCustomer: 1,
			SpecialType: 'Options',
			SpecialParam: '["Track parcel","Talk to a person"]',
			WhenPosted: '2026-05-04T13:31:07.52+02:00',
			Unknown: true,
		});
		expect(status).toBe(200);
		expect(body).toEqual({
			...GOOD,
			ChatMessageId: 90_412,
			ChatSessionId: 5177,
			Author: 'Order bot',
			ReadByCustomer: 1,
			SpecialType: 'Options',
			SpecialParam: '["Track parcel","Talk to a person"]',
			WhenPosted: '2026-05-04T11:31:07.520Z',
		});
		expect(held()).toEqual([{ ...(body as object), postedBy: 'KARI' }]);
		expect((await get('ChatSession/5177')).body).toMatchObject({
			Status: 'UserLast',
			LastMessage: GOOD.Message,
		});
		await post(superOffice, { ...GOOD, Type: 'ToUser' });
		expect((await get('ChatSession/5177')).body).toMatchObject({ Status: 'CustomerLast' });
	});

	it('counts a date without an offset in the asked zone, else in the installation’s own', async () => {
		const local = { ...GOOD, WhenPosted: '2026-07-01T12:00:00' };
		const own = await post(superOffice, local);
		expect(own.body).toMatchObject({ WhenPosted: '2026-07-01T10:00:00.000Z' });
		const asked = await post(superOffice, local, { headers: { 'so-timezone': 'US-NY' } });
		expect(asked.body).toMatchObject({ WhenPosted: '2026-07-01T12:00:00.000' });
		const offset = await post(superOffice, local, { headers: { 'so-timezone': 'US-NY, includeTZOffset' } });
		expect(offset.body).toMatchObject({ WhenPosted: '2026-07-01T12:00:00.000-04:00' });
		expect(held().map(({ WhenPosted }) => WhenPosted)).toEqual([
			'2026-07-01T10:00:00.000Z',
			'2026-07-01T16:00:00.000Z',
			'2026-07-01T16:00:00.000Z',
		]);
	});

	it('knows a zone in letters of either case, and offsets without a zone', async () => {
		const local = { ...GOOD, WhenPosted: '2026-07-01T12:00:00' };
		const posted = async (zone: string) =>
			((await post(superOffice, local, { headers: { 'so-timezone': zone } })).body as typeof local)
				.WhenPosted;
		expect(await posted('utc, includeTZOffset')).toBe('2026-07-01T12:00:00.000Z');
		expect(await posted('no,includeTZOffset')).toBe('2026-07-01T12:00:00.000+02:00');
		expect(await posted('includeTZOffset')).toBe('2026-07-01T10:00:00.000Z');
		expect(await posted('Mars')).toBeUndefined();
	});

	it.each([
		['an empty body', '', 400, { ErrorType: 'ArgumentException', Message: /cannot be null/ }],
		['null', 'null', 400, { Message: /cannot be null/ }],
		['broken JSON', '{"Type":', 400, { MessageDetail: /not well-formed/ }],
		['a list', '[]', 400, { MessageDetail: /does not hold a message/ }],
		['an unknown Type', { ...GOOD, Type: 'ToAll' }, 400, { Message: /'ToAll'.*Type/ }],
		['an unknown SpecialType', { ...GOOD, SpecialType: 'Link' }, 400, { Message: /'Link'.*SpecialType/ }],
		['no Type', { Message: 'x' }, 400, { Message: /no type/ }],
		['no text', { ...GOOD, Message: '' }, 400, { Message: /no text/ }],
		['a long Author', { ...GOOD, Author: 'a'.repeat(256) }, 400, { Message: /Author.*255/ }],
		['a long SpecialParam', { ...GOOD, SpecialParam: 'a'.repeat(256) }, 400, { Message: /SpecialParam/ }],
		['half a character', { ...GOOD, Message: 'Hi \ud83d' }, 400, { Message: /half a character/ }],
		[
			'half a character in an option',
			{ ...GOOD, SpecialType: 'Options', SpecialParam: '["\\ud83d"]' },
			400,
			{ Message: /not a JSON array/ },
		],
		['options that are no list', { ...GOOD, SpecialType: 'Options', SpecialParam: 'Yes' }, 400, {}],
		['a date that is none', { ...GOOD, WhenPosted: 'tomorrow' }, 400, { Message: /not a date/ }],
		['a flag that is no number', { ...GOOD, ReadByCustomer: 'no' }, 400, { Message: /integer/ }],
	])('refuses %s', async (_what, body, status, words: Record<string, string | RegExp>) => {
		const reply = await post(superOffice, body);
		expect(reply.status).toBe(status);
		for (const [name, text] of Object.entries(words)) {
			expect((reply.body as Record<string, string>)[name]).toMatch(text);
		}
		expect(held()).toEqual([]);
	});

	it.each([
		['letters', 'abc', 400],
		['a number beyond 32 bits', '2147483648', 400],
		['an unknown session', '1', 404],
		['a session that is over', '5160', 400],
	])('refuses %s in the path', async (_what, session, status) => {
		expect((await post(superOffice, GOOD, { session })).status).toBe(status);
		expect(held()).toEqual([]);
	});

	it('answers 404 and 400 with the text under different names', async () => {
		expect((await post(superOffice, GOOD, { session: '1' })).body).toEqual({
			Error: true,
			ErrorType: 'SoNotFoundException',
			ErrorMessage: 'ChatSession with id 1 was not found.',
			ErrorSource: 'SuperOffice.Services.Implementation',
		});
		expect((await post(superOffice, GOOD, { session: '5160' })).body).toMatchObject({
			Error: true,
			Message: 'The chat session is Closed.',
		});
	});

	it('takes the documented content types and refuses the others', async () => {
		const form = new URLSearchParams(GOOD).toString();
		const types = { 'text/json': 200, 'application/merge-patch+json': 200, 'text/plain': 415 };
		for (const [type, status] of Object.entries(types)) {
			expect((await post(superOffice, GOOD, { headers: { 'content-type': type } })).status).toBe(status);
		}
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await post(superOffice, form, { headers })).status).toBe(200);
		expect(held()).toHaveLength(3);
	});

	it('takes the useless and the late when its settings say so', async () => {
		Object.assign(superOffice.settings, { refuseUselessMessages: false, endedSessionStatus: 200 });
		expect((await post(superOffice, { Message: 'x' }, { session: '5160' })).body).toMatchObject({
			Type: 'Invalid',
		});
	});
});

describe('the other calls', () => {
	it('gives the messages after an id', async () => {
		await post(superOffice, { ...GOOD, Message: 'one' });
		await post(superOffice, { ...GOOD, Message: 'two' });
		const texts = ({ body }: { body: unknown }) => (body as Array<{ Message: string }>).map((m) => m.Message);
		expect(texts(await get('ChatSession/5177/Messages'))).toEqual(['one', 'two']);
		expect(texts(await get('ChatSession/5177/Messages?after=90412'))).toEqual(['two']);
		expect((await get('ChatSession/5177/Messages?after=x')).status).toBe(400);
	});

	it('gives a session, with null for what was not selected', async () => {
		const { body } = await get('ChatSession/5177?$select=ChatSessionId,Status');
		expect(body).toMatchObject({ ChatSessionId: 5177, Status: 'CustomerLast', LastMessage: null });
		expect((await get('ChatSession/1')).body).toMatchObject({ ErrorType: 'SoNotFoundException' });
	});

	it('lists sessions by filter, in pages, with labels in the asked language', async () => {
		superOffice.settings.pageSize = 2;
		const query = '$select=chatSessionId,status,chatTopic/name&$orderBy=chatSessionId desc';
		const first = await get(`ChatSession?${query}&$filter=status oneOf (4,5)`, { 'so-language': 'en' });
		const page = first.body as { value: object[]; 'odata.nextLink': string };
		expect(page.value).toEqual([
			expect.objectContaining({ PrimaryKey: '5179', status: 'Waiting', 'chatTopic/name': 'Sales' }),
			expect.objectContaining({ PrimaryKey: '5178', status: 'Waiting', 'chatTopic/name': 'Support' }),
		]);
		const next = page['odata.nextLink'].slice(superOffice.url.length);
		const second = await send(superOffice, next, { headers: basic(superOffice) });
		expect(second.body).toMatchObject({
			'odata.nextLink': null,
			value: [{ chatSessionId: 5177, 'chatTopic/name': 'NO:"Kundestøtte";US:"Support"' }],
		});
		const quoted = await get(`ChatSession?$filter=${encodeURIComponent("firstMessage contains 'where''s'")}`);
		expect((quoted.body as { value: object[] }).value).toHaveLength(1);
		for (const wrong of ['$select=secret', '$filter=mood eq 1', '$top=-1', '$orderBy=duration']) {
			expect((await get(`ChatSession?${wrong}`)).status).toBe(400);
		}
	});

	it('lists time zones as an archive, in pages', async () => {
		superOffice.settings.pageSize = 3;
		const first = await get('TimeZone?$select=id,timeZone,isActive&$orderBy=timeZone desc');
		const page = first.body as { value: object[]; 'odata.nextLink': string };
		expect(page.value).toEqual([
			{ PrimaryKey: '1', EntityName: 'all', id: 1, timeZone: 'UTC', isActive: true },
			{ PrimaryKey: '460', EntityName: 'all', id: 460, timeZone: 'US-NY', isActive: true },
			{ PrimaryKey: '261', EntityName: 'all', id: 261, timeZone: 'NO', isActive: true },
		]);
		const next = page['odata.nextLink'].slice(superOffice.url.length);
		expect((await send(superOffice, next, { headers: basic(superOffice) })).body).toMatchObject({
			'odata.nextLink': null,
			value: [{ timeZone: 'DK', isActive: false }],
		});
		expect((await get('TimeZone')).body).toMatchObject({ value: [{ timeZone: 'DK' }, {}, {}] });
		for (const wrong of ['$select=code', "$filter=timeZone is 'NO'", '$orderBy=id']) {
			expect((await get(`TimeZone?${wrong}`)).status).toBe(400);
		}
	});

	it('knows no other path, and no other method', async () => {
		expect((await get('ChatTopic')).status).toBe(404);
		const all = { method: 'DELETE', headers: basic(superOffice) };
		expect((await send(superOffice, `${ONSITE}/v1/ChatSession/5177/Messages`, all)).status).toBe(405);
		expect((await send(superOffice, `${ONSITE}/ChatSession/5177`)).status).toBe(404);
	});

	it('throttles reads when its settings say so', async () => {
		superOffice.settings.throttleEveryReads = 2;
		expect((await get('ChatSession/5177')).status).toBe(200);
		const throttled = await get('ChatSession/5177');
		expect([throttled.status, throttled.headers.get('retry-after'), throttled.body]).toEqual([429, '2', '']);
	});
});

/**
 * The sample of https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage. Its values were drawn by a
 * machine: Type "Invalid" is no type of a message, so it runs with the setting that takes such words, and the user in its Authorization header
 * is exchanged for the sandbox's.
 */
const SAMPLE = `{
  "ChatMessageId": 664,
  "ChatSessionId": 103,
  "Type": "Invalid",
  "Message": "officia",
  "Author": "voluptatem",
  "ReadByCustomer": 973,
  "SpecialType": "Block",
  "SpecialParam": "quo",
  "WhenPosted": "2007-12-18T17:54:08.0543344+01:00"
}`;

describe("the vendor page's own sample", () => {
	async function curl(): Promise<unknown> {
		const headers = {
			Authorization: basic(superOffice).authorization,
			Accept: 'application/json; charset=utf-8',
			'Accept-Language': 'en',
			'Content-Type': 'application/json; charset=utf-8',
		};
		const { stdout } = await promisify(execFile)(
			'curl',
			[
				...['--silent', '--noproxy', '*', '--request', 'POST', '--data', SAMPLE],
				...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}: ${value}`]),
				`${superOffice.url}${ONSITE}/v1/ChatSession/103/Messages`,
			],
			{ encoding: 'utf8' },
		);
		return JSON.parse(stdout);
	}

	it('is refused for its Type by a strict installation', async () => {
		expect(await curl()).toMatchObject({ Error: true, Message: 'Type: the message has no type.' });
	});

	it('runs unchanged where such words are taken', async () => {
		superOffice.settings.refuseUselessMessages = false;
		expect(await curl()).toEqual({
			...(JSON.parse(SAMPLE) as object),
			ChatMessageId: 90_412,
			WhenPosted: '2007-12-18T16:54:08.054Z',
		});
		expect(held()).toHaveLength(1);
	});
});
