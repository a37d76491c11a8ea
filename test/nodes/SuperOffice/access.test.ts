import type { Fault } from '../../../sandbox/faults';
import { EXCHANGE, errorOf, MESSAGES, SIGN_IN, STATE, type SignIn, useSuperOffice } from './support';

const { superOffice, typed, connected, credentialsFor, add, posts, held, paths } = useSuperOffice();

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ json: { index } }));
const text = '={{ "Message " + $json.index }}';
const texts = () => held().map(({ Message }) => Message);
const authorizations = () => posts().map(({ headers }) => headers.authorization);
const HOST2 = '/online2/Cust40417/api/v1/ChatSession/5177/Messages';
const HOST3 = '/online3/Cust40417/api/v1/ChatSession/5177/Messages';

describe('signing in', () => {
	it.each<[SignIn, RegExp, boolean, string]>([
		['onsite', /^Basic [\w+/]+=*$/, false, 'KARI'],
		['ticket', /^SOTicket 7T:superoffice-sandbox-ticket$/, false, 'KARI'],
		['oAuth2', /^Bearer 8A:Cust40417\.\S+$/, false, 'KARI'],
		['systemUser', /^SOTicket 7T:superoffice-sandbox-ticket-[\w-]+$/, true, 'SYSTEM'],
	])('as %s', async (signIn, authorization, appToken, user) => {
		const { error } = await add({}, { signIn });
		expect(error).toBeUndefined();
		const [{ headers }] = posts();
		expect(headers.authorization).toMatch(authorization);
		expect(headers['so-apptoken']).toBe(appToken ? superOffice().keys.clientSecret : undefined);
		expect(held()).toEqual([expect.objectContaining({ postedBy: user })]);
	});

	it('onsite with an application token too', async () => {
		const superOfficeApi = { ...typed.onsite(), appToken: 'onsite-app-token' };
		await add({}, { credentials: { superOfficeApi } });
		expect(posts()[0].headers['so-apptoken']).toBe('onsite-app-token');
	});

	it('onsite with letters of any language', async () => {
		const superOfficeApi = { ...typed.onsite(), username: 'åse', password: 'pæss:wørd' };
		await add({}, { credentials: { superOfficeApi }, onError: 'continueRegularOutput' });
		const [, value] = String(authorizations()[0]).split(' ');
		expect(Buffer.from(value, 'base64').toString('utf8')).toBe('åse:pæss:wørd');
	});

	it.each<[SignIn, () => object, RegExp]>([
		[
			'onsite',
			() => ({ superOfficeApi: { ...typed.onsite(), password: 'wrong-password' } }),
			/did not accept/,
		],
		[
			'ticket',
			() => ({ superOfficeApi: { ...typed.ticket(), ticket: '7T:wrong-ticket' } }),
			/did not accept/,
		],
		[
			'systemUser',
			() => ({ superOfficeSystemUserApi: { ...typed.systemUser(), clientSecret: 'wrong-secret' } }),
			/did not let the system user in/,
		],
	])('as %s with a bad key says so, once, and without the key', async (signIn, credentials, words) => {
		const result = await add({}, { signIn, credentials: credentials() as never });
		expect(errorOf(result).message).toMatch(words);
		expect(result.everything).not.toMatch(/7T:wrong-ticket"|d3Jvbmct/);
		expect(held()).toEqual([]);
		expect(posts().length).toBeLessThanOrEqual(1);
	});

	it('asks to connect an account that is not', async () => {
		const { oauthTokenData, ...superOfficeOAuth2Api } = await connected();
		expect(oauthTokenData).toBeDefined();
		const error = errorOf(await add({}, { signIn: 'oAuth2', credentials: { superOfficeOAuth2Api } }));
		expect(error.message).toBe('The SuperOffice account is not connected');
		expect(paths()).toEqual([]);
	});
});

describe('the address of a tenant', () => {
	it.each<SignIn>(['oAuth2', 'systemUser'])('is asked for once in an execution as %s', async (signIn) => {
		await add({ text }, { signIn, items: items(4) });
		expect(paths().filter((path) => path === STATE)).toHaveLength(1);
		expect(paths().filter((path) => path === HOST2)).toHaveLength(4);
	});

	it.each<[SignIn, number]>([
		['oAuth2', 1],
		['systemUser', 1],
		['systemUser', 4],
	])(
		'is asked for again when the tenant moves in mid-run, as %s, %i at once',
		async (signIn, concurrency) => {
			superOffice().settings.moveAfterCalls = 2;
			const sessions = [5177, 5178, 5179, 5170];
			const result = await add(
				{
					text,
					chatSessionId: `={{ ${JSON.stringify(sessions)}[$json.index] }}`,
					options: { concurrency },
				},
				{ signIn, items: items(4) },
			);
			expect(result.error).toBeUndefined();
			expect(texts().sort()).toEqual(['Message 0', 'Message 1', 'Message 2', 'Message 3']);
			expect(paths().filter((path) => path === STATE)).toHaveLength(2);
			expect(posts().filter(({ answer }) => answer.status === 200)).toHaveLength(4);
		},
	);

	it('sends a misdirected message once more and no oftener', async () => {
		superOffice().faults.add({
			when: { path: MESSAGES },
			times: Infinity,
			fault: { kind: 'status', status: 421, body: 'Wrong subdomain' },
		});
		const error = errorOf(await add({}, { signIn: 'systemUser' }));
		expect(error.message).toBe('SuperOffice does not serve this tenant at the address it gave');
		expect(error.description).toContain('"Wrong subdomain" (HTTP 421)');
		expect(posts()).toHaveLength(2);
		expect(paths().filter((path) => path === STATE)).toHaveLength(2);
	});

	it('may be another one from the start', async () => {
		superOffice().settings.dataHost = 'online3';
		await add({}, { signIn: 'systemUser' });
		expect(posts().map(({ path }) => path)).toEqual([HOST3]);
	});

	it.each([
		['OfflineMaintenance', /Maintenance takes minutes/],
		['Suspended', /settled with SuperOffice/],
		['MigrationPending', /a migration days/],
	])('is not used while the tenant is in %s', async (state, remedy) => {
		superOffice().settings.tenantState = state;
		const { main } = await add({}, { signIn: 'systemUser', onError: 'continueRegularOutput' });
		expect(main[0].json.error).toMatchObject({
			message: `The tenant Cust40417 takes no calls now: its state is ${state}`,
			description: expect.stringMatching(remedy) as unknown,
			delivery: 'notSent',
		});
		expect(posts()).toEqual([]);
	});

	it('is used under online maintenance', async () => {
		superOffice().settings.tenantState = 'OnlineMaintenance';
		await add({}, { signIn: 'systemUser' });
		expect(held()).toHaveLength(1);
	});

	it('is not there for an unknown tenant', async () => {
		const account = { ...(await connected()), tenantId: 'Cust1' };
		const error = errorOf(
			await add({}, { signIn: 'oAuth2', credentials: { superOfficeOAuth2Api: account } }),
		);
		expect(error.message).toBe('SuperOffice does not know the tenant "Cust1"');
		expect(error.description).toContain('Environment');
	});

	it.each([
		['a web page', { kind: 'html', processed: false }, /login host answered with a web page/],
		['something else', { kind: 'wrongShape', body: [], processed: false }, /answered with something else/],
		['404', { kind: 'status', status: 404, body: '' }, /found no tenant "Cust40417"/],
		['an error', { kind: 'status', status: 500, body: '' }, /could not finish/],
		['nothing', { kind: 'hang' }, /did not answer within/],
	] as const)('is not guessed when the login host answers with %s', async (_what, fault, words) => {
		superOffice().faults.add({ when: { path: STATE }, times: Infinity, fault });
		const { main } = await add(
			{ options: { maxTries: 1, timeout: 300 } },
			{ signIn: 'systemUser', onError: 'continueRegularOutput' },
		);
		expect(main[0].json.error).toMatchObject({
			message: expect.stringMatching(words) as unknown,
			delivery: 'notSent',
		});
		expect(posts()).toEqual([]);
	});

	it('is asked for again by the next item when the first could not learn it', async () => {
		superOffice().faults.add({ when: { path: STATE }, fault: { kind: 'status', status: 404 } });
		await add({ text }, { signIn: 'systemUser', items: items(2), onError: 'continueRegularOutput' });
		expect(texts()).toEqual(['Message 1']);
	});
});

describe('a system user’s ticket', () => {
	const exchanges = () => paths().filter((path) => path === EXCHANGE).length;

	it('is kept for the next run', async () => {
		const credentials = await credentialsFor('systemUser');
		await add({}, { signIn: 'systemUser', credentials });
		await add({}, { signIn: 'systemUser', credentials });
		expect(exchanges()).toBe(1);
		expect(new Set(authorizations()).size).toBe(1);
	});

	it('is renewed when it ends in mid-run, and no message is lost or doubled', async () => {
		superOffice().settings.callsPerSession = 2;
		const result = await add({ text }, { signIn: 'systemUser', items: items(5) });
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['Message 0', 'Message 1', 'Message 2', 'Message 3', 'Message 4']);
		expect(exchanges()).toBe(3);
		expect(new Set(authorizations()).size).toBe(3);
	});

	it('is renewed after six hours of rest', async () => {
		const credentials = await credentialsFor('systemUser');
		await add({}, { signIn: 'systemUser', credentials });
		for (const grant of superOffice().state.tickets.values()) grant.until = 0;
		expect((await add({}, { signIn: 'systemUser', credentials })).error).toBeUndefined();
		expect(exchanges()).toBe(2);
		expect(held()).toHaveLength(2);
	});

	it('is asked for with a token that was signed now', async () => {
		await add({}, { signIn: 'systemUser' });
		const [{ body }] = superOffice().store.requests({ path: EXCHANGE });
		expect(body).toEqual({
			SignedSystemToken: expect.stringMatching(/^Sandbox Flow-system-token\.20\d{10}\.[\w+/]+=*$/) as unknown,
			ApplicationToken: superOffice().keys.clientSecret,
			ContextIdentifier: 'Cust40417',
			ReturnTokenType: 'JWT',
		});
	});

	it.each([
		['InvalidTimestamp: too old', /Check the clock/],
		['InvalidSignature', /Check Private Key/],
		['Revoked', /approve the app again/],
		['Odd', /Check Tenant ID, Client Secret/],
	])('says how to go on after "%s"', async (ErrorMessage, remedy) => {
		superOffice().faults.add({
			when: { path: EXCHANGE },
			times: Infinity,
			fault: {
				kind: 'wrongShape',
				body: { IsSuccessful: false, Token: null, ErrorMessage },
				processed: false,
			},
		});
		const error = errorOf(await add({}, { signIn: 'systemUser' }));
		expect(error.message).toBe('SuperOffice did not let the system user in');
		expect(error.description).toMatch(remedy);
		expect(error.description).toContain(`"${ErrorMessage}"`);
		expect(posts()).toEqual([]);
	});

	it.each<[string, (url: string) => Fault]>([
		['another address', (url) => ({ kind: 'redirect', location: `${url}/elsewhere`, status: 307 })],
		['a failure of its own', () => ({ kind: 'status', status: 500, body: '{}' })],
	])('is missed when the login host answers with %s, and nothing is sent on', async (_, fault) => {
		superOffice().faults.add({
			when: { path: EXCHANGE },
			times: Infinity,
			fault: fault(superOffice().url),
		});
		const error = errorOf(await add({}, { signIn: 'systemUser' }));
		expect(error.message).toBe('The login host of SuperOffice gave the system user no ticket');
		expect(paths()).not.toContain('/elsewhere');
		expect(posts()).toEqual([]);
	});

	it('is missed by the name of the login host when that does not answer in mid-run', async () => {
		superOffice().settings.callsPerSession = 1;
		superOffice().faults.add({
			when: { path: EXCHANGE, after: 1 },
			times: Infinity,
			fault: { kind: 'resetBefore' },
		});
		const { main } = await add(
			{ text, options: { maxTries: 1 } },
			{ signIn: 'systemUser', items: items(2), onError: 'continueRegularOutput' },
		);
		expect(texts()).toEqual(['Message 0']);
		expect(main[1].json.error).toMatchObject({
			message: expect.stringContaining("SuperOffice's login host") as unknown,
			delivery: 'notSent',
		});
	});
});

describe('a person’s token', () => {
	it('is renewed when it ends in mid-run, with the refresh token that came once', async () => {
		superOffice().settings.callsPerSession = 2;
		const credentials = await credentialsFor('oAuth2');
		const result = await add({ text }, { signIn: 'oAuth2', credentials, items: items(5) });
		expect(result.error).toBeUndefined();
		expect(texts()).toEqual(['Message 0', 'Message 1', 'Message 2', 'Message 3', 'Message 4']);
		const renewals = superOffice().store.requests({ path: SIGN_IN });
		expect(renewals.map(({ body }) => (body as { grant_type: string }).grant_type)).toEqual([
			'refresh_token',
			'refresh_token',
		]);
		expect(credentials.superOfficeOAuth2Api.oauthTokenData).toHaveProperty('refresh_token');
	});

	it('cannot be renewed after the consent was revoked, and nothing is sent with it', async () => {
		const credentials = await credentialsFor('oAuth2');
		superOffice().state.accessTokens.clear();
		superOffice().state.refreshTokens.clear();
		const error = errorOf(await add({}, { signIn: 'oAuth2', credentials }));
		expect(error.message).toMatch(/needs to be reconnected/);
		expect(error.description).toMatch(/reconnect it/);
		expect(held()).toEqual([]);
	});
});
