import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';
import { range } from 'lodash';

import { searchList } from '../../support/listSearch';
import { useCallGear } from './support';

const { callGear, credential, agentCredential, loginCredential, calls, secrets } = useCallGear();

interface Query {
	filter?: string;
	parameters?: INodeParameters;
	paginationToken?: string;
	account?: IDataObject;
}

const list = async (search: string, { account = credential(), ...query }: Query = {}) =>
	await searchList({
		node: 'callGearUploadChats',
		search,
		credentials: { callGearApi: account as never },
		...query,
	});
const names = async (search: string, query: Query = {}) =>
	(await list(search, query)).results.map(({ name }) => name);
const chosen = (value: unknown) => ({ __rl: true, mode: 'list', value }) as INodeParameters;

describe('the pick lists', () => {
	it('give sites with their domain and a link to it, if it is one', async () => {
		callGear().state.sites.push({ id: 3103, name: 'Old shop', domain_name: 'old shop', state: 'active' });
		expect(await list('searchSites')).toEqual({
			results: [
				{
					name: 'Acme Dental · acme-dental.example · 3101',
					value: '3101',
					url: 'https://acme-dental.example',
				},
				{ name: 'Acme Shop · acme-shop.example · 3102', value: '3102', url: 'https://acme-shop.example' },
				{ name: 'Old shop · old shop · 3103', value: '3103' },
			],
		});
	});

	it('give the active campaigns, without the system’s own', async () => {
		expect(await names('searchCampaigns')).toEqual([
			'Shop autumn sale · acme-shop.example · 502',
			'Spring whitening · acme-dental.example · 501',
		]);
	});

	it('give the campaigns of the chosen site alone', async () => {
		const parameters = { siteId: chosen('3101') };
		expect(await names('searchCampaigns', { parameters })).toEqual([
			'Spring whitening · acme-dental.example · 501',
		]);
		const typed = { siteId: { ...chosen('={{ $json.site }}'), mode: 'id' } };
		expect(await names('searchCampaigns', { parameters: typed })).toHaveLength(2);
	});

	it('give the fields of offline messages by their own ID', async () => {
		const { results } = await searchList({
			node: 'callGearUploadOfflineMessages',
			search: 'searchUserFields',
			credentials: { callGearApi: credential() as never },
		});
		expect(results).toEqual([
			{ name: 'City · string · city', value: 'city' },
			{ name: 'Guests · numeric · guests', value: 'guests' },
		]);
	});

	it('give IDs that are too large for a number exactly', async () => {
		const body =
			'{"jsonrpc":"2.0","id":1,"result":{"data":[{"id":12345678901234567890,"full_name":"Aisha Khan"}],"metadata":{"total_items":1}}}';
		callGear().faults.add({ fault: { kind: 'status', status: 200, body } });
		expect(await list('searchEmployees')).toEqual({
			results: [{ name: 'Aisha Khan · 12345678901234567890', value: '12345678901234567890' }],
		});
	});

	it('give employees, active sources and an agent’s customers', async () => {
		expect(await names('searchEmployees')).toEqual([
			'Aisha Khan · 9012',
			'João Pereira · 9013',
			'Łucja Żak · 9014',
			'Østen Å. Berg · 9015',
		]);
		expect(await names('searchSources')).toEqual(['Telegram · 71']);
		expect(await names('searchCustomerUsers', { account: agentCredential() })).toEqual([
			'Acme Dental · owner@acme-dental.example · 20017',
			'Acme Shop · owner@acme-shop.example · 20018',
		]);
	});

	it.each([
		['pereira', ['João Pereira · 9013']],
		[' ŻAK ', ['Łucja Żak · 9014']],
		['9015', ['Østen Å. Berg · 9015']],
		['nobody', []],
	])('find %j in any case', async (filter, expected) => {
		expect(await names('searchEmployees', { filter })).toEqual(expected);
	});

	it('go on after a page, even one that CallGear cuts short', async () => {
		callGear().settings.shortPage = true;
		const first = await list('searchEmployees');
		expect(first).toMatchObject({ results: [{ value: '9012' }], paginationToken: '1' });
		const second = await list('searchEmployees', { paginationToken: '1' });
		expect(second.results).toHaveLength(3);
		expect(second.paginationToken).toBeUndefined();
	});

	it('read a thousand rows at a time', async () => {
		callGear().state.employees = range(1500).map((id) => ({ id: id + 1, full_name: `Agent ${id}` }));
		const first = await list('searchEmployees');
		expect(first.results).toHaveLength(1000);
		expect(first.paginationToken).toBe('1000');
		const second = await list('searchEmployees', { paginationToken: first.paginationToken as string });
		expect(second.results).toHaveLength(500);
		expect(second.paginationToken).toBeUndefined();
	});

	it('ask for the agent’s customer: the one chosen on the node, or that of the credential', async () => {
		const account = { ...agentCredential(), userId: '20017' };
		await names('searchSites', { account });
		await names('searchSites', { account, parameters: { options: { userId: chosen('20018') } } });
		expect(calls().map(({ params }) => params.user_id)).toEqual([20017, 20018]);
	});

	it('give the visitor sessions of the last seven days, the newest first', async () => {
		const { visitorSessions } = callGear().state;
		const [[, known]] = visitorSessions;
		visitorSessions.set(770003, { ...known, site_id: 3102, startedAt: known.startedAt.plus({ hours: 30 }) });
		visitorSessions.set(770004, { ...known, startedAt: known.startedAt.minus({ days: 6 }) });
		const found = await list('searchVisitorSessions');
		expect(found.results.map(({ value }) => value)).toEqual(['770003', '770001']);
		const time = known.startedAt.setZone('Asia/Dubai').toFormat('yyyy-MM-dd HH:mm:ss');
		expect(found.results[1].name).toBe(`${time} · newsletter · 770001`);
		expect(
			await names('searchVisitorSessions', { filter: 'NEWS', parameters: { siteId: chosen('3102') } }),
		).toHaveLength(1);
		expect(await names('searchVisitorSessions', { filter: 'nobody' })).toEqual([]);
	});

	it.each<[string, INodeParameters, boolean, string[]]>([
		[
			'the options',
			{ options: { accountTimezone: 'America/New_York' } },
			false,
			['get.visitor_sessions_report'],
		],
		[
			'CallGear',
			{ options: { accountTimezone: 'Mars' } },
			false,
			['get.account', 'get.visitor_sessions_report'],
		],
		['UTC, which is left for an agent', {}, true, ['get.account', 'get.visitor_sessions_report']],
	])('ask for visitor sessions by the clocks of %s', async (_name, parameters, agent, expected) => {
		const account = agent ? { ...agentCredential(), userId: '20017' } : credential();
		expect((await list('searchVisitorSessions', { parameters, account })).results).toHaveLength(1);
		expect(calls().map(({ method }) => method)).toEqual(expected);
	});

	it('go on after a page of visitor sessions, and show CallGear’s own refusal of them', async () => {
		const { visitorSessions } = callGear().state;
		const [[, known]] = visitorSessions;
		for (const id of range(1500)) visitorSessions.set(780_000 + id, known);
		const first = await list('searchVisitorSessions');
		expect(first).toMatchObject({ paginationToken: '1000' });
		const second = await list('searchVisitorSessions', { paginationToken: '1000' });
		expect([first.results.length, second.results.length]).toEqual([1000, 501]);
		callGear().settings.components = [];
		await expect(list('searchVisitorSessions')).rejects.toMatchObject({
			message: expect.stringMatching(/^A component that this needs is not part of the CallGear account$/),
		});
	});

	it('log in where the credential holds a login', async () => {
		expect(await names('searchSites', { account: loginCredential() })).toHaveLength(2);
		expect(calls().map(({ method }) => method)).toEqual(['login.user', 'get.sites']);
	});

	it.each<[string, () => void, RegExp]>([
		[
			'a missing right',
			() => (callGear().settings.rights = []),
			/^The CallGear user lacks the right for this\. A key has the rights of the user who owns it/,
		],
		[
			'a missing component',
			() => (callGear().settings.components = []),
			/^A component that this needs is not part of the CallGear account\./,
		],
		[
			'a dead key',
			() => callGear().state.tokens.clear(),
			/^CallGear does not know the API key\. Open the credential/,
		],
		[
			'a web page',
			() => callGear().faults.add({ fault: { kind: 'html' } }),
			/^CallGear's address answered with a web page instead of data\./,
		],
	])('show %s instead of an empty list', async (_name, prepare, message) => {
		prepare();
		const error = await list('searchSites').catch((caught: Error) => caught);
		expect(error).toBeInstanceOf(Error);
		const { message: what, description } = error as NodeApiError;
		expect(`${what}. ${description}`).toMatch(message);
		for (const secret of secrets()) expect(JSON.stringify(error)).not.toContain(secret);
	});
});
