import type { INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';

import type { NodeResult } from '../../../../testkit/n8n';
import { errorOf, MESSAGES, openSession, useSuperOffice, writes } from '../support';

const { superOffice, run } = useSuperOffice();

const SESSION = 6001;
let ids: number[];

const posted = (minute: number) => new Date(Date.UTC(2026, 4, 4, 11, minute));

beforeEach(() => {
	openSession(superOffice(), SESSION);
	const write = (changes: Parameters<typeof writes>[2]) => writes(superOffice(), SESSION, changes);
	ids = [
		write({ Message: 'Where is my parcel?', WhenPosted: posted(30) }),
		write({
			Type: 'ToCustomer',
			Author: 'Order bot',
			SpecialType: 'Options',
			SpecialParam: '["Track parcel","Talk to a person"]',
			Message: 'What can I do?',
			WhenPosted: posted(31),
		}),
		write({
			Type: 'Special',
			SpecialType: 'ClickedOption',
			Message: 'Talk to a person',
			Author: '',
			WhenPosted: posted(32),
		}),
		write({
			Type: 'ToCustomer',
			Author: 'Kari Holm',
			Message: 'Fish &amp; chips<br>left <b>Bergen</b>',
			WhenPosted: posted(33),
		}),
		write({
			Type: 'ToCustomer',
			Author: '',
			SpecialType: 'BotMessage',
			Message: 'Bye',
			WhenPosted: posted(34),
		}),
	];
});

async function get(parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) {
	const chatSessionId = { __rl: true, mode: 'id', value: String(SESSION) };
	return await run('superOfficeGetChatMessages', { chatSessionId, ...parameters }, more);
}

const given = ({ main }: NodeResult) => main.map(({ json }) => json.ChatMessageId);
const asked = () => superOffice().store.requests({ method: 'GET', path: MESSAGES });

describe('what is asked', () => {
	it('is one request for all messages, with times that name their zone', async () => {
		await get();
		expect(asked()).toHaveLength(1);
		expect(asked()[0].path).toBe('/SuperOffice/api/v1/ChatSession/6001/Messages');
		expect(asked()[0].query).toEqual({});
		expect(asked()[0].headers['so-timezone']).toBe('UTC, includeTZOffset');
	});

	it('is what came after a message', async () => {
		expect(given(await get({ filters: { afterMessage: ids[2] } }))).toEqual(ids.slice(3));
		expect(asked()[0].query).toEqual({ after: String(ids[2]) });
	});

	it('is in the zone that the user chooses', async () => {
		const { main } = await get({ limit: 1, options: { timeZone: { __rl: true, mode: 'id', value: 'NO' } } });
		expect(asked()[0].headers['so-timezone']).toBe('NO');
		expect(main[0].json.WhenPosted).toBe('2026-05-04T13:34:00.000');
	});

	it.each(['oAuth2', 'systemUser', 'ticket'] as const)('is signed as %s too', async (signIn) => {
		expect(given(await get({}, { signIn }))).toEqual(ids);
	});
});

describe('what comes out', () => {
	it('is an item for each message, simplified', async () => {
		const { main } = await get();
		expect(main.map(({ json }) => json)).toEqual([
			{
				ChatMessageId: ids[0],
				ChatSessionId: SESSION,
				Type: 'ToUser',
				Author: 'Ida Berg',
				Text: 'Where is my parcel?',
				WhenPosted: '2026-05-04T11:30:00.000Z',
			},
			{
				ChatMessageId: ids[1],
				ChatSessionId: SESSION,
				Type: 'ToCustomer',
				Author: 'Order bot',
				Text: 'What can I do?',
				SpecialType: 'Options',
				SpecialParam: '["Track parcel","Talk to a person"]',
				WhenPosted: '2026-05-04T11:31:00.000Z',
			},
			expect.objectContaining({ Type: 'Special', Text: 'Talk to a person', SpecialType: 'ClickedOption' }),
			expect.objectContaining({ Author: 'Kari Holm', Text: 'Fish & chips\nleft Bergen' }),
			expect.objectContaining({ ChatMessageId: ids[4], Text: 'Bye', SpecialType: 'BotMessage' }),
		]);
		expect(main[2].json).not.toHaveProperty('Author');
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual(range(5).map(() => ({ item: 0 })));
	});

	it('is all that SuperOffice gives, when it is not simplified', async () => {
		const { main } = await get({ simplify: false, limit: 2 });
		expect(main[0].json).toEqual({
			ChatMessageId: ids[3],
			ChatSessionId: SESSION,
			Type: 'ToCustomer',
			Message: 'Fish &amp; chips<br>left <b>Bergen</b>',
			Author: 'Kari Holm',
			ReadByCustomer: 0,
			SpecialType: 'None',
			SpecialParam: '',
			WhenPosted: '2026-05-04T11:33:00.000Z',
		});
	});

	it('is one text for the whole session', async () => {
		const { main } = await get({ output: 'transcript' });
		expect(main.map(({ json }) => json)).toEqual([
			{
				ChatSessionId: SESSION,
				Transcript: [
					'[2026-05-04T11:30:00.000Z] Ida Berg (customer): Where is my parcel?',
					'[2026-05-04T11:31:00.000Z] Order bot (agent): What can I do? [Track parcel | Talk to a person]',
					'[2026-05-04T11:32:00.000Z] (ClickedOption: Talk to a person)',
					'[2026-05-04T11:33:00.000Z] Kari Holm (agent): Fish & chips\nleft Bergen',
					'[2026-05-04T11:34:00.000Z] bot: Bye',
				].join('\n'),
				Messages: 5,
				LastMessageId: ids[4],
			},
		]);
	});

	it('is an empty text for a session without messages, and no item as messages', async () => {
		openSession(superOffice(), 6002);
		const chatSessionId = { __rl: true, mode: 'id', value: '6002' };
		expect((await get({ chatSessionId })).main).toEqual([]);
		const { main } = await get({ chatSessionId, output: 'transcript' });
		expect(main[0].json).toEqual({ ChatSessionId: 6002, Transcript: '', Messages: 0, LastMessageId: null });
	});

	it('is in the order of the numbers, whatever the order of the answer', async () => {
		superOffice().state.sessions.get(SESSION)?.messages.reverse();
		expect(given(await get())).toEqual(ids);
	});
});

describe('how many', () => {
	it('are the latest within the limit, and those that follow where the beginning is named', async () => {
		expect(given(await get({ limit: 2 }))).toEqual(ids.slice(3));
		expect(given(await get({ limit: 2, filters: { afterMessage: ids[0] } }))).toEqual(ids.slice(1, 3));
		const { main } = await get({ output: 'transcript', limit: 1 });
		expect(main[0].json).toMatchObject({ Messages: 1, Transcript: expect.stringMatching(/bot: Bye$/) });
	});

	it('are 50 unless all are wanted', async () => {
		range(60).forEach(() => writes(superOffice(), SESSION, {}));
		expect(given(await get())).toHaveLength(50);
		expect(given(await get({ returnAll: true }))).toHaveLength(65);
		expect(asked()).toHaveLength(2);
	});

	it.each([
		['ToUser', [0]],
		['ToCustomer', [1, 3, 4]],
		['Special', [2]],
	])('are those of the type %s', async (messageType, places) => {
		expect(given(await get({ filters: { messageType } }))).toEqual(places.map((place) => ids[place]));
	});
});

describe('what goes wrong', () => {
	it('is an unknown session', async () => {
		const result = await get({ chatSessionId: { __rl: true, mode: 'id', value: '404' } });
		expect(errorOf(result).message).toBe('SuperOffice has no chat session 404');
	});

	it('is another tenant’s session', async () => {
		const value = 'https://online3.superoffice.com/Cust1/api/v1/ChatSession/5177';
		const result = await get({ chatSessionId: { __rl: true, mode: 'url', value } }, { signIn: 'systemUser' });
		expect(errorOf(result).message).toBe('"Chat Session" is an address of the tenant Cust1');
		expect(asked()).toEqual([]);
	});

	it.each([
		[{ filters: { afterMessage: -1 } }, '"Filters > After Message" holds "-1"'],
		[{ filters: { afterMessage: 2_147_483_648 } }, '"Filters > After Message" holds "2147483648"'],
		[{ filters: { messageType: 'Both' } }, '"Filters > Message Type" holds "Both"'],
		[{ limit: 0 }, '"Limit" holds "0"'],
		[{ output: 'pdf' }, '"Output" holds "pdf"'],
	])('is %j, before anything is asked', async (parameters, message) => {
		expect(errorOf(await get(parameters as INodeParameters)).message).toBe(message);
		expect(superOffice().store.requests()).toEqual([]);
	});

	it.each([
		['no list', { hello: 'world' }],
		['a list of something else', [{ Id: 1 }]],
	])('is an answer that is %s', async (_what, body) => {
		superOffice().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		const { message, description } = errorOf(await get());
		expect(message).toBe('SuperOffice did not answer as its pages say');
		expect(description).toContain('Its answer is no list of messages.');
	});
});
