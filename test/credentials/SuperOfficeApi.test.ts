import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { useSuperOffice } from '../nodes/SuperOffice/support';
import { testCredential } from '../support/credentialTest';

const { superOffice, typed, secrets } = useSuperOffice();

async function test(change: ICredentialDataDecryptedObject = {}, signIn: 'onsite' | 'ticket' = 'onsite') {
	const result = await testCredential('superOfficeApi', { ...typed[signIn](), ...change });
	for (const secret of [...secrets(), 'a-wrong-password']) expect(result.message).not.toContain(secret);
	return result;
}

const GOOD = { status: 'OK', message: 'Connection successful' };
const bad = (words: RegExp) => ({ status: 'Error', message: expect.stringMatching(words) as unknown });

it('passes with a user and with a ticket, asking only who that is', async () => {
	expect(await test()).toEqual(GOOD);
	expect(await test({}, 'ticket')).toEqual(GOOD);
	expect(
		superOffice()
			.store.requests()
			.map(({ method, path }) => `${method} ${path}`),
	).toEqual([
		'GET /SuperOffice/api/v1/User/currentPrincipal',
		'GET /SuperOffice/api/v1/User/currentPrincipal',
	]);
});

it.each([
	['spaces around the user name', { username: ' kari ' }],
	['a default of the credential left alone', { appToken: '' }],
])('passes with %s', async (_what, change) => {
	expect(await test(change)).toEqual(GOOD);
});

it('passes with the scheme pasted along with the ticket', async () => {
	expect(await test({ ticket: `SOTicket ${superOffice().keys.ticket}` }, 'ticket')).toEqual(GOOD);
});

it.each(['/', '/v1', '/v1/'])('passes with %s at the end of the address', async (end) => {
	expect(await test({ baseUrl: `${superOffice().url}/SuperOffice/api${end}` })).toEqual(GOOD);
});

it('names a wrong password and a wrong ticket, in SuperOffice’s words', async () => {
	const words =
		/did not accept the credential\. Check user name and password, or the ticket.*AuthorizeWithUsername.*"Authentication failed.*HTTP 401/;
	expect(await test({ password: 'a-wrong-password' })).toEqual(bad(words));
	expect(await test({ ticket: '7T:another' }, 'ticket')).toEqual(bad(words));
});

it.each([
	['User Name', { username: ' ' }, 'onsite'],
	['Ticket', { ticket: '' }, 'ticket'],
	['Base URL', { baseUrl: '' }, 'onsite'],
] as const)('names an empty "%s" and asks nobody', async (label, change, signIn) => {
	expect(await test(change, signIn)).toEqual(bad(new RegExp(`^"${label}" is empty`)));
	expect(superOffice().store.requests()).toEqual([]);
});

it.each([
	['no address', 'crm', /^"Base URL" holds "crm"\. Enter a full address/],
	[
		'a host that nobody has',
		'http://unknown.invalid/api',
		/^"Base URL": The host unknown\.invalid was not found/,
	],
	[
		'a port where nobody listens',
		'http://127.0.0.1:9/api',
		/^"Base URL": SuperOffice could not be reached at 127/,
	],
])('names %s', async (_what, baseUrl, words) => {
	expect(await test({ baseUrl })).toEqual(bad(words));
});

it('names a path without the API', async () => {
	expect(await test({ baseUrl: `${superOffice().url}/SuperOffice` })).toEqual(
		bad(/no API at this address\..*ends in \/api/),
	);
});

it.each([
	[
		'a web page',
		{ kind: 'html', processed: false },
		/^"Base URL" leads to a web page instead of the SuperOffice API/,
	],
	[
		'a web page that is not found',
		{ kind: 'status', status: 404, body: '<h1>404</h1>' },
		/leads to a web page/,
	],
	['something else', { kind: 'wrongShape', body: { hello: 1 } }, /leads to something else.*ends in \/api/],
	['an error', { kind: 'status', status: 500, body: '' }, /could not finish the request/],
	['a redirect', { kind: 'redirect', location: 'https://login.example.com/' }, /another address/],
] as const)('names a host that answers with %s', async (_what, fault, words) => {
	superOffice().faults.add({ fault });
	expect(await test()).toEqual(bad(words));
});
