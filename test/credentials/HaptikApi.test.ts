import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { accessHeaders, sign } from '../../nodes/Haptik/account';
import { useHaptik } from '../nodes/Haptik/support';
import { testCredential } from '../support/credentialTest';

const { haptik, credential, toolsCredential, send, secrets } = useHaptik();

async function test(change: ICredentialDataDecryptedObject = {}) {
	const result = await testCredential('haptikApi', { ...credential(), ...change });
	for (const secret of secrets()) expect(result.message).not.toContain(secret);
	return result;
}

const good = { status: 'OK', message: 'Connection successful' };
const bad = (words: RegExp) => ({ status: 'Error', message: expect.stringMatching(words) as unknown });
const asked = () => haptik().store.requests().length;

describe('a good credential', () => {
	it('passes, and leaves nothing at Haptik', async () => {
		expect(await test()).toEqual(good);
		expect(haptik().store.held()).toEqual([]);
		const [{ method, path, body, answer }] = haptik().store.requests();
		expect([method, path, answer.status]).toEqual(['POST', '/v1.0/log_message_from_user/', 403]);
		expect(body).toEqual({
			user: { auth_id: expect.stringMatching(/^n8ncheck[0-9a-f]{24}$/) as unknown },
			message_body: 'Credential test',
			message_type: 0,
			business_id: 7104,
		});
	});

	it('asks for another user each time', async () => {
		await test();
		await test();
		const [first, second] = haptik()
			.store.requests()
			.map(({ body }) => (body as { user: { auth_id: string } }).user.auth_id);
		expect(first).not.toBe(second);
	});

	it.each([true, false])(
		'passes without a Business ID, whichever Haptik checks first (%s)',
		async (first) => {
			haptik().settings.businessBeforeUser = first;
			expect(await test({ businessId: '' })).toEqual(good);
		},
	);

	it.each([
		['a slash at the end of the address', () => ({ baseUrl: `${haptik().url}/` })],
		['the path of a call in the address', () => ({ baseUrl: `${haptik().url}/v1.0/user/` })],
		['a pasted Bearer and spaces', () => ({ token: ` Bearer  ${haptik().keys.token}\n` })],
		[
			'characters that nobody sees',
			() => ({ token: `\u200b${haptik().keys.token}\ufeff`, businessId: '7104\u200e' }),
		],
		['spaces around the client id', () => ({ clientId: ` ${haptik().keys.clientId} ` })],
	])('passes with %s', async (_name, change) => {
		expect(await test(change())).toEqual(good);
	});

	it('passes where users need not be registered', async () => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body: { message_id: 1 } } });
		expect(await test()).toEqual(good);
	});

	it('is signed the same way by n8n and by the test', async () => {
		const typed = { token: 'BEARER  some-typed-token ', clientId: ' some client ' };
		const copied = {
			token: '\u200bBearer some-\u2066typed-token\ufeff',
			clientId: '\u202asome client\u202c',
		};
		for (const change of [typed, copied]) {
			const haptikApi = { ...credential(), ...change };
			await send({}, { credentials: { haptikApi } });
			const headers = haptik().store.requests().at(-1)?.headers;
			const sent = { Authorization: headers?.authorization, 'client-id': headers?.['client-id'] };
			expect(sent).toEqual({ Authorization: 'Bearer some-typed-token', 'client-id': 'some client' });
			expect(accessHeaders(haptikApi, haptik().url)).toEqual(sent);
		}
	});
});

describe('a bad credential', () => {
	it.each([
		['token', { token: 'mistyped-token' }],
		['client id', { clientId: 'mistyped-client' }],
		['token, being the partner token', { token: 'haptik-sandbox-partner-token' }],
	])('with a wrong %s names both fields', async (_name, change) => {
		const result = await test(change);
		expect(result).toEqual(
			bad(
				/^Haptik did not accept the credential\. .*Token and Client ID.*"invalid authorization details" \(HTTP 401\)/,
			),
		);
		for (const value of Object.values(change)) expect(result.message).not.toContain(value);
	});

	it.each([
		['Token', { token: '' }],
		['Token', { token: 'Bearer ' }],
		['Client ID', { clientId: ' ' }],
		['Base URL', { baseUrl: '' }],
	])('with an empty %s names it and asks nobody', async (field, change) => {
		expect(await test(change)).toEqual(bad(new RegExp(`^"${field}" is empty\\. \\S`)));
		expect(asked()).toBe(0);
	});

	it.each([
		['no address', { baseUrl: 'staging-messenger.haptikapi.com' }, /^"Base URL" holds .*https:\/\//],
		['another protocol', { baseUrl: 'ftp://haptik.example' }, /^"Base URL" holds/],
		[
			'a Business ID with letters',
			{ businessId: 'shop' },
			/^"Business ID" of the credential holds "shop"\. Enter digits/,
		],
	])('with %s says so and asks nobody', async (_name, change, words) => {
		expect(await test(change)).toEqual(bad(words));
		expect(asked()).toBe(0);
	});

	it('with an unknown Business ID says that the key itself is good', async () => {
		expect(await test({ businessId: '9999' })).toEqual(
			bad(/^Token and Client ID are good, but not "Business ID" 9999\. .*invalid business_id provided/),
		);
	});
});

describe('the tools', () => {
	const HISTORY = '/integration/external/v2.0/get_chat_history/';
	const withTools = async (change: ICredentialDataDecryptedObject = {}) =>
		await test({ ...toolsCredential(), ...change });

	it('are asked for the transcript of nobody, with the partner token', async () => {
		expect(await withTools()).toEqual(good);
		const [, { method, path, query, headers }] = haptik().store.requests();
		expect([method, path, query]).toEqual(['GET', HISTORY, {}]);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.partnerToken}`);
		expect(haptik().store.held()).toEqual([]);
	});

	it('are not asked where the credential is not for them', async () => {
		expect(await test({ toolsBaseUrl: '', partnerToken: ' ' })).toEqual(good);
		expect(asked()).toBe(1);
	});

	it('are asked only once the channel is good', async () => {
		expect(await withTools({ token: 'mistyped-token' })).toEqual(bad(/compare Token and Client ID|Token/));
		expect(asked()).toBe(1);
	});

	it.each([
		['a slash', (url: string) => `${url}/`],
		['the path of a call', (url: string) => `${url}${HISTORY}`],
	])('pass at an address with %s', async (_name, change) => {
		expect(await withTools({ toolsBaseUrl: change(haptik().url) })).toEqual(good);
	});

	it.each([
		[
			'a wrong token',
			{ partnerToken: 'mistyped-partner' },
			/^Haptik did not accept the credential\. Compare Partner Token, Client ID and Tools Base URL .*"Invalid token" \(HTTP 401\)/,
		],
		['the token of the channel', { partnerToken: 'haptik-sandbox-channel-token' }, /Compare Partner Token/],
		['an address alone', { partnerToken: '' }, /^"Partner Token" is empty\. \S/],
		['a token alone', { toolsBaseUrl: '' }, /^"Tools Base URL" is empty\. \S/],
		['no address', { toolsBaseUrl: 'staging.hellohaptik.com' }, /^"Tools Base URL" holds/],
		[
			'an address where nobody listens',
			{ toolsBaseUrl: 'http://127.0.0.1:9' },
			/^"Tools Base URL": Haptik could not be reached at 127\.0\.0\.1:9\./,
		],
	])('with %s are named', async (_name, change, words) => {
		expect(await withTools(change)).toEqual(bad(words));
	});

	it.each([
		[
			'a path that they do not have',
			{ kind: 'status', status: 404, body: '<html></html>' },
			/^Haptik has no tools at this address\. Compare Tools Base URL/,
		],
		[
			'a web page',
			{ kind: 'html', processed: false },
			/^"Tools Base URL" leads to a web page instead of the Haptik tools\./,
		],
		[
			'data of another service',
			{ kind: 'wrongShape', body: { hello: 'world' }, processed: false },
			/^"Tools Base URL" leads to something else instead of the Haptik tools\./,
		],
		['500', { kind: 'status', status: 500, body: '' }, /^Haptik could not finish the request/],
		['429', { kind: 'status', status: 429, body: '' }, /^Haptik is receiving too many requests/],
	] as const)('that answer with %s are named', async (_name, fault, words) => {
		haptik().faults.add({ when: { path: HISTORY }, fault });
		expect(await withTools()).toEqual(bad(words));
	});

	it.each([
		['words about what was not asked for', 400, 'business_id missing'],
		['words about missing parameters, with any status', 500, 'Argument group validation: no valid group.'],
	])('that answer with %s are good', async (_name, status, error_message) => {
		const fault = { kind: 'status', status, body: { error_message } } as const;
		haptik().faults.add({ when: { path: HISTORY }, fault });
		expect(await withTools()).toEqual(good);
	});

	it('get their own token by n8n, and no other call does', async () => {
		const haptikApi = toolsCredential();
		const request = { headers: { accept: 'x' }, url: `https://tools.example${HISTORY}?limit=1` };
		expect(sign(haptikApi, request)).toEqual({
			...request,
			headers: {
				accept: 'x',
				Authorization: `Bearer ${haptik().keys.partnerToken}`,
				'client-id': haptik().keys.clientId,
			},
		});
		for (const url of [haptik().url, `https://x.example/?next=${HISTORY}`, 'no address'])
			expect(sign(haptikApi, { url }).headers?.Authorization).toBe(`Bearer ${haptik().keys.token}`);
	});
});

describe('a wrong address', () => {
	it.each([
		[
			'where nobody listens',
			'http://127.0.0.1:9',
			/^"Base URL": Haptik could not be reached at 127\.0\.0\.1:9\. Check/,
		],
		['that does not exist', 'http://no-such-host.invalid', /^"Base URL": .*no-such-host\.invalid/],
	])('%s is named', async (_name, baseUrl, words) => {
		expect(await test({ baseUrl })).toEqual(bad(words));
	});

	it('with a path that Haptik does not have is named', async () => {
		expect(await test({ baseUrl: `${haptik().url}/api/v2` })).toEqual(
			bad(/^Haptik has no API at this address\. Compare Base URL .*HTTP 404/),
		);
	});

	it.each([
		[
			'a web page',
			{ kind: 'html', processed: false },
			/^"Base URL" leads to a web page instead of the Haptik API\. Compare/,
		],
		[
			'data of another service',
			{ kind: 'wrongShape', body: { hello: 'world' }, processed: false },
			/^"Base URL" leads to something else/,
		],
		['nothing', { kind: 'empty', processed: false }, /^"Base URL" leads to something else/],
		[
			'a page with 400',
			{ kind: 'status', status: 400, body: '<html></html>' },
			/^"Base URL" leads to a web page/,
		],
		['405', { kind: 'status', status: 405, body: '' }, /^"Base URL" leads to something else/],
		[
			'a redirect',
			{ kind: 'redirect', location: 'https://login.example/' },
			/^Haptik sent the request on to another address\. .*https:\/\/login\.example/,
		],
	] as const)('that answers with %s is named', async (_name, fault, words) => {
		haptik().faults.add({ fault });
		expect(await test()).toEqual(bad(words));
		expect(asked()).toBe(1);
	});
});

describe('a good address in trouble', () => {
	it.each([
		[429, /^Haptik is receiving too many requests/],
		[500, /^Haptik could not finish the request/],
		[403, /^Haptik denied access/],
	])('says so for %i', async (status, words) => {
		haptik().faults.add({ fault: { kind: 'status', status, body: { error_message: 'not now' } } });
		expect(await test()).toEqual(bad(words));
	});

	it('says so for a broken connection', async () => {
		haptik().faults.add({ fault: { kind: 'resetBefore' } });
		expect(await test()).toEqual(bad(/^"Base URL": The connection to Haptik broke/));
	});
});
