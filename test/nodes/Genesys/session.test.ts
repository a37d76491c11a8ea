import { range } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { GenesysWebServicesApi } from '../../../credentials/GenesysWebServicesApi.credentials';
import {
	isContinued,
	readSession,
	sessionHeaders,
	sessionIn,
	sessionText,
} from '../../../nodes/Genesys/session';
import type { Sandbox } from '../../../sandbox';
import { startVendor } from '../../../sandbox/server';
import { Answer } from '../../../sandbox/vendor';
import type { StoredCredentials } from '../../../testkit/credentials';
import {
	CHAT,
	DOCUMENT,
	type Genesys,
	held,
	login,
	openChat,
	posts,
	run,
	secrets,
	sessionsOpened,
	startGenesys,
} from './support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const UPLOAD = 'genesysUploadFile';
const ids = { chatId: CHAT, documentId: DOCUMENT };
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ json: { ...ids, index } }));
const numbered = { additionalFields: { description: '={{ $json.index }}' } };
const delivered = () => held(genesys, 'uploadedFile').map(({ description }) => Number(description));

const HALF_AN_HOUR = 1_801_000;
const REFUSAL = 'Invalid Csrf token';

/** A host that no answer may lead to with a login; it takes everything. */
async function startTrap() {
	return await startVendor(
		{
			name: 'genesys',
			title: 'Trap',
			keys: {},
			settings: {},
			routes: () => undefined,
			notFound: () => {
				throw new Answer(200, { statusCode: 0 });
			},
		},
		{ host: '127.0.0.1', port: 0 },
	);
}

it('opens one session for many items and keeps it for the next run', async () => {
	const credentials = login(genesys);
	const first = await run(genesys, UPLOAD, numbered, { items: many(4), credentials });
	const second = await run(genesys, UPLOAD, ids, { credentials });
	expect(first.error ?? second.error).toBeUndefined();
	expect(posts(genesys)).toHaveLength(5);
	expect(sessionsOpened(genesys)).toBe(1);
	expect(genesys.state.sessions.size).toBe(1);
});

it('sends the cookie and the token that were issued together', async () => {
	await run(genesys, UPLOAD, ids);
	const [{ headers }] = posts(genesys);
	const [session] = genesys.state.sessions.values();
	expect(headers).toMatchObject({ cookie: `JSESSIONID=${session.id}`, 'x-csrf-token': session.token });
});

it('sends the token in the header that the site announces', async () => {
	genesys.settings.csrfHeader = 'X-Site-Guard';
	expect((await run(genesys, UPLOAD, ids)).error).toBeUndefined();
	const [{ headers }] = posts(genesys);
	expect(headers['x-site-guard']).toBeTruthy();
	expect(headers['x-csrf-token']).toBeUndefined();
});

it('works on a site without CSRF protection, with one session request for all', async () => {
	genesys.settings.csrfProtection = false;
	const { error } = await run(genesys, UPLOAD, numbered, { items: many(3) });
	expect(error).toBeUndefined();
	expect(delivered()).toEqual([0, 1, 2]);
	expect(sessionsOpened(genesys)).toBe(1);
	expect(Object.keys(posts(genesys)[0].headers).filter((name) => name.includes('csrf'))).toEqual([]);
});

it('works for an agent without a password', async () => {
	const user = genesys.state.users.get(genesys.keys.username);
	if (user) user.password = '';
	const credentials = login(genesys, { password: '' });
	expect((await run(genesys, UPLOAD, ids, { credentials })).error).toBeUndefined();
});

it('works with a password that is not ASCII', async () => {
	const user = genesys.state.users.get(genesys.keys.username);
	if (user) user.password = 'Grüße: 密码';
	const credentials = login(genesys, { password: 'Grüße: 密码' });
	expect((await run(genesys, UPLOAD, ids, { credentials })).error).toBeUndefined();
});

describe.each(['text', 'json', 'page'] as const)('a refused token, told in %s', (csrfRefusal) => {
	beforeEach(() => {
		genesys.settings.csrfRefusal = csrfRefusal;
	});

	it('is renewed when the site has switched the protection on since', async () => {
		genesys.settings.csrfProtection = false;
		const credentials = login(genesys);
		await run(genesys, UPLOAD, ids, { credentials });
		genesys.settings.csrfProtection = true;
		genesys.state.sessions.clear();
		const { error } = await run(genesys, UPLOAD, ids, { credentials });
		expect(error).toBeUndefined();
		expect(held(genesys, 'uploadedFile')).toHaveLength(2);
		expect(sessionsOpened(genesys)).toBe(2);
	});

	it('is renewed in the middle of a run when the session has expired, without a doubled or lost file', async () => {
		genesys.faults.add({
			when: { method: 'POST', after: 2 },
			fault: { kind: 'status', status: 403, body: 'Csrf token not found' },
		});
		const { error } = await run(genesys, UPLOAD, numbered, { items: many(5) });
		expect(error).toBeUndefined();
		expect(delivered()).toEqual([0, 1, 2, 3, 4]);
		expect(sessionsOpened(genesys)).toBe(2);
	});

	it('is renewed after the session has been idle for too long', async () => {
		const credentials = login(genesys);
		await run(genesys, UPLOAD, ids, { credentials });
		genesys.clock.shift(HALF_AN_HOUR);
		const { error } = await run(genesys, UPLOAD, ids, { credentials });
		expect(error).toBeUndefined();
		expect(posts(genesys).map(({ answer }) => answer.status)).toEqual([200, 403, 200]);
		expect(held(genesys, 'uploadedFile')).toHaveLength(2);
	});

	it('is renewed when parallel items meet an expired session', async () => {
		const credentials = login(genesys);
		await run(genesys, UPLOAD, ids, { credentials });
		genesys.clock.shift(HALF_AN_HOUR);
		const chats = ['a', 'b', 'c', 'd'].map((chatId) => ({ chatId, documentId: DOCUMENT }));
		const [linked] = genesys.state.chats.values();
		for (const { chatId } of chats) genesys.state.chats.set(chatId, { ...linked, id: chatId });
		const items = chats.map((json) => ({ json }));
		const { error } = await run(genesys, UPLOAD, { options: { concurrency: 4 } }, { items, credentials });
		expect(error).toBeUndefined();
		expect(held(genesys, 'uploadedFile').map(({ chatId }) => chatId)).toEqual(
			expect.arrayContaining(['a', 'b', 'c', 'd']),
		);
		expect(held(genesys, 'uploadedFile')).toHaveLength(5);
		expect(sessionsOpened(genesys)).toBe(2);
	});

	it('is refused once: the requests after it, and the runs after this one, have the new session', async () => {
		const credentials = login(genesys);
		await run(genesys, UPLOAD, ids, { credentials });
		genesys.clock.shift(HALF_AN_HOUR);
		await run(genesys, UPLOAD, numbered, { items: many(4), credentials });
		await run(genesys, UPLOAD, ids, { credentials });
		expect(posts(genesys).map(({ answer }) => answer.status)).toEqual([200, 403, 200, 200, 200, 200, 200]);
		expect(sessionsOpened(genesys)).toBe(2);
	});

	it('is posted twice at the most where the site takes none', async () => {
		const body = {
			text: REFUSAL,
			json: { statusCode: 3, statusMessage: REFUSAL },
			page: `<p>${REFUSAL}</p>`,
		};
		genesys.faults.add({
			when: { method: 'POST' },
			times: Infinity,
			fault: { kind: 'status', status: 403, body: body[csrfRefusal] },
		});
		const { error } = await run(genesys, UPLOAD, ids);
		expect(error?.message).toBe('Genesys did not accept the CSRF token of its own session');
		expect(posts(genesys)).toHaveLength(2);
		expect(sessionsOpened(genesys)).toBe(2);
	});
});

describe('a 403 that is not about the session is told at once', () => {
	it.each([
		['an agent without the Agent role', { statusCode: 5, statusMessage: 'Agent role is needed' }],
		['an operation that is switched off', { statusCode: 3, statusMessage: 'Forbidden' }],
		['words of a proxy', 'Blocked'],
		[
			'a page that has a token of its own',
			'<html><head><meta name="csrf-token" content="x"><script>csrf()</script><style>.csrf{}</style></head>Blocked</html>',
		],
	])('%s', async (_name, body) => {
		genesys.faults.add({
			when: { method: 'POST' },
			times: Infinity,
			fault: { kind: 'status', status: 403, body },
		});
		const { main } = await run(genesys, UPLOAD, ids, { onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({ httpStatus: 403, delivery: 'refused' });
		expect(posts(genesys)).toHaveLength(1);
		expect(sessionsOpened(genesys)).toBe(1);
	});
});

it('is renewed once where the server no longer knows the agent of a session, and a wrong login is not posted', async () => {
	genesys.faults.add({
		when: { method: 'POST', after: 1 },
		fault: { kind: 'status', status: 403, body: { statusCode: 20, statusMessage: 'Access denied' } },
	});
	const { error } = await run(genesys, UPLOAD, numbered, { items: many(3) });
	expect(error).toBeUndefined();
	expect(delivered()).toEqual([0, 1, 2]);
	expect(sessionsOpened(genesys)).toBe(2);
});

it('sends a large file once: the reading before it shows that the session has ended', async () => {
	const credentials = login(genesys);
	const items = [{ files: { data: { bytes: Buffer.alloc(2_000_000), fileName: 'large.bin' } } }];
	await run(genesys, UPLOAD, ids, { credentials });
	genesys.clock.shift(HALF_AN_HOUR);
	const { error } = await run(genesys, 'genesysAttachFile', { chatId: CHAT }, { items, credentials });
	expect(error).toBeUndefined();
	expect(posts(genesys, /attachments$/).map(({ answer }) => answer.status)).toEqual([200]);
	expect(sessionsOpened(genesys)).toBe(2);
});

it('is renewed after a single 401, as a proxy may end a session', async () => {
	genesys.faults.add({
		when: { method: 'POST', after: 1 },
		fault: { kind: 'status', status: 401, body: 'Session over' },
	});
	const { error } = await run(genesys, UPLOAD, numbered, { items: many(3) });
	expect(error).toBeUndefined();
	expect(delivered()).toEqual([0, 1, 2]);
	expect(sessionsOpened(genesys)).toBe(2);
});

it('says what to do about a site that refuses every token', async () => {
	const body = 'Invalid Csrf token';
	genesys.faults.add({
		when: { method: 'POST' },
		times: Infinity,
		fault: { kind: 'status', status: 403, body },
	});
	const { main } = await run(genesys, UPLOAD, ids, { onError: 'continueRegularOutput' });
	const error = main[0].json.error as IDataObject;
	expect(error).toMatchObject({
		message: 'Genesys did not accept the CSRF token of its own session',
		vendorText: body,
		httpStatus: 403,
		delivery: 'refused',
	});
	expect(error.description).toContain('sticky sessions');
});

it('renews the session itself where n8n does not, as in its versions 1.x', async () => {
	const credentials = login(genesys);
	await run(genesys, UPLOAD, ids, { credentials });
	const { sessionToken } = credentials.genesysWebServicesApi;
	class OfVersion1 extends GenesysWebServicesApi {
		// There n8n opens a session where there is none, and renews none
		override async preAuthentication(
			...[values]: Parameters<GenesysWebServicesApi['preAuthentication']>
		): ReturnType<GenesysWebServicesApi['preAuthentication']> {
			if (values.sessionToken !== '') throw new Error('n8n 1.x does not ask again');
			return await super.preAuthentication(values);
		}
	}
	genesys.state.sessions.clear();
	const { error } = await run(genesys, UPLOAD, numbered, {
		items: many(2),
		credentials,
		extraCredentials: { genesysWebServicesApi: new OfVersion1() },
	});
	expect(error).toBeUndefined();
	expect(delivered().slice(1)).toEqual([0, 1]);
	expect(credentials.genesysWebServicesApi.sessionToken).not.toBe(sessionToken);
});

it('does not go on in the session of a login that is no longer in the credential', async () => {
	const credentials = login(genesys);
	await run(genesys, UPLOAD, ids, { credentials });
	const [{ id: old }] = genesys.state.sessions.values();
	const { sessionToken } = credentials.genesysWebServicesApi;
	expect(sessionToken).toContain(old);
	const other = login(genesys, { username: 'other-agent', password: 'other-password', sessionToken });
	const parameters = { chatId: '0001RaC8KT5M00QY', documentId: DOCUMENT };
	genesys.state.chats.get(parameters.chatId)?.links.push({ documentId: DOCUMENT, visibleAt: 0 });
	expect((await run(genesys, UPLOAD, parameters, { credentials: other })).error).toBeUndefined();
	const later = posts(genesys, /QY$/);
	expect(later.map(({ headers }) => headers.cookie ?? '')).not.toContainEqual(expect.stringContaining(old));
	expect(later.map(({ answer }) => answer.status)).toEqual([200]);
});

it("works as each item's own agent where the credential holds expressions, side by side, when sessions end in the middle", async () => {
	const agents = [...genesys.state.users.values()];
	const items = range(20).map((index) => {
		const { userName: agent, password } = agents[index % 2];
		const chatId = `chat-${index}`;
		openChat(genesys, chatId, { agent, links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
		return { json: { chatId, documentId: DOCUMENT, agent, password } };
	});
	genesys.faults.add({
		when: { method: 'POST', after: 10 },
		times: 2,
		fault: { kind: 'status', status: 403, body: REFUSAL },
	});
	const credentials = login(genesys, { username: '={{ $json.agent }}', password: '={{ $json.password }}' });
	const { error } = await run(genesys, UPLOAD, { options: { concurrency: 5 } }, { items, credentials });
	expect(error).toBeUndefined();
	expect(
		held(genesys, 'uploadedFile')
			.map(({ chatId }) => chatId)
			.sort(),
	).toEqual(items.map(({ json }) => json.chatId).sort());
	const good = posts(genesys).filter(({ answer }) => answer.status === 200);
	for (const { path, headers } of good) {
		const { agent, password } = items[Number(/\d+$/.exec(path)?.[0])].json;
		expect(headers.authorization).toBe(`Basic ${Buffer.from(`${agent}:${password}`).toString('base64')}`);
		const id = /JSESSIONID=([^;]+)/.exec(String(headers.cookie ?? ''))?.[1] ?? '';
		expect(genesys.state.sessions.get(id)?.user.userName).toBe(agent);
	}
	// At the start one for each item under way at the most, afterwards one for each that has ended
	expect(sessionsOpened(genesys)).toBeLessThanOrEqual(5 + 2);
});

it.each(['resetBefore', 'resetAfter', 'html', 'cutJson', 'empty'] as const)(
	'goes on when the answer that opens the session is lost: %s',
	async (kind) => {
		genesys.faults.add({ when: { method: 'GET', path: /\/me$/ }, fault: { kind } });
		const { error } = await run(genesys, UPLOAD, ids);
		expect(error).toBeUndefined();
		expect(held(genesys, 'uploadedFile')).toHaveLength(1);
	},
);

it('works with a password that was pasted with the end of its line', async () => {
	const credentials = login(genesys, { password: `${genesys.keys.password}\n` });
	expect((await run(genesys, UPLOAD, ids, { credentials })).error).toBeUndefined();
});

it('refuses a user name with a colon before anything is sent', async () => {
	const credentials = login(genesys, { username: 'kari:x' });
	const { error } = await run(genesys, UPLOAD, ids, { credentials });
	expect(error?.message).toBe('"User Name" holds a colon');
	expect(genesys.store.requests()).toHaveLength(0);
});

it('sends neither login nor session along a redirect', async () => {
	const trap = await startTrap();
	try {
		for (const when of [{ method: 'GET' }, { method: 'POST' }]) {
			sandbox.reset();
			const fault = { kind: 'redirect', location: `${trap.url}/me`, status: 307 } as const;
			genesys.faults.add({ when, times: Infinity, fault });
			const { error } = await run(genesys, UPLOAD, ids, { credentials: login(genesys) });
			expect(error?.message).toBe('Genesys sent the request on to another address');
		}
		expect(trap.store.requests()).toEqual([]);
	} finally {
		await trap.stop();
	}
});

it('never sends a login to the host of an answer', async () => {
	const trap = await startTrap();
	try {
		genesys.settings.linkBase = trap.url;
		const items = [
			{ json: { chatId: CHAT }, files: { data: { bytes: Buffer.from('x'), fileName: 'x.txt' } } },
		];
		const parameters = { chatId: CHAT };
		expect((await run(genesys, 'genesysAttachFile', parameters, { items })).error).toBeUndefined();
		expect((await run(genesys, UPLOAD, ids)).error).toBeUndefined();
		expect(trap.store.requests()).toEqual([]);
	} finally {
		await trap.stop();
	}
});

it('shows no cookie and no token when the vendor repeats them', async () => {
	const credentials: StoredCredentials = login(genesys);
	await run(genesys, UPLOAD, ids, { credentials });
	const all = secrets(genesys);
	genesys.faults.add({
		when: { method: 'POST' },
		fault: { kind: 'status', status: 400, body: { statusCode: 2, statusMessage: `bad: ${all.join(' ')}` } },
	});
	const { error, everything } = await run(genesys, UPLOAD, ids, { credentials });
	expect(error?.description).toContain('[hidden]');
	for (const secret of all) expect(everything).not.toContain(secret);
});

describe('a session', () => {
	it('is read from cookies as they come: several, padded, or none', () => {
		const headers = { 'set-cookie': [' A=1 ; Path=/', '; Secure', 'B=2; HttpOnly'] };
		expect(readSession(headers)).toEqual({ cookie: 'A=1; B=2', header: '', token: '' });
		expect(readSession({ 'set-cookie': 'A=1; Path=/\nB=2' }).cookie).toBe('A=1; B=2');
		expect(readSession({})).toEqual({ cookie: '', header: '', token: '' });
	});

	it('has the token that its header names, and no header without a token', () => {
		const named = { 'x-csrf-header': ' X-CSRF-TOKEN ', 'x-csrf-token': 't-1' };
		expect(readSession(named)).toMatchObject({ header: 'X-CSRF-TOKEN', token: 't-1' });
		expect(readSession({ 'x-csrf-header': 'X-CSRF-TOKEN' })).toMatchObject({ header: '', token: '' });
		expect(readSession({ '': 't-2' })).toMatchObject({ header: '', token: '' });
	});

	it.each(['X CSRF', 'X-CSRF:', 'Ü', 'a\u0000'])(
		'has no header of a name that cannot be sent: %j',
		(name) => {
			const headers = { 'x-csrf-header': name, [name.toLowerCase()]: 't' };
			expect(readSession(headers)).toEqual({ cookie: '', header: '', token: '' });
		},
	);

	it.each([
		['the same token', { 'x-csrf-header': 'X-T', 'x-t': 'uuid' }, true],
		['another token', { 'x-csrf-header': 'X-T', 'x-t': 'other' }, false],
		['no token', { 'x-csrf-header': 'X-T' }, true],
		['nothing', {}, true],
	])('goes on with an answer that bears %s: %j', (_name, answered, expected) => {
		expect(isContinued(answered, session)).toBe(expected);
	});

	it.each(['', 'no JSON', '{}', 'null'])('is not taken for one: %p', (stored) => {
		expect(sessionIn(stored)).toBeUndefined();
	});

	const headers = {
		'set-cookie': ['JSESSIONID=abc; Path=/; HttpOnly', 'WORKSPACE-SESSIONID=def'],
		'x-csrf-header': 'X-CSRF-TOKEN',
		'x-csrf-token': 'uuid',
	};
	const session = {
		cookie: 'JSESSIONID=abc; WORKSPACE-SESSIONID=def',
		header: 'X-CSRF-TOKEN',
		token: 'uuid',
	};

	it('is read from headers, with cookies as a list or as lines', () => {
		expect(readSession(headers)).toEqual(session);
		const lines = { ...headers, 'set-cookie': headers['set-cookie'].join('\n') };
		expect(readSession(lines)).toEqual(session);
	});

	it.each([
		['no CSRF headers', { 'set-cookie': 'JSESSIONID=abc' }, { Cookie: 'JSESSIONID=abc' }],
		['an announced header without a token', { 'x-csrf-header': 'X-CSRF-TOKEN' }, {}],
		['nothing at all', {}, {}],
	])('is continued with %s', (_name, given, expected) => {
		expect(sessionHeaders(readSession(given))).toEqual(expected);
	});

	it('is kept as one text that is never empty', () => {
		expect(sessionIn(sessionText(session))).toEqual(session);
		expect(sessionText(readSession({}))).not.toBe('');
	});

	it.each(['', 'no json', '{}', '[]', 'null', '7'])('is none when n8n holds %j', (value) => {
		expect(sessionIn(value)).toBeUndefined();
	});
});
