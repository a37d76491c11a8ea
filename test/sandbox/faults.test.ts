import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate as immediate } from 'node:timers/promises';

import type { FaultOrder } from '../../sandbox';
import type { RunningVendor } from '../../sandbox/vendor';
import { startEcho } from './support/echo';
import { rawRequest } from './support/rawClient';

const REAL_BODY = '{"ok":true,"call":1,"loud":false,"words":"one two three four"}';

let echo: RunningVendor;

beforeAll(async () => {
	echo = await startEcho();
});
beforeEach(() => echo.reset());
afterAll(async () => await echo.stop());

const post = async (body = '{"a":1}') =>
	await rawRequest(`${echo.url}/echo`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
	});
const fail = (fault: FaultOrder['fault']) => echo.faults.add({ fault });
const stored = () => echo.store.held('echo').length;
const applied = () => echo.store.requests().map((request) => request.fault);

it('answers untouched when no fault is set', async () => {
	const answer = await post();
	expect(answer).toMatchObject({ status: 200, body: REAL_BODY });
	expect(answer.headers['content-length']).toBe(String(REAL_BODY.length));
	expect(applied()).toEqual([undefined]);
});

it.each<FaultOrder['fault']>([
	{ kind: 'truncated' },
	{ kind: 'slowBody', ms: 20 },
	{ kind: 'cutJson' },
	{ kind: 'resetAfter' },
])('keeps the server whole when the client has left before a damaged answer: %j', async (fault) => {
	fail(fault);
	const socket = connect(Number(new URL(echo.url).port), '127.0.0.1');
	await once(socket, 'connect');
	socket.write('GET /late HTTP/1.1\r\nhost: echo\r\n\r\n');
	while (echo.store.requests().length === 0) await immediate();
	socket.destroy();
	while (stored() === 0) await immediate();
	// Its failure would come before that of a request that is made now
	expect(await post()).toMatchObject({ status: 200 });
	expect(applied()).toEqual([fault.kind, undefined]);
	expect(echo.store.requests()[0].answer).toMatchObject({ status: 200, body: { ok: true, call: 1 } });
});

describe('each kind of fault', () => {
	it('delay: waits before the vendor acts', async () => {
		fail({ kind: 'delay', ms: 150 });
		const answer = await post();
		expect(answer).toMatchObject({ status: 200, body: REAL_BODY });
		expect(answer.firstByte).toBeGreaterThanOrEqual(145);
		expect(applied()).toEqual(['delay']);
	});

	it.each([
		['429 with seconds', 429, { 'retry-after': '7' }],
		['429 with a date', 429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }],
		['503 without a hint', 503, {}],
		['500', 500, {}],
		['401', 401, { 'www-authenticate': 'Bearer' }],
	])('status: %s instead of the vendor', async (_name, status, headers) => {
		fail({ kind: 'status', status, headers, body: { error: 'on purpose' } });
		const answer = await post();
		expect(answer).toMatchObject({ status, body: '{"error":"on purpose"}' });
		expect(answer.headers).toMatchObject({
			'content-type': expect.stringContaining('application/json'),
			...headers,
		});
		expect('retry-after' in answer.headers).toBe('retry-after' in headers);
		expect(stored()).toBe(0);
		expect(echo.store.requests()[0].answer).toEqual({ status, body: { error: 'on purpose' } });
	});

	it('status: without a body sends none', async () => {
		fail({ kind: 'status', status: 500 });
		expect(await post()).toMatchObject({ status: 500, body: '' });
	});

	it('redirect: points elsewhere', async () => {
		fail({ kind: 'redirect', location: 'http://elsewhere.test/', status: 307 });
		const answer = await post();
		expect(answer.status).toBe(307);
		expect(answer.headers.location).toBe('http://elsewhere.test/');
		expect(stored()).toBe(0);
	});

	it('resetBefore: resets the connection with nothing stored', async () => {
		fail({ kind: 'resetBefore' });
		expect(await post()).toMatchObject({ text: '', error: 'ECONNRESET' });
		expect(stored()).toBe(0);
		expect(echo.store.requests()).toMatchObject([{ fault: 'resetBefore', answer: { status: 0 } }]);
	});

	it('resetAfter: resets the connection when the vendor has stored the request', async () => {
		fail({ kind: 'resetAfter' });
		expect(await post()).toMatchObject({ text: '', error: 'ECONNRESET' });
		expect(stored()).toBe(1);
		expect(echo.store.requests()).toMatchObject([{ fault: 'resetAfter', answer: { status: 200 } }]);
	});

	it('truncated: half the answer under the whole length', async () => {
		fail({ kind: 'truncated' });
		const answer = await post();
		expect(answer.headers['content-length']).toBe(String(REAL_BODY.length));
		expect(answer.body).toBe(REAL_BODY.slice(0, REAL_BODY.length / 2));
		expect(stored()).toBe(1);
	});

	it('cutJson: half the answer under its own length', async () => {
		fail({ kind: 'cutJson' });
		const answer = await post();
		expect(answer.status).toBe(200);
		expect(answer.headers['content-length']).toBe(String(answer.body.length));
		expect(answer.body).toBe(REAL_BODY.slice(0, REAL_BODY.length / 2));
		expect(stored()).toBe(1);
	});

	it('html: a page where JSON was due', async () => {
		fail({ kind: 'html', status: 502 });
		const answer = await post();
		expect(answer.status).toBe(502);
		expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
		expect(answer.body).toContain('<h1>Bad gateway</h1>');
		expect(answer.headers['content-length']).toBe(String(answer.body.length));
		expect(stored()).toBe(1);
	});

	it('empty: 200 without a body', async () => {
		fail({ kind: 'empty' });
		const answer = await post();
		expect(answer).toMatchObject({ status: 200, body: '' });
		expect(answer.headers['content-length']).toBe('0');
		expect(stored()).toBe(1);
	});

	it.each([
		[undefined, '{"unexpected":true}'],
		[[], '[]'],
		['text', '"text"'],
	])('wrongShape: valid JSON of another shape (%j)', async (body, sent) => {
		fail({ kind: 'wrongShape', body });
		expect(await post()).toMatchObject({ status: 200, body: sent });
		expect(stored()).toBe(1);
	});

	it.each(['html', 'empty', 'wrongShape'] as const)(
		'%s with processed false never reaches the vendor',
		async (kind) => {
			fail({ kind, processed: false });
			expect((await post()).status).toBe(200);
			expect(stored()).toBe(0);
		},
	);

	it('slowBody: trickles byte by byte', async () => {
		fail({ kind: 'slowBody', ms: 3 });
		const answer = await post();
		expect(answer.body).toBe(REAL_BODY);
		expect(answer.lastByte - answer.firstByte).toBeGreaterThanOrEqual(REAL_BODY.length * 2);
	});

	it('hang: never answers until the client leaves', async () => {
		fail({ kind: 'hang' });
		const leaving = AbortSignal.timeout(200);
		await expect(fetch(`${echo.url}/echo`, { method: 'POST', signal: leaving })).rejects.toThrow(/timeout/i);
		expect(stored()).toBe(0);
		expect(echo.store.requests()).toMatchObject([{ fault: 'hang', answer: { status: 0 } }]);
		await expect(post()).resolves.toMatchObject({ status: 200 });
	});
});

describe('which request is struck', () => {
	it('strikes once by default, then n times, then always', async () => {
		const statuses = async (times?: number) => {
			echo.reset();
			echo.faults.add({ times, fault: { kind: 'status', status: 503 } });
			return [(await post()).status, (await post()).status, (await post()).status];
		};
		expect(await statuses()).toEqual([503, 200, 200]);
		expect(await statuses(2)).toEqual([503, 503, 200]);
		expect(await statuses(Infinity)).toEqual([503, 503, 503]);
	});

	it('skips the first n that match', async () => {
		echo.faults.add({ when: { after: 2 }, fault: { kind: 'status', status: 500 } });
		expect([(await post()).status, (await post()).status, (await post()).status]).toEqual([200, 200, 500]);
	});

	it.each([
		['method', { method: 'PUT' }, { method: 'post' }],
		['path text', { path: '/other' }, { path: '/ech' }],
		['path expression', { path: /^\/ech$/ }, { path: /^\/echo$/ }],
		['body', { bodyIncludes: '"b"' }, { bodyIncludes: 'needle' }],
	])('picks by %s', async (_name, other, own) => {
		echo.faults.add({ when: other, fault: { kind: 'status', status: 500 } });
		echo.faults.add({ when: own, fault: { kind: 'status', status: 418 } });
		expect((await post('{"a":"needle"}')).status).toBe(418);
	});

	it('takes faults in the order in which they were set', async () => {
		fail({ kind: 'status', status: 429 });
		fail({ kind: 'status', status: 503 });
		expect([(await post()).status, (await post()).status, (await post()).status]).toEqual([429, 503, 200]);
		expect(applied()).toEqual(['status', 'status', undefined]);
	});

	it('strikes unknown paths too', async () => {
		fail({ kind: 'status', status: 503 });
		expect((await rawRequest(`${echo.url}/unknown`)).status).toBe(503);
	});
});

describe('the board over HTTP', () => {
	const board = () => `${echo.url}/_sandbox/faults`;
	const order = async (value: unknown) =>
		await fetch(board(), {
			method: 'POST',
			body: JSON.stringify(value),
			headers: { 'content-type': 'application/json' },
		});

	it('sets, lists and clears', async () => {
		const set = await order({
			when: { path: '^/echo$', method: 'POST' },
			times: null,
			fault: { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
		});
		expect([set.status, await set.json()]).toEqual([201, { id: expect.any(Number) }]);
		expect((await post()).status).toBe(429);
		expect(await (await fetch(board())).json()).toMatchObject([
			{
				when: { path: '^\\/echo$', method: 'POST' },
				times: null,
				struck: 1,
				fault: { kind: 'status', status: 429 },
			},
		]);
		expect((await fetch(board(), { method: 'DELETE' })).status).toBe(204);
		expect((await post()).status).toBe(200);
		expect(await (await fetch(board())).json()).toEqual([]);
	});

	it('refuses an unknown kind, a bad expression and what is not JSON', async () => {
		expect((await order({ fault: { kind: 'flood' } })).status).toBe(400);
		expect((await order({ when: { path: '(' }, fault: { kind: 'hang' } })).status).toBe(400);
		expect((await fetch(board(), { method: 'POST', body: '{' })).status).toBe(400);
		expect(echo.faults.list()).toEqual([]);
	});
});
