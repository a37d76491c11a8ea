import {
	UPLOAD,
	RECEIVE,
	plain,
	vendor,
	send,
	post,
	form,
	upload,
	message,
	type Reply,
	useExpertflow,
} from '../support/expertflow';

useExpertflow();

describe('gateway', () => {
	const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

	async function token(changes: Record<string, string> = {}, type?: string): Promise<Reply> {
		const { clientId, clientSecret, username, password } = vendor().keys;
		const fields = {
			client_id: clientId,
			client_secret: clientSecret,
			grant_type: 'password',
			username,
			password,
			...changes,
		};
		return await send('/auth/realms/expertflow/protocol/openid-connect/token', {
			method: 'POST',
			headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
			body: type ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
		});
	}

	it('refuses an unknown token where none is asked for, unless it is set up to ignore them', async () => {
		expect((await post(RECEIVE, message(plain), bearer('anything'))).status).toBe(401);
		expect((await post(RECEIVE, message(plain), bearer(vendor().keys.token))).status).toBe(200);
		vendor().settings.openChecksTokens = false;
		expect((await post(RECEIVE, message(plain), bearer('anything'))).status).toBe(200);
	});

	it('asks for a token everywhere in 4.9, but for the open reads', async () => {
		vendor().settings.gateway = '4.9';
		const refused = await post(RECEIVE, message(plain));
		expect(refused.status).toBe(401);
		expect(refused.headers.get('content-type')).toMatch(/html/);
		expect((await upload()).status).toBe(401);
		expect((await send('/ccm/channels/service-identifier/880044')).status).toBe(200);
		expect((await send('/ccm/channel-connectors/configurations/880044')).status).toBe(401);
		expect((await post(RECEIVE, message(plain), bearer(vendor().keys.token))).status).toBe(200);
	});

	it('leaves messages open in 4.10.1', async () => {
		vendor().settings.gateway = '4.10.1';
		vendor().settings.unauthorizedAsPage = false;
		expect((await post(RECEIVE, message(plain))).status).toBe(200);
		expect(await upload()).toMatchObject({ status: 401, body: '' });
	});

	it('takes the tokens of Keycloak until they end, and renews them', async () => {
		vendor().settings.gateway = '4.9';
		const { body } = await token();
		const { access_token, refresh_token, expires_in } = body as Record<string, string>;
		expect(expires_in).toBe(1800);
		expect((await post(RECEIVE, message(plain), bearer(access_token))).status).toBe(200);
		expect((await post(RECEIVE, message(plain), bearer(refresh_token))).status).toBe(401);
		const renewed = (await token({ grant_type: 'refresh_token', refresh_token })).body as typeof body;
		vendor().clock.shift(1_799_000);
		expect((await post(RECEIVE, message(plain), bearer(access_token))).status).toBe(200);
		vendor().clock.shift(2_000);
		expect((await post(RECEIVE, message(plain), bearer(access_token))).status).toBe(401);
		expect(renewed).toMatchObject({ token_type: 'Bearer' });
	});

	it.each<[string, Record<string, string>, string | undefined, number, string]>([
		['a wrong password', { password: 'x' }, undefined, 401, 'invalid_grant'],
		['a wrong client secret', { client_secret: 'x' }, undefined, 401, 'unauthorized_client'],
		['another grant', { grant_type: 'client_credentials' }, undefined, 400, 'unsupported_grant_type'],
		['JSON', {}, 'application/json', 400, 'invalid_request'],
	])('Keycloak refuses %s', async (_what, changes, type, status, error) => {
		expect(await token(changes, type)).toMatchObject({ status, body: { error } });
	});

	it('keeps roles apart', async () => {
		vendor().settings.gateway = '4.9';
		vendor().settings.role = 'Supervisor';
		const headers = bearer(vendor().keys.token);
		expect((await post(RECEIVE, message(plain), headers)).status).toBe(403);
		const uploaded = await send(UPLOAD, { method: 'POST', headers, body: form({ conversationId: '1' }) });
		expect(uploaded.status).toBe(200);
	});

	it('checks the tenant', async () => {
		vendor().settings.tenant = 'acme';
		expect((await post(RECEIVE, message(plain))).status).toBe(400);
		expect((await post(RECEIVE, message(plain), { tenantid: 'other' })).status).toBe(400);
		expect((await post(RECEIVE, message(plain), { tenantid: 'acme' })).status).toBe(200);
	});

	it('limits the rate when told to', async () => {
		vendor().settings.callsPerSecond = 2;
		const replies = [1, 2, 3].map(async () => await post(RECEIVE, message(plain)));
		const statuses = (await Promise.all(replies)).map(({ status }) => status);
		expect(statuses.sort()).toEqual([200, 200, 429]);
		const { headers } = await post(RECEIVE, message(plain));
		expect(headers.get('x-ratelimit-reset')).toBe('1');
		expect(headers.get('retry-after')).toBeNull();
	});

	it('answers unknown paths with JSON or a page', async () => {
		expect((await send('/nowhere')).body).toEqual({ error_msg: '404 Route Not Found' });
		vendor().settings.unknownPathAsPage = true;
		expect((await send('/nowhere')).headers.get('content-type')).toMatch(/html/);
	});
});
