import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, verify } from 'node:crypto';

import type { Sandbox } from '../../sandbox';
import {
	basic,
	claims,
	exchange,
	expectConformity,
	ONLINE,
	ONSITE,
	type Reply,
	send,
	startSuperOffice,
	type SuperOffice,
} from './support/superOffice';

let sandbox: Sandbox;
let superOffice: SuperOffice;

beforeAll(async () => ({ sandbox, superOffice } = await startSuperOffice()));
beforeEach(() => sandbox.reset());
afterEach(() => expectConformity(superOffice));
afterAll(async () => await sandbox.stop());

const HOUR = 3_600_000;
const IDENTITY = 'http://schemes.superoffice.net/identity/';

const principal = async (base: string, headers: Record<string, string> = {}) =>
	await send(superOffice, `${base}/v1/User/currentPrincipal`, { headers });
const bearer = (value: string) => ({ authorization: `Bearer ${value}` });

async function ticketHeaders(): Promise<Record<string, string>> {
	const { Token } = (await exchange(superOffice)).body as { Token: string };
	const ticket = String(claims(Token)[`${IDENTITY}ticket`]);
	return { authorization: `SOTicket ${ticket}`, 'so-apptoken': superOffice.keys.clientSecret };
}

describe('hosts', () => {
	it.each(['/Cust40417/api', '/online3/Cust40417/api', '/online2/Cust1/api'])(
		'misdirects calls to %s',
		async (base) => {
			const { status, body } = await principal(base, await ticketHeaders());
			expect(status).toBe(421);
			expect(body).toMatchObject({ ErrorMessage: expect.stringContaining('Wrong subdomain') as unknown });
		},
	);

	it('has no login and no state on a data host', async () => {
		expect((await send(superOffice, '/online2/api/state/Cust40417')).status).toBe(404);
		expect((await send(superOffice, '/online2/login/common/oauth/tokens', { method: 'POST' })).status).toBe(
			404,
		);
	});

	it('tells where a tenant lives and whether it runs', async () => {
		const state = async (tenant: string) => (await send(superOffice, `/api/state/${tenant}`)).body;
		expect(await state('Cust40417')).toMatchObject({
			State: 'Running',
			IsRunning: true,
			Api: `${superOffice.url}${ONLINE}`,
		});
		expect(await state('Cust1')).toMatchObject({ State: 'Unknown', IsRunning: false });
		superOffice.settings.tenantState = 'OfflineMaintenance';
		expect(await state('Cust40417')).toMatchObject({ State: 'OfflineMaintenance', IsRunning: false });
		expect((await principal(ONLINE, await ticketHeaders())).status).toBe(503);
	});

	it('moves a tenant to another host in the middle of a run', async () => {
		superOffice.settings.moveAfterCalls = 1;
		const headers = await ticketHeaders();
		expect((await principal(ONLINE, headers)).status).toBe(200);
		expect((await principal(ONLINE, headers)).status).toBe(421);
		expect((await send(superOffice, '/api/state/Cust40417')).body).toMatchObject({
			Api: `${superOffice.url}/online3/Cust40417/api`,
		});
		expect((await principal('/online3/Cust40417/api', headers)).status).toBe(200);
	});

	it('shows its version to anyone, as a page unless JSON is asked for', async () => {
		expect((await send(superOffice, ONSITE)).body).toContain('<html>');
		const { body } = await send(superOffice, ONSITE, { headers: { accept: 'application/json' } });
		expect(body).toMatchObject({ v1: `${superOffice.url}${ONSITE}/v1/` });
	});
});

describe('signing in onsite', () => {
	it('takes Basic, a ticket, or the XSRF value of a browser session', async () => {
		const { ticket, xsrfToken } = superOffice.keys;
		for (const headers of [
			basic(superOffice),
			{ authorization: `SOTICKET ${ticket}` },
			{ 'x-xsrf-token': xsrfToken },
		] as Array<Record<string, string>>) {
			expect((await principal(ONSITE, headers)).body).toMatchObject({ UserName: 'kari' });
		}
	});

	it.each<[string, () => Record<string, string>]>([
		['nothing', () => ({})],
		['a wrong password', () => basic(superOffice, 'wrong')],
		['an unknown ticket', () => ({ authorization: 'SOTicket 7T:wrong' })],
		['a wrong XSRF value', () => ({ 'x-xsrf-token': 'wrong' })],
		['an unknown scheme', () => ({ authorization: 'Digest x' })],
	])('refuses %s', async (_what, headers) => {
		expect((await principal(ONSITE, headers())).status).toBe(401);
	});

	it('ends a ticket after six hours without use', async () => {
		const headers = { authorization: `SOTicket ${superOffice.keys.ticket}` };
		superOffice.clock.shift(5 * HOUR);
		expect((await principal(ONSITE, headers)).status).toBe(200);
		superOffice.clock.shift(5 * HOUR);
		expect((await principal(ONSITE, headers)).status).toBe(200);
		superOffice.clock.shift(6 * HOUR + 1);
		expect((await principal(ONSITE, headers)).status).toBe(401);
	});
});

describe('the system user', () => {
	it('gets a ticket for a signed token, good with the application token beside it', async () => {
		const headers = await ticketHeaders();
		expect((await principal(ONLINE, headers)).body).toMatchObject({ UserType: 'SystemAssociate' });
		expect((await principal(ONLINE, { authorization: headers.authorization })).status).toBe(401);
		expect((await principal(ONLINE, { ...headers, 'so-apptoken': 'wrong' })).status).toBe(401);
		expect((await principal(ONSITE, headers)).status).toBe(401);
	});

	it('signs its token with a key that it publishes', async () => {
		const { Token } = (await exchange(superOffice)).body as { Token: string };
		const { keys } = (await send(superOffice, '/login/.well-known/jwks')).body as { keys: JsonWebKey[] };
		const [header, content, signature] = Token.split('.');
		const key = createPublicKey({ key: keys[0], format: 'jwk' });
		expect(
			verify('sha256', Buffer.from(`${header}.${content}`), key, Buffer.from(signature, 'base64url')),
		).toBe(true);
		expect(claims(Token)).toMatchObject({ iss: 'SuperOffice AS', [`${IDENTITY}ctx`]: 'Cust40417' });
	});

	it('ends a ticket after the number of calls in the settings', async () => {
		superOffice.settings.callsPerSession = 1;
		const headers = await ticketHeaders();
		expect((await principal(ONLINE, headers)).status).toBe(200);
		expect((await principal(ONLINE, headers)).status).toBe(401);
	});

	it.each<[string, () => Record<string, unknown>, RegExp]>([
		[
			'another key',
			() => ({
				key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
					type: 'pkcs8',
					format: 'pem',
				}),
			}),
			/InvalidSignature/,
		],
		['an old time', () => ({ at: new Date(Date.now() - HOUR) }), /InvalidTimestamp/],
		['a wrong secret', () => ({ ApplicationToken: 'wrong' }), /application token/],
		['another tenant', () => ({ ContextIdentifier: 'Cust1' }), /not approved/],
		['no signature', () => ({ SignedSystemToken: 'token' }), /system token/],
		['a missing field', () => ({ ReturnTokenType: undefined }), /ReturnTokenType/],
	])('refuses %s with status 200 and IsSuccessful false', async (_what, changes, words) => {
		const { status, body } = await exchange(superOffice, changes());
		expect(status).toBe(200);
		expect(body).toEqual({ IsSuccessful: false, Token: null, ErrorMessage: expect.stringMatching(words) });
	});
});

describe('a person', () => {
	const REDIRECT = 'https://n8n.example.net/rest/oauth2-credential/callback';

	async function authorize(changes: Record<string, string> = {}): Promise<Reply> {
		const query = {
			client_id: superOffice.keys.clientId,
			scope: 'openid',
			redirect_uri: REDIRECT,
			response_type: 'code',
			state: 'abc',
			acr_values: 'tenant:Cust40417',
			...changes,
		};
		const path = `/login/common/oauth/authorize?${new URLSearchParams(query).toString()}`;
		return await send(superOffice, path);
	}

	async function codeOf(changes: Record<string, string> = {}): Promise<string> {
		const target = new URL((await authorize(changes)).headers.get('location') ?? '');
		expect(target.searchParams.get('state')).toBe('abc');
		return target.searchParams.get('code') ?? '';
	}

	async function tokens(fields: Record<string, string>): Promise<Reply> {
		const { clientId: client_id, clientSecret: client_secret } = superOffice.keys;
		const body = new URLSearchParams({ client_id, client_secret, redirect_uri: REDIRECT, ...fields });
		return await send(superOffice, '/login/common/oauth/tokens', { method: 'POST', body });
	}

	const redeem = async (code: string, more: Record<string, string> = {}) =>
		await tokens({ grant_type: 'authorization_code', code, ...more });

	it('signs in, calls the API, and is renewed by a refresh token that comes only once', async () => {
		const first = (await redeem(await codeOf())).body as Record<string, string>;
		expect(first).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
		expect(claims(first.id_token)[`${IDENTITY}webapi_url`]).toBe(`${superOffice.url}${ONLINE}/`);
		expect((await principal(ONLINE, bearer(first.access_token))).status).toBe(200);
		superOffice.clock.shift(HOUR + 1);
		expect((await principal(ONLINE, bearer(first.access_token))).status).toBe(401);
		const refresh = { grant_type: 'refresh_token', refresh_token: first.refresh_token };
		const second = (await tokens(refresh)).body as Record<string, string>;
		expect(second).not.toHaveProperty('refresh_token');
		expect((await principal(ONLINE, bearer(second.access_token))).status).toBe(200);
		expect((await principal(ONSITE, bearer(second.access_token))).status).toBe(401);
		superOffice.state.refreshTokens.clear();
		expect((await tokens(refresh)).body).toMatchObject({ error: 'invalid_grant' });
	});

	it('never signs in with Basic online', async () => {
		expect((await principal(ONLINE, basic(superOffice))).status).toBe(401);
	});

	it.each([
		['another scope', { scope: 'profile' }, 'invalid_scope'],
		['another client', { client_id: 'x' }, 'invalid_client'],
		['another response', { response_type: 'token' }, 'unsupported_response_type'],
		['no redirect address', { redirect_uri: '' }, 'invalid_request'],
	])('is refused with %s', async (_what, changes: Record<string, string>, error) => {
		expect((await authorize(changes)).body).toMatchObject({ error });
	});

	it('may be sent back only to a registered address', async () => {
		superOffice.settings.redirectUris = ['https://other.example.net/'];
		expect((await authorize()).body).toMatchObject({ error_description: 'InvalidRedirectUrl' });
	});

	it('has a code that serves once, for ten minutes, with its redirect address and its verifier', async () => {
		const code = await codeOf();
		expect((await redeem(code)).status).toBe(200);
		expect((await redeem(code)).body).toMatchObject({ error: 'invalid_grant' });
		expect((await redeem(await codeOf(), { redirect_uri: 'https://x.example' })).status).toBe(400);
		const old = await codeOf();
		superOffice.clock.shift(600_001);
		expect((await redeem(old)).body).toMatchObject({ error: 'invalid_grant' });
		const code_challenge = createHash('sha256').update('verifier').digest('base64url');
		const proof = { code_challenge, code_challenge_method: 'S256' };
		expect((await redeem(await codeOf(proof), { code_verifier: 'other' })).status).toBe(400);
		expect((await redeem(await codeOf(proof), { code_verifier: 'verifier' })).status).toBe(200);
		expect((await redeem(await codeOf({ code_challenge: 'v' }), { code_verifier: 'v' })).status).toBe(200);
	});

	it('needs a client whose secret is right, in the body or in the header', async () => {
		const { clientId, clientSecret } = superOffice.keys;
		expect((await redeem(await codeOf(), { client_secret: 'x' })).body).toMatchObject({
			error: 'invalid_client',
		});
		const header = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
		const reply = await send(superOffice, '/login/common/oauth/tokens', {
			method: 'POST',
			headers: { authorization: `Basic ${header}` },
			body: new URLSearchParams({
				grant_type: 'authorization_code',
				code: await codeOf(),
				redirect_uri: REDIRECT,
			}),
		});
		expect(reply.status).toBe(200);
		expect((await tokens({ grant_type: 'password' })).status).toBe(400);
	});
});
