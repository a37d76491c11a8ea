import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { type Poller, poller } from '../../../../testkit/poller';
import { reportedChat, useCallGear } from '../support';
import { trigger as contract } from './contract';

const { callGear, calls, agentCredential } = useCallGear();
let count = 0;

function publish(parameters: INodeParameters, credentials = contract.credentials(callGear)): Poller {
	count += 1;
	return poller({ node: contract.node, parameters, credentials, id: `chats-${count}` });
}

/** A chat that began so long ago. */
function chatOf(index: number, ago: object, changes: IDataObject = {}): IDataObject {
	const date_time = DateTime.now().setZone('Asia/Dubai').minus(ago).toFormat('yyyy-MM-dd HH:mm:ss');
	return reportedChat(index, { date_time, ...changes });
}

const happens = (...rows: IDataObject[]) => void callGear().state.chats.push(...rows);
const change = (id: number, changes: IDataObject) =>
	void Object.assign(callGear().state.chats.find((chat) => chat.id === id) ?? {}, changes);
const eventsOf = (items: IDataObject[]) => items.map(({ event, chat_id }) => `${event} ${chat_id}`);

it('tells a chat from its beginning to its end', async () => {
	const { poll } = publish({ events: ['new', 'finished', 'lost', 'changed'] });
	await poll();
	happens(chatOf(0, { minutes: 5 }, { status: 'new', employee_id: null, messages_count: 1, duration: null }));
	expect(eventsOf(await poll())).toEqual(['new 881000']);
	expect(await poll()).toEqual([]);
	change(881_000, { status: 'active', employee_id: 9012 });
	expect(eventsOf(await poll())).toEqual(['changed 881000']);
	change(881_000, { status: 'succeed', duration: '120' });
	expect(eventsOf(await poll())).toEqual(['finished 881000', 'changed 881000']);
	callGear().store.hold('tag', { communication_type: 'chat', communication_id: 9_881_000, tag_id: 401 });
	const [tagged] = await poll();
	expect(tagged).toMatchObject({ event: 'changed', tags: [{ tag_name: 'Booked' }] });
	expect(await poll()).toEqual([]);
});

it('tells a change that leads back to what was before', async () => {
	const { poll } = publish({ events: ['changed'] });
	happens(chatOf(0, { minutes: 5 }, { status: 'active', employee_id: 9012 }));
	await poll();
	change(881_000, { employee_id: 9013 });
	const [there] = await poll();
	change(881_000, { employee_id: 9012 });
	const [back] = await poll();
	expect(eventsOf([there, back])).toEqual(['changed 881000', 'changed 881000']);
	expect(back.eventKey).not.toBe(there.eventKey);
	expect(await poll()).toEqual([]);
});

it('does not start the flow with all that is there when other events or filters are chosen', async () => {
	const run = { node: contract.node, credentials: contract.credentials(callGear), id: 'chosen anew' };
	const first = poller({ ...run, parameters: { events: ['lost'] } });
	happens(chatOf(0, { minutes: 5 }));
	await first.poll();
	const second = poller({ ...run, parameters: { events: ['new', 'lost'] }, kept: first.kept() });
	expect(await second.poll()).toEqual([]);
	happens(chatOf(1, { minutes: 4 }));
	expect(eventsOf(await second.poll())).toEqual(['new 881001']);
});

it('tells when it happened, as far as CallGear tells it', async () => {
	const { poll } = publish({ events: ['new', 'finished', 'changed'] });
	await poll();
	happens(chatOf(0, { minutes: 5 }, { duration: '120' }));
	const [begun, over] = await poll();
	const start = DateTime.fromISO(String(begun.date_time));
	expect(begun.occurredAt).toBe(start.toUTC().toISO());
	expect(over.occurredAt).toBe(start.plus({ minutes: 2 }).toUTC().toISO());
	change(881_000, { messages_count: 3 });
	expect((await poll())[0]).not.toHaveProperty('occurredAt');
});

it('notices the end of a chat that began long ago, as long as it is watched', async () => {
	happens(
		chatOf(0, { hours: 20 }, { status: 'active' }),
		chatOf(1, { hours: 30 }, { status: 'active' }),
		chatOf(2, { minutes: 1 }, { status: 'active' }),
	);
	const { poll } = publish({ events: ['finished'] });
	const longer = publish({ events: ['finished'], watchedHours: 48 });
	await poll();
	await longer.poll();
	change(881_000, { status: 'succeed' });
	change(881_001, { status: 'succeed' });
	expect(eventsOf(await poll())).toEqual(['finished 881000']);
	expect(eventsOf(await longer.poll())).toEqual(['finished 881001', 'finished 881000']);
});

it('leaves out uploaded chats unless they are wanted', async () => {
	const { poll } = publish({ events: ['finished'] });
	const all = publish({ events: ['finished'], includeUploaded: true });
	await poll();
	await all.poll();
	happens(chatOf(0, { minutes: 5 }, { chat_channel_type: 'dataapi' }));
	expect(await poll()).toEqual([]);
	expect(await all.poll()).toEqual([expect.objectContaining({ isOwn: true })]);
});

it('asks for the chats of one site, campaign, employee or channel', async () => {
	const chosen = (value: string) => ({ __rl: true, mode: 'id', value });
	const filters = {
		siteId: chosen('3102'),
		campaignId: chosen('502'),
		employeeId: chosen('9013'),
		channelTypes: ['telegram'],
	};
	const { poll } = publish({ events: ['finished'], filters });
	await poll();
	const other = { site_id: 3102, campaign_id: 502, employee_id: 9013, chat_channel_type: 'telegram' };
	happens(chatOf(0, { minutes: 5 }), chatOf(1, { minutes: 4 }, other));
	expect(eventsOf(await poll())).toEqual(['finished 881001']);
});

it('gives the columns that are wanted, and the raw row', async () => {
	const { poll } = publish({
		events: ['finished'],
		reportColumns: ['utm_source'],
		includeRawEvent: true,
		options: { accountTimezone: 'Asia/Dubai' },
	});
	await poll();
	happens(chatOf(0, { minutes: 5 }, { utm_source: 'ads' }));
	const [item] = await poll();
	expect(item).toMatchObject({ utm_source: 'ads', raw: { id: 881_000, tags: [], utm_source: 'ads' } });
	expect(item).not.toHaveProperty('ext_id');
	expect(calls('get.account')).toEqual([]);
});

it('asks for the zone of the account once, not at each poll', async () => {
	callGear().state.tokens.set('another-key', { kind: 'permanent', agent: false, state: 'valid' });
	const credentials = contract.credentials(callGear);
	const { poll } = publish(
		{ events: ['new'] },
		{ callGearApi: { ...credentials.callGearApi, accessToken: 'another-key' } },
	);
	for (let polls = 0; polls < 3; polls += 1) await poll();
	expect(calls('get.account')).toHaveLength(1);
	expect(calls('get.chats_report')).toHaveLength(4);
});

it('works for a customer of an agent', async () => {
	const options = {
		accountTimezone: 'Asia/Dubai',
		userId: { __rl: true, mode: 'id', value: '20017' },
	};
	const { poll } = publish({ events: ['finished'], options }, { callGearApi: agentCredential() as never });
	await poll();
	happens(chatOf(0, { minutes: 5 }));
	expect(await poll()).toHaveLength(1);
	expect(calls('get.chats_report')[0].params.user_id).toBe(20017);
});

it.each<[INodeParameters, string]>([
	[{ events: [] }, '"Events" is empty'],
	[{ events: ['new'], watchedHours: 0 }, '"Watched Hours" holds "0"'],
	[
		{ events: ['new'], options: { accountTimezone: 'Dubai' } },
		'"Options > Account Time Zone" holds "Dubai", which is no time zone',
	],
])('refuses %j before anything is asked', async (parameters, message) => {
	await expect(publish(parameters).poll()).rejects.toThrow(message);
	expect(callGear().store.requests()).toEqual([]);
});
