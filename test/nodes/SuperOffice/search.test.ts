import type { NodeApiError } from 'n8n-workflow';

import { type ListQuery, searchList } from '../../support/listSearch';
import { type SignIn, useSuperOffice } from './support';

const { superOffice, add, typed, credentialsFor, secrets } = useSuperOffice();

const readChatSessions = async (query: Omit<ListQuery, 'node' | 'search'>) =>
	await searchList({ node: 'superOfficeAddChatMessage', search: 'searchChatSessions', ...query });

const LIST = /\/ChatSession$/;

async function list(filter?: string, signIn: SignIn = 'onsite', paginationToken?: string) {
	const authentication = signIn === 'ticket' ? 'onsite' : signIn;
	const credentials = await credentialsFor(signIn);
	return await readChatSessions({ parameters: { authentication }, credentials, filter, paginationToken });
}

const ids = ({ results }: { results: Array<{ value: unknown }> }) => results.map(({ value }) => value);

it('shows the sessions that are going on, newest first, with who, where and what', async () => {
	const { results } = await list();
	expect(results).toEqual([
		{ name: 'Sales · Waiting · Price list? · 5179', value: '5179' },
		{ name: "Åse Øvrebø · Support · Waiting · Where's my parcel? · 5178", value: '5178' },
		{ name: 'Ida Berg · Support · Waiting for agent · Any news? · 5177', value: '5177' },
		{ name: 'Per Aas · Support · Waiting for customer · Takk! · 103', value: '103' },
	]);
	const [{ query, headers }] = superOffice().store.requests({ path: LIST });
	expect(query).toEqual({
		$select: 'chatSessionId,status,lastMessage,chatTopic/name,person/fullName',
		$filter: 'status oneOf (4,5,6)',
		$orderBy: 'chatSessionId desc',
		$top: '50',
	});
	expect(headers['so-language']).toBe('en');
});

it('shows a message as people read it', async () => {
	const [{ id }] = [...superOffice().state.sessions.values()].slice(-1);
	await add({ chatSessionId: id, text: '5 < 6 & "so"\nnext' });
	expect((await list()).results[0].name).toBe(`Sales · Waiting for customer · 5 < 6 & "so" next · ${id}`);
});

it.each([
	['a number, whatever the state', '5160', ['5160']],
	['a number that is none of a session', '99999999999', []],
	['words of the last message', 'parcel', ['5178']],
	['words with an apostrophe', "where's MY", ['5178']],
	['spaces around', '  news ', ['5177']],
	['nothing that is there', 'nobody', []],
])('is searched for %s', async (_what, filter, expected) => {
	expect(ids(await list(filter))).toEqual(expected);
});

it('comes in pages', async () => {
	superOffice().settings.pageSize = 3;
	const first = await list();
	expect(first.paginationToken).toBe('5177');
	const second = await list('', 'onsite', first.paginationToken as string);
	expect([...ids(first), ...ids(second)]).toEqual(['5179', '5178', '5177', '103']);
	expect(second.paginationToken).toBeUndefined();
});

it('loses none when a session that was shown has ended meanwhile', async () => {
	superOffice().settings.pageSize = 2;
	const first = await list();
	superOffice().state.sessions.get(5179)!.status = 'Closed';
	const second = await list('', 'onsite', first.paginationToken as string);
	expect([...ids(first), ...ids(second)]).toEqual(['5179', '5178', '5177', '103']);
});

it.each<SignIn>(['oAuth2', 'systemUser', 'ticket'])('is there for %s too', async (signIn) => {
	expect(ids(await list('5177', signIn))).toEqual(['5177']);
});

it('finds the tenant after a move', async () => {
	superOffice().settings.moveAfterCalls = 1;
	expect(ids(await list('5177', 'systemUser'))).toEqual(['5177']);
	expect(ids(await list('5177', 'systemUser'))).toEqual(['5177']);
});

describe('the list of time zones', () => {
	const zones = async (filter?: string, signIn: SignIn = 'onsite') =>
		await searchList({
			node: 'superOfficeAddChatMessage',
			search: 'searchTimeZones',
			parameters: { authentication: signIn },
			credentials: await credentialsFor(signIn),
			filter,
		});

	it('shows all of them with their cities', async () => {
		expect((await zones()).results).toEqual([
			{ name: 'Denmark · Copenhagen · DK', value: 'DK' },
			{ name: 'Norway · Oslo, Bergen · NO', value: 'NO' },
			{ name: 'United States · New York · New York · US-NY', value: 'US-NY' },
			{ name: 'UTC/GMT · UTC', value: 'UTC' },
		]);
	});

	it('comes whole, however few SuperOffice gives at once', async () => {
		superOffice().settings.pageSize = 3;
		expect(ids(await zones())).toEqual(['DK', 'NO', 'US-NY', 'UTC']);
		const asked = superOffice().store.requests({ path: /\/TimeZone$/ });
		expect(asked.map(({ query }) => query.$skip)).toEqual(['0', '2']);
	});

	it('names a zone without a code by its number', async () => {
		const value = [{ PrimaryKey: 7, EntityName: 'all', country: 'Angola', timeZone: null }];
		const body = { 'odata.metadata': '', 'odata.nextLink': null, value };
		superOffice().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		expect((await zones()).results).toEqual([{ name: 'Angola · 7', value: '7' }]);
	});

	it('ends with a page that names another one and is empty', async () => {
		const body = { 'odata.metadata': '', 'odata.nextLink': 'https://evil.example/', value: [] };
		superOffice().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		expect((await zones()).results).toEqual([]);
		expect(superOffice().store.requests()).toHaveLength(1);
	});

	it.each([
		['BERGEN', ['NO']],
		[' us-ny ', ['US-NY']],
		['Mars', []],
	])('is searched for "%s"', async (filter, expected) => {
		expect(ids(await zones(filter, 'systemUser'))).toEqual(expected);
	});

	it("shows SuperOffice's own refusal instead of an empty list", async () => {
		superOffice().faults.add({
			when: { path: '/TimeZone' },
			fault: { kind: 'status', status: 403, body: '' },
		});
		await expect(zones()).rejects.toMatchObject({
			message: 'SuperOffice denied access',
			description: expect.stringMatching(/^The user or app of the credential lacks a right/),
		});
	});

	it('says so when the answer is no list', async () => {
		superOffice().faults.add({
			fault: { kind: 'wrongShape', body: [{ TZLocationID: 1 }], processed: false },
		});
		await expect(zones()).rejects.toMatchObject({
			message: expect.stringMatching(/^SuperOffice did not answer as its pages say$/),
		});
	});
});

describe('what goes wrong is shown instead of an empty list', () => {
	async function failure(credentials: object): Promise<string> {
		const asked = readChatSessions({
			parameters: { authentication: 'onsite' },
			credentials: credentials as never,
		});
		const error = (await asked.catch((caught: unknown) => caught)) as NodeApiError;
		const shown = `${error.message}. ${error.description}`;
		for (const secret of secrets()) expect(shown).not.toContain(secret);
		return shown;
	}

	it('for a bad login', async () => {
		expect(await failure({ superOfficeApi: { ...typed.onsite(), password: 'bad' } })).toMatch(
			/^SuperOffice did not accept the credential\. .*Authentication failed/,
		);
	});

	it('for a wrong address', async () => {
		expect(await failure({ superOfficeApi: { ...typed.onsite(), baseUrl: 'crm' } })).toMatch(
			/^"Base URL" holds "crm"\. Enter a full address/,
		);
	});

	it('for an answer that is no list', async () => {
		superOffice().faults.add({ fault: { kind: 'wrongShape', body: { hello: 'world' } } });
		expect(await failure({ superOfficeApi: typed.onsite() })).toMatch(/did not answer as its pages say/);
	});
});
