import type { INodeParameters } from 'n8n-workflow';

import type { NodeResult } from '../../../../testkit/n8n';
import { agentOptions, reportedChat, useCallGear } from '../support';

const { callGear, run, report, calls, loginCredential, agentCredential } = useCallGear();

const callMethod = async (parameters: INodeParameters, more: Parameters<typeof run>[2] = {}) =>
	await run('callGearCallMethod', parameters, more);
const errorOf = (result: NodeResult) => result.error as { message: string; description: string };

it('gives each row of a list as an item', async () => {
	const { main } = await callMethod({ method: 'get.tags', params: '{ "limit": 2, "fields": ["name"] }' });
	expect(main).toEqual([
		{ json: { name: 'Booked' }, pairedItem: { item: 0 } },
		{ json: { name: 'Call back' }, pairedItem: { item: 0 } },
	]);
});

it('gives the whole result where that is wanted, or where it is no list', async () => {
	const { main } = await callMethod({ method: 'get.tags', splitRows: false });
	expect(main[0].json).toMatchObject({ data: [{ id: 401 }, {}, {}], metadata: { total_items: 3 } });
	report(reportedChat(0));
	const params = '{ "communication_id": 9881000, "communication_type": "chat", "comment": "VIP" }';
	const done = await callMethod({ method: 'create.communication_comment', params });
	expect(done.main[0].json).toEqual({ success: true });
	expect(callGear().store.held('comment')).toHaveLength(1);
});

it('sends the params as they are', async () => {
	await callMethod({
		method: 'get.tags',
		params: { limit: 1, sort: [{ field: 'name', order: 'desc' }] } as never,
	});
	expect(calls('get.tags')[0].params).toEqual({
		access_token: callGear().keys.accessToken,
		limit: 1,
		sort: [{ field: 'name', order: 'desc' }],
	});
});

it('logs in where the credential holds a login, and shows no key', async () => {
	const credentials = { callGearApi: loginCredential() as never };
	expect((await callMethod({ method: 'get.tags' }, { credentials })).main).toHaveLength(3);
});

it('works for the customer of an agent, unless the params name another one', async () => {
	const credentials = { callGearApi: agentCredential() as never };
	await callMethod({ method: 'get.tags', options: agentOptions }, { credentials });
	await callMethod(
		{ method: 'get.tags', params: '{"user_id":20018}', options: agentOptions },
		{ credentials },
	);
	expect(calls('get.tags').map(({ params }) => params.user_id)).toEqual([20017, 20018]);
});

describe('an answer that is lost', () => {
	it('is asked for again where the method only reads', async () => {
		callGear().faults.add({ fault: { kind: 'status', status: 502 } });
		expect((await callMethod({ method: 'get.tags' })).main).toHaveLength(3);
		expect(calls('get.tags')).toHaveLength(2);
	});

	it('leaves in doubt what may have changed something', async () => {
		callGear().faults.add({ fault: { kind: 'status', status: 502 } });
		const result = await callMethod(
			{ method: 'set.tag_communications' },
			{ onError: 'continueRegularOutput' },
		);
		expect(result.main[0].json.error).toMatchObject({ delivery: 'uncertain' });
		expect(calls('set.tag_communications')).toHaveLength(1);
	});
});

it('tells what CallGear says of a method that it does not know', async () => {
	const { message, description } = errorOf(await callMethod({ method: 'get.everything' }));
	expect(message).toBe('CallGear does not know the method');
	expect(description).toContain('method_not_found');
});

it.each<[INodeParameters, string]>([
	[{ method: '={{ "" }}' }, '"Method" is empty'],
	[{ method: 'getTags' }, '"Method" holds "getTags"'],
	[{ method: 'get.tags?x' }, '"Method" holds "get.tags?x"'],
	[{ method: 'login.user' }, '"Method" holds "login.user", which the credential does by itself'],
	[{ method: 'logout.user' }, '"Method" holds "logout.user", which the credential does by itself'],
	[{ method: 'get.tags', params: '[]' }, '"Params" holds a list'],
	[{ method: 'get.tags', params: '7' }, '"Params" holds no object'],
	[
		{ method: 'get.tags', params: '{"access_token":"k"}' },
		'"Params" holds access_token, which the credential adds',
	],
])('refuses %j before anything is sent', async (parameters, message) => {
	expect(errorOf(await callMethod(parameters)).message).toBe(message);
	expect(callGear().store.requests()).toEqual([]);
});
