import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import {
	CHAT,
	COLLEAGUE,
	type Genesys,
	held,
	lastBody,
	openChat,
	posts,
	run,
	startGenesys,
} from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const URI = `https://gws-node-b.invalid:8443/cloud-web/api/v2/users/${COLLEAGUE}`;
const transfer = async (parameters: INodeParameters) =>
	await run(genesys, 'genesysTransferChat', { chatId: CHAT, ...parameters });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('to a queue', () => {
	it.each([
		['list', 'sales'],
		['name', ' Verkauf & Größen '],
	])('sends the name alone, in mode %s', async (mode, value) => {
		const { error, main } = await transfer({ queueName: { __rl: true, mode, value } });
		expect(error).toBeUndefined();
		expect(posts(genesys).map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
		expect(lastBody(genesys)).toEqual({ operationName: 'Transfer', queueName: value.trim() });
		expect(main[0].json).toEqual({ chatId: CHAT, queueName: value.trim(), statusCode: 0 });
	});

	it('takes along a text', async () => {
		const along = { text: 'One moment, please', messageType: 'handover', treatAs: 'Normal' };
		expect((await transfer({ queueName: 'sales', additionalFields: along })).error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'Transfer', queueName: 'sales', ...along });
		expect(held(genesys, 'message')).toMatchObject([along]);
	});

	it('does not take along the agent of a hidden field', async () => {
		const { error } = await transfer({ queueName: 'sales', agentId: byId(COLLEAGUE) });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'Transfer', queueName: 'sales' });
	});
});

describe('to an agent', () => {
	const toAgent = async (agentId: unknown, more: INodeParameters = {}) =>
		await transfer({ transferTo: 'agent', agentId: agentId as INodeParameters, ...more });

	it('sends the address that was picked as it is', async () => {
		const { error, main } = await toAgent({ __rl: true, mode: 'list', value: URI });
		expect(error).toBeUndefined();
		expect(lastBody(genesys)).toEqual({ operationName: 'Transfer', targetUri: URI });
		expect(main[0].json).toEqual({ chatId: CHAT, targetUri: URI, statusCode: 0 });
		expect(genesys.state.chats.get(CHAT)?.agent).toBe('other-agent');
	});

	it.each([COLLEAGUE, ` ${COLLEAGUE}\n`, `/users/${COLLEAGUE}`])(
		'makes the address of the ID %j as Genesys writes it',
		async (id) => {
			const { error } = await toAgent(byId(id));
			expect(error).toBeUndefined();
			expect(lastBody(genesys)).toEqual({ operationName: 'Transfer', targetUri: URI });
		},
	);

	it('keeps an odd ID in its place', async () => {
		const { error } = await toAgent(byId('a/b?c'));
		expect(lastBody(genesys)).toMatchObject({ targetUri: URI.replace(COLLEAGUE, 'a%2Fb%3Fc') });
		expect(error?.message).toBe('Genesys cannot transfer the chat');
	});

	it.each([
		['={{ "" }}', '"Agent" is empty'],
		['https://gws.example.com/api/v2/contacts/1', '"Agent" holds an address that names no agent'],
		['..', '"Agent" holds ".."'],
	])('refuses %j before the chat is touched', async (value, message) => {
		const { error } = await toAgent(byId(value));
		expect(error?.message).toBe(message);
		expect(posts(genesys)).toHaveLength(0);
	});

	it('tells that an answer without the address of the agent is none, and sends nothing', async () => {
		const when = { method: 'GET', path: /\/me$/, after: 1 };
		for (const body of ['{"statusCode":0}', '{"statusCode":0,"user":{"uri":"/me"}}']) {
			sandbox.reset();
			genesys.faults.add({ when, fault: { kind: 'status', status: 200, body } });
			const { error } = await toAgent(byId(COLLEAGUE));
			expect(error?.message).toBe("The agent's own address could not be read");
			expect(posts(genesys)).toHaveLength(0);
		}
	});

	it('reads no field too late: nothing is asked of Genesys for an item with a wrong one', async () => {
		const { error } = await toAgent(byId(COLLEAGUE), { additionalFields: { treatAs: 'System' } });
		expect(error?.message).toBe('"Additional Fields > Treat As" is given without a text');
		expect(genesys.store.requests()).toHaveLength(0);
	});
});

it.each([
	[{ queueName: '={{ "" }}' }, '"Queue Name" is empty'],
	[{ queueName: 'sales', additionalFields: { messageType: 'x' } }, /Message Type" is given without a text$/],
])('refuses %j before anything is sent', async (parameters, message) => {
	expect((await transfer(parameters)).error?.message).toEqual(
		typeof message === 'string' ? message : expect.stringMatching(message),
	);
	expect(genesys.store.requests()).toHaveLength(0);
});

it('tells that a chat that is over stays where it is', async () => {
	openChat(genesys, 'over', { state: 'Completed' });
	const { error } = await transfer({ chatId: 'over', queueName: 'sales' });
	expect(error?.message).toBe('Genesys cannot transfer the chat');
	expect(error?.description).toContain(
		'Genesys said: "Operation [Transfer] is not valid in state [Completed]"',
	);
});

it('tells that a chat that was transferred is no longer there', async () => {
	await transfer({ queueName: 'sales' });
	const { error } = await transfer({ queueName: 'sales' });
	expect(error?.message).toBe('Genesys does not know the chat');
});
