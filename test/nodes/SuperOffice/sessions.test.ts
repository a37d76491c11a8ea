import type { INodeParameters } from 'n8n-workflow';

import { errorOf, openSession, useSuperOffice, writes } from './support';

const { superOffice, run } = useSuperOffice();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const session = { chatSessionId: byId('5177') };
const topic = { topicId: byId('3') };
const patched = () =>
	superOffice()
		.store.held('session')
		.map(({ fact }) => fact.operations);
const agent = (login: string) => superOffice().state.associates.find((one) => one.login === login);

describe('Get Chat Session', () => {
	const get = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) =>
		await run('superOfficeGetChatSession', { ...session, ...parameters }, more);

	it('gives the session by names of its own, without what is empty', async () => {
		Object.assign(superOffice().state.sessions.get(5177) ?? {}, {
			user: agent('KARI'),
			links: { Person: 501, Ticket: 9001 },
			requested: new Date('2026-05-04T11:02:10Z'),
			idle: new Date('2026-05-04T11:05:00Z'),
		});
		const { main } = await get();
		expect(main.map(({ json }) => json)).toEqual([
			{
				ChatSessionId: 5177,
				TopicId: 3,
				Status: 'CustomerLast',
				FirstMessage: 'Hello',
				LastMessage: 'Any news?',
				CustomerName: 'Ida Berg',
				CustomerEmail: 'ida@example.net',
				WhenRequested: '2026-05-04T11:02:10.000Z',
				WhenIdle: '2026-05-04T11:05:00.000Z',
				ChatbotIsActive: false,
				UserAssociateId: 21,
				UserName: 'Kari Holm',
				PersonId: 501,
				PersonName: 'Ida Berg',
				TicketId: 9001,
				TicketTitle: 'Late parcel',
			},
		]);
	});

	it('gives all of it but the key of the customer’s browser, when it is not simplified', async () => {
		const { main } = await get({ simplify: false });
		expect(main[0].json).toMatchObject({ ChatSessionId: 5177, WhenEnded: '0001-01-01T00:00:00', User: null });
		expect(main[0].json).not.toHaveProperty('SessionKey');
	});

	it.each(['oAuth2', 'systemUser'] as const)('is signed as %s too', async (signIn) => {
		expect((await get({}, { signIn })).main[0].json.ChatSessionId).toBe(5177);
	});

	it('refuses another tenant’s session, and an answer about another one', async () => {
		const value = 'https://online3.superoffice.com/Cust1/api/v1/ChatSession/5177';
		const foreign = await get(
			{ chatSessionId: { __rl: true, mode: 'url', value } },
			{ signIn: 'systemUser' },
		);
		expect(errorOf(foreign).message).toBe('"Chat Session" is an address of the tenant Cust1');
		superOffice().faults.add({
			fault: { kind: 'wrongShape', body: { ChatSessionId: 1 }, processed: false },
		});
		expect(errorOf(await get()).description).toContain('Its answer is about another chat session, 1.');
	});
});

describe('Get Transcript', () => {
	it.each([
		['text', 'Ida Berg: Hello <b>there</b>\nKari: Hi'],
		['html', '<p>Ida Berg: Hello <b>there</b></p><p>Kari: Hi</p>'],
	])('gives what SuperOffice writes as %s', async (format, Transcript) => {
		writes(superOffice(), 5177, { Message: 'Hello <b>there</b>' });
		writes(superOffice(), 5177, { Type: 'ToCustomer', Author: 'Kari', Message: 'Hi' });
		const { main } = await run('superOfficeGetTranscript', { ...session, format });
		expect(main.map(({ json }) => json)).toEqual([{ ChatSessionId: 5177, Format: format, Transcript }]);
	});

	it('refuses an answer that is no text', async () => {
		superOffice().faults.add({ fault: { kind: 'wrongShape', body: { text: 'x' }, processed: false } });
		const { description } = errorOf(await run('superOfficeGetTranscript', session));
		expect(description).toContain('Its answer is no transcript.');
	});
});

describe('Get Topic Status', () => {
	const get = async (parameters: INodeParameters = {}) =>
		(await run('superOfficeGetTopicStatus', { ...topic, ...parameters })).main.map(({ json }) => json);

	it('says whether it is open, and who of the topic is present', async () => {
		Object.assign(superOffice().state.sessions.get(5177) ?? {}, { user: agent('KARI') });
		expect(await get()).toEqual([
			{
				TopicId: 3,
				IsOpen: true,
				AgentsPresent: 1,
				Agents: [{ UserId: 7, DisplayName: 'Kari Holm', OngoingChats: 1 }],
			},
		]);
		superOffice().settings.open = false;
		Object.assign(agent('KARI') ?? {}, { topics: [4] });
		expect(await get()).toEqual([{ TopicId: 3, IsOpen: false, AgentsPresent: 0, Agents: [] }]);
	});

	it('asks for the agents only when they are wanted', async () => {
		expect(await get({ includeAgents: false })).toEqual([{ TopicId: 3, IsOpen: true }]);
		expect(superOffice().store.requests()).toHaveLength(1);
	});

	it('takes null for nobody, as agents of the API answer', async () => {
		superOffice().faults.add({
			when: { path: /Presence/ },
			fault: { kind: 'status', status: 200, body: 'null' },
		});
		expect(await get()).toEqual([{ TopicId: 3, IsOpen: true, AgentsPresent: 0, Agents: [] }]);
	});

	it('wants a topic', async () => {
		const { message } = errorOf(await run('superOfficeGetTopicStatus', { topicId: byId('={{ "" }}') }));
		expect(message).toBe('"Topic" is empty');
	});
});

const DATA: Array<[INodeParameters, string, unknown]> = [
	[{ customerName: 'Ida' }, 'CustomerName', 'Ida'],
	[{ customerEmail: 'ida@example.net' }, 'CustomerEmail', 'ida@example.net'],
	[{ customerPhone: '+47 22' }, 'CustomerPhone', '+47 22'],
	[{ customerCompanyName: 'Berg' }, 'CustomerCompanyName', 'Berg'],
	[{ customerAlias: 'ida' }, 'CustomerAlias', 'ida'],
	[{ customerConsented: true }, 'CustomerConsented', true],
	[{ chatbotIsActive: false }, 'ChatbotIsActive', false],
	[{ personId: '501' }, 'Person', { PersonId: 501 }],
	[{ contactId: 12 }, 'Contact', { ContactId: 12 }],
	[{ ticketId: '9001' }, 'Ticket', { TicketId: 9001 }],
	[{ projectId: '31' }, 'Project', { ProjectId: 31 }],
	[{ saleId: '41' }, 'Sale', { SaleId: 41 }],
];

describe('Update Chat Session', () => {
	const update = async (sessionData: INodeParameters) =>
		await run('superOfficeUpdateChatSession', { ...session, sessionData });

	it.each([...DATA, [{ status: 'Finished' }, 'Status', 'Finished'] as (typeof DATA)[number]])(
		'sends %j as a change',
		async (sessionData, path, value) => {
			const { main, error } = await update(sessionData);
			expect(error).toBeUndefined();
			expect(patched()).toEqual([[{ op: 'replace', path, value }]]);
			expect(main[0].json.ChatSessionId).toBe(5177);
		},
	);

	it('gives the session as it is then', async () => {
		const { main } = await update({ personId: '501', status: 'Finished', customerName: 'Ida B.' });
		expect(main[0].json).toMatchObject({
			Status: 'Finished',
			PersonId: 501,
			PersonName: 'Ida Berg',
			CustomerName: 'Ida B.',
		});
		expect(main[0].json).toHaveProperty('WhenEnded');
	});

	it.each<[INodeParameters, string]>([
		[{}, '"Session Data" is empty'],
		[{ customerAlias: 'x'.repeat(65) }, '"Session Data > Customer Alias" has 65 characters'],
		[{ customerPhone: '1'.repeat(33) }, '"Session Data > Customer Phone" has 33 characters'],
		[{ personId: 'Ida' }, '"Session Data > Contact Person ID" holds "Ida"'],
		[{ contactId: '0' }, '"Session Data > Company ID" holds "0"'],
		[{ status: 'Deleted' }, '"Session Data > Status" holds "Deleted"'],
	])('refuses %j before anything is sent', async (sessionData, message) => {
		expect(errorOf(await update(sessionData)).message).toBe(message);
		expect(superOffice().store.requests()).toEqual([]);
	});

	it('tells what SuperOffice says of a record that there is not', async () => {
		const { message, description } = errorOf(await update({ personId: '999' }));
		expect(message).toBe('SuperOffice refused the values');
		expect(description).toContain('Person: there is no record with the id 999.');
		expect(superOffice().state.sessions.get(5177)?.links).toBeUndefined();
	});
});

describe('Create Chat Session', () => {
	const create = async (parameters: INodeParameters = {}) =>
		await run('superOfficeCreateChatSession', { ...topic, ...parameters });

	it('is one call where nothing is known of the session', async () => {
		const { main } = await create();
		expect(main[0].json).toMatchObject({ ChatSessionId: 5180, TopicId: 3, Status: 'InQueue' });
		expect(superOffice().store.requests()).toHaveLength(1);
	});

	it.each(DATA)('sets %j by a second call', async (sessionData, path, value) => {
		const { main } = await create({ sessionData });
		expect(main[0].json.ChatSessionId).toBe(5180);
		expect(patched()).toEqual([[{ op: 'replace', path, value }]]);
	});

	it('checks everything before a session is made', async () => {
		const { message, description } = errorOf(await create({ sessionData: { saleId: 'x' } }));
		expect(message).toBe('"Session Data > Sale ID" holds "x"');
		expect(description).toContain('Use the number of a record');
		expect(superOffice().store.requests()).toEqual([]);
	});

	it('says that the session is there when its data was refused, and never that it can be done again', async () => {
		const result = await run(
			'superOfficeCreateChatSession',
			{ ...topic, sessionData: { personId: '999' } },
			{ onError: 'continueErrorOutput' },
		);
		const error = result.failed[0].json.error as Record<string, unknown>;
		expect(error).toMatchObject({
			message: expect.stringContaining('The chat session 5180 was created, but its data was not set'),
			description: expect.stringContaining('Do not run this item again'),
			delivery: 'uncertain',
		});
		expect(superOffice().store.held('created')).toHaveLength(1);
	});
});

describe('Hand Off Chat', () => {
	it.each(['InQueue', 'OfflineForm'] as const)(
		'gives the session as its topic puts it: %s',
		async (resetTo) => {
			superOffice().settings.resetTo = resetTo;
			openSession(superOffice(), 6001, { botIsActive: true, user: agent('KARI') });
			const { main } = await run('superOfficeHandOffChat', { chatSessionId: byId('6001') });
			expect(main[0].json).toMatchObject({ ChatSessionId: 6001, Status: resetTo, ChatbotIsActive: false });
			expect(main[0].json).not.toHaveProperty('UserName');
			expect(superOffice().store.held('reset')).toHaveLength(1);
		},
	);
});

describe('Transfer Chat', () => {
	const transfer = async (agentId: string, more: Parameters<typeof run>[2] = {}) =>
		await run('superOfficeTransferChat', { ...session, agentId: byId(agentId) }, more);

	it.each(['22', 'ola', ' OLA '])('offers the chat to %j', async (to) => {
		Object.assign(superOffice().state.sessions.get(5177) ?? {}, { user: agent('KARI') });
		const { main } = await transfer(to);
		expect(main[0].json).toMatchObject({ TransferToAssociateId: 22, TransferToName: 'Ola Lund' });
		expect(superOffice().store.held('transfer')).toHaveLength(1);
	});

	it('says so when SuperOffice has done nothing, since the chat is somebody else’s', async () => {
		const { message, description } = errorOf(await transfer('22'));
		expect(message).toBe('SuperOffice did not offer the chat session 5177 to "22"');
		expect(description).toContain('only for a chat that the user of the credential answers');
	});

	it('tells what SuperOffice says of an agent that there is not', async () => {
		expect(errorOf(await transfer('99')).description).toContain("There is no associate '99'.");
	});
});
