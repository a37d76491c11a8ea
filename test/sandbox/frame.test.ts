import { createHash } from 'node:crypto';
import { get } from 'node:https';
import { type AddressInfo, connect, createServer } from 'node:net';

import { startSandbox } from '../../sandbox';
import { KEPT_FILE_LIMIT } from '../../sandbox/store';
import type { RunningVendor } from '../../sandbox/vendor';
import { startEcho } from './support/echo';
import { rawRequest } from './support/rawClient';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** The status of a GET that trusts only this certificate. */
async function httpsGet(url: string, ca?: string): Promise<number | undefined> {
	return await new Promise((resolve, reject) => {
		get(url, { ca, agent: false, family: 4 }, (response) => resolve(response.resume().statusCode)).on(
			'error',
			reject,
		);
	});
}

describe('a vendor server', () => {
	let echo: Awaited<ReturnType<typeof startEcho>>;
	const last = () => echo.store.requests().at(-1);
	const send = async (path: string, body: string, contentType?: string) =>
		await rawRequest(echo.url + path, {
			method: 'POST',
			headers: contentType === undefined ? {} : { 'content-type': contentType },
			body,
		});

	beforeAll(async () => {
		echo = await startEcho({ loud: true });
	});
	beforeEach(() => echo.reset());
	afterAll(async () => await echo.stop());

	describe('recording', () => {
		it('keeps method, path, query, headers, body, hash, size and answer of every request in order', async () => {
			await rawRequest(`${echo.url}/echo?a=1&b=%20x&b=y`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', 'X-Own': 'yes' },
				body: '{"text":"Grüße"}',
			});
			await rawRequest(`${echo.url}/pages/a%2Fb%20c`);
			expect(echo.store.requests()).toMatchObject([
				{
					id: 1,
					at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
					method: 'POST',
					path: '/echo',
					query: { a: '1', b: [' x', 'y'] },
					headers: { 'x-own': 'yes', 'content-type': 'application/json' },
					body: { text: 'Grüße' },
					rawSha256: sha256('{"text":"Grüße"}'),
					size: 18,
					files: [],
					answer: { status: 200, body: { ok: true, call: 1, loud: true, words: 'one two three four' } },
				},
				{ id: 2, method: 'GET', path: '/pages/a%2Fb%20c', answer: { status: 200, body: { id: 'a/b c' } } },
			]);
		});

		it.each([
			['invalid JSON as text', 'application/json', '{"a":', '{"a":'],
			['JSON under another name', 'application/vnd.acme+json; charset=utf-8', '[1]', [1]],
			['a form', 'application/x-www-form-urlencoded', 'a=1&b=x%20y', { a: '1', b: 'x y' }],
			['text', 'text/plain', '{"a":1}', '{"a":1}'],
			['no content type', undefined, '{"a":1}', '{"a":1}'],
			['a malformed content type', 'nonsense', '{"a":1}', '{"a":1}'],
		])('takes %s without a word of its own', async (_name, contentType, body, recorded) => {
			expect((await send('/echo', body, contentType)).status).toBe(200);
			expect(last()).toMatchObject({
				body: recorded,
				headers: contentType ? { 'content-type': contentType } : {},
			});
		});

		it('records unknown paths and wrong methods, answered as the vendor does', async () => {
			const unknown = await send('/nothing', 'x', 'text/plain');
			expect(unknown).toMatchObject({ status: 404, body: 'no POST here', headers: { 'x-vendor': 'echo' } });
			expect((await rawRequest(`${echo.url}/echo/`)).status).toBe(404);
			expect(await rawRequest(`${echo.url}/echo`, { method: 'PATCH' })).toMatchObject({
				status: 405,
				body: '{"error":"wrong method"}',
			});
			expect(echo.store.requests().map(({ answer }) => answer.status)).toEqual([404, 404, 405]);
			expect(echo.store.requests({ method: 'POST', path: '/nothing' })).toHaveLength(1);
			expect(echo.store.requests({ path: /^\/echo/ })).toHaveLength(2);
		});

		it('shows a bug of a vendor file as such', async () => {
			const answer = await rawRequest(`${echo.url}/broken`);
			expect(answer.status).toBe(500);
			expect(answer.body).toContain('The sandbox itself failed: TypeError: a bug of the vendor file');
		});

		it('records a client that leaves in the middle of its body', async () => {
			const { hostname, port } = new URL(echo.url);
			const socket = connect(Number(port), hostname);
			socket.write('POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf', () =>
				socket.destroy(),
			);
			await new Promise((resolve) => socket.once('close', resolve));
			while (echo.store.requests().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
			expect(last()).toMatchObject({ aborted: true, size: 4, rawSha256: sha256('half') });
			expect(echo.store.held()).toEqual([]);
		});

		it('counts requests, connections and the most in flight', async () => {
			echo.faults.add({ times: 3, fault: { kind: 'delay', ms: 150 } });
			await Promise.all([send('/echo', ''), send('/echo', ''), send('/echo', '')]);
			await send('/echo', '');
			await rawRequest(`${echo.url}/_sandbox/held`);
			expect(echo.store.counters).toEqual({ requests: 4, inFlight: 0, maxInFlight: 3, connections: 4 });
		});
	});

	describe('multipart', () => {
		const boundary = 'xYz';
		const parts = (...all: string[]) =>
			all.map((part) => `--${boundary}\r\n${part}\r\n`).join('') + `--${boundary}--\r\n`;
		const type = `multipart/form-data; boundary=${boundary}`;

		it('hashes and keeps files, with the name exactly as received', async () => {
			const body = parts(
				'Content-Disposition: form-data; name="note"\r\n\r\nzwölf',
				'content-disposition: form-data; name="file"; filename="a/b/Grüße & 漢字.PDF"\r\nContent-Type: application/pdf\r\n\r\n%PDF-x',
			);
			await send('/file', body, type);
			const file = {
				part: 'file',
				fileName: 'a/b/Grüße & 漢字.PDF',
				contentType: 'application/pdf',
				size: 6,
				sha256: sha256('%PDF-x'),
			};
			expect(last()).toMatchObject({
				body: {
					fields: { note: 'zwölf' },
					files: [file],
					duplicates: [],
					partHeaders: [
						'Content-Disposition: form-data; name="note"',
						'content-disposition: form-data; name="file"; filename="a/b/Grüße & 漢字.PDF"\r\nContent-Type: application/pdf',
					],
				},
				files: [file],
				rawSha256: sha256(body),
				size: Buffer.byteLength(body),
			});
			expect(echo.store.held('file')).toMatchObject([
				{ kind: 'file', fact: { name: 'a/b/Grüße & 漢字.PDF' }, file },
			]);
			expect(echo.store.file(file.sha256)?.toString()).toBe('%PDF-x');
			const served = await fetch(`${echo.url}/_sandbox/files/${file.sha256}`);
			expect(await served.text()).toBe('%PDF-x');
		});

		it('notes duplicated parts and a missing file name', async () => {
			const body = parts(
				'Content-Disposition: form-data; name="a"\r\n\r\n1',
				'Content-Disposition: form-data; name="a"\r\n\r\n2',
				'Content-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\nx',
				'Content-Disposition: form-data; name="file"; filename="y"\r\n\r\ny',
			);
			await send('/echo', body, type);
			expect(last()?.body).toMatchObject({ fields: { a: '1' }, duplicates: ['a', 'file'] });
			expect(last()?.files.map(({ part, fileName }) => [part, fileName])).toEqual([
				['file', undefined],
				['file', 'y'],
			]);
		});

		it.each([
			['no boundary', 'multipart/form-data', '--xYz--\r\n', /boundary not found/i],
			['an early end', type, '--xYz\r\nContent-Disposition: form-data; name="a"\r\n\r\nx', /unexpected end/i],
		])('says what is wrong: %s', async (_name, contentType, body, problem) => {
			expect((await send('/echo', body, contentType)).status).toBe(200);
			expect(last()).toMatchObject({
				body: { problem: expect.stringMatching(problem) },
				rawSha256: sha256(body),
			});
		});

		it('hashes a file that is too large to keep', async () => {
			const bytes = Buffer.alloc(KEPT_FILE_LIMIT + 1, 7);
			const form = new FormData();
			form.append('file', new Blob([bytes]), 'large.bin');
			expect((await fetch(`${echo.url}/file`, { method: 'POST', body: form })).status).toBe(200);
			expect(last()?.files).toMatchObject([{ size: bytes.length, sha256: sha256(bytes) }]);
			expect(echo.store.file(sha256(bytes))).toBeUndefined();
			expect((await fetch(`${echo.url}/_sandbox/files/${sha256(bytes)}`)).status).toBe(404);
		});
	});

	describe('holdings, clock and reset', () => {
		it('holds, finds and releases facts', () => {
			echo.store.hold('chat', { id: 1 });
			echo.store.hold('message', { id: 1 });
			echo.store.hold('chat', { id: 2 });
			expect(echo.store.held<{ id: number }>('chat').map(({ fact }) => fact.id)).toEqual([1, 2]);
			expect(echo.store.release('chat', ({ id }) => id === 1)).toBe(1);
			const added = echo.store.hold('chat', { id: 3 });
			expect(echo.store.held().map(({ id }) => id)).toEqual([2, 3, added.id]);
			expect(added.id).toBe(4);
		});

		it('follows its own clock', () => {
			echo.clock.stopAt(new Date('2026-01-02T03:04:05.000Z'));
			echo.clock.shift(60_000);
			expect(echo.store.hold('chat', {}).at).toBe('2026-01-02T03:05:05.000Z');
			echo.clock.reset();
			expect(Math.abs(echo.clock.now().getTime() - Date.now())).toBeLessThan(1000);
		});

		it('forgets everything on reset, over HTTP as well', async () => {
			echo.settings.loud = false;
			echo.settings.nested.words.push('changed');
			echo.faults.add({ when: { path: '/never' }, fault: { kind: 'hang' } });
			echo.clock.shift(1e9);
			await send('/echo', 'x');
			expect(echo.state.calls).toBe(1);
			expect((await fetch(`${echo.url}/_sandbox/received`, { method: 'DELETE' })).status).toBe(204);
			expect(echo.state.calls).toBe(0);
			expect(echo.settings).toEqual({ loud: true, nested: { words: ['default'] } });
			expect([echo.store.requests(), echo.store.held(), echo.faults.list()]).toEqual([[], [], []]);
			expect(Math.abs(echo.clock.now().getTime() - Date.now())).toBeLessThan(1000);
			await send('/echo', 'x');
			expect(last()?.id).toBe(1);
		});
	});

	describe('the panel', () => {
		it('shows what came in and what is held, safely, and records none of its own requests', async () => {
			await send('/echo', '{"text":"<script>alert(1)</script>"}', 'application/json');
			const page = await rawRequest(`${echo.url}/_sandbox/`);
			expect(page.headers['content-type']).toContain('text/html');
			expect(page.body).toContain('POST /echo');
			expect(page.body).toContain('&lt;script&gt;alert(1)');
			expect(page.body).not.toContain('<script>');
			const received = await (await fetch(`${echo.url}/_sandbox/received`)).json();
			expect(received).toEqual(JSON.parse(JSON.stringify(echo.store.requests())));
			expect(await (await fetch(`${echo.url}/_sandbox/held`)).json()).toMatchObject([
				{ kind: 'echo', fact: { call: 1 } },
			]);
			expect(await (await fetch(`${echo.url}/_sandbox/counters`)).json()).toMatchObject({ requests: 1 });
			expect((await rawRequest(`${echo.url}/_sandbox`)).headers.location).toBe('/_sandbox/');
			expect(echo.store.requests()).toHaveLength(1);
		});

		it('is not touched by faults', async () => {
			echo.faults.add({ times: Infinity, fault: { kind: 'status', status: 500 } });
			expect((await rawRequest(`${echo.url}/_sandbox/held`)).status).toBe(200);
		});
	});
});

describe('the sandbox', () => {
	it('starts the vendors asked for, lists them on the overview, and stops', async () => {
		const sandbox = await startSandbox({ vendors: ['haptik'], settings: { haptik: { callsPerMinute: 3 } } });
		const { haptik } = sandbox.vendors;
		expect(haptik.settings.callsPerMinute).toBe(3);
		expect(() => sandbox.vendors.genesys).toThrow('The sandbox was started without genesys');
		await fetch(`${haptik.url}/x`);
		const state = (await (await fetch(`${sandbox.overviewUrl}/state.json`)).json()) as {
			vendors: RunningVendor[];
		};
		expect(state.vendors).toMatchObject([
			{
				name: 'haptik',
				url: haptik.url,
				keys: haptik.keys,
				received: 1,
				held: 0,
				page: `${haptik.url}/_sandbox/`,
			},
		]);
		const page = await (await fetch(sandbox.overviewUrl)).text();
		expect(page).toContain(haptik.url);
		expect(page).toContain(haptik.keys.token);
		sandbox.reset();
		expect(haptik.store.requests()).toEqual([]);
		await sandbox.stop();
		await expect(fetch(haptik.url)).rejects.toThrow();
		await expect(fetch(sandbox.overviewUrl)).rejects.toThrow();
	});

	it('stops with requests still hanging', async () => {
		const sandbox = await startSandbox({ vendors: ['haptik'] });
		sandbox.vendors.haptik.faults.add({ fault: { kind: 'hang' } });
		const hanging = rawRequest(sandbox.vendors.haptik.url);
		while (sandbox.vendors.haptik.store.requests().length === 0)
			await new Promise((resolve) => setTimeout(resolve, 10));
		await sandbox.stop();
		expect((await hanging).text).toBe('');
	});

	it('speaks https when asked, resets included', async () => {
		const sandbox = await startSandbox({ vendors: ['haptik'], tls: true });
		const { haptik } = sandbox.vendors;
		expect(haptik.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		await expect(httpsGet(haptik.url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		expect(await httpsGet(haptik.url, sandbox.certificate)).toBe(404);
		expect(await httpsGet(haptik.url.replace('127.0.0.1', 'localhost'), sandbox.certificate)).toBe(404);
		haptik.faults.add({ fault: { kind: 'resetBefore' } });
		await expect(httpsGet(haptik.url, sandbox.certificate)).rejects.toMatchObject({ code: 'ECONNRESET' });
		haptik.faults.add({ fault: { kind: 'resetAfter' } });
		await expect(httpsGet(haptik.url, sandbox.certificate)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(haptik.store.requests().map(({ answer }) => answer.status)).toEqual([404, 404, 0, 404]);
		await sandbox.stop();
	});

	it('leaves nothing running when a port is taken', async () => {
		const blocker = createServer();
		await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
		const { port } = blocker.address() as AddressInfo;
		await expect(startSandbox({ vendors: ['haptik'], ports: { overview: port } })).rejects.toMatchObject({
			code: 'EADDRINUSE',
			port,
		});
		await new Promise((resolve) => blocker.close(resolve));
	});
});
