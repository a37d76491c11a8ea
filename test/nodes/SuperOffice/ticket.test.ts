import { generateKeyPairSync } from 'node:crypto';

import { errorOf, EXCHANGE, useSuperOffice } from './support';

const { superOffice, credentialsFor, add, posts, held, paths } = useSuperOffice();

const exchanges = () => paths().filter((path) => path === EXCHANGE).length;
const anotherKey = () =>
	generateKeyPairSync('rsa', { modulusLength: 2048 })
		.privateKey.export({ type: 'pkcs8', format: 'pem' })
		.toString();

/** A credential that has been used: n8n keeps its ticket with it. */
async function used() {
	const credentials = await credentialsFor('systemUser');
	expect((await add({}, { signIn: 'systemUser', credentials })).error).toBeUndefined();
	return credentials;
}

it.each([
	['System User Token', { systemToken: 'Another Flow-token' }],
	['Client Secret', { clientSecret: 'another-client-secret' }],
	['Private Key', { privateKey: anotherKey() }],
])('is not used any more after %s was edited', async (_field, edited) => {
	const { superOfficeSystemUserApi: before } = await used();
	const credentials = { superOfficeSystemUserApi: { ...before, ...edited } };
	const error = errorOf(await add({}, { signIn: 'systemUser', credentials }));
	expect(error.message).toBe('SuperOffice did not let the system user in');
	expect(posts()).toHaveLength(1);
});

it('is got anew where another login host is asked', async () => {
	const { superOfficeSystemUserApi: before } = await used();
	const loginUrl = superOffice().url.replace('127.0.0.1', 'localhost');
	const credentials = { superOfficeSystemUserApi: { ...before, loginUrl } };
	expect((await add({}, { signIn: 'systemUser', credentials })).error).toBeUndefined();
	expect(exchanges()).toBe(2);
	expect(new Set(posts().map(({ headers }) => headers.authorization)).size).toBe(2);
	expect(held()).toHaveLength(2);
});

it('that is kept without a sign of its login is got anew', async () => {
	const [bare] = superOffice().state.tickets.keys();
	const { superOfficeSystemUserApi: typed } = await credentialsFor('systemUser');
	const credentials = { superOfficeSystemUserApi: { ...typed, sessionToken: bare } };
	expect((await add({}, { signIn: 'systemUser', credentials })).error).toBeUndefined();
	expect(posts().map(({ answer }) => answer.status)).toEqual([200]);
});

it('is asked for once where the login host answers that it is not wanted', async () => {
	superOffice().faults.add({
		when: { path: EXCHANGE },
		times: Infinity,
		fault: { kind: 'status', status: 401, body: { Message: 'No.' } },
	});
	const error = errorOf(await add({}, { signIn: 'systemUser' }));
	expect(error.message).toBe('The login host of SuperOffice gave the system user no ticket');
	expect(exchanges()).toBe(1);
});
