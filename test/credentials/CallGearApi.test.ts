import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeType,
} from 'n8n-workflow';

import { CallGearApi } from '../../credentials/CallGearApi.credentials';
import { runNode } from '../../testkit/n8n';
import { useCallGear } from '../nodes/CallGear/support';
import { testCredential } from '../support/credentialTest';

const { callGear, credential, loginCredential, agentCredential, calls, secrets } = useCallGear();

async function test(data: object) {
	const result = await testCredential('callGearApi', data as ICredentialDataDecryptedObject);
	for (const secret of secrets()) expect(result.message).not.toContain(secret);
	return result;
}

const good = { status: 'OK', message: 'Connection successful' };
const bad = (words: RegExp) => ({ status: 'Error', message: expect.stringMatching(words) as string });
const methods = () => calls().map(({ method }) => method);

describe('a good credential', () => {
	it('passes by asking for the account', async () => {
		expect(await test(credential())).toEqual(good);
		expect(methods()).toEqual(['get.account']);
	});

	it('passes with login and password', async () => {
		expect(await test(loginCredential())).toEqual(good);
		expect(methods()).toEqual(['login.user', 'get.account']);
	});

	it('passes for an agent, with or without a customer', async () => {
		expect(await test(agentCredential())).toEqual(good);
		expect(await test({ ...agentCredential(), userId: ' 20018 ' })).toEqual(good);
		expect(methods()).toEqual(['get.account', 'get.customer_users', 'get.account', 'get.customer_users']);
	});

	it.each(['/', '/v2.0', '/v2.0/', '/v2.0/upload.chats'])('tolerates %s behind the address', async (tail) => {
		expect(await test({ ...credential(), baseUrl: ` ${callGear().url}${tail} ` })).toEqual(good);
	});

	it('tolerates what copying adds and nobody sees', async () => {
		const { accessToken, login, password } = callGear().keys;
		expect(await test({ ...credential(), accessToken: `\ufeff${accessToken}\u200b` })).toEqual(good);
		const typed = { login: `\u200e${login}`, password: `${password}\r\n` };
		expect(await test({ ...loginCredential(), ...typed })).toEqual(good);
		expect(await test({ ...agentCredential(), userId: '\u202a20018\u202c' })).toEqual(good);
	});

	it('tolerates spaces around the key, and what replies leave out', async () => {
		Object.assign(callGear().settings, { limits: 'omitted', expiryName: 'expire' });
		expect(await test({ ...credential(), accessToken: ` ${callGear().keys.accessToken}\n` })).toEqual(good);
		expect(await test(loginCredential())).toEqual(good);
	});
});

describe('a bad credential', () => {
	it.each<[string, () => object, RegExp]>([
		[
			'an unknown key',
			() => ({ ...credential(), accessToken: 'nobodys-key' }),
			/^CallGear does not know the API key\. .*check Host.*code access_token_invalid, HTTP 200/s,
		],
		[
			'a blocked key',
			() => ({ ...credential(), accessToken: callGear().keys.blockedToken }),
			/^The API key is blocked\. Unblock it/,
		],
		[
			'an expired key',
			() => ({ ...credential(), accessToken: callGear().keys.expiredToken }),
			/^The API key has expired\. Make a new key/,
		],
		[
			'a wrong password',
			() => ({ ...loginCredential(), password: 'wrong-password' }),
			/^CallGear did not accept login and password\. .*auth_error/s,
		],
		['no key', () => ({ ...credential(), accessToken: ' ' }), /^"API Key" is empty/],
		[
			'nothing that is seen for a key',
			() => ({ ...credential(), accessToken: '\u200b' }),
			/^"API Key" is empty/,
		],
		['no login', () => ({ ...loginCredential(), login: '' }), /^"Login" is empty/],
		['no password', () => ({ ...loginCredential(), password: '' }), /^"Password" is empty/],
		['no address', () => ({ ...credential(), baseUrl: '' }), /^"Base URL" is empty/],
		[
			'no web address',
			() => ({ ...credential(), baseUrl: 'dataapi.callgear.com' }),
			/^"Base URL" holds "dataapi\.callgear\.com"/,
		],
		[
			'another path',
			() => ({ ...credential(), baseUrl: `${callGear().url}/api` }),
			/^The address leads to a web page instead of CallGear's Data API\. .*HTTP 404/s,
		],
		[
			'a refusing host',
			() => ({ ...credential(), baseUrl: 'http://127.0.0.1:9' }),
			/^"Base URL": CallGear could not be reached at 127\.0\.0\.1:9/,
		],
		[
			'an unknown host',
			() => ({ ...credential(), baseUrl: 'http://callgear.invalid' }),
			/^"Base URL": The host callgear\.invalid was not found/,
		],
		[
			'a customer that is none',
			() => ({ ...agentCredential(), userId: '7' }),
			/^"User ID" 7 is none of this agent's customers\. The key itself is good/,
		],
		[
			'a customer without an agent',
			() => ({ ...credential(), userId: '20017' }),
			/^"User ID" is only for agents.*Leave User ID empty/s,
		],
		['a user ID of letters', () => ({ ...credential(), userId: 'acme' }), /^"User ID" holds "acme"/],
	])('with %s is told what is wrong', async (_name, data, words) => {
		expect(await test(data())).toEqual(bad(words));
	});

	it.each([
		['login.user', { data: {} }],
		['login.user', { data: { access_token: 7 } }],
		['get.account', { data: 7 }],
		['get.customer_users', { data: {} }],
	])('is told of an odd answer to %s in our own words', async (method, result) => {
		const account = method === 'login.user' ? loginCredential() : agentCredential();
		callGear().faults.add({
			when: { bodyIncludes: method },
			fault: { kind: 'wrongShape', body: { jsonrpc: '2.0', id: 1, result } },
		});
		const { status, message } = await test(account);
		expect(message).not.toMatch(/invalid_type|Expected|Required|ZodError/);
		const passes = method === 'get.account';
		expect([status, message]).toEqual(
			passes
				? ['OK', 'Connection successful']
				: ['Error', expect.stringMatching(/^CallGear gave an answer that the node does not understand/)],
		);
	});

	it('is told the address that has to be on the list', async () => {
		callGear().settings.whitelist = [];
		expect(await test(credential())).toEqual(
			bad(/not on the list\. Add the address.* CallGear saw the address 127\.0\.0\.1\./s),
		);
		expect(await test(loginCredential())).toEqual(bad(/127\.0\.0\.1/));
	});

	it('is told of an account that is switched off, of a component and of a right that are missing', async () => {
		callGear().settings.accountActive = false;
		expect(await test(credential())).toEqual(bad(/^The CallGear account is switched off/));
		const refusal = (mnemonic: string, params: object) => ({
			kind: 'wrongShape' as const,
			body: { error: { code: -32008, message: 'off', data: { mnemonic, params } } },
		});
		const components = ['data_api'];
		callGear().faults.add({ fault: refusal('method_component_disabled', { components }), times: 2 });
		expect(await test(credential())).toEqual(bad(/^A component that this needs.* will do: data_api\./s));
		callGear().faults.add({ fault: refusal('forbidden', {}), times: 2 });
		expect(await test(credential())).toEqual(bad(/^The CallGear user lacks the right for this/));
	});

	it('of an agent passes with whatever words CallGear keeps the account from agents', async () => {
		const body = {
			error: {
				code: -32602,
				message: 'no',
				data: { mnemonic: 'required_parameter_missed', field: 'user_id' },
			},
		};
		callGear().faults.add({ fault: { kind: 'wrongShape', body } });
		expect(await test(agentCredential())).toEqual(good);
	});

	it.each<[Parameters<ReturnType<typeof callGear>['faults']['add']>[0]['fault'], RegExp]>([
		[{ kind: 'html', processed: false }, /^The address leads to a web page/],
		[{ kind: 'wrongShape', body: { hello: 'world' } }, /^The address leads to something else/],
		[
			{ kind: 'redirect', location: 'https://elsewhere.example/' },
			/The address leads to something else|sent the request on to another address/,
		],
		[{ kind: 'status', status: 502, body: 'Bad Gateway' }, /^CallGear could not finish the request/],
		[{ kind: 'status', status: 429, body: '' }, /^CallGear is receiving too many requests/],
	])('is told of a host that answers %j', async (fault, words) => {
		callGear().faults.add({ fault, times: Infinity });
		expect(await test(credential())).toEqual(bad(words));
	});
});

describe('the credential in other nodes', () => {
	/** What n8n's own HTTP Request node does with a predefined credential. */
	const httpRequest = (body: IHttpRequestOptions['body']): INodeType => ({
		description: {
			displayName: 'Request',
			name: 'request',
			group: ['output'],
			version: 1,
			description: 'Sends a body',
			defaults: { name: 'Request' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'callGearApi' }],
			properties: [],
		},
		async execute(this: IExecuteFunctions) {
			const { baseUrl } = await this.getCredentials('callGearApi');
			const url = `${String(baseUrl)}/v2.0`;
			const headers = { 'content-type': 'application/json' };
			const answer: unknown = await this.helpers.httpRequestWithAuthentication.call(this, 'callGearApi', {
				method: 'POST',
				url,
				headers,
				body,
			});
			return [[{ json: answer as never }]];
		},
	});
	const run = async (body: IHttpRequestOptions['body'], data: object) =>
		await runNode({
			node: 'request',
			parameters: {},
			credentials: { callGearApi: data as never },
			extraNodes: { request: httpRequest(body) },
		});
	const account = { jsonrpc: '2.0', id: 1, method: 'get.account', params: {} };

	it.each([
		['an object', account],
		['text', JSON.stringify(account)],
		['an object without params', { ...account, params: undefined }],
	])('signs %s', async (_name, body) => {
		const { main } = await run(body, credential());
		expect(main[0].json).toMatchObject({ result: { data: [{ timezone: 'Asia/Dubai' }] } });
	});

	it('logs in, and leaves the session’s key to the flow', async () => {
		const { main } = await run({ ...account, method: 'login.user' }, loginCredential());
		const { access_token: session } = (main[0].json as { result: { data: { access_token: string } } }).result
			.data;
		const params = { access_token: session };
		const next = await run({ ...account, params }, loginCredential());
		expect(next.main[0].json).toMatchObject({ result: { data: [{ app_id: 4711 }] } });
	});

	it.each([['not json'], ['[]'], [['a']], [new URLSearchParams({ a: 'b' })], [undefined]])(
		'leaves %j alone',
		async (body) => {
			const { authenticate } = new CallGearApi();
			const options = { url: 'https://dataapi.callgear.com/v2.0', body } as IHttpRequestOptions;
			expect((await authenticate({ accessToken: 'key' }, options)).body).toEqual(body);
		},
	);
});
