import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox';
import { testCredential } from '../support/credentialTest';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['expertflow'] });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const vendor = () => sandbox.vendors.expertflow;

async function check(data: ICredentialDataDecryptedObject) {
	const result = await testCredential('expertflowApi', { baseUrl: vendor().url, ...data });
	const { token, clientSecret, password } = vendor().keys;
	for (const secret of [token, clientSecret, password, 'expertflow-sandbox-access-'])
		expect(result.message).not.toContain(secret);
	return result;
}

const bearer = () => ({ authentication: 'bearer', token: vendor().keys.token });
const keycloak = (changes = {}) => {
	const { realm, clientId, clientSecret, username, password } = vendor().keys;
	return { authentication: 'keycloak', realm, clientId, clientSecret, username, password, ...changes };
};

const good = { status: 'OK', message: 'Connection successful' };

describe('a good credential', () => {
	it('without authentication passes where the gateway is open, and leaves nothing behind', async () => {
		expect(await check({ authentication: 'none' })).toEqual(good);
		expect(vendor().store.held()).toEqual([]);
		expect(
			vendor()
				.store.requests()
				.map(({ path }) => path),
		).toEqual(['/file-engine/api/downloadFileStream', '/ccm/message/receive']);
	});

	it('is not green with a mistyped token, although the gateway asks for none', async () => {
		vendor().settings.gateway = 'open';
		expect(await check(bearer())).toEqual(good);
		expect((await check({ ...bearer(), token: 'mistyped' })).message).toMatch(/did not accept the token/);
	});

	it.each(['4.9', '4.10.1'] as const)('with a token passes at a gateway of %s', async (gateway) => {
		vendor().settings.gateway = gateway;
		expect(await check(bearer())).toEqual(good);
		expect(await check(keycloak())).toEqual(good);
	});

	it('passes with pasted paths, a tenant, and inside the cluster', async () => {
		vendor().settings.tenant = 'acme';
		expect(await check({ baseUrl: `${vendor().url}/ccm/message/receive`, tenantId: 'acme' })).toEqual(good);
		vendor().settings.prefixes = false;
		const { url } = vendor();
		expect(await check({ fileEngineUrl: url, ccmUrl: url, tenantId: 'acme' })).toEqual(good);
	});

	it('passes whichever status a missing file has', async () => {
		vendor().settings.unknownFileStatus = 500;
		expect(await check({})).toEqual(good);
	});
});

describe('a bad key', () => {
	beforeEach(() => {
		vendor().settings.gateway = '4.9';
	});

	it.each<[string, () => ICredentialDataDecryptedObject, RegExp]>([
		[
			'no token',
			() => ({ authentication: 'none' }),
			/^The file engine asks for a token\. Choose "Bearer Token"/,
		],
		[
			'a token that no header can hold',
			() => ({ authentication: 'bearer', token: 'mißtyped' }),
			/^"Token" holds characters/,
		],
		[
			'a tenant that no header can hold',
			() => ({ ...bearer(), tenantId: 'ácmé' }),
			/^"Tenant ID" holds characters that no header can hold\./,
		],
		['an empty token', () => ({ ...bearer(), token: ' ' }), /^"Token" is empty\./],
		[
			'a wrong token',
			() => ({ ...bearer(), token: 'mistyped' }),
			/^The file engine did not accept the token\./,
		],
		[
			'a token not sent to CCM',
			() => ({ ...bearer(), signedComponents: 'fileEngine' }),
			/^The CCM asks for a token\./,
		],
		[
			'a wrong password',
			() => keycloak({ password: 'x' }),
			/^Keycloak refused the login\. Check "User Name" and "Password"/,
		],
		[
			'a wrong client',
			() => keycloak({ clientId: 'x' }),
			/^Keycloak refused the client\. Check "Client ID" and/,
		],
		['a wrong realm', () => keycloak({ realm: 'x' }), /^Keycloak does not know the "Realm"\./],
		['no username', () => keycloak({ username: '' }), /^"User Name" is empty\./],
	])('is named: %s', async (_what, data, message) => {
		expect(await check(data())).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
	});

	it('is named when its user has the wrong role', async () => {
		vendor().settings.role = 'Supervisor';
		expect((await check(bearer())).message).toMatch(
			/^"Base URL": Expertflow does not allow this to the user of the token\. .*HTTP 403/,
		);
	});

	it('is named when the tenant is unknown', async () => {
		vendor().settings.tenant = 'acme';
		const { message } = await check({ ...bearer(), tenantId: 'other' });
		expect(message).toMatch(/^Expertflow does not know the tenant\. Check "Tenant ID"/);
	});
});

describe('a wrong address', () => {
	it.each([
		[{ baseUrl: '' }, /^"Base URL" is empty/],
		[{ baseUrl: 'cx.example.test' }, /^"Base URL" holds "cx\.example\.test"/],
		[{ ccmUrl: 'x' }, /^"CCM URL" holds "x"/],
		[{ publicFileEngineUrl: 'x' }, /^"Public File Engine URL" holds "x"/],
		[{ baseUrl: 'http://127.0.0.1:9' }, /^"Base URL": Expertflow could not be reached at 127\.0\.0\.1:9\./],
		[{ ccmUrl: 'http://127.0.0.1:9' }, /^"CCM URL": Expertflow could not be reached/],
		[
			{ baseUrl: 'http://no-such-host.invalid' },
			/^"Base URL": The host no-such-host\.invalid was not found\./,
		],
	])('is named: %j', async (data, message) => {
		expect(await check(data)).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
	});

	it('is named when Keycloak is not there', async () => {
		expect((await check(keycloak({ keycloakUrl: 'http://127.0.0.1:9' }))).message).toMatch(
			/^"Keycloak URL": Keycloak could not be reached/,
		);
		expect((await check(keycloak({ keycloakUrl: `${vendor().url}/elsewhere` }))).message).toMatch(
			/^"Keycloak URL" leads to no Keycloak\./,
		);
	});

	it.each([false, true])('is named when the path is wrong (page: %s)', async (unknownPathAsPage) => {
		vendor().settings.unknownPathAsPage = unknownPathAsPage;
		const what = unknownPathAsPage ? 'a web page' : 'something else';
		expect((await check({ fileEngineUrl: `${vendor().url}/files` })).message).toMatch(
			new RegExp(`^"File Engine URL" leads to ${what} instead of the file engine\\.`),
		);
		expect((await check({ ccmUrl: `${vendor().url}/chat` })).message).toMatch(
			new RegExp(`^"CCM URL" leads to ${what} instead of the CCM\\.`),
		);
		vendor().settings.prefixes = false;
		expect((await check({})).message).toMatch(/^"Base URL" leads to .* enter that under "File Engine URL"\./);
	});

	it('is named when a web site answers', async () => {
		vendor().faults.add({ times: Infinity, fault: { kind: 'html' } });
		expect((await check({})).message).toMatch(/^"Base URL" leads to a web page instead of the file engine\./);
		expect((await check(keycloak())).message).toMatch(/^Keycloak's address answered with a web page/);
		vendor().faults.clear();
		vendor().faults.add({ when: { path: /ccm/ }, fault: { kind: 'html' } });
		expect((await check({})).message).toMatch(/^"Base URL" leads to a web page instead of the CCM\./);
	});

	it('is named when something else answers for Keycloak', async () => {
		vendor().faults.add({
			fault: { kind: 'status', status: 415, body: { error: 'Unsupported Media Type' } },
		});
		const messages = [(await check(keycloak())).message];
		vendor().faults.add({ fault: { kind: 'wrongShape', body: {} } });
		messages.push((await check(keycloak())).message);
		expect(messages).toEqual([
			expect.stringMatching(/^No Keycloak gives tokens at this address\. Check "Base URL" and "Realm"/),
			expect.stringMatching(/^Keycloak gave no token\. Check "Base URL" and "Realm"/),
		]);
	});

	it('is named when it leads on to another one', async () => {
		const location = 'https://cx.example.test/login';
		vendor().faults.add({ fault: { kind: 'redirect', location } });
		expect((await check({})).message).toMatch(
			/^"Base URL": Expertflow sent the request on to another address\./,
		);
	});
});

it('with a certificate of its own making passes only when that is allowed', async () => {
	const secure = await startSandbox({ vendors: ['expertflow'], tls: true });
	const baseUrl = secure.vendors.expertflow.url;
	const results = [await check({ baseUrl }), await check({ baseUrl, allowUnauthorizedCerts: true })];
	await secure.stop();
	expect(results[0].message).toMatch(/^"Base URL": No secure connection/);
	expect(results[1]).toEqual(good);
});
