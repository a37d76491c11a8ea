import type { INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox';
import { everyField } from '../../../testkit/everyField';
import { runNode } from '../../../testkit/n8n';
import { packNodes } from '../../../testkit/pack';
import { searchList } from '../../support/listSearch';
import { CHAT, DOCUMENT, type Genesys, login, openChat, startGenesys } from './support';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

async function list(search: string, filter = '', changes = {}, parameters: INodeParameters = {}) {
	const credentials = login(genesys, changes);
	return await searchList({ node: 'genesysUploadFile', search, filter, credentials, parameters });
}

describe('the list of chats', () => {
	it("shows the agent's own chats with customer, queue and state", async () => {
		expect(await list('searchChats')).toEqual({
			results: [
				{ name: `Visitor · chat-inbound-q · Chatting · ${CHAT}`, value: CHAT },
				{ name: 'Jürgen · sales · Chatting · 0001RaC8KT5M00QX', value: '0001RaC8KT5M00QX' },
			],
		});
	});

	it.each([
		['jürgen', ['0001RaC8KT5M00QX']],
		['SALES', ['0001RaC8KT5M00QX']],
		[' r8 ', [CHAT]],
		['nobody', []],
	])('is searched for "%s"', async (filter, expected) => {
		const { results } = await list('searchChats', filter);
		expect(results.map(({ value }) => value)).toEqual(expected);
	});

	it('shows every one of many chats', async () => {
		for (let index = 0; index < 250; index += 1) openChat(genesys, `chat-${index}`);
		expect((await list('searchChats')).results).toHaveLength(252);
	});

	const answer = (body: string) =>
		genesys.faults.add({
			when: { method: 'GET', path: /\/me$/, after: 1 },
			fault: { kind: 'status', status: 200, body },
		});

	it('has every digit of an ID that came as a number', async () => {
		answer('{"statusCode":0,"user":{"chats":[{"id":12345678901234567},{"id":42},{"id":4.5},7]}}');
		const values = (await list('searchChats')).results.map(({ value }) => value);
		expect(values).toEqual(['12345678901234567', '42']);
	});

	it.each(['{"statusCode":0}', '{"statusCode":0,"user":{"chats":7}}'])(
		'says so when the answer has another form, in no words of a vendor: %s',
		async (body) => {
			answer(body);
			await expect(list('searchChats')).rejects.toMatchObject({
				message: "The agent's chats could not be read",
				description: expect.stringMatching(/^The answer .* instead\.$/),
			});
		},
	);

	it('is empty only when there is no chat', async () => {
		genesys.state.chats.clear();
		expect(await list('searchChats')).toEqual({ results: [] });
	});

	it("shows Genesys' own refusal instead of an empty list", async () => {
		await expect(list('searchChats', '', { password: 'wrong-password' })).rejects.toMatchObject({
			message: 'Genesys did not accept the login',
			description: expect.stringMatching(/^Open the credential/),
		});
	});

	it('says what is wrong with the address', async () => {
		await expect(list('searchChats', '', { baseUrl: 'gws' })).rejects.toMatchObject({
			message: '"Base URL" holds "gws"',
		});
	});
});

describe('the list of documents', () => {
	it('shows those of the chosen chat', async () => {
		const [one] = (await list('searchDocuments', '', {}, { chatId: CHAT })).results;
		expect(one).toEqual({ name: `testfileUploadAgent.txt · ${DOCUMENT}`, value: DOCUMENT });
		const other = { __rl: true, mode: 'url', value: 'https://gws.example.com/api/v2/chats/0001RaC8KT5M00QX' };
		expect(await list('searchDocuments', '', {}, { chatId: other })).toEqual({ results: [] });
	});

	it('shows those of all chats while the chat comes from an expression', async () => {
		const chatId = { __rl: true, mode: 'id', value: '={{ $json.chatId }}' };
		expect((await list('searchDocuments', 'TESTFILE', {}, { chatId })).results).toHaveLength(1);
		expect((await list('searchDocuments', 'other', {}, { chatId })).results).toHaveLength(0);
	});
});

describe('the list of documents to link', () => {
	const elsewhere = async (chatId: string, filter = '', changes = {}) =>
		await searchList({
			node: 'genesysAttachFile',
			search: 'searchDocumentsElsewhere',
			filter,
			credentials: login(genesys, changes),
			parameters: { chatId, source: 'existingDocument' },
		});
	const own = { name: `testfileUploadAgent.txt · ${DOCUMENT}`, value: DOCUMENT };

	it('shows those of the other chats, each once', async () => {
		expect((await elsewhere('0001RaC8KT5M00QX')).results).toEqual([own]);
		expect((await elsewhere(CHAT)).results).toEqual([]);
		openChat(genesys, 'third', { links: [{ documentId: DOCUMENT, visibleAt: 0 }] });
		expect((await elsewhere('0001RaC8KT5M00QX')).results).toEqual([own]);
	});

	it.each([
		['TESTFILE', 1],
		['tariff', 0],
	])('is searched for "%s"', async (filter, count) => {
		expect((await elsewhere('={{ $json.chatId }}', filter)).results).toHaveLength(count);
	});

	it("shows Genesys' own refusal instead of an empty list", async () => {
		await expect(elsewhere(CHAT, '', { password: 'wrong-password' })).rejects.toMatchObject({
			message: 'Genesys did not accept the login',
			description: expect.stringMatching(/^Open the credential/),
		});
	});

	it('gives what the node links', async () => {
		const [{ value }] = (await elsewhere('0001RaC8KT5M00QX')).results;
		const { main } = await runNode({
			node: 'genesysAttachFile',
			items: [{ json: {} }],
			credentials: login(genesys),
			parameters: {
				chatId: { __rl: true, mode: 'id', value: '0001RaC8KT5M00QX' },
				source: 'existingDocument',
				documentId: { __rl: true, mode: 'list', value },
			},
		});
		expect(main[0].json).toEqual({ chatId: '0001RaC8KT5M00QX', documentId: DOCUMENT });
		expect(genesys.state.chats.get('0001RaC8KT5M00QX')?.links).toMatchObject([{ documentId: DOCUMENT }]);
	});
});

describe.each([
	[
		'searchAgents',
		'The agents could not be read',
		[
			{
				name: 'Mara Keller · genesys-sandbox-agent',
				value: 'https://gws-node-b.invalid:8443/cloud-web/api/v2/users/5c1f0a77e2b94d6f8a1be0c3d4f54d61',
			},
			{
				name: 'Jonas Keller · other-agent',
				value: 'https://gws-node-b.invalid:8443/cloud-web/api/v2/users/5c1f0a77e2b94d6f8a1be0c3d4f54a6f',
			},
		],
		'JONAS',
	],
	[
		'searchQueues',
		'The queues could not be read',
		['chat-inbound-q', 'sales', 'after-chat'].map((name) => ({ name, value: name })),
		' Sales ',
	],
])('%s', (search, unreadable, everything, filter) => {
	const whom = async (typed = '', changes = {}) =>
		await searchList({
			node: 'genesysTransferChat',
			search,
			filter: typed,
			credentials: login(genesys, changes),
			parameters: {},
		});

	it('shows all of them, and is searched by what they are called', async () => {
		expect(await whom()).toEqual({ results: everything });
		expect((await whom(filter)).results).toEqual([everything[1]]);
		expect((await whom('nobody')).results).toEqual([]);
	});

	it('says so when the answer has another form', async () => {
		const body = '{"statusCode":0,"users":7,"contacts":7}';
		const when = { method: 'GET', path: /\/(users|contacts)$/ };
		genesys.faults.add({ when, fault: { kind: 'status', status: 200, body } });
		await expect(whom()).rejects.toMatchObject({ message: expect.stringContaining(unreadable) });
	});

	it('passes over what it cannot read, and is empty where there is nothing', async () => {
		const when = { method: 'GET', path: /\/(users|contacts)$/ };
		const answer = (body: string) =>
			genesys.faults.add({ when, fault: { kind: 'status', status: 200, body } });
		answer('{"statusCode":0,"users":[7,{"uri":"u"}],"contacts":[7,{"name":"u"}]}');
		expect(await whom()).toEqual({ results: [{ name: 'u', value: 'u' }] });
		answer('{"statusCode":0}');
		expect(await whom()).toEqual({ results: [] });
	});

	it("shows Genesys' own refusal instead of an empty list", async () => {
		await expect(whom('', { password: 'wrong-password' })).rejects.toMatchObject({
			message: 'Genesys did not accept the login',
			description: expect.stringMatching(/^Open the credential/),
		});
	});
});

it.each([
	['genesysUploadFile', ['searchChats', 'searchDocuments']],
	['genesysAttachFile', ['searchChats', 'searchDocumentsElsewhere']],
	['genesysSendMessage', ['searchChats']],
	['genesysGetChats', ['searchChats', 'searchQueues']],
	['genesysCompleteChat', ['searchChats', 'searchQueues']],
	['genesysDownloadFile', ['searchChats', 'searchDocuments']],
	['genesysTransferChat', ['searchChats', 'searchAgents', 'searchQueues']],
])('%s has every list that its fields name', (node, expected) => {
	const { description, methods } = packNodes().get(node) ?? {};
	const named = everyField(description?.properties ?? []).flatMap(([, { modes = [] }]) =>
		modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []),
	);
	expect(named).toEqual(expected);
	expect(Object.keys(methods?.listSearch ?? {}).sort()).toEqual([...expected].sort());
});
