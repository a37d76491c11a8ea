import {
	accessHeaders,
	addressOf,
	keycloakAddress,
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
	});
});
