import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { EVENTS } from '../../../../sandbox/superOffice/firing';
import type { Message, Session } from '../../../../sandbox/superOffice/sessions';
import { type Poller, poller } from '../../../../testkit/poller';
import { MESSAGES, openSession, type SignIn, useSuperOffice, writes } from '../support';
import { trigger as contract } from './contract';

const { superOffice, add, credentialsFor } = useSuperOffice();
let count = 0;

let tests = 0;
beforeEach(() => {
	// The nodes remember the numbers of what they have posted, and each sandbox counts from the same one
	superOffice().state.lastMessageId = 100_000 + 1000 * tests++;
});

const ago = (before: object) => DateTime.utc().minus(before).toJSDate();

async function publish(parameters: INodeParameters = {}, signIn: SignIn = 'onsite'): Promise<Poller> {
	const authentication = signIn === 'ticket' ? 'onsite' : signIn;
	const credentials = await credentialsFor(signIn);
	const id = `chats-${(count += 1)}`;
	return poller({ node: contract.node, parameters: { authentication, ...parameters }, credentials, id });
}

const opens = (id: number, changes: Partial<Session> = {}) =>
	openSession(superOffice(), id, { requested: ago({ minutes: 20 }), ...changes });
const becomes = (id: number, changes: Partial<Session>) =>
	void Object.assign(superOffice().state.sessions.get(id) ?? {}, changes);
const says = (id: number, Message: string, changes: Partial<Message> = {}) =>
	writes(superOffice(), id, { Message, WhenPosted: ago({ minutes: 1 }), ...changes });

const asked = (path: RegExp) => superOffice().store.requests({ method: 'GET', path });
const textsOf = (items: IDataObject[]) => items.map(({ text }) => text);
const eventsOf = (items: IDataObject[]) =>
	items.map(({ event, chatSessionId, status }) => `${String(event).slice(12)} ${chatSessionId} ${status}`);

const { created, changed, message } = EVENTS;

describe('messages', () => {
	it('of the customer start the flow, each once, whatever else is written', async () => {
		opens(6000);
		says(6000, 'Before');
		const { poll } = await publish();
		expect(await poll()).toEqual([]);
		says(6000, 'Where is it?');
		says(6000, 'On its way', { Type: 'ToCustomer', Author: 'Kari Holm' });
		says(6000, 'Talk to a person', { Type: 'Special', SpecialType: 'ClickedOption', Author: '' });
		says(6000, '', { Type: 'Special', SpecialType: 'Welcome', Author: '' });
		expect(textsOf(await poll())).toEqual(['Where is it?', 'Talk to a person']);
		expect(await poll()).toEqual([]);
	});

	it('with the same words are different messages', async () => {
		opens(6000);
		const { poll } = await publish();
		await poll();
		for (let times = 0; times < 2; times += 1) {
			says(6000, 'Yes');
			expect(textsOf(await poll())).toEqual(['Yes']);
		}
	});

	it('are all given of a chat that began and ended between two polls', async () => {
		const { poll } = await publish();
		await poll();
		opens(6000, { status: 'Closed', ended: ago({ minutes: 30 }) });
		says(6000, 'Hello');
		says(6000, 'Bye');
		expect(textsOf(await poll())).toEqual(['Hello', 'Bye']);
		expect(await poll()).toEqual([]);
	});

	it('that SuperOffice shows late are given, though their numbers are lower than those of others', async () => {
		opens(6000);
		const { poll } = await publish();
		await poll();
		const late = says(6000, 'First', { WhenPosted: ago({ minutes: 5 }) });
		const { messages } = superOffice().state.sessions.get(6000) as Session;
		const [hidden] = messages.splice(
			messages.findIndex(({ ChatMessageId }) => ChatMessageId === late),
			1,
		);
		says(6000, 'Second');
		expect(textsOf(await poll())).toEqual(['Second']);
		messages.push(hidden);
		expect(textsOf(await poll())).toEqual(['First']);
		expect(await poll()).toEqual([]);
	});

	it('come in a chat that is opened again, without those from before', async () => {
		const ended = ago({ minutes: 15 });
		opens(6000, { status: 'Finished', ended });
		says(6000, 'Thanks', { WhenPosted: ago({ minutes: 16 }) });
		const { poll } = await publish();
		await poll();
		becomes(6000, { status: 'CustomerLast' });
		says(6000, 'One more thing');
		expect(textsOf(await poll())).toEqual(['One more thing']);
	});

	it('of nodes of this n8n start nothing, also where the agents’ are wanted', async () => {
		becomes(5177, { requested: ago({ minutes: 20 }) });
		const { poll } = await publish({ senders: ['agent', 'bot'] });
		await poll();
		await add({ text: 'From the flow' });
		says(5177, 'From Kari', { Type: 'ToCustomer', Author: 'Kari Holm' });
		expect(textsOf(await poll())).toEqual(['From Kari']);
	});

	it('of some authors are left out', async () => {
		opens(6000);
		const { poll } = await publish({ senders: ['agent'], filters: { notByAuthors: 'Night bot' } });
		await poll();
		says(6000, 'One', { Type: 'ToCustomer', Author: 'Night bot' });
		says(6000, 'Two', { Type: 'ToCustomer', Author: 'Kari Holm' });
		expect(textsOf(await poll())).toEqual(['Two']);
	});

	it('without a time of their own count as old as their chat', async () => {
		opens(6000);
		const { poll } = await publish();
		await poll();
		says(6000, 'When?', { WhenPosted: new Date('0001-01-01T00:00:00Z') });
		expect(textsOf(await poll())).toEqual(['When?']);
		expect(await poll()).toEqual([]);
	});

	it('come with their raw form on request', async () => {
		opens(6000);
		const { poll } = await publish({ includeRawEvent: true });
		await poll();
		const id = says(6000, '<b>Now</b>');
		expect((await poll())[0].raw).toMatchObject({ ChatMessageId: id, Message: '<b>Now</b>' });
	});
});

describe('what is asked', () => {
	it('is not asked again of chats that are over and have not changed', async () => {
		const over = { ended: ago({ minutes: 15 }) };
		opens(6000, { status: 'Finished', ...over });
		opens(6001, { status: 'Closed', ...over });
		opens(6002, { status: 'Deleted', ...over });
		opens(6003, { status: 'Finished', ended: ago({ minutes: 2 }) });
		opens(6004);
		const { poll } = await publish();
		const read = async () => {
			superOffice().store.clear();
			await poll();
			const ids = asked(MESSAGES).map(({ path }) => Number(path.split('/').at(-2)));
			return [...new Set(ids)].filter((id) => id >= 6000);
		};
		expect(await read()).toEqual([6004, 6000, 6001, 6003]);
		expect(await read()).toEqual([6003, 6004]);
		becomes(6000, { lastMessage: 'Wait!' });
		expect(await read()).toEqual([6000, 6003, 6004]);
	});

	it('are sessions alone, where no messages are wanted', async () => {
		opens(6000);
		const { poll } = await publish({ events: [created] });
		await poll();
		await poll();
		expect(asked(MESSAGES)).toEqual([]);
		const { query, headers } = asked(/\/ChatSession$/).at(-1) ?? {};
		expect(query?.$filter).toMatch(/^whenRequested afterTime '\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'$/);
		expect(query?.$orderBy).toBe('chatSessionId asc');
		expect(headers).toMatchObject({ 'so-language': 'en', 'so-timezone': 'UTC, includeTZOffset' });
	});

	it('is one topic alone, where one is chosen', async () => {
		const { poll } = await publish({
			events: [created],
			filters: { topicId: { __rl: true, mode: 'id', value: '4' } },
		});
		await poll();
		opens(6000);
		opens(6001, { topic: { id: 4, name: 'Sales' } });
		expect(eventsOf(await poll())).toEqual(['created 6001 CustomerLast']);
		expect(asked(/\/ChatSession$/).at(-1)?.query.$filter).toMatch(/ and chatTopic\/chatTopicId eq 4$/);
	});

	it('goes on page by page', async () => {
		superOffice().settings.pageSize = 2;
		const { poll } = await publish({ events: [created] });
		await poll();
		for (const id of [6000, 6001, 6002, 6003, 6004]) opens(id);
		expect(await poll()).toHaveLength(5);
	});

	it('passes over a chat that was removed meanwhile', async () => {
		opens(6000);
		opens(6001);
		const { poll } = await publish();
		await poll();
		says(6001, 'Still here');
		const { sessions } = superOffice().state;
		const get = sessions.get.bind(sessions);
		sessions.get = (id) => (id === 6000 ? undefined : get(id));
		expect(textsOf(await poll())).toEqual(['Still here']);
	});

	it.each(['oAuth2', 'systemUser', 'ticket'] as const)('is signed as %s too', async (signIn) => {
		const { poll } = await publish({ events: [created] }, signIn);
		await poll();
		opens(6000);
		expect(await poll()).toHaveLength(1);
	});
});

describe('sessions', () => {
	it('are told from their beginning to their end', async () => {
		const { poll } = await publish({ events: [created, changed] });
		await poll();
		opens(6000, { status: 'InQueue' });
		expect(eventsOf(await poll())).toEqual(['created 6000 InQueue']);
		becomes(6000, { status: 'CustomerLast' });
		expect(eventsOf(await poll())).toEqual(['changed 6000 CustomerLast']);
		becomes(6000, { status: 'UserLast', lastMessage: 'It left.' });
		expect(eventsOf(await poll())).toEqual(['changed 6000 UserLast']);
		becomes(6000, { lastMessage: 'It left Bergen.' });
		expect(await poll()).toEqual([]);
		becomes(6000, { status: 'CustomerLast', lastMessage: 'Thanks' });
		const [again] = await poll();
		expect(again).not.toHaveProperty('occurredAt');
		becomes(6000, { status: 'Finished', ended: new Date('2026-05-04T12:00:00Z') });
		const [over] = await poll();
		expect(eventsOf([again, over])).toEqual(['changed 6000 CustomerLast', 'changed 6000 Finished']);
		expect(over.occurredAt).toBe('2026-05-04T12:00:00.000Z');
		expect(await poll()).toEqual([]);
	});

	it('that began and ended between two polls have changed', async () => {
		const filters = { statuses: ['Finished', 'Closed'] };
		const { poll } = await publish({ events: [changed], filters });
		await poll();
		opens(6000, { status: 'Finished', ended: ago({ minutes: 1 }) });
		opens(6001, { status: 'InQueue' });
		expect(eventsOf(await poll())).toEqual(['changed 6000 Finished']);
	});

	it('that go back into the queue have changed', async () => {
		const { poll } = await publish({ events: [changed] });
		opens(6000, { status: 'UserLast' });
		await poll();
		becomes(6000, { status: 'InQueue' });
		expect(eventsOf(await poll())).toEqual(['changed 6000 InQueue']);
	});

	it('are watched for as long as the user says', async () => {
		opens(6000, { requested: ago({ hours: 30 }) });
		opens(6001, { requested: ago({ minutes: 1 }) });
		const usual = await publish({ events: [changed] });
		const longer = await publish({ events: [changed], watchedHours: 48 });
		await usual.poll();
		await longer.poll();
		becomes(6000, { status: 'Finished' });
		expect(await usual.poll()).toEqual([]);
		expect(eventsOf(await longer.poll())).toEqual(['changed 6000 Finished']);
	});

	it('are told by their own times, in whichever zone SuperOffice reads those of a filter', async () => {
		opens(6000, { requested: ago({ hours: 2 }) });
		opens(6001, { requested: ago({ minutes: 1 }) });
		const { poll } = await publish({ watchedHours: 1 });
		await poll();
		const ids = asked(MESSAGES).map(({ path }) => Number(path.split('/').at(-2)));
		expect(ids.filter((id) => id >= 6000)).toEqual([6001, 6001]);
		const [{ query }] = asked(/\/ChatSession$/).slice(-1);
		const [, after] = /afterTime '(.*)'/.exec(String(query.$filter)) ?? [];
		const hours = DateTime.utc().diff(DateTime.fromISO(after, { zone: 'utc' }), 'hours').hours;
		expect(hours).toBeGreaterThan(15);
		expect(hours).toBeLessThan(15.1);
	});

	it('come with the row of the list on request', async () => {
		const { poll } = await publish({ events: [created], includeRawEvent: true });
		await poll();
		opens(6000);
		expect((await poll())[0].raw).toMatchObject({ PrimaryKey: '6000', status: 'Waiting for agent' });
	});
});

describe('a refusal', () => {
	it('is told once, and then waited for', async () => {
		opens(6000);
		// No other test polls with this credential afterwards
		const { poll } = await publish({}, 'systemUser');
		await poll();
		says(6000, 'Hello?');
		const fault = { kind: 'status', status: 429, headers: { 'retry-after': '120' }, body: '' } as const;
		superOffice().faults.add({ when: { path: /\/ChatSession$/ }, fault, times: Infinity });
		await expect(poll()).rejects.toThrow('SuperOffice is receiving too many requests');
		superOffice().faults.clear();
		superOffice().store.clear();
		expect(await poll()).toEqual([]);
		expect(superOffice().store.requests()).toEqual([]);
	});

	it('of one chat’s messages does not take those that came before it', async () => {
		opens(6000);
		opens(6001);
		const { poll } = await publish();
		await poll();
		says(6000, 'One');
		says(6001, 'Two');
		const fault = { kind: 'status', status: 400, body: '' } as const;
		superOffice().faults.add({ when: { path: /6001\/Messages$/ }, fault });
		expect(textsOf(await poll())).toEqual(['One']);
		expect(textsOf(await poll())).toEqual(['Two']);
	});

	it('after a pause does not take what happened meanwhile in other chats', async () => {
		opens(6000, { requested: ago({ hours: 4 }) });
		const { poll } = await publish({ watchedHours: 1 });
		await poll();
		says(6000, 'Still there?');
		opens(6001, { requested: ago({ hours: 3 }) });
		says(6001, 'Hello', { WhenPosted: ago({ hours: 3 }) });
		const fault = { kind: 'status', status: 400, body: '' } as const;
		superOffice().faults.add({ when: { path: /6001\/Messages$/ }, fault });
		expect(textsOf(await poll())).toEqual(['Still there?']);
		expect(textsOf(await poll())).toEqual(['Hello']);
		expect(await poll()).toEqual([]);
	});

	it('is told in place of nothing, where nothing came before it', async () => {
		superOffice().faults.add({ fault: { kind: 'wrongShape', body: { hello: 'world' }, processed: false } });
		const { poll } = await publish();
		await expect(poll()).rejects.toThrow('SuperOffice did not answer as its pages say');
	});
});

describe('a test from the editor', () => {
	it('gives the newest message that fits', async () => {
		opens(6000);
		opens(6001);
		says(6000, 'Old');
		says(6000, 'New');
		says(6001, 'An agent', { Type: 'ToCustomer' });
		const { sample, kept } = await publish();
		expect(textsOf(await sample())).toEqual(['New']);
		expect(kept()).toEqual({});
	});

	it('says so where there is none', async () => {
		superOffice().state.sessions.clear();
		const { sample } = await publish();
		await expect(sample()).rejects.toThrow('There is nothing yet that would start the flow');
	});
});

it.each<[INodeParameters, string]>([
	[{ events: [] }, '"Events" is empty'],
	[{ senders: [] }, '"Messages From" is empty'],
	[{ watchedHours: 0 }, '"Watched Hours" holds "0"'],
	[{ filters: { topicId: { __rl: true, mode: 'id', value: 'Sales' } } }, '"Filters > Topic" holds "Sales"'],
])('refuses %j before anything is asked', async (parameters, error) => {
	const { poll } = await publish(parameters);
	await expect(poll()).rejects.toThrow(error);
	expect(superOffice().store.requests()).toEqual([]);
});

it('does not start the flow with all that is there when messages are wanted too', async () => {
	opens(6000);
	says(6000, 'Before');
	const run = { node: contract.node, credentials: await credentialsFor('onsite'), id: 'chosen anew' };
	const first = poller({ ...run, parameters: { authentication: 'onsite', events: [created] } });
	await first.poll();
	const parameters = { authentication: 'onsite', events: [created, message] };
	const second = poller({ ...run, parameters, kept: first.kept() });
	expect(await second.poll()).toEqual([]);
	says(6000, 'After');
	expect(textsOf(await second.poll())).toEqual(['After']);
});
