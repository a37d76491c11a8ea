import type { Sandbox } from '../../../sandbox';
import {
	call,
	type CallGear,
	chatOf,
	envelope,
	heldChats,
	post,
	refused,
	startCallGear,
	upload,
} from '../support/callGear';

let sandbox: Sandbox;
let callGear: CallGear;

beforeAll(async () => {
	({ sandbox, callGear } = await startCallGear());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('the envelope', () => {
	it.each(['GET', 'PUT', 'DELETE'])('answers %s with 405', async (method) => {
		expect(await post(callGear, envelope(callGear), { method })).toMatchObject({
			status: 405,
			type: expect.stringContaining('html'),
		});
	});

	it.each(['/', '/v2.0/', '/v1.0', '/v2.0/upload.chats'])('knows no path %s', async (path) => {
		expect((await post(callGear, envelope(callGear), { path })).status).toBe(404);
	});

	it('wants JSON declared, unless set otherwise', async () => {
		expect((await post(callGear, envelope(callGear), { contentType: 'text/plain' })).status).toBe(415);
		callGear.settings.strictContentType = false;
		expect((await post(callGear, envelope(callGear), { contentType: 'text/plain' })).result).toBeDefined();
	});

	it.each([
		['{"jsonrpc":', -32700, 'parse_error'],
		['', -32700, 'parse_error'],
		['[]', -32099, 'batch_operations_not_supported'],
		['[{}]', -32099, 'batch_operations_not_supported'],
		['7', -32600, 'invalid_request'],
		['null', -32600, 'invalid_request'],
		['{"jsonrpc":"2.0","method":"get.account","params":{}}', -32099, 'notifications_not_supported'],
		['{"jsonrpc":"2.0","id":null,"method":"get.account","params":{}}', -32600, 'invalid_request'],
	])('refuses %s without an id', async (body, code, mnemonic) => {
		expect(await post(callGear, body)).toMatchObject({ id: null, ...refused(code, mnemonic) });
	});

	it.each([{ jsonrpc: '1.0' }, { jsonrpc: 2 }, { method: 7 }, { params: [] }, { params: undefined }])(
		'refuses %j',
		async (changes) => {
			expect(await post(callGear, envelope(callGear, changes))).toMatchObject({
				id: 9001,
				...refused(-32600, 'invalid_request'),
			});
		},
	);

	it('misspells the batch refusal when set so', async () => {
		callGear.settings.batchMnemonic = 'batch_opreations_not_supported';
		expect(await post(callGear, '[]')).toMatchObject(refused(-32099, 'batch_opreations_not_supported'));
	});

	it('echoes the id with its type and knows no other methods', async () => {
		expect((await post(callGear, envelope(callGear, { id: 'run-17' }))).id).toBe('run-17');
		expect(await call(callGear, 'constructor')).toMatchObject(refused(-32601, 'method_not_found'));
	});

	it('refuses a body over 512 KB, over HTTP or inside', async () => {
		const large = chatOf(callGear, { name: 'x'.repeat(512 * 1024) });
		expect((await upload(callGear, large)).status).toBe(413);
		callGear.settings.bodyTooLarge = 'data_limit_exceeded';
		expect(await upload(callGear, large)).toMatchObject(refused(-32602, 'data_limit_exceeded'));
	});
});

describe('access', () => {
	const account = async (access_token: unknown) => await call(callGear, 'get.account', { access_token });

	it('wants the token inside params, not in a header', async () => {
		const headers = { authorization: `Bearer ${callGear.keys.accessToken}` };
		const body = envelope(callGear, { params: {} });
		const missing = refused(-32602, 'required_parameter_missed', { field: 'access_token', value: null });
		expect(await post(callGear, body, { headers })).toMatchObject(missing);
		expect(await account(7)).toMatchObject(refused(-32602, 'data_type_error', { field: 'access_token' }));
	});

	it('tells unknown, blocked and expired keys apart and echoes what was sent', async () => {
		const { blockedToken, expiredToken } = callGear.keys;
		expect(await account('nope')).toMatchObject(refused(-32001, 'access_token_invalid', { value: 'nope' }));
		expect(await account(blockedToken)).toMatchObject(refused(-32001, 'access_token_blocked'));
		expect(await account(expiredToken)).toMatchObject(refused(-32001, 'access_token_expired'));
	});

	it('refuses an address that is not on the list, and names it', async () => {
		callGear.settings.whitelist = ['198.51.100.7'];
		const answer = refused(-32003, 'ip_not_whitelisted', { params: { ip: '127.0.0.1' } });
		expect(await account('nope')).toMatchObject(answer);
		expect(await call(callGear, 'login.user')).toMatchObject(answer);
		callGear.settings.whitelist = ['127.0.0.1'];
		expect((await call(callGear, 'get.account')).error).toBeUndefined();
	});

	it('refuses an inactive account, a missing component in both codes, and a missing right', async () => {
		callGear.settings.rights = [];
		expect(await call(callGear, 'get.employees')).toMatchObject(refused(-32003, 'forbidden', { params: {} }));
		callGear.settings.components = [];
		const off = { params: { components: ['upload_chats'] } };
		expect(await upload(callGear, chatOf(callGear))).toMatchObject(
			refused(-32008, 'method_component_disabled', off),
		);
		callGear.settings.componentOffCode = -32602;
		expect(await upload(callGear, chatOf(callGear))).toMatchObject(
			refused(-32602, 'method_component_disabled', off),
		);
		callGear.settings.accountActive = false;
		expect(await call(callGear, 'get.account')).toMatchObject(refused(-32009, 'account_inactive'));
	});

	it('gives a session key for an hour, told in both spellings', async () => {
		const { login, password } = callGear.keys;
		const logIn = async (params: object) =>
			await post(
				callGear,
				envelope(callGear, { method: 'login.user', params: { login, password, ...params } }),
			);
		expect(await logIn({ password: 'wrong' })).toMatchObject(refused(-32001, 'auth_error'));
		const { result } = await logIn({});
		const { access_token, expire_at } = result?.data as { access_token: string; expire_at: number };
		expect(expire_at).toBeGreaterThan(Date.now() / 1000 + 3500);
		expect((await account(access_token)).error).toBeUndefined();
		callGear.clock.shift(3600_000);
		expect(await account(access_token)).toMatchObject(refused(-32001, 'access_token_expired'));
		callGear.settings.deadSession = 'access_token_invalid';
		expect(await account(access_token)).toMatchObject(refused(-32001, 'access_token_invalid'));
		callGear.settings.expiryName = 'expire';
		expect((await logIn({})).result?.data).toHaveProperty('expire');
	});

	it('ends a session upon logout', async () => {
		const { login, password } = callGear.keys;
		const { result } = await post(
			callGear,
			envelope(callGear, { method: 'login.user', params: { login, password } }),
		);
		const { access_token } = result?.data as { access_token: string };
		expect((await call(callGear, 'logout.user', { access_token })).result).toEqual({ data: {} });
		expect(await account(access_token)).toMatchObject(refused(-32001, 'access_token_invalid'));
	});

	it('wants a customer from an agent', async () => {
		const { agentToken: access_token } = callGear.keys;
		const chats = [chatOf(callGear)];
		const uploadFor = async (more: object) =>
			await call(callGear, 'upload.chats', { access_token, chats, ...more });
		const field = { field: 'user_id' };
		expect(await uploadFor({})).toMatchObject(refused(-32602, 'required_parameter_missed', field));
		expect(await uploadFor({ user_id: '20017' })).toMatchObject(refused(-32602, 'data_type_error', field));
		expect(await uploadFor({ user_id: 7 })).toMatchObject(refused(-32602, 'entity_not_found', field));
		expect((await uploadFor({ user_id: 20017 })).result?.data).toEqual([{ id: 880001 }]);
		expect(heldChats(callGear)).toMatchObject([{ user_id: 20017 }]);
		expect(await account(access_token)).toMatchObject(refused(-32003, 'forbidden'));
		expect(await call(callGear, 'get.customer_users')).toMatchObject(refused(-32003, 'forbidden'));
		const users = await call(callGear, 'get.customer_users', { access_token, limit: 1 });
		expect(users.result).toMatchObject({ data: [{ id: 20017 }], metadata: { total_items: 2 } });
	});

	it('takes or refuses a stray user_id of a customer', async () => {
		const params = { user_id: 20017, chats: [chatOf(callGear)] };
		expect((await call(callGear, 'upload.chats', params)).error).toBeUndefined();
		callGear.settings.strayUserId = 'unexpected_parameters';
		expect(await call(callGear, 'upload.chats', params)).toMatchObject(
			refused(-32602, 'unexpected_parameters', { field: 'user_id' }),
		);
	});
});
