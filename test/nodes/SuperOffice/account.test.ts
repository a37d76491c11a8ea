import { generateKeyPairSync } from 'node:crypto';

import {
	accessTokenOf,
	baseUrlOf,
	loginUrlOf,
	onsiteHeaders,
	secretsOf,
	tenantOf,
} from '../../../nodes/SuperOffice/account';
import { packSession } from '../../../nodes/engine/fingerprint';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';
import { xmlOf } from './support';

describe('what must never be shown', () => {
	const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString();

	it('is every secret of a credential, as it is sent', () => {
		const oauthTokenData = { access_token: 'access-1', refresh_token: 'refresh-1', id_token: 'id-token-1' };
		const credentials = {
			clientSecret: ' client-1 ',
			systemToken: 'system-1',
			sessionToken: 'session-1',
			username: 'jane',
			password: 'password-1',
			appToken: 'app-1',
			ticket: 'SOTicket  7T:abcd',
			oauthTokenData,
		};
		expect(secretsOf(credentials).sort()).toEqual(
			[
				'client-1',
				'system-1',
				'session-1',
				'password-1',
				'app-1',
				Buffer.from('jane:password-1').toString('base64'),
				'7T:abcd',
				'access-1',
				'refresh-1',
				'id-token-1',
			].sort(),
		);
	});

	it.each([
		['lines', pem],
		['one line', pem.replaceAll('\n', '  ')],
	])('is every line of a private key pasted as %s, but for its frame', (_, privateKey) => {
		const lines = pem.trim().split('\n').slice(1, -1);
		expect(secretsOf({ privateKey })).toEqual(lines);
	});

	it.each(['\n', '', '\\n'])('is every private element of a key in XML, between %j', (between) => {
		const privateKey = xmlOf(pem).replaceAll('\n', between);
		const elements = [...xmlOf(pem).matchAll(/<(\w+)>([^<\s]+)</g)];
		const hidden = elements.filter(([, name]) => !['Modulus', 'Exponent'].includes(name));
		expect(hidden).toHaveLength(6);
		expect(secretsOf({ privateKey })).toEqual(hidden.map(([, , value]) => value));
	});

	it('is the ticket of a session, without the sign of its login', () => {
		expect(secretsOf({ sessionToken: packSession('0123456789abcdef', '7T:a-ticket') })).toEqual([
			'7T:a-ticket',
		]);
	});

	it('is what is sent, not what copying added to it', () => {
		const unseen = {
			ticket: '\u200bSOTicket 7T:a\u2060b\n',
			appToken: '\ufeffapp-1\r\n',
			password: 'pass-1\n',
		};
		expect(secretsOf({ username: 'jane', ...unseen }).sort()).toEqual(
			['7T:ab', 'app-1', 'pass-1', Buffer.from('jane:pass-1').toString('base64')].sort(),
		);
	});

	it('is nothing that ordinary words would be blotted out for', () => {
		expect(secretsOf({})).toEqual([]);
		expect(secretsOf({ clientSecret: 'abc', systemToken: 'abcd' })).toEqual(['abcd']);
		expect(secretsOf({ clientSecret: 'MYPRIVATE', systemToken: 'PRIVATEER', appToken: 'a-----' })).toEqual([
			'MYPRIVATE',
			'PRIVATEER',
			'a-----',
		]);
	});
});

describe('the login host', () => {
	it.each([
		[{ environment: 'online' }, 'https://online.superoffice.com'],
		[{ environment: 'sod' }, 'https://sod.superoffice.com'],
		[{ environment: '' }, 'https://online.superoffice.com'],
		[{ environment: '\u200bqaonline\n' }, 'https://qaonline.superoffice.com'],
		[{}, 'https://online.superoffice.com'],
		[{ environment: 'custom', loginUrl: 'https://login.example/so/login/x' }, 'https://login.example/so'],
		[{ environment: 'custom', loginUrl: 'https://login.example/apis' }, 'https://login.example/apis'],
	])('of %j is %s', (credentials, url) => expect(loginUrlOf(credentials)).toBe(url));

	it.each(['evil.example/', 'online2', 'ONLINE', 'online.superoffice.com'])(
		'of "%s" is none',
		(environment) => {
			const facts = failureOf(() => loginUrlOf({ environment }));
			expectWords(facts);
			expect(facts.message).toBe(`"Environment" holds "${environment}"`);
		},
	);
});

describe('an installation of the customer’s own', () => {
	it.each([
		['https://crm.example/SuperOffice/api/v1/Contact/1', 'https://crm.example/SuperOffice/api'],
		['https://crm.example/v10/api', 'https://crm.example/v10/api'],
	])('at %s has its API at %s', (baseUrl, url) => expect(baseUrlOf({ baseUrl })).toBe(url));

	it.each([
		['SOTicket   7T:abcd', 'SOTicket 7T:abcd'],
		['7T:soticket abcd', 'SOTicket 7T:soticket abcd'],
		['\u200bSOTicket 7T:ab\u2060cd\n', 'SOTicket 7T:abcd'],
	])('gets the ticket %s as %s', (ticket, Authorization) => {
		expect(onsiteHeaders({ authentication: 'ticket', ticket })).toEqual({ Authorization });
		const app = { appToken: '\u200bapp\ufeff\n' };
		expect(onsiteHeaders({ authentication: 'ticket', ticket, ...app })).toEqual({
			Authorization,
			'SO-AppToken': 'app',
		});
	});

	it('gets a login with the password as it was typed', () => {
		const Authorization = `Basic ${Buffer.from('jane:pässword ').toString('base64')}`;
		expect(onsiteHeaders({ username: ' jane ', password: 'pässword ' })).toEqual({ Authorization });
		const pasted = { username: '\u202ajane\u202c', password: 'pässword \r\n' };
		expect(onsiteHeaders(pasted)).toEqual({ Authorization });
		const none = `Basic ${Buffer.from('jane:').toString('base64')}`;
		expect(onsiteHeaders({ username: 'jane', appToken: 'app' })).toEqual({
			Authorization: none,
			'SO-AppToken': 'app',
		});
	});
});

it('the token of a connected account is there only once it is connected', () => {
	expect(accessTokenOf({ oauthTokenData: { access_token: 'token' } })).toBe('token');
	for (const oauthTokenData of [undefined, '', {}, { access_token: '' }, { access_token: 7 }]) {
		expect(accessTokenOf({ oauthTokenData } as never)).toBeUndefined();
	}
});

describe('a tenant', () => {
	it.each([
		['Cust12345', 'Cust12345'],
		[' cust12345\n', 'Cust12345'],
		['\u200bCust\u206012345\ufeff', 'Cust12345'],
		['12345', 'Cust12345'],
		['CUST12345', 'Cust12345'],
		['https://online3.superoffice.com/Cust12345/default.aspx?view=7', 'Cust12345'],
		['https://online3.superoffice.com/cust12345', 'Cust12345'],
		['online3.superoffice.com/Cust12345/', 'Cust12345'],
		['https://online3.superoffice.com/Cust12345/CS/scripts/678', 'Cust12345'],
		['https://online3.superoffice.com/Cust12345?next=https://x.example/a/7', 'Cust12345'],
	])('typed as %j is %s', (tenantId, tenant) => expect(tenantOf({ tenantId })).toBe(tenant));

	it.each([
		'Cust',
		'NoCust12345',
		'Customer 12345',
		'Cust12345x',
		'https://online3.superoffice.com/',
		'12 345',
		'..',
		'１２',
	])('typed as %j is refused as what it is', (tenantId) => {
		const facts = failureOf(() => tenantOf({ tenantId }));
		expectWords(facts);
		expect(facts).toMatchObject({ message: `"Tenant ID" holds "${tenantId}"`, field: 'Tenant ID' });
	});
});

it('quotes no more of a wrong value than can be read', () => {
	const [long, shown] = ['x'.repeat(61), `holds "${'x'.repeat(60)}"`];
	expect(failureOf(() => tenantOf({ tenantId: long })).message).toBe(`"Tenant ID" ${shown}`);
	expect(failureOf(() => loginUrlOf({ environment: long })).message).toBe(`"Environment" ${shown}`);
});

it('a tenant is needed', () => {
	expect(tenantOf({ tenantId: ' Cust1 ' })).toBe('Cust1');
	expect(failureOf(() => tenantOf({ tenantId: ' ' }))).toMatchObject({
		message: '"Tenant ID" is empty',
		remedy:
			'Open the credential and enter the word Cust and your number, or the address that the browser shows when you work in SuperOffice.',
	});
});
