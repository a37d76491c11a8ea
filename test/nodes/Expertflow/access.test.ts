import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { expertflow } from '../../../sandbox/expertflow';
import { startVendor } from '../../../sandbox/server';
import { login, onlyError, open, run, useExpertflow, vendor, withFile } from './support';

useExpertflow();

const NODE = 'expertflowSendMedia';
const TOKEN = /protocol\/openid-connect\/token$/;
const parameters = {
	serviceIdentifier: '880044',
	channelCustomerIdentifier: '4915550001122',
	source: 'file',
	binaryField: 'data',
};

const send = async (account: ICredentialDataDecryptedObject, count = 1) =>
	await run(
		NODE,
		{ ...parameters, options: { concurrency: 1, maxTries: 1 } },
		{
			account,
			items: Array.from({ length: count }, () => withFile()),
			onError: 'continueErrorOutput',
		},
	);
const authorizations = () =>
	vendor()
		.store.requests({ path: /^\/(file-engine|ccm)\// })
		.map(({ headers }) => headers.authorization);
const bearer = () => ({ ...open(), authentication: 'bearer', token: `Bearer ${vendor().keys.token} ` });

describe('no authentication', () => {
	it('sends no token', async () => {
		expect((await send({ ...open(), token: vendor().keys.token })).main).toHaveLength(1);
		expect(authorizations()).toEqual([undefined, undefined]);
		expect(vendor().store.requests({ path: TOKEN })).toEqual([]);
	});

	it('says what to do where the gateway asks for one', async () => {
		vendor().settings.gateway = '4.9';
		expect(onlyError(await send(open()))).toMatchObject({
			message: 'Expertflow did not accept the credential',
			description: expect.stringContaining('choose "Bearer Token" or "Keycloak Login"'),
			httpStatus: 401,
		});
	});
});

describe('a bearer token', () => {
	it('goes to both components', async () => {
		vendor().settings.gateway = '4.9';
		expect((await send(bearer())).main).toHaveLength(1);
		expect(authorizations()).toEqual([`Bearer ${vendor().keys.token}`, `Bearer ${vendor().keys.token}`]);
	});

	it.each([
		['fileEngine', 0],
		['ccm', 1],
	])('goes to %s alone', async (signedComponents, index) => {
		await send({ ...bearer(), signedComponents });
		expect(authorizations().map(Boolean)).toEqual([index === 0, index === 1]);
	});

	it('is not sent twice when it is refused', async () => {
		vendor().settings.gateway = '4.9';
		expect(onlyError(await send({ ...bearer(), token: 'mistyped' }))).toMatchObject({ httpStatus: 401 });
		expect(authorizations()).toHaveLength(1);
	});

	it('without the right role is refused', async () => {
		vendor().settings.gateway = '4.9';
		vendor().settings.role = 'Supervisor';
		expect(onlyError(await send(bearer()))).toMatchObject({
			message: 'Expertflow does not allow this to the user of the token; the file itself is already uploaded',
			httpStatus: 403,
		});
	});
});

describe('a login at Keycloak', () => {
	beforeEach(() => {
		vendor().settings.gateway = '4.9';
	});

	it('asks once for a token and keeps it', async () => {
		const account = login();
		expect((await send(account, 3)).main).toHaveLength(3);
		const tokens = vendor().store.requests({ path: TOKEN });
		expect(tokens).toHaveLength(1);
		const { clientId, clientSecret, username, password } = vendor().keys;
		expect(tokens[0].body).toEqual({
			client_id: clientId,
			client_secret: clientSecret,
			grant_type: 'password',
			username,
			password,
		});
		expect(account.accessToken).toMatch(/^[0-9a-f]{16}\.expertflow-sandbox-access-1-/);
		const [, token] = String(account.accessToken).split('.');
		expect(new Set(authorizations())).toEqual(new Set([`Bearer ${token}`]));
	});

	it('gets a new token when the old one ends in mid-run, and sends the whole file again', async () => {
		const account = login();
		await send(account);
		vendor().clock.shift(1_801_000);
		expect((await send(account, 2)).main).toHaveLength(2);
		expect(vendor().store.requests({ path: TOKEN })).toHaveLength(2);
		expect(account.accessToken).toMatch(/^[0-9a-f]{16}\.expertflow-sandbox-access-2-/);
		expect(vendor().store.held('message')).toHaveLength(3);
		const sizes = vendor()
			.store.held('file')
			.map(({ file }) => file?.size);
		expect(sizes).toEqual([10, 10, 10]);
	});

	describe('keeps a token to what it was got with', () => {
		const other = { username: 'second', password: 'another password' };
		const changes: Array<[string, () => ICredentialDataDecryptedObject]> = [
			['user', () => ({ username: other.username })],
			['password', () => ({ password: other.password })],
			['client', () => ({ clientId: 'other' })],
			['client secret', () => ({ clientSecret: 'another secret' })],
			['realm', () => ({ realm: 'acme' })],
			['Keycloak URL', () => ({ keycloakUrl: `${vendor().url}/auth/` })],
			['base URL', () => ({ baseUrl: vendor().url.replace('127.0.0.1', 'localhost') })],
		];

		it.each(changes)('so that another %s gets one of its own', async (_what, changed) => {
			const account = login();
			await send(account);
			const before = String(account.accessToken).split('.')[1];
			vendor().store.clear();
			Object.assign(account, changed());
			await send(account);
			expect(vendor().store.requests({ path: TOKEN })).toHaveLength(1);
			expect(authorizations()).not.toContain(`Bearer ${before}`);
		});

		it('and to it alone: other fields of the credential need no new one', async () => {
			const account = login();
			await send(account);
			Object.assign(account, { publicFileEngineUrl: `${vendor().url}/file-engine`, tenantId: 'acme' });
			expect((await send(account)).main).toHaveLength(1);
			expect(vendor().store.requests({ path: TOKEN })).toHaveLength(1);
		});
	});

	it('gets a new token for a download as well', async () => {
		const account = login();
		const { main } = await send(account);
		vendor().clock.shift(1_801_000);
		const download = { source: 'storedFile', storedName: String(main[0].json.name), outputField: 'data' };
		const result = await run('expertflowDownloadFile', download, { account });
		expect(result.error).toBeUndefined();
		expect(result.main[0].json.size).toBe(10);
	});

	it('gets a new token between upload and message', async () => {
		const account = login();
		vendor().faults.add({ when: { path: /ccm/ }, fault: { kind: 'status', status: 401 } });
		expect((await send(account)).main).toHaveLength(1);
		expect(vendor().store.held('file')).toHaveLength(1);
		expect(vendor().store.held('message')).toHaveLength(1);
	});

	it('gives up when a new token is refused too', async () => {
		vendor().settings.tokenSeconds = -1;
		expect(onlyError(await send(login()))).toMatchObject({ httpStatus: 401 });
		expect(authorizations()).toHaveLength(2);
	});

	it.each([
		[{ password: 'wrong' }, 'Keycloak refused the login', 'invalid_grant'],
		[{ clientSecret: 'wrong' }, 'Keycloak refused the client', 'unauthorized_client'],
		[{ realm: 'acme' }, 'Keycloak does not know the "Realm"', undefined],
		[{ password: '' }, '"Password" is empty', undefined],
	])('explains %j', async (changes, message, vendorCode) => {
		const error = onlyError(await send(login(changes)));
		expect(error).toMatchObject({ message, delivery: 'notSent', ...(vendorCode ? { vendorCode } : {}) });
		// Asked again, Keycloak could lock the user out
		expect(vendor().store.requests({ path: TOKEN }).length).toBeLessThanOrEqual(1);
		expect(authorizations()).toEqual([]);
	});

	it('forgives a line end that was pasted along with the password', async () => {
		const { password } = vendor().keys;
		expect((await send(login({ password: `${password}\r\n` }))).main).toHaveLength(1);
		expect(onlyError(await send(login({ password: `${password} ` })))).toMatchObject({
			message: 'Keycloak refused the login',
		});
	});

	it('does not mind marks that were pasted along unseen', async () => {
		const { username, clientId } = vendor().keys;
		const account = login({ username: `\u200b${username}`, clientId: `${clientId}\ufeff` });
		expect((await send(account)).main).toHaveLength(1);
	});

	it('takes no token that cannot be sent', async () => {
		const body = { access_token: 'tök\u200ben' };
		vendor().faults.add({ when: { path: TOKEN }, fault: { kind: 'wrongShape', body } });
		expect(onlyError(await send(login()))).toMatchObject({
			message: 'Keycloak gave no token',
			delivery: 'notSent',
		});
		expect(authorizations()).toEqual([]);
	});

	it('names Keycloak when it cannot be reached', async () => {
		const error = onlyError(await send(login({ keycloakUrl: 'http://127.0.0.1:9/auth' })));
		expect(error).toMatchObject({
			message: 'Keycloak could not be reached at 127.0.0.1:9',
			delivery: 'notSent',
		});
	});

	it('can be elsewhere', async () => {
		const keycloakUrl = `${vendor().url}/auth/realms/expertflow/protocol/openid-connect/token`;
		expect((await send(login({ keycloakUrl }))).main).toHaveLength(1);
	});
});

describe('addresses', () => {
	it('inside a cluster stay there: the media URL begins with the public one', async () => {
		const inside = await startVendor(expertflow, {
			host: '127.0.0.1',
			port: 0,
			settings: { prefixes: false },
		});
		const account = {
			baseUrl: 'https://cx.example.test/',
			authentication: 'none',
			fileEngineUrl: inside.url,
			ccmUrl: inside.url,
		};
		const { main, failed } = await send(account);
		await inside.stop();
		expect(failed).toEqual([]);
		expect(main[0].json.mediaUrl).toMatch(
			/^https:\/\/cx\.example\.test\/file-engine\/api\/downloadFileStream\?filename=/,
		);
		expect(vendor().store.requests()).toEqual([]);
	});

	it('can be public ones with another path', async () => {
		const { main } = await send({ ...open(), publicFileEngineUrl: 'https://files.example.test/fe/' });
		expect(main[0].json.mediaUrl).toMatch(/^https:\/\/files\.example\.test\/fe\/api\/downloadFileStream\?/);
	});

	it('of two hosts both get the token', async () => {
		const ccm = await startVendor(expertflow, {
			host: '127.0.0.1',
			port: 0,
			settings: { gateway: '4.9', knownMediaOnly: false },
		});
		vendor().settings.gateway = '4.9';
		const { main } = await send({ ...bearer(), ccmUrl: `${ccm.url}/ccm/message/receive` });
		const [request] = ccm.store.requests();
		await ccm.stop();
		expect(main).toHaveLength(1);
		expect(request.headers.authorization).toBe(`Bearer ${vendor().keys.token}`);
	});

	it('of a tenant get its header, in lower case', async () => {
		vendor().settings.tenant = 'acme';
		expect((await send({ ...open(), tenantId: ' acme ' })).main).toHaveLength(1);
		expect(vendor().store.requests()[0].headers.tenantid).toBe('acme');
		expect(onlyError(await send({ ...open(), tenantId: 'other' })).vendorText).toBe('Tenant not found');
	});

	it('of a tenant in other letters than a header may hold are not asked', async () => {
		vendor().settings.tenant = 'acme';
		const error = onlyError(await send({ ...open(), tenantId: 'ácmé' }));
		expect(error).toMatchObject({
			message: '"Tenant ID" holds characters that no header can hold',
			description: expect.stringContaining('Open the credential'),
			delivery: 'notSent',
			field: 'Tenant ID',
		});
		expect(vendor().store.requests()).toEqual([]);
	});
});

describe('a credential that is another one for each item', () => {
	it('sends every item to its own tenant, signed with the token of its own login', async () => {
		const other = await startVendor(expertflow, { host: '127.0.0.1', port: 0 });
		const tenants = [vendor(), other];
		for (const [index, { settings }] of tenants.entries())
			Object.assign(settings, { gateway: '4.9', tenant: `tenant${index}` });
		const of = (index: number) => ({ url: tenants[index % 2].url, tenant: `tenant${index % 2}`, index });
		const account = login({ baseUrl: '={{ $json.url }}', tenantId: '={{ $json.tenant }}' });
		const items = Array.from({ length: 20 }, (_, index) => withFile({}, of(index)));
		const fields = { ...parameters, channelCustomerIdentifier: '={{ "customer" + $json.index }}' };
		const result = await run(NODE, { ...fields, options: { concurrency: 4 } }, { account, items });
		await other.stop();
		expect(result.error).toBeUndefined();
		for (const [index, { store, url }] of tenants.entries()) {
			const customers = store
				.held<{ header: { channelData: { channelCustomerIdentifier: string } } }>('message')
				.map(({ fact }) => Number(fact.header.channelData.channelCustomerIdentifier.slice(8)));
			expect(customers.sort((a, b) => a - b)).toEqual(
				items.map((_, item) => item).filter((item) => item % 2 === index),
			);
			const calls = store.requests({ path: /^\/(file-engine|ccm)\// });
			expect(calls.every(({ answer }) => answer.status === 200)).toBe(true);
			expect(new Set(calls.map(({ headers }) => headers.tenantid))).toEqual(new Set([`tenant${index}`]));
			for (const { json } of result.main.filter((_, item) => item % 2 === index))
				expect(String(json.mediaUrl)).toMatch(new RegExp(`^${url}/`));
		}
	});
});
