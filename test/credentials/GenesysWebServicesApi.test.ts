import type { ICredentialDataDecryptedObject, INodeCredentialTestResult } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox';
import { GenesysWebServicesApi } from '../../credentials/GenesysWebServicesApi.credentials';
import { testCredential } from '../support/credentialTest';
import { CHAT, DOCUMENT, run } from '../nodes/Genesys/support';

let sandbox: Sandbox;
let genesys: Sandbox['vendors']['genesys'];

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['genesys'] });
	genesys = sandbox.vendors.genesys;
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

async function test(changes: ICredentialDataDecryptedObject = {}): Promise<INodeCredentialTestResult> {
	const { username, password } = genesys.keys;
	const data = { baseUrl: genesys.url, username, password, ...changes };
	const result = await testCredential('genesysWebServicesApi', data);
	if (data.password !== '') expect(result.message).not.toContain(data.password);
	return result;
}

const html = { kind: 'html', processed: false } as const;

it('passes for a good login', async () => {
	expect(await test()).toEqual({ status: 'OK', message: 'Connection successful' });
	expect(genesys.store.requests().map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/v2/me']);
});

it.each(['/', '/api/v2', '/api/v2/me/chats/1?x=y', '/ui/ad/v1/index.html'])(
	'passes with a pasted address that ends in %s',
	async (tail) => {
		expect(await test({ baseUrl: ` ${genesys.url}${tail} ` })).toMatchObject({ status: 'OK' });
	},
);

it('passes for an agent without a password', async () => {
	const user = genesys.state.users.get(genesys.keys.username);
	if (user) user.password = '';
	expect(await test({ password: '' })).toMatchObject({ status: 'OK' });
});

it.each<ICredentialDataDecryptedObject>([
	{ username: 'nobody' },
	{ password: 'a-mistyped-password' },
	{ password: '' },
])('names a bad login: %j', async (changes) => {
	const { status, message } = await test(changes);
	expect(status).toBe('Error');
	expect(message).toMatch(/^Genesys did not accept the login\. Check User Name and Password/);
	expect(message).toContain('Access denied');
});

it.each(['\n', '\r\n'])(
	'passes with a password that was pasted with the end of its line: %j',
	async (end) => {
		expect(await test({ password: `${genesys.keys.password}${end}` })).toMatchObject({ status: 'OK' });
	},
);

it.each([' ', '\t'])('takes a blank for a part of the password: %j', async (blank) => {
	expect(await test({ password: `${genesys.keys.password}${blank}` })).toMatchObject({ status: 'Error' });
});

it('refuses a user name that would be cut at its colon', async () => {
	expect(await test({ username: 'kari:x' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('"User Name" holds a colon'),
	});
	expect(genesys.store.requests()).toHaveLength(0);
});

it('asks for a user name', async () => {
	expect(await test({ username: ' ' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('"User Name" is empty'),
	});
	expect(genesys.store.requests()).toHaveLength(0);
});

it.each([
	['', '"Base URL" is empty'],
	['gws.example.com', '"Base URL" holds "gws.example.com"'],
	['ftp://gws.example.com', '"Base URL" holds "ftp://gws.example.com"'],
	['https://me:pw@gws.example.com', '"Base URL" holds a user name or password'],
	['http://127.0.0.1:9', 'Genesys could not be reached at 127.0.0.1:9'],
	['http://gws.invalid', 'The host gws.invalid was not found'],
])('names a wrong address: %s', async (baseUrl, message) => {
	expect(await test({ baseUrl })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining(message),
	});
});

const NOT_THERE = 'There is no Genesys Web Services at this address';

it('names a wrong path', async () => {
	const { status, message } = await test({ baseUrl: `${genesys.url}/wrong-prefix` });
	expect(status).toBe('Error');
	expect(message).toContain(NOT_THERE);
	expect(message).toContain('Base URL');
});

it('names a host that answers web pages', async () => {
	genesys.faults.add({ times: Infinity, fault: html });
	const { status, message } = await test();
	expect(status).toBe('Error');
	expect(message).toContain(NOT_THERE);
});

it('names a host that answers another JSON', async () => {
	genesys.faults.add({ times: Infinity, fault: { kind: 'status', status: 200, body: { hello: 'world' } } });
	expect(await test()).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('Its answer has no statusCode'),
	});
});

it('does not blame the address when a Genesys server is there', async () => {
	genesys.faults.add({ when: { path: /\/me$/ }, fault: html });
	const { status, message } = await test();
	expect(status).toBe('Error');
	expect(message).toContain('web page');
	expect(message).not.toContain(NOT_THERE);
});

it('hints at a chat feature that is switched off', async () => {
	genesys.settings.chatFeature = false;
	expect(await test()).toEqual({
		status: 'OK',
		message: expect.stringContaining('chat (api-multimedia) is not among the features'),
	});
});

it.each(['api-multimedia', 'api-multimedia-chat'])('knows the chat feature as %s', async (id) => {
	genesys.settings.chatFeatureId = id;
	expect(await test()).toEqual({ status: 'OK', message: 'Connection successful' });
});

it.each([
	[8, 'The agent must change the password first'],
	[4, 'Genesys, or a server behind it, could not carry out the request'],
])('tells statusCode %i', async (statusCode, message) => {
	const body = { statusCode, statusMessage: 'reason' };
	genesys.faults.add({ when: { path: /\/me$/ }, fault: { kind: 'status', status: 200, body } });
	const result = await test();
	expect(result).toMatchObject({ status: 'Error', message: expect.stringContaining(message) });
	expect(result.message).not.toContain('may have been carried out');
});

it('tells a redirect instead of following it with the login', async () => {
	const location = 'http://127.0.0.1:9/login';
	genesys.faults.add({ when: { path: /\/me$/ }, fault: { kind: 'redirect', location } });
	expect(await test()).toMatchObject({ status: 'Error', message: expect.stringContaining(location) });
});

describe('a certificate that nobody vouches for', () => {
	let secure: Sandbox;
	beforeAll(async () => {
		secure = await startSandbox({ vendors: ['genesys'], tls: true });
	});
	afterAll(async () => await secure.stop());

	it('is refused by default and taken when the switch is on, in test and node', async () => {
		const { url, keys } = secure.vendors.genesys;
		expect(await test({ baseUrl: url })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('No secure connection'),
		});
		expect(await test({ baseUrl: url, allowUnauthorizedCerts: true })).toMatchObject({ status: 'OK' });
		const upload = async (allowUnauthorizedCerts: boolean) => {
			const { username, password } = keys;
			const data = { baseUrl: url, username, password, allowUnauthorizedCerts };
			const ids = { chatId: CHAT, documentId: DOCUMENT };
			return await run(genesys, 'genesysUploadFile', ids, { credentials: { genesysWebServicesApi: data } });
		};
		expect((await upload(false)).error?.message).toContain('No secure connection');
		expect((await upload(true)).error).toBeUndefined();
	});
});

describe('its signature', () => {
	const { authenticate } = new GenesysWebServicesApi();
	const sign = async (data: ICredentialDataDecryptedObject, headers = {}) =>
		(await authenticate(data, { url: 'https://gws.example.com', headers })).headers;

	it('keeps what the caller sends and adds the login', async () => {
		expect(await sign({ username: 'me', password: 'pässword' }, { Accept: 'x' })).toEqual({
			Accept: 'x',
			Authorization: `Basic ${Buffer.from('me:pässword').toString('base64')}`,
		});
	});

	it('hides the session and the password in the editor', () => {
		const hidden = new GenesysWebServicesApi().properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(hidden.map(({ name }) => name)).toEqual(['password', 'sessionToken']);
	});
});
