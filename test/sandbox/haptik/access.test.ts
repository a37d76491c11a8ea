import type { Sandbox } from '../../../sandbox';
import { rawRequest } from '../support/rawClient';
import { access, type Haptik, send, sendForm, sendJson, startHaptik, upload } from '../support/haptik';

const CALLS = ['user', 'log_message_from_user', 'log_file_from_user', 'log_feedback_from_user', 'webhook'];
const UNAUTHORIZED = { status: 401, body: { error_message: 'invalid authorization details' } };

let sandbox: Sandbox;
let haptik: Haptik;

beforeAll(async () => {
	({ sandbox, haptik } = await startHaptik());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe.each(CALLS)('/v1.0/%s/', (call) => {
	const path = `/v1.0/${call}/`;

	it('answers 401 to whatever is not the channel token with its client id', async () => {
		const { token, clientId, partnerToken } = haptik.keys;
		const bad: Array<Record<string, string>> = [
			{},
			{ 'client-id': clientId },
			{ 'client-id': clientId, authorization: token },
			{ 'client-id': clientId, authorization: `Basic ${token}` },
			{ 'client-id': clientId, authorization: 'Bearer wrong' },
			{ 'client-id': clientId, authorization: `Bearer Bearer ${token}` },
			{ 'client-id': clientId, authorization: `Bearer ${partnerToken}` },
			{ authorization: `Bearer ${token}` },
			{ authorization: `Bearer ${token}`, 'client-id': 'wrong' },
			{ authorization: `Bearer ${token}`, client_id: clientId },
		];
		for (const headers of bad)
			expect(await send(haptik, path, { method: 'POST', headers })).toMatchObject(UNAUTHORIZED);
		expect(haptik.store.held()).toEqual([]);
	});

	it('checks access before the body, and the body after it', async () => {
		const init = { method: 'POST', body: 'not json' };
		expect(await send(haptik, path, init)).toMatchObject(UNAUTHORIZED);
		expect(await send(haptik, path, { ...init, headers: access(haptik) })).toMatchObject({
			status: 400,
			body: { error_message: 'invalid request body' },
		});
	});

	it('answers 405 to a wrong method and a page without its trailing slash', async () => {
		const wrong = call === 'user' ? ['GET', 'PATCH', 'DELETE'] : ['GET', 'PUT', 'PATCH', 'DELETE'];
		for (const method of wrong) {
			expect(await send(haptik, path, { method, headers: access(haptik) })).toMatchObject({
				status: 405,
				body: { error_message: 'method not allowed' },
			});
		}
		expect(await send(haptik, path.slice(0, -1), { method: 'POST', headers: access(haptik) })).toMatchObject({
			status: 404,
			type: 'text/html; charset=utf-8',
			body: expect.stringContaining('Not Found'),
		});
	});
});

describe.each(CALLS.filter((call) => call !== 'log_file_from_user'))('JSON of /v1.0/%s/', (call) => {
	it.each([
		['another content type', 'text/plain', '{}'],
		['a form', 'application/x-www-form-urlencoded', 'auth_id=1'],
		['broken JSON', 'application/json', '{"auth_id":'],
		['an array', 'application/json', '[]'],
		['null', 'application/json', 'null'],
		['nothing', 'application/json', ''],
	])('refuses %s', async (_name, type, body) => {
		const headers = { ...access(haptik), 'content-type': type };
		expect(await send(haptik, `/v1.0/${call}/`, { method: 'POST', headers, body })).toMatchObject({
			status: 400,
			body: { error_message: 'invalid request body' },
		});
	});
});

it('takes header names in any case', async () => {
	const body = '{"auth_id":"cust_1"}';
	const headers = {
		AUTHORIZATION: `Bearer ${haptik.keys.token}`,
		'Client-ID': haptik.keys.clientId,
		'content-type': 'application/json; charset=utf-8',
	};
	expect((await rawRequest(`${haptik.url}/v1.0/user/`, { method: 'POST', headers, body })).status).toBe(200);
});

it('answers an unknown path with a page', async () => {
	expect(await send(haptik, '/v1.0/users/', { method: 'POST', headers: access(haptik) })).toMatchObject({
		status: 404,
		type: 'text/html; charset=utf-8',
	});
});

it('limits the calls per minute when switched on', async () => {
	haptik.settings.callsPerMinute = 2;
	const register = async () => (await sendJson(haptik, '/v1.0/user/', { auth_id: 'cust_1' })).status;
	expect([await register(), await register()]).toEqual([200, 200]);
	expect(await sendForm(haptik, upload())).toMatchObject({
		status: 429,
		body: { error_message: 'rate limit exceeded' },
	});
	haptik.clock.shift(60_001);
	expect(await register()).toBe(200);
});
