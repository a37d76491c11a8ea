import type { INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';

import { chatMessagesReport } from '../../../../sandbox/callGear/reports';
import type { NodeResult } from '../../../../testkit/n8n';
import { packNodes } from '../../../../testkit/pack';
import { REPORTED, reportedChat, useCallGear } from '../support';

const { callGear, run, report, calls } = useCallGear();

const get = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) =>
	await run('callGearGetChatMessages', { options: REPORTED.options, ...parameters }, more);
const asked = () => calls('get.chat_messages_report').map(({ params }) => params);
const errorOf = (result: NodeResult) => result.error as { message: string; description: string };
const ids = ({ main }: NodeResult) => main.map(({ json }) => json.message_id);

it('gives the messages of a chat, the oldest first', async () => {
	report(reportedChat(0), reportedChat(1));
	const { main } = await get({}, { items: [{ json: { chat_id: 881_000 } }] });
	expect(main.map(({ json }) => json)).toEqual([
		{
			message_id: 881_000_000,
			chat_id: 881_000,
			date_time: '2026-02-03T10:00:05+04:00',
			text: 'Is Friday free? 0',
			source: 'visitor',
			channel_type: 'comagic',
			is_group_chat: false,
		},
		{
			message_id: 881_000_001,
			chat_id: 881_000,
			date_time: '2026-02-03T10:00:30+04:00',
			text: 'Yes, 11:00.',
			source: 'operator',
			channel_type: 'comagic',
			is_group_chat: false,
			employee_id: 9012,
			employee_full_name: 'Aisha Khan',
		},
	]);
	expect(asked()).toEqual([expect.objectContaining({ chat_id: 881_000 })]);
	expect(asked()[0]).not.toHaveProperty('date_from');
	expect(asked()[0].fields).toEqual([
		...['id', 'chat_id', 'date_time', 'channel_type', 'is_group_chat', 'visitor_id', 'text', 'source'],
		...['resource', 'employee_id', 'employee_full_name'],
	]);
});

it('can give every column of the report, and no other', async () => {
	report(reportedChat(0));
	const columns = packNodes().get('callGearGetChatMessages')?.description.properties;
	const offered = columns?.find(({ name }) => name === 'reportColumns')?.options as Array<{ value: string }>;
	const reportColumns = offered.map(({ value }) => value);
	const { main } = await get({ chatIds: '881000', simplify: false, reportColumns });
	expect(Object.keys(main[0].json).sort()).toEqual(Object.keys(chatMessagesReport.columns).sort());
});

it('gives the messages of several chats, and the file that one carries', async () => {
	const resource = {
		size: 1200,
		type: 'image',
		file_url: 'https://callgear.example/f/1',
		file_name: 'tooth.png',
		mime_type: 'image/png',
	};
	report(
		reportedChat(0),
		reportedChat(1, {
			messages: [{ date_time: '2026-02-03 10:01:00', source: 'visitor', message: null, resource }],
		}),
	);
	const { main } = await get({ chatIds: '881000, 881001' });
	expect(main).toHaveLength(3);
	expect(asked()[0].chat_ids).toEqual([881_000, 881_001]);
	expect(main[2].json.resource).toEqual({
		size: 1200,
		type: 'image',
		file_url: 'https://callgear.example/f/1',
		file_name: 'tooth.png',
		mime_type: 'image/png',
	});
});

it('gives the messages of a period, in parts of thirty days', async () => {
	report(
		reportedChat(0),
		reportedChat(1, {
			messages: [{ date_time: '2025-12-20 08:00:00', source: 'visitor', message: 'Hello' }],
		}),
	);
	const period = { scope: 'period', dateFrom: '2025-12-01T00:00:00+04:00', dateTill: REPORTED.dateTill };
	expect(ids(await get({ ...period, returnAll: true }))).toEqual([881_001_000, 881_000_000, 881_000_001]);
	expect(asked().map(({ date_from, date_till }) => [date_from, date_till])).toEqual([
		['2025-12-01 00:00:00', '2025-12-06 00:00:00'],
		['2025-12-06 00:00:00', '2026-01-05 00:00:00'],
		['2026-01-05 00:00:00', '2026-02-04 00:00:00'],
	]);
	const options = { ...REPORTED.options, order: 'desc' };
	expect(ids(await get({ ...period, limit: 1, options }))).toEqual([881_000_001]);
});

it('filters by employee, channel and whatever else CallGear filters by', async () => {
	report(reportedChat(0), reportedChat(1, { chat_channel_type: 'telegram' }));
	const chatIds = '881000, 881001';
	const employeeId = { __rl: true, mode: 'id', value: '9012' };
	expect(ids(await get({ chatIds, filters: { employeeId } }))).toEqual([881_000_001, 881_001_001]);
	expect(ids(await get({ chatIds, filters: { channelTypes: ['telegram'] } }))).toEqual([
		881_001_000, 881_001_001,
	]);
	const furtherFilter = '{"field":"id","operator":"=","value":881000000}';
	expect(ids(await get({ chatIds, filters: { furtherFilter } }))).toEqual([881_000_000]);
});

it('is the row of CallGear, when it is not simplified, and asks for no zone then', async () => {
	report(reportedChat(0));
	const raw = { chatIds: '881000', simplify: false, reportColumns: ['text', 'resource'], options: {} };
	expect((await get(raw)).main[0].json).toEqual({
		id: 881_000_000,
		chat_id: 881_000,
		date_time: '2026-02-03 10:00:05',
		text: 'Is Friday free? 0',
		resource: {},
	});
	expect(calls('get.account')).toEqual([]);
});

it.each<[INodeParameters, string]>([
	[{ chatIds: '={{ "" }}' }, '"Chat IDs" is empty'],
	[{ chatIds: '-1' }, '"Chat IDs" holds "-1"'],
	[{ chatIds: range(1, 102).join() }, '"Chat IDs" holds 101 numbers'],
	[{ scope: 'period', dateFrom: '={{ "" }}' }, '"From" is empty'],
])('refuses %j before anything is asked', async (parameters, message) => {
	expect(errorOf(await get(parameters)).message).toBe(message);
	expect(callGear().store.requests()).toEqual([]);
});
