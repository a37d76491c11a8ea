import type { Sandbox } from '../../../sandbox';
import { completeConversation, userNameOf } from '../../../sandbox/haptik/conversations';
import type { HaptikWorld } from '../../../sandbox/haptik/world';
import { access, type Haptik, send, sendJson, startHaptik, TOOLS, toolsAccess } from '../support/haptik';

let sandbox: Sandbox;
let haptik: Haptik;

beforeAll(async () => {
	({ sandbox, haptik } = await startHaptik());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const refused = (status: number, text: string | RegExp) => ({
	status,
	body: { error_message: typeof text === 'string' ? text : expect.stringMatching(text) },
});
const register = async (auth_id = 'cust_1') => await sendJson(haptik, '/v1.0/user/', { auth_id });

describe('/integration/external/v2.0/get_chat_history/', () => {
	const userName = userNameOf('cust_1');
	const group = { business_id: '7104', user_name: userName, conversation_no: '1' };
	const get = async (query: Record<string, string>, headers = toolsAccess(haptik)) =>
		await send(haptik, `${TOOLS}get_chat_history/?${new URLSearchParams(query).toString()}`, { headers });
	const write = async (message_body: string) =>
		await sendJson(haptik, '/v1.0/log_message_from_user/', {
			user: { auth_id: 'cust_1' },
			message_body,
			message_type: 0,
			business_id: 7104,
		});

	beforeEach(async () => {
		haptik.clock.stopAt(new Date('2024-03-05T20:15:30.120Z'));
		await register();
		await write('hi');
		await write('Hallo? 🙂');
	});

	it('gives what was said, with times as in the United States', async () => {
		const timestamp = '03/05/24 08:15:30 PM UTC';
		expect(await get(group)).toMatchObject({
			status: 200,
			body: {
				chat_json: [
					{ text: 'hi', sender: 'user', message_id: expect.any(Number) as unknown, timestamp },
					{ text: 'Hallo? 🙂', sender: 'user', message_id: expect.any(Number) as unknown, timestamp },
				],
			},
		});
	});

	it('gives one text, and the last messages only', async () => {
		expect(await get({ ...group, response_type: 'text', limit: '1' })).toMatchObject({
			body: { chat_text: 'user: Hallo? 🙂\n' },
		});
	});

	it('numbers conversations, a new one after each end', async () => {
		const talk = { auth_id: 'cust_1', business_id: 7104 };
		const world = haptik as unknown as HaptikWorld;
		expect(completeConversation(talk, world)).toBe(1);
		expect(completeConversation(talk, world)).toBeUndefined();
		await write('again');
		const { body } = await get({ ...group, conversation_no: '2', response_type: 'text' });
		expect(body).toEqual({ chat_text: 'user: again\n' });
	});

	it('knows users of external desks by their tokens', async () => {
		haptik.state.pxuts.set('desk-1', { auth_id: 'cust_1', business_id: 7104 });
		expect(await get({ pxut: 'desk-1', conversation_no: '1' })).toMatchObject({ status: 200 });
		expect(await get({ pxut: 'desk-2', conversation_no: '1' })).toMatchObject(
			refused(400, 'Unable to decode pxut-client_id pair'),
		);
	});

	const none = 'Argument group validation: no valid group.';
	const invalid = 'Argument group validation: invalid group found.';
	const unknown =
		'Either the user has not sent a message yet, or the provided user_name-business_id pair is invalid.';

	it.each<[Record<string, string>, string]>([
		[{}, none],
		[{ conversation_no: '1' }, none],
		[{ business_id: '7104', user_name: userName }, none],
		[{ ...group, pxut: 'desk-1' }, invalid],
		[{ ...group, conversation_no: 'x' }, invalid],
		[{ ...group, business_id: 'shop' }, invalid],
		[{ ...group, limit: '0' }, invalid],
		[{ ...group, response_type: 'xml' }, invalid],
		[{ ...group, business_id: '9999' }, 'Invalid business_id'],
		[{ ...group, business_id: '7105' }, unknown],
		[{ ...group, user_name: 'cust_1' }, unknown],
		[{ ...group, conversation_no: '2' }, unknown],
	])('refuses %j', async (query, text) => {
		expect(await get(query)).toMatchObject(refused(400, text));
	});

	it('lets nobody pass but with the partner token', async () => {
		for (const headers of [{}, access(haptik), { ...toolsAccess(haptik), 'client-id': 'wrong' }])
			expect(await get(group, headers as Record<string, string>)).toMatchObject(
				refused(401, 'Invalid token'),
			);
	});
});

describe('/integration/external/v2.0/send_chat_to_agent/', () => {
	const chat = {
		user_name: userNameOf('cust_1'),
		business_id: 7104,
		team_name: 'Billing',
		receiver: 'athena',
	};
	const hand = async (changes: object = {}, headers = toolsAccess(haptik)) =>
		await send(haptik, `${TOOLS}send_chat_to_agent/`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json' },
			body: JSON.stringify({ ...chat, ...changes }),
		});
	beforeEach(async () => {
		await register();
		haptik.state.conversing.add('cust_1');
	});

	it('hands a chat over', async () => {
		expect(await hand()).toMatchObject({ status: 200, body: { success: true } });
		expect(haptik.store.held('handOver')).toMatchObject([
			{ fact: { ...chat, auth_id: 'cust_1', countdown: 10 } },
		]);
	});

	it.each([
		[{ user_name: undefined }, 'user_name missing in the request'],
		[{ business_id: undefined }, 'business_id missing in the request'],
		[{ team_name: undefined }, 'team_name missing in the request'],
		[{ user_name: 'cust_1' }, 'invalid user_name'],
		[{ business_id: 9999 }, 'invalid business_id provided'],
		[{ business_id: 7199 }, 'business "7199" is inactive'],
		[{ business_id: '7104' }, /^business_id/],
		[{ team_name: 'billing' }, 'invalid team_name provided'],
		[{ team_name: 'Night Shift' }, 'team "Night Shift" is inactive'],
		[{ countdown: 4 }, /^countdown/],
		[{ countdown: 11 }, /^countdown/],
		[{ countdown: '7' }, /^countdown/],
		[{ receiver: undefined }, /^receiver/],
	])('refuses %j', async (changes, text) => {
		expect(await hand(changes)).toMatchObject(refused(400, text));
		expect(haptik.store.held('handOver')).toEqual([]);
	});

	it('refuses a user who has not written', async () => {
		haptik.state.conversing.clear();
		expect(await hand()).toMatchObject(refused(400, 'user has not sent a message'));
	});

	it('says what is wrong with the headers', async () => {
		const { authorization, 'client-id': clientId } = toolsAccess(haptik);
		const cases: Array<[Record<string, string>, string]> = [
			[{ authorization }, 'client_id missing in headers'],
			[{ authorization, client_id: clientId }, 'client_id missing in headers'],
			[{ authorization, 'client-id': 'wrong' }, 'invalid client_id in headers'],
			[{ 'client-id': clientId }, 'token missing in headers'],
			[access(haptik), 'invalid token provided'],
		];
		for (const [headers, text] of cases) expect(await hand({}, headers)).toMatchObject(refused(401, text));
	});
});
