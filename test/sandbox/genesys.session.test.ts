import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Sandbox } from '../../sandbox';
import { basic, CHAT, DOCUMENT, type Genesys, read, send, session, startGenesys } from './support/genesys';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const UPLOAD = { operationName: 'UploadFile', documentId: DOCUMENT };

/** Exactly a code and a text, nothing else. */
const refused = (status: number, statusCode: number) => ({
	status,
	body: { statusCode, statusMessage: expect.stringMatching(/./) },
});

describe("the vendor page's own request, sent by curl", () => {
	/** https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile, unchanged */
	const SAMPLE = '{\n "operationName": "UploadFile", \n "documentId": "0001PaBMYY3600RC"\n}';
	const curl = async (...options: string[]) => {
		const { username, password } = genesys.keys;
		const all = ['-s', '--noproxy', '*', '-u', `${username}:${password}`, ...options];
		return (await promisify(execFile)('curl', all)).stdout;
	};
	const sample = ['-H', 'Content-Type: application/json', '-d', SAMPLE];

	it('delivers the file on a site without CSRF protection', async () => {
		genesys.settings.csrfProtection = false;
		expect(JSON.parse(await curl(...sample, `${genesys.url}${CHAT}`))).toEqual({ statusCode: 0 });
		expect(genesys.store.held('uploadedFile').map(({ fact }) => fact)).toEqual([
			expect.objectContaining({ chatId: '0001PaBMYY3600R8', documentId: DOCUMENT, size: 46 }),
		]);
	});

	it('delivers it with the protection on, after a GET for cookie and token', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'genesys-curl-'));
		const jar = join(folder, 'cookies');
		expect(await curl(...sample, `${genesys.url}${CHAT}`)).toContain('Csrf token');
		const head = await curl('-c', jar, '-D', '-', '-o', '/dev/null', `${genesys.url}/api/v2/me`);
		const token = /^x-csrf-token: (.+?)\r?$/im.exec(head)?.[1];
		const answer = await curl('-b', jar, '-H', `X-CSRF-TOKEN: ${token}`, ...sample, `${genesys.url}${CHAT}`);
		await rm(folder, { recursive: true });
		expect(JSON.parse(answer)).toEqual({ statusCode: 0 });
	});
});

describe('access', () => {
	it('tells its version to anybody', async () => {
		const { status, body } = await send(genesys, '/api/v2/diagnostics/version');
		expect([status, body]).toEqual([200, { statusCode: 0, version: '8.5.202.41' }]);
	});

	it.each([
		['no login', {}],
		[
			'a wrong password',
			{ authorization: `Basic ${Buffer.from('genesys-sandbox-agent:x').toString('base64')}` },
		],
		['a bearer token', { authorization: 'Bearer x' }],
		['an unknown cookie', { cookie: 'JSESSIONID=x' }],
	])('is refused with %s', async (_name, headers: Record<string, string>) => {
		for (const path of ['/api/v2/me', '/api/v2/me/chats', CHAT]) {
			expect(await send(genesys, path, { headers })).toMatchObject(refused(403, 20));
		}
	});

	it('goes on with the cookie alone', async () => {
		const { cookie } = await session(genesys);
		expect((await send(genesys, '/api/v2/me', { headers: { cookie } })).status).toBe(200);
	});

	it("knows no agents on the customers' side", async () => {
		expect(await read(genesys, '/api/v2/chats/0001PaBMYY3600R8')).toMatchObject(refused(403, 20));
	});
});

describe('CSRF protection', () => {
	const write = async (headers: Record<string, string>) => {
		const all = { 'content-type': 'application/json', ...headers };
		return await send(genesys, CHAT, { method: 'POST', headers: all, body: JSON.stringify(UPLOAD) });
	};

	it('asks for the token and the cookie that belong together', async () => {
		const good = await session(genesys);
		const other = await session(genesys);
		const { authorization, cookie, 'X-CSRF-TOKEN': token } = good;
		const bad: Array<Record<string, string>> = [
			{ authorization },
			{ authorization, cookie },
			{ authorization, 'X-CSRF-TOKEN': token },
			{ authorization, cookie, 'X-CSRF-TOKEN': 'wrong' },
			{ authorization, cookie: other.cookie, 'X-CSRF-TOKEN': token },
		];
		for (const headers of bad) {
			expect(await write(headers)).toMatchObject({ status: 403, body: expect.stringContaining('Csrf') });
		}
		expect(genesys.store.held()).toEqual([]);
		expect((await write(good)).body).toEqual({ statusCode: 0 });
		expect((await write({ cookie, 'X-CSRF-TOKEN': token })).body).toEqual({ statusCode: 0 });
	});

	it('refuses in JSON when set so', async () => {
		genesys.settings.csrfRefusal = 'json';
		expect(await write(basic(genesys))).toMatchObject(refused(403, 3));
	});

	it('refuses with a page when set so', async () => {
		genesys.settings.csrfRefusal = 'page';
		const { status, headers, body } = await write(basic(genesys));
		expect([status, headers.get('content-type')]).toEqual([403, 'text/html; charset=iso-8859-1']);
		expect(body).toMatch(/^<html>.*Csrf token/);
	});

	it('forgets an idle session, and gives another token', async () => {
		const old = await session(genesys);
		genesys.clock.shift(1_801_000);
		expect((await write(old)).status).toBe(403);
		const fresh = await session(genesys);
		expect(fresh['X-CSRF-TOKEN']).not.toBe(old['X-CSRF-TOKEN']);
		expect((await write(fresh)).status).toBe(200);
	});

	it('announces another header when set so, and takes no other', async () => {
		genesys.settings.csrfHeader = 'X-Site-Guard';
		const good = await session(genesys);
		const { 'X-Site-Guard': token, ...rest } = good;
		expect((await write({ ...rest, 'X-CSRF-TOKEN': token })).status).toBe(403);
		expect((await write(good)).status).toBe(200);
	});

	it('announces nothing when it is off', async () => {
		genesys.settings.csrfProtection = false;
		expect((await read(genesys, '/api/v2/me')).headers.get('x-csrf-header')).toBeNull();
		expect((await write(basic(genesys))).status).toBe(200);
	});
});
