import { Settings } from 'luxon';

import { completeConversation, userNameOf } from '../../../../sandbox/haptik/conversations';
import type { HaptikWorld } from '../../../../sandbox/haptik/world';
import { errorOf, HISTORY, useHaptik } from '../support';

const MIRA = userNameOf('cust_1');

const { haptik, toolsCredential, says, send } = useHaptik({
	node: 'haptikGetTranscript',
	parameters: { userName: MIRA, conversationNo: '1' },
	items: [{ json: {} }],
	tools: true,
});

const asked = () => haptik().store.requests();

beforeEach(() => {
	haptik().clock.stopAt(new Date('2024-03-05T20:15:30Z'));
	says('cust_1', ['hi', 'Hello – 👋']);
});

async function told(parameters = {}, haptikApi: object = toolsCredential()) {
	const credentials = { haptikApi: { ...toolsCredential(), ...haptikApi } };
	const result = await send(parameters, { credentials, onError: 'continueErrorOutput' });
	return result.failed[0].json.error as Record<string, unknown>;
}

describe('the request', () => {
	it('goes to the tools, with the partner token', async () => {
		const result = await send();
		expect(result.error).toBeUndefined();
		const [{ method, path, query, headers, size }] = asked();
		expect([method, path, size]).toEqual(['GET', HISTORY, 0]);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.partnerToken}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(query).toEqual({
			business_id: '7104',
			user_name: MIRA,
			conversation_no: '1',
			response_type: 'json',
		});
	});

	it.each([
		['a slash at its end', (url: string) => `${url}/`],
		['the path of a call', (url: string) => `${url}${HISTORY}?limit=5`],
		['spaces around', (url: string) => ` ${url}\n`],
	])('goes to the same place for a Tools Base URL with %s', async (_name, change) => {
		const haptikApi = { ...toolsCredential(), toolsBaseUrl: change(haptik().url) };
		const result = await send({}, { credentials: { haptikApi } });
		expect(result.error).toBeUndefined();
		expect(asked()).toHaveLength(1);
	});

	it('says Bearer once', async () => {
		const haptikApi = { ...toolsCredential(), partnerToken: ` bearer ${haptik().keys.partnerToken} ` };
		expect((await send({}, { credentials: { haptikApi } })).error).toBeUndefined();
	});

	it('needs no address of the bot', async () => {
		const haptikApi = { ...toolsCredential(), baseUrl: '', token: '' };
		expect((await send({}, { credentials: { haptikApi } })).error).toBeUndefined();
	});

	it('asks for so many messages, of the business that the field names', async () => {
		says('cust_1', ['elsewhere'], 7105);
		await send({ businessId: '7105', options: { limit: 20 } });
		expect(asked()[0].query).toMatchObject({ business_id: '7105', limit: '20' });
	});

	it('names a user of an external desk by the token alone', async () => {
		haptik().state.pxuts.set('t/o+k=n', { auth_id: 'cust_1', business_id: 7104 });
		const result = await send({ identifyBy: 'pxut', pxut: 't/o+k=n', businessId: '7105' });
		expect(result.error).toBeUndefined();
		expect(asked()[0].query).toEqual({ pxut: 't/o+k=n', conversation_no: '1', response_type: 'json' });
		expect(result.main[0].json).toMatchObject({ pxut: 't/o+k=n', conversation_no: 1 });
	});
});

describe('the output', () => {
	it('is Haptik’s list, each message with its time as other nodes write it', async () => {
		const result = await send({ conversationNo: '={{ 1 }}' });
		expect(result.returned).toEqual([
			[
				{
					json: {
						chat_json: [
							{
								text: 'hi',
								sender: 'user',
								message_id: 881,
								timestamp: '03/05/24 08:15:30 PM UTC',
								sent_at: '2024-03-05T20:15:30.000Z',
							},
							{
								text: 'Hello – 👋',
								sender: 'bot',
								message_id: 882,
								timestamp: '03/05/24 08:15:30 PM UTC',
								sent_at: '2024-03-05T20:15:30.000Z',
							},
						],
						user_name: MIRA,
						conversation_no: 1,
						business_id: '7104',
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it('is one text where that is wanted', async () => {
		const result = await send({ responseType: 'text' });
		expect(result.main[0].json).toEqual({
			chat_text: 'user: hi\nbot: Hello – 👋\n',
			user_name: MIRA,
			conversation_no: 1,
			business_id: '7104',
		});
	});

	it('is of the conversation that was asked for', async () => {
		completeConversation({ auth_id: 'cust_1', business_id: 7104 }, haptik() as unknown as HaptikWorld);
		says('cust_1', ['again']);
		const result = await send({ conversationNo: '2', responseType: 'text' });
		expect(result.main[0].json.chat_text).toBe('user: again\n');
	});

	it.each([
		['5/3/2024 20:15', undefined],
		['03/05/24 08:15:30 PM IST', undefined],
		['13/05/24 08:15:30 PM UTC', undefined],
		['03/05/24 08:15:30 PM UTC+5', undefined],
		['2003/05/24 08:15:30 PM UTC', undefined],
		['12/31/24 12:00:01 AM UTC', '2024-12-31T00:00:01.000Z'],
		[null, undefined],
	])('leaves a time of another form as it is: %j', async (timestamp, sent_at) => {
		const body = { chat_json: [{ text: 'hi', timestamp }] };
		haptik().faults.add({ fault: { kind: 'wrongShape', body } });
		const result = await send();
		expect(result.main[0].json.chat_json).toEqual([
			{ text: 'hi', timestamp, ...(sent_at === undefined ? {} : { sent_at }) },
		]);
	});

	it.each([
		['America/New_York', 'en-US'],
		['utc', 'ja'],
	])('has the same times where n8n runs in %s and %s', async (zone, locale) => {
		const { defaultZone, defaultLocale } = Settings;
		const body = { chat_json: [{ text: 'hi', timestamp: '03/05/24 08:15:30 PM UTC' }] };
		haptik().faults.add({ fault: { kind: 'wrongShape', body } });
		try {
			Object.assign(Settings, { defaultZone: zone, defaultLocale: locale });
			const [{ json }] = (await send()).main;
			expect(json.chat_json).toMatchObject([{ sent_at: '2024-03-05T20:15:30.000Z' }]);
		} finally {
			Object.assign(Settings, { defaultZone, defaultLocale });
		}
	});

	it('is empty for a conversation without messages', async () => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body: { chat_json: [] } } });
		expect((await send()).main[0].json.chat_json).toEqual([]);
	});
});

describe('refused before anything is asked', () => {
	it.each([
		['no user name', { userName: '={{ $json.missing }}' }, '"Haptik User Name" is empty'],
		['no conversation', { conversationNo: '={{ $json.missing }}' }, '"Conversation Number" is empty'],
		['half a conversation', { conversationNo: '1.5' }, '"Conversation Number" holds "1.5"'],
		['no token of the desk', { identifyBy: 'pxut', pxut: '={{ " " }}' }, '"PXUT" is empty'],
		['a limit of zero', { options: { limit: 0 } }, '"Options > Limit" holds "0"'],
		['a Business ID with letters', { businessId: 'shop' }, '"Business ID" holds "shop"'],
	])('%s', async (_name, parameters, message) => {
		expect(await told(parameters)).toMatchObject({ message, delivery: 'notSent' });
		expect(asked()).toEqual([]);
	});

	it.each([
		['Tools Base URL', { toolsBaseUrl: '' }],
		['Partner Token', { partnerToken: '' }],
		['Partner Token', { partnerToken: 'Bearer ' }],
		['Client ID', { clientId: '' }],
	])('a credential without %s: %j', async (field, change) => {
		const error = await told({}, change);
		expect(error).toMatchObject({ message: `"${field}" is empty`, field, delivery: 'notSent' });
		expect(error.description).toMatch(/^Open the credential and /);
		expect(asked()).toEqual([]);
	});
});

describe('refused by Haptik', () => {
	it('a wrong token: names the fields of the tools', async () => {
		expect(await told({}, { partnerToken: 'mistyped-token' })).toMatchObject({
			message: 'Haptik did not accept the credential',
			description: expect.stringMatching(
				/Partner Token, Client ID and Tools Base URL.*"Invalid token"/,
			) as unknown,
			httpStatus: 401,
		});
	});

	it('the token of the channel is none of the tools', async () => {
		const { token } = haptik().keys;
		expect(await told({}, { partnerToken: token })).toMatchObject({ vendorText: 'Invalid token' });
	});

	it.each([
		[{ userName: 'nobody' }, 'Haptik has no conversation of this user', 'Haptik User Name'],
		[{ conversationNo: '7' }, 'Haptik has no conversation of this user', 'Haptik User Name'],
		[{ businessId: '9999' }, 'Haptik does not take this business', 'Business ID'],
		[{ identifyBy: 'pxut', pxut: 'stranger' }, 'Haptik cannot read this PXUT', 'PXUT'],
	])('%j', async (parameters, message, field) => {
		expect(await told(parameters)).toMatchObject({
			message,
			field,
			delivery: 'refused',
			httpStatus: 400,
			vendorText: expect.stringMatching(/\S/) as unknown,
		});
	});

	it.each([400, 401, 403, 404, 500, 200])('documented words mean the same with status %i', async (status) => {
		const body = { error_message: 'Invalid business_id' };
		haptik().faults.add({ fault: { kind: 'status', status, body } });
		expect(await told()).toMatchObject({
			message: 'Haptik does not take this business',
			delivery: 'refused',
			httpStatus: status,
		});
		expect(asked()).toHaveLength(1);
	});

	it('words that are not documented are shown as they are', async () => {
		const body = { error_message: 'An unknown error occurred' };
		haptik().faults.add({ fault: { kind: 'status', status: 400, body } });
		expect(await told()).toMatchObject({
			message: 'Haptik refused the request',
			vendorText: 'An unknown error occurred',
		});
	});

	it('404 with a page: names the address of the tools', async () => {
		const result = await send(
			{},
			{ credentials: { haptikApi: { ...toolsCredential(), toolsBaseUrl: `${haptik().url}/elsewhere` } } },
		);
		expect(errorOf(result)).toEqual({
			message: 'Haptik has no tools at this address',
			description: expect.stringContaining('Compare Tools Base URL') as unknown,
		});
	});

	it.each([
		['nothing of the kind', {}, /has no chat_json/],
		['the other form', { chat_text: 'user: hi\n' }, /has no chat_json/],
	])('200 with %s: is no transcript', async (_name, body, words) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body } });
		expect(await told()).toMatchObject({
			message: 'Haptik did not say that it found the conversation',
			description: expect.stringMatching(words) as unknown,
		});
	});
});
