import { generateKeyPairSync } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { EXCHANGE, STATE, useSuperOffice, xmlOf } from '../nodes/SuperOffice/support';
import { testCredential } from '../support/credentialTest';

const { superOffice, typed, secrets, add, held } = useSuperOffice();

async function test(change: ICredentialDataDecryptedObject = {}) {
	const result = await testCredential('superOfficeSystemUserApi', { ...typed.systemUser(), ...change });
	for (const secret of [...secrets(), 'a-wrong-secret']) expect(result.message).not.toContain(secret);
	return result;
}

const GOOD = { status: 'OK', message: 'Connection successful' };
const bad = (words: RegExp) => ({ status: 'Error', message: expect.stringMatching(words) as unknown });
const asked = () =>
	superOffice()
		.store.requests()
		.map(({ path }) => path);

it('passes after the state, the exchange and the question who that is', async () => {
	expect(await test()).toEqual(GOOD);
	expect(asked()).toEqual([STATE, EXCHANGE, '/online2/Cust40417/api/v1/User/currentPrincipal']);
});

const pem = () => superOffice().keys.privateKey;
const pkcs1 = () => {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
};

const ecPem = () => {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

/** A key in XML in which some elements hold something else. */
function damaged(...elements: string[]): string {
	const part = new RegExp(`(<(${elements.join('|')})>)[^<]*`, 'g');
	return xmlOf(pkcs1()).replace(part, '$1AAAA');
}

it.each<[string, () => string]>([
	['as it is', pem],
	['on one line, as a password field keeps it', () => pem().replaceAll('\n', ' ')],
	['without any line breaks', () => pem().replaceAll('\n', '')],
	['with \\n written out', () => pem().replaceAll('\n', '\\n')],
	['with Windows line breaks and spaces', () => `\r\n  ${pem().replaceAll('\n', '\r\n')}  `],
	['as XML', () => xmlOf(pem())],
	['as XML on one line', () => xmlOf(pem()).replace(/\s+/g, ' ')],
	['as XML with a declaration before it', () => `<?xml version="1.0"?>${xmlOf(pem())}`],
])('takes a private key %s, in the test and in the node', async (_what, key) => {
	expect(await test({ privateKey: key() })).toEqual(GOOD);
	const superOfficeSystemUserApi = { ...typed.systemUser(), privateKey: key() };
	await add({}, { signIn: 'systemUser', credentials: { superOfficeSystemUserApi } });
	expect(held()).toHaveLength(1);
});

it('takes a key in the older PEM form, and names it when it is another app’s', async () => {
	expect(await test({ privateKey: pkcs1() })).toEqual(
		bad(/did not let the system user in\. Check Private Key/),
	);
});

it.each([
	['nothing', ''],
	['other XML', '<Key><D>abc</D></Key>'],
	['XML that is cut off', '<RSAKeyValue><Modulus>abc'],
	['XML of parts that belong to no key', '<RSAKeyValue><Modulus>abc</Modulus><D>abc</D></RSAKeyValue>'],
	['XML of which a part is damaged', damaged('P')],
	['XML of which all private parts are', damaged('D', 'P', 'Q', 'DP', 'DQ', 'InverseQ')],
	['a key of another kind', ecPem()],
	['half a key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ'],
	['a key that is none', '-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----'],
])('names %s as private key, and asks nobody', async (_what, privateKey) => {
	expect(await test({ privateKey })).toEqual(
		bad(/^"Private Key" is not a private RSA key in PEM or XML form\. Paste/),
	);
	expect(asked()).toEqual([]);
});

it('names the public half of a key, and asks nobody', async () => {
	expect(await test({ privateKey: xmlOf(pem(), ['n', 'e']) })).toEqual(
		bad(/^"Private Key" holds only the public half of a key\. The private half has an element <D>/),
	);
	expect(asked()).toEqual([]);
});

it.each(['cust40417', '40417', ' CUST40417 ', 'https://online3.superoffice.com/Cust40417/default.aspx?x=1'])(
	'takes the tenant typed as %s, in the test and in the node',
	async (tenantId) => {
		expect(await test({ tenantId })).toEqual(GOOD);
		const superOfficeSystemUserApi = { ...typed.systemUser(), tenantId };
		await add({}, { signIn: 'systemUser', credentials: { superOfficeSystemUserApi } });
		expect(held()).toHaveLength(1);
	},
);

it.each([
	['Tenant ID', 'my company', { tenantId: 'my company' }],
	['Environment', 'evil.example/', { environment: 'evil.example/' }],
])('names "%s" that holds %s, and asks nobody', async (label, value, change) => {
	expect(await test(change)).toEqual(bad(new RegExp(`^"${label}" holds "${value}"`)));
	expect(asked()).toEqual([]);
});

it.each([
	['Client Secret', { clientSecret: '' }],
	['System User Token', { systemToken: ' ' }],
	['Tenant ID', { tenantId: '' }],
	['Login URL', { loginUrl: '' }],
])('names an empty "%s"', async (label, change) => {
	expect(await test(change)).toEqual(bad(new RegExp(`^"${label}" is empty`)));
	expect(asked()).toEqual([]);
});

it.each([
	[
		'a wrong secret',
		{ clientSecret: 'a-wrong-secret' },
		/did not let .*"The application token is not known\."/,
	],
	[
		'a wrong system token',
		{ systemToken: 'a-wrong-secret' },
		/did not let .*"The system token is not known\."/,
	],
	['an unknown tenant', { tenantId: 'Cust1' }, /^SuperOffice does not know the tenant "Cust1"/],
	[
		'a host that nobody has',
		{ loginUrl: 'http://unknown.invalid' },
		/^"Login URL": The host unknown\.invalid/,
	],
	['no address', { loginUrl: 'online' }, /^"Login URL" holds "online"/],
])('names %s', async (_what, change: ICredentialDataDecryptedObject, words) => {
	expect(await test(change)).toEqual(bad(words));
});

it('does not show the ticket that it got', async () => {
	superOffice().faults.add({
		when: { path: /currentPrincipal/ },
		fault: { kind: 'status', status: 403, body: { Message: 'Not with 7T:stolen-ticket.' } },
	});
	const claims = Buffer.from('{"http://schemes.superoffice.net/identity/ticket":"7T:stolen-ticket"}');
	const body = { IsSuccessful: true, Token: `a.${claims.toString('base64url')}.c`, ErrorMessage: null };
	superOffice().faults.add({ when: { path: EXCHANGE }, fault: { kind: 'wrongShape', body } });
	const { message } = await test();
	expect(message).toMatch(/^SuperOffice denied access/);
	expect(message).not.toContain('stolen');
});

it('names a tenant that is not running', async () => {
	superOffice().settings.tenantState = 'Suspended';
	expect(await test()).toEqual(bad(/The tenant Cust40417 takes no calls now: its state is Suspended/));
});

it.each([
	['the state', STATE],
	['the exchange', EXCHANGE],
	['the data', /currentPrincipal/],
])('names a host that answers with a web page for %s', async (_what, path) => {
	superOffice().faults.add({ when: { path }, fault: { kind: 'html', processed: false } });
	expect(await test()).toEqual(bad(/^"Login URL" leads to a web page instead of the SuperOffice API/));
});

it('names an exchange that gives something else', async () => {
	superOffice().faults.add({ when: { path: EXCHANGE }, fault: { kind: 'wrongShape', body: [1] } });
	expect(await test()).toEqual(
		bad(/^The login host answered with something else instead of SuperOffice's data/),
	);
	const body = { IsSuccessful: true, Token: 'no.token.at-all', ErrorMessage: null };
	superOffice().faults.add({ when: { path: EXCHANGE }, fault: { kind: 'wrongShape', body } });
	expect(await test()).toEqual(bad(/did not let the system user in/));
});

it('forgives a path and a slash after the login host', async () => {
	for (const end of ['/', '/login', '/login/common/oauth/tokens', '/api/state/Cust1']) {
		expect(await test({ loginUrl: superOffice().url + end })).toEqual(GOOD);
	}
});
