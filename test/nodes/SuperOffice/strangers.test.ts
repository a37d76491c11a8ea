import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { testCredential } from '../../support/credentialTest';
import { errorOf, EXCHANGE, STATE, type SignIn, useSuperOffice } from './support';

const { superOffice, typed, credentialsFor, secrets, add, posts, paths } = useSuperOffice();

/** A host that has nothing to do with SuperOffice, by another name than the sandbox has. */
let stranger: Server;
let heard: string[] = [];
beforeAll(async () => {
	stranger = createServer((request, response) => {
		heard.push(JSON.stringify([request.url, request.headers]));
		response.end('{}');
	});
	await new Promise<void>((listening) => stranger.listen(0, '127.0.0.1', listening));
});
afterAll(async () => await new Promise((closed) => stranger.close(closed)));
beforeEach(() => (heard = []));

const strangersAddress = () => `http://localhost:${(stranger.address() as AddressInfo).port}/Cust40417/api`;

/** The tenant's state as it is, but for the address. */
const nameAddress = (Api: string) =>
	superOffice().faults.add({
		when: { path: STATE },
		times: Infinity,
		fault: {
			kind: 'wrongShape',
			body: { ContextIdentifier: 'Cust40417', State: 'Running', IsRunning: true, Api },
			processed: false,
		},
	});

const onlyLoginHost = { allowedHttpRequestDomains: 'domains', allowedDomains: '127.0.0.1' };

const ONLINE: SignIn[] = ['oAuth2', 'systemUser'];

it.each(ONLINE)(
	'nobody needs to sign in to learn where a tenant is, and nobody does as %s',
	async (signIn) => {
		await add({}, { signIn });
		const [{ headers }] = superOffice().store.requests({ path: STATE });
		expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['authorization']));
		for (const secret of secrets()) expect(JSON.stringify(headers)).not.toContain(secret);
	},
);

it.each(ONLINE)(
	'a host beyond the Allowed Domains of the credential hears nothing, as %s',
	async (signIn) => {
		nameAddress(strangersAddress());
		const [[type, data]] = Object.entries(await credentialsFor(signIn));
		const { main } = await add(
			{},
			{ signIn, credentials: { [type]: { ...data, ...onlyLoginHost } }, onError: 'continueRegularOutput' },
		);
		expect(main[0].json.error).toMatchObject({
			message: 'The credential may not be sent to localhost',
			field: 'Allowed Domains',
			delivery: 'notSent',
		});
		expect(heard).toEqual([]);
		expect(posts()).toEqual([]);
	},
);

it('one that the credential allows is spoken to', async () => {
	const credentials = {
		superOfficeSystemUserApi: {
			...typed.systemUser(),
			...onlyLoginHost,
			allowedDomains: 'a.example,127.0.0.1',
		},
	};
	expect((await add({}, { signIn: 'systemUser', credentials })).error).toBeUndefined();
	expect(posts()).toHaveLength(1);
});

it('a tenant’s state that is another tenant’s is not used', async () => {
	superOffice().faults.add({
		when: { path: STATE },
		fault: {
			kind: 'wrongShape',
			body: {
				ContextIdentifier: 'Cust7',
				State: 'Running',
				IsRunning: true,
				Api: `${superOffice().url}/online2/Cust7/api`,
			},
			processed: false,
		},
	});
	const error = errorOf(await add({}, { signIn: 'systemUser' }));
	expect(error.message).toBe('The login host answered with another tenant, "Cust7"');
	expect(posts()).toEqual([]);
});

describe('the test of a system user', () => {
	it('sends nothing to a host beyond the Allowed Domains', async () => {
		nameAddress(strangersAddress());
		const data = { ...typed.systemUser(), ...onlyLoginHost };
		expect(await testCredential('superOfficeSystemUserApi', data)).toEqual({
			status: 'Error',
			message: expect.stringMatching(/^The credential may not be sent to localhost\./) as unknown,
		});
		expect(heard).toEqual([]);
		expect(paths()).not.toContain(EXCHANGE);
	});
});
