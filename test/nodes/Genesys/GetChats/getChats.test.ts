import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox';
import type { NodeRun } from '../../../../testkit/n8n';
import { CHAT, DOCUMENT, type Genesys, openChat, run, startGenesys } from '../support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const OTHER = '0001RaC8KT5M00QX';
const get = async (parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await run(genesys, 'genesysGetChats', parameters, more);
const one = async (chatId: string, parameters: INodeParameters = {}) =>
	await get({ scope: 'one', chatId: { __rl: true, mode: 'id', value: chatId }, ...parameters });
const reads = () => genesys.store.requests({ method: 'GET', path: /\/me(\/chats\/.+)?$/ }).slice(1);

const participants = [
	{ participantId: '00A15F0011220033', nickname: 'Visitor', type: 'Customer', visibility: 'All' },
	{
		participantId: '00A15F0011220035',
		nickname: 'genesys-sandbox-agent',
		type: 'Agent',
		visibility: 'All',
	},
];

describe("the agent's chats", () => {
	it('come one by one, with what the other nodes take, and nobody else’s', async () => {
		openChat(genesys, CHAT, {
			links: [{ documentId: DOCUMENT, visibleAt: 0 }],
			userData: { 'Order Number': 'A-1042', Priority: 3, Empty: null },
		});
		const { main, error } = await get();
		expect(error).toBeUndefined();
		expect(main.map(({ json }) => json.chatId)).toEqual([CHAT, OTHER]);
		expect(main[0].json).toEqual({
			chatId: CHAT,
			state: 'Chatting',
			chatType: 'Inbound',
			interactionQueue: 'chat-inbound-q',
			capabilities: expect.arrayContaining(['SendMessage', 'Complete', 'Transfer']),
			participants,
			attachments: [{ documentId: DOCUMENT, name: 'testfileUploadAgent.txt', mime: 'text/plain', size: 46 }],
			userData: { 'Order Number': 'A-1042', Priority: 3, Empty: null },
		});
		expect(main[1].json.attachments).toEqual([]);
		expect(reads().map(({ query }) => query)).toEqual([{ subresources: 'chats' }]);
	});

	it('come as Genesys gives them when they are not to be simplified', async () => {
		const { main } = await get({ simplify: false });
		expect(main[0].json).toMatchObject({
			id: CHAT,
			path: `/chats/${CHAT}`,
			uri: expect.stringContaining('/api/v2/chats/'),
			participants: participants.map(({ participantId, ...rest }) => ({
				id: participantId,
				participantId,
				...rest,
			})),
			attachments: [{ id: DOCUMENT, path: `/attachments/${DOCUMENT}` }],
		});
		expect(main[1].json).not.toHaveProperty('attachments');
		expect(main[0].json).not.toHaveProperty('chatId');
	});

	it.each([
		[{}, 50],
		[{ limit: 3 }, 3],
		[{ returnAll: true }, 62],
	])('are as many as are wanted: %j', async (parameters, count) => {
		for (let index = 0; index < 60; index += 1) openChat(genesys, `chat-${index}`);
		const { main, returned } = await get(parameters);
		expect(main).toHaveLength(count);
		expect(returned?.[0].every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(reads()).toHaveLength(1);
	});

	it('are none where the agent has none', async () => {
		genesys.state.chats.clear();
		const { main, error } = await get();
		expect(error).toBeUndefined();
		expect(main).toEqual([]);
	});

	it.each([
		[{ state: 'LeftChat' }, ['left']],
		[{ state: ' Chatting\n' }, [CHAT, OTHER]],
		[{ capability: 'SendMessage' }, [CHAT, OTHER]],
		[{ capability: 'Complete' }, [CHAT, OTHER, 'left']],
		[{ queueName: { __rl: true, mode: 'name', value: 'sales' } }, [OTHER]],
		[{ queueName: 'sales', state: 'LeftChat' }, []],
		[{ queueName: '', state: '', capability: '' }, [CHAT, OTHER, 'left', 'over']],
	])('are narrowed down by %j', async (filters, expected) => {
		openChat(genesys, 'left', { state: 'LeftChat' });
		openChat(genesys, 'over', { state: 'Completed' });
		const { main, error } = await get({ filters });
		expect(error).toBeUndefined();
		expect(main.map(({ json }) => json.chatId)).toEqual(expected);
	});

	it('count those that fit, not those that do not', async () => {
		openChat(genesys, 'last', { queue: 'sales' });
		const { main } = await get({ limit: 2, filters: { queueName: 'sales' } });
		expect(main.map(({ json }) => json.chatId)).toEqual([OTHER, 'last']);
	});

	it('are read for every item, each with its own fields', async () => {
		const items = ['sales', 'chat-inbound-q', 'nowhere'].map((queue) => ({ json: { queue } }));
		const { returned } = await get({ filters: { queueName: '={{ $json.queue }}' } }, { items });
		expect(returned?.[0].map(({ json, pairedItem }) => [json.chatId, pairedItem])).toEqual([
			[OTHER, { item: 0 }],
			[CHAT, { item: 1 }],
		]);
	});

	it.each([
		[{ limit: 0 }, '"Limit" holds "0"'],
		[{ returnAll: '={{ "perhaps" }}' }, '"Return All" holds a string'],
		[{ filters: { state: '={{ [] }}' } }, '"Filters > State" holds a list instead of text'],
		[{ filters: { queueName: '={{ [1] }}' } }, '"Filters > Queue Name" holds no text'],
		[{ simplify: '={{ "perhaps" }}' }, '"Simplify" holds a string'],
	])('are not asked for with %j', async (parameters, message) => {
		const { error } = await get(parameters);
		expect(error?.message).toBe(message);
		expect(genesys.store.requests()).toEqual([]);
	});

	it('are not taken for none when the answer has another form', async () => {
		const body = '{"statusCode":0,"user":{"chats":7}}';
		const when = { method: 'GET', path: /\/me$/, after: 1 };
		genesys.faults.add({ when, fault: { kind: 'status', status: 200, body } });
		const { error } = await get();
		expect(error?.message).toBe("The agent's chats could not be read");
	});
});

describe('one chat', () => {
	it('comes by its ID, as in the list', async () => {
		const { main: listed } = await get();
		genesys.store.clear();
		const { main, error } = await one(CHAT);
		expect(error).toBeUndefined();
		expect(main.map(({ json }) => json)).toEqual([listed[0].json]);
		expect(reads().map(({ path }) => path)).toEqual([`/api/v2/me/chats/${CHAT}`]);
	});

	it('comes as Genesys gives it when it is not to be simplified', async () => {
		const { main } = await one(CHAT, { simplify: false });
		expect(main[0].json).toMatchObject({ id: CHAT, path: `/chats/${CHAT}` });
	});

	it.each([
		['at an address that is not there', { kind: 'status', status: 404, body: '' } as const],
		['by a method that is not allowed', { kind: 'status', status: 405, body: '' } as const],
		['in another form', { kind: 'status', status: 200, body: '{"statusCode":0}' } as const],
	])('is found in the list where it cannot be read by itself: %s', async (_, fault) => {
		genesys.faults.add({ when: { path: '/me/chats/' }, times: Infinity, fault });
		const { main, error } = await one(CHAT);
		expect(error).toBeUndefined();
		expect(main[0].json.chatId).toBe(CHAT);
	});

	it.each(['mirror', 'flat'] as const)('that nobody knows is told, with %s statuses', async (statuses) => {
		genesys.settings.errorStatuses = statuses;
		const { error, main } = await one('0001RaC8KT5M00QY');
		expect(main).toEqual([]);
		expect(error?.message).toBe('Genesys does not know the chat');
		expect(error?.description).toContain('Genesys said: "Resource not found" (code 6');
	});

	it('that cannot be read in either way is told', async () => {
		const fault = { kind: 'status', status: 200, body: '{"statusCode":0}' } as const;
		genesys.faults.add({ when: { path: /\/me\/chats\// }, fault });
		const { error } = await one('of-nobody');
		expect(error?.message).toBe('The chat could not be read');
	});

	it('has what the next nodes take', async () => {
		const { main } = await one(CHAT);
		const items = main.map(({ json }) => ({ json }));
		const sent = await run(
			genesys,
			'genesysSetDisposition',
			{ disposition: '={{ $json.state }}' },
			{ items },
		);
		expect(sent.error).toBeUndefined();
		expect(genesys.state.chats.get(CHAT)?.userData).toEqual({ DispositionCode: 'Chatting' });
	});
});
