import type { INodeParameters } from 'n8n-workflow';

import { searchList } from '../../../support/listSearch';
import type { NodeResult } from '../../../../testkit/n8n';
import { reportedChat, useCallGear } from '../support';

const { callGear, run, report, calls, credential } = useCallGear();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const tag = async (parameters: INodeParameters = {}) =>
	await run('callGearTagCommunication', {
		communicationId: byId('9881000'),
		tagId: byId('401'),
		...parameters,
	});
const errorOf = (result: NodeResult) => result.error as { message: string; description: string };
const held = () =>
	callGear()
		.store.held('tag')
		.map(({ fact }) => fact);

beforeEach(() => report(reportedChat(0)));

it('sets a tag, and removes it', async () => {
	const { main } = await tag();
	expect(main).toEqual([
		{
			json: { change: 'set', communication_id: 9_881_000, communication_type: 'chat', tag_id: 401 },
			pairedItem: { item: 0 },
		},
	]);
	expect(held()).toEqual([{ communication_type: 'chat', communication_id: 9_881_000, tag_id: 401 }]);
	expect((await tag({ change: 'unset' })).main[0].json.change).toBe('unset');
	expect(held()).toEqual([]);
});

it('finds a communication by an ID of your own', async () => {
	const own = { findCommunicationBy: 'extId', communicationExtId: 'tg-0' };
	expect((await tag(own)).main[0].json).toEqual({
		change: 'set',
		communication_ext_id: 'tg-0',
		communication_type: 'chat',
		tag_id: 401,
	});
	expect(calls('set.tag_communications')[0].params).not.toHaveProperty('communication_id');
	expect(held()).toHaveLength(1);
	await tag({ communicationType: 'call', findCommunicationBy: 'extId', communicationExtId: 'call-1' });
	expect(held()).toHaveLength(2);
});

it.each<[INodeParameters, string]>([
	[{ communicationId: byId('={{ "" }}') }, '"Communication" is empty'],
	[{ communicationId: byId('={{ "tg-1" }}') }, '"Communication" holds "tg-1"'],
	[{ tagId: byId('={{ "Booked" }}') }, '"Tag" holds "Booked"'],
	[{ communicationType: '={{ "letter" }}' }, '"Communication Type" holds "letter"'],
	[
		{ communicationType: 'goal', findCommunicationBy: 'extId', communicationExtId: 'x' },
		'"Find Communication By" is "Own ID", and goals have none',
	],
	[{ findCommunicationBy: 'extId', communicationExtId: '={{ " " }}' }, '"Own Communication ID" is empty'],
])('refuses %j before anything is sent', async (parameters, message) => {
	expect(errorOf(await tag(parameters)).message).toBe(message);
	expect(callGear().store.requests()).toEqual([]);
});

it('says that the number is that of the communication', async () => {
	const { message, description } = errorOf(await tag({ communicationId: byId('881000') }));
	expect(message).toBe('"Communication" holds 881000, which CallGear does not know');
	expect(description).toContain('known by communication_id, not by the number of the chat');
});

it('says which right is missing', async () => {
	callGear().settings.rights = [];
	expect(errorOf(await tag()).description).toContain('the right to edit tags');
});

describe('the lists', () => {
	const list = async (search: string, parameters: INodeParameters = {}) =>
		await searchList({
			node: 'callGearTagCommunication',
			search,
			parameters,
			credentials: { callGearApi: credential() as never },
		});

	it('give the tags', async () => {
		expect((await list('searchTags')).results).toEqual([
			{ name: 'Booked · 401', value: '401' },
			{ name: 'Call back · 402', value: '402' },
			{ name: 'Spam · 403', value: '403' },
		]);
	});

	it('give what has come in lately, of the chosen type', async () => {
		callGear().clock.stopAt(new Date('2026-02-04T10:00:00Z'));
		jest.useFakeTimers({
			now: new Date('2026-02-04T10:00:00Z'),
			doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'setInterval', 'performance', 'queueMicrotask'],
		});
		callGear().state.calls[0].date_time = '2026-02-03 09:00:00';
		const chats = await list('searchCommunications', { communicationType: 'chat' });
		expect(chats.results).toEqual([
			{ name: '2026-02-03 10:00:00 · acme-dental.example · 9881000', value: '9881000' },
		]);
		const { results } = await list('searchCommunications', { communicationType: 'call' });
		expect(results.map(({ value }) => value)).toEqual(['7550001']);
		jest.useRealTimers();
	});
});
