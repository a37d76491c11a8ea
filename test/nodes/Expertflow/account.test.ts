import type { IHttpRequestOptions } from 'n8n-workflow';

import { packSession } from '../../../nodes/engine/fingerprint';
import {
	accessHeaders,
	addressOf,
	keycloakAddress,
	loginFingerprint,
	publicFileEngineUrl,
	secretsOf,
	sign,
} from '../../../nodes/Expertflow/account';

const HOST = 'https://cx.example.test';

/** Addresses as users paste them, and what is the component's own of them. */
const pasted = (apiPath: string, look: string): Array<[string, string]> => [
	['', ''],
	['/', ''],
	[`/${apiPath}`, ''],
	[`/${apiPath}/more/of?it=1`, ''],
	[`/${look}/engine`, `/${look}/engine`],
	[`/tenants/${apiPath}`, '/tenants'],
];

describe('addresses', () => {
	it.each(pasted('api', 'apis'))('File Engine URL with "%s" behind the host', (path, kept) => {
		const { url, field } = addressOf('fileEngine', { fileEngineUrl: `${HOST}${path}` });
		expect([url, field]).toEqual([`${HOST}${kept}`, 'File Engine URL']);
		expect(publicFileEngineUrl({ publicFileEngineUrl: `${HOST}${path}` })).toBe(`${HOST}${kept}`);
	});

	it.each([
		...pasted('message', 'messages'),
		...pasted('channels', 'channelsOfOurs'),
		...pasted('channel-connectors', 'channel-connectors2'),
	])('CCM URL with "%s" behind the host', (path, kept) => {
		const { url, field } = addressOf('ccm', { ccmUrl: `${HOST}${path}` });
		expect([url, field]).toEqual([`${HOST}${kept}`, 'CCM URL']);
	});

	it.each(pasted('realms', 'realmsOfOurs'))('Keycloak URL with "%s" behind the host', (path, kept) => {
		const { url, field } = keycloakAddress({ keycloakUrl: `${HOST}${path}` });
		expect([url, field]).toEqual([`${HOST}${kept}`, 'Keycloak URL']);
	});

	it('of Keycloak that is none is named by its field', () => {
		expect(() => keycloakAddress({ keycloakUrl: 'keycloak' })).toThrow('"Keycloak URL" holds "keycloak"');
	});

	it.each([
		['/ccm/message/receive', ''],
		['/unified-admin', ''],
		['/unified-admins', '/unified-admins'],
		['/eu/agent-desk/#/', '/eu'],
	])('Base URL with "%s" behind the host', (path, kept) => {
		expect(addressOf('ccm', { baseUrl: `${HOST}${path}` }).url).toBe(`${HOST}${kept}/ccm`);
	});
});

describe('signing', () => {
	const bearer = { authentication: 'bearer', signedComponents: 'ccm', baseUrl: HOST };

	it.each([
		['Bearer  abc', 'Bearer abc'],
		['bearer abc', 'Bearer abc'],
		['a bearer abc', 'Bearer a bearer abc'],
	])('takes a token pasted as "%s"', (token, header) => {
		expect(accessHeaders('ccm', { ...bearer, token }).Authorization).toBe(header);
	});

	it('sends no empty header where a token or a tenant is missing', () => {
		expect(accessHeaders('ccm', { ...bearer, token: ' ', tenantId: ' ' })).toEqual({});
	});

	it.each(['übergröße', 'a\u0085b', 'a\r\nx-evil: 1', '租户', 'a\u0000'])(
		'refuses what a header cannot hold instead of sending another word: %j',
		(value) => {
			expect(() => accessHeaders('ccm', { ...bearer, token: 'abc', tenantId: value })).toThrow(
				/^"Tenant ID" holds/,
			);
			const refused = () => accessHeaders('ccm', { ...bearer, token: `secret${value}` });
			expect(refused).toThrow(/^"Token" holds/);
			expect(refused).not.toThrow(/secret/);
			expect(() => accessHeaders('fileEngine', { ...bearer, token: value })).not.toThrow();
		},
	);

	it('leaves out what came along unseen', () => {
		const account = { ...bearer, token: '\ufeffBearer a\u200bb\u00adc\u202c', tenantId: '\u200eacme\u2069 ' };
		expect(accessHeaders('ccm', account)).toEqual({ Authorization: 'Bearer abc', tenantid: 'acme' });
		expect(secretsOf(account)).toContain('abc');
	});

	it('knows a call of CCM by the beginning of its path', () => {
		const account = { ...bearer, token: 'abc', fileEngineUrl: HOST, ccmUrl: HOST };
		const header = (path: string) => sign(account, { url: `${HOST}${path}` }).headers?.Authorization;
		expect(header('/message/receive')).toBe('Bearer abc');
		expect(header('/api/message/receive')).toBeUndefined();
	});
});

describe('secrets', () => {
	it('are the values themselves, and nothing that is no text', () => {
		const credentials = { token: 'Bearer abc', accessToken: ' def ', clientSecret: 'ghi', password: ' j k ' };
		expect(secretsOf(credentials)).toEqual(['abc', 'def', 'ghi', ' j k ']);
		expect(secretsOf({ password: 7 })).toEqual(['', '', '', '']);
		// What only looks in part like the token of a login is one as it stands
		const whole = ['x0123456789abcdef', 'y'].join('.');
		expect(secretsOf({ accessToken: whole })).toContain(whole);
	});
});

describe('the account', () => {
	it.each([
		[
			{ baseUrl: ' https://cx.example.test/ ' },
			'https://cx.example.test/file-engine',
			'https://cx.example.test/ccm',
		],
		[
			{ baseUrl: 'https://cx.example.test/file-engine/api/uploadFileStream' },
			'https://cx.example.test/file-engine',
			'https://cx.example.test/ccm',
		],
		[
			{
				baseUrl: 'https://cx.example.test/ccm/',
				fileEngineUrl: 'http://ef-cx-file-engine-svc:8080/api/uploadFileStream',
				ccmUrl: 'http://ef-cx-ccm-svc:8081/message/receive',
			},
			'http://ef-cx-file-engine-svc:8080',
			'http://ef-cx-ccm-svc:8081',
		],
	])('%j', (credentials, fileEngine, ccm) => {
		expect(addressOf('fileEngine', credentials).url).toBe(fileEngine);
		expect(addressOf('ccm', credentials).url).toBe(ccm);
		expect(publicFileEngineUrl(credentials)).toBe('https://cx.example.test/file-engine');
	});

	it.each(['/unified-agent/#/login', '/unified-admin/keycloakLogin', '/auth/realms/expertflow', '/ccm?x=1'])(
		'finds the base in an address with %s',
		(path) => {
			expect(addressOf('ccm', { baseUrl: `https://cx.example.test${path}` }).url).toBe(
				'https://cx.example.test/ccm',
			);
		},
	);

	it('tells the components apart where both have one address', () => {
		const both = { baseUrl: 'https://x.test', fileEngineUrl: 'http://svc:8080', ccmUrl: 'http://svc:8080' };
		const account = { ...both, authentication: 'bearer', token: 'abc', signedComponents: 'ccm' };
		const signed = (path: string) => sign(account, { url: `http://svc:8080${path}` }).headers?.Authorization;
		expect(signed('/message/receive')).toBe('Bearer abc');
		expect(signed('/api/uploadFileStream')).toBeUndefined();
	});

	it('signs what HTTP Request sends with the credential, too', () => {
		const account = { baseUrl: 'https://x.test', authentication: 'bearer', token: 'abc' };
		const uri = 'https://x.test/ccm/message/receive';
		expect(sign(account, { uri } as unknown as IHttpRequestOptions).headers?.Authorization).toBe(
			'Bearer abc',
		);
		expect(sign(account, {} as IHttpRequestOptions).headers).toBeUndefined();
	});

	it('signs nothing that goes elsewhere', () => {
		const credentials = {
			baseUrl: 'https://cx.example.test',
			authentication: 'bearer',
			token: 'abc',
			tenantId: 't',
		};
		const signed = (url: string) => sign(credentials, { url }).headers;
		expect(signed('https://cx.example.test/ccm/message/receive')).toEqual({
			Authorization: 'Bearer abc',
			tenantid: 't',
		});
		expect(signed('https://cx.example.test/file-engine/api/x')).toEqual({
			Authorization: 'Bearer abc',
			tenantid: 't',
		});
		for (const url of [
			'https://cx.example.test.evil.test/ccm/message/receive',
			'https://cx.example.test/ccm-other/x',
			'https://cx.example.test/auth/x',
			'https://other.example.test/ccm/x',
		]) {
			expect(signed(url)).toBeUndefined();
		}
	});

	it('keeps a token to the kind of authentication it belongs to', () => {
		const login = { baseUrl: 'https://x.test', token: 'static' };
		const kept = { accessToken: packSession(loginFingerprint(login), 'session') };
		const all = { ...login, ...kept };
		const header = (authentication: string) => accessHeaders('ccm', { ...all, authentication }).Authorization;
		expect([header('none'), header('bearer'), header('keycloak')]).toEqual([
			undefined,
			'Bearer static',
			'Bearer session',
		]);
		expect(secretsOf({ ...all, clientSecret: 'c', password: ' p ' })).toEqual([
			'static',
			'session',
			'c',
			' p ',
		]);
		// The token of another login is not sent, and not shown
		const other = { ...all, username: 'other' };
		expect(accessHeaders('ccm', { ...other, authentication: 'keycloak' }).Authorization).toBeUndefined();
		expect(secretsOf(other)).toContain('session');
	});
});
