import type { INodeParameters } from 'n8n-workflow';
import { range } from 'lodash';

import { searchList } from '../../../support/listSearch';
import type { NodeResult } from '../../../../testkit/n8n';
import { COLUMNS } from '../../../../nodes/CallGear/chatColumns';
import { chatsReport } from '../../../../sandbox/callGear/reports';
import { errorIn, REPORTED, reportedChat, useCallGear } from '../support';

const { callGear, run, report, calls, credential, agentCredential } = useCallGear();

beforeEach(() => void (callGear().state.chats = []));

const get = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) =>
	await run('callGearGetChats', { ...REPORTED, ...parameters }, more);
const ids = ({ main }: NodeResult) => main.map(({ json }) => json.chat_id);
const asked = () => calls('get.chats_report').map(({ params }) => params);
const errorOf = (result: NodeResult) => result.error as { message: string; description: string };

describe('what comes out', () => {
	it('is a chat an item, with names and times as in the other nodes, without what is empty', async () => {
		report(reportedChat(0));
		const { main } = await get();
		expect(main).toEqual([
			{
				json: {
					chat_id: 881_000,
					date_time: '2026-02-03T10:00:00+04:00',
					status: 'succeed',
					initiator: 'visitor',
					duration: '70',
					answer_time: 65,
					communication_id: 9_881_000,
					chat_channel_type: 'comagic',
					messages_count: 2,
					employee_id: 9012,
					employee_full_name: 'Aisha Khan',
					site_id: 3101,
					campaign_id: 501,
					visitor_phone_number: 971500000001,
					ext_id: 'tg-0',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('is the row of CallGear, when it is not simplified', async () => {
		report(reportedChat(0));
		const { main } = await get({ simplify: false, reportColumns: ['status', 'tags', 'utm_source'] });
		expect(main[0].json).toEqual({
			id: 881_000,
			date_time: '2026-02-03 10:00:00',
			status: 'succeed',
			tags: [],
			utm_source: null,
		});
	});

	it('can have every column of the report, and no other', async () => {
		report(reportedChat(0));
		const { main } = await get({ simplify: false, reportColumns: [...COLUMNS] });
		expect(Object.keys(main[0].json).sort()).toEqual(Object.keys(chatsReport.columns).sort());
	});

	it('is nothing where there is none', async () => {
		expect((await get()).main).toEqual([]);
	});

	it('has the tags of the chat', async () => {
		report(reportedChat(0));
		callGear().store.hold('tag', {
			communication_type: 'chat',
			communication_id: 9_881_000,
			tag_id: 401,
		});
		const { main } = await get({ reportColumns: ['tags'] });
		expect(main[0].json.tags).toEqual([{ tag_id: 401, tag_name: 'Booked', tag_type: 'manual' }]);
	});
});

describe('what is asked', () => {
	it('names its columns, the newest first, by the clocks of the account', async () => {
		report(reportedChat(0), reportedChat(1));
		expect(ids(await get({ limit: 1 }))).toEqual([881_001]);
		expect(asked()).toEqual([
			{
				access_token: callGear().keys.accessToken,
				date_from: '2026-02-03 00:00:00',
				date_till: '2026-02-04 00:00:00',
				sort: [{ field: 'date_time', order: 'desc' }],
				fields: [
					...['id', 'date_time', 'status', 'initiator', 'duration', 'answer_time', 'communication_id'],
					...['chat_channel_type', 'chat_channel_name', 'messages_count', 'release_cause'],
					...['employee_id', 'employee_full_name', 'employee_raiting', 'tags', 'site_id', 'campaign_id'],
					...['visitor_phone_number', 'visitor_id', 'visitor_session_id', 'ext_id'],
				],
				limit: 1,
				offset: 0,
			},
		]);
		expect(calls('get.account')).toEqual([]);
	});

	it('is the oldest first, where that is wanted', async () => {
		report(reportedChat(1), reportedChat(0));
		const options = { ...REPORTED.options, order: 'asc' };
		expect(ids(await get({ options }))).toEqual([881_000, 881_001]);
	});

	it('asks the account for its zone once, where the options name none', async () => {
		report(reportedChat(0));
		await get({ options: {} }, { items: [{ json: {} }, { json: {} }] });
		expect(calls('get.account')).toHaveLength(1);
		expect(asked()[1]).toMatchObject({ date_from: '2026-02-03 00:00:00' });
	});

	it('is for the customer that an agent names', async () => {
		report(reportedChat(0));
		const options = { ...REPORTED.options, userId: { __rl: true, mode: 'id', value: '20017' } };
		const credentials = { callGearApi: agentCredential() as never };
		expect(ids(await get({ options }, { credentials }))).toEqual([881_000]);
		expect(asked()[0].user_id).toBe(20017);
		const none = await get({ options: { userId: options.userId } }, { credentials });
		expect(errorOf(none).message).toBe(
			'"Options > Account Time Zone" is empty, and CallGear does not tell it to agents',
		);
	});

	it('reads times without a zone by the clocks of the workflow', async () => {
		await get(
			{ dateFrom: '2026-02-03T10:00:00', dateTill: '2026-02-03 12:00:00' },
			{ timezone: 'Europe/Oslo' },
		);
		expect(asked()[0]).toMatchObject({ date_from: '2026-02-03 13:00:00', date_till: '2026-02-03 15:00:00' });
	});
});

describe('a long period', () => {
	it('is asked for in parts that CallGear takes, and no chat is lost or doubled', async () => {
		const days = ['2025-01-01 00:00:00', '2025-06-30 12:00:00', '2025-11-05 00:00:00', '2026-02-01 10:00:00'];
		report(...days.map((date_time, index) => reportedChat(index, { date_time })));
		const parameters = { dateFrom: '2025-01-01T00:00:00+04:00', returnAll: true };
		for (const dateTill of ['included', 'excluded'] as const) {
			callGear().settings.dateTill = dateTill;
			expect(ids(await get(parameters))).toEqual([881_003, 881_002, 881_001, 881_000]);
		}
		expect(
			asked()
				.slice(0, 5)
				.map(({ date_from, date_till }) => [date_from, date_till]),
		).toEqual([
			['2025-11-07 00:00:00', '2026-02-04 00:00:00'],
			['2025-08-10 00:00:00', '2025-11-07 00:00:00'],
			['2025-05-13 00:00:00', '2025-08-10 00:00:00'],
			['2025-02-13 00:00:00', '2025-05-13 00:00:00'],
			['2025-01-01 00:00:00', '2025-02-13 00:00:00'],
		]);
	});

	it('is read no further than the limit needs', async () => {
		report(reportedChat(0), reportedChat(1, { date_time: '2025-06-30 12:00:00' }));
		const wanted = { dateFrom: '2025-01-01T00:00:00+04:00', limit: 1 };
		expect(ids(await get(wanted))).toEqual([881_000]);
		expect(asked()).toHaveLength(1);
	});

	it('takes a chat in the very second between two parts once', async () => {
		report(reportedChat(0, { date_time: '2025-11-07 00:00:00' }));
		expect(ids(await get({ dateFrom: '2025-01-01T00:00:00+04:00', returnAll: true }))).toEqual([881_000]);
	});
});

describe('pages', () => {
	it('go on by the total, also after one that CallGear cuts short', async () => {
		report(...range(5).map((index) => reportedChat(index)));
		callGear().settings.shortPage = true;
		expect(ids(await get({ returnAll: true }))).toHaveLength(5);
		expect(asked().map(({ offset, limit }) => [offset, limit])).toEqual([
			[0, 5000],
			[0, 5000],
		]);
	});

	it('wait for the next minute instead of being refused', async () => {
		report(reportedChat(0, { date_time: '2025-02-01 00:00:00' }), reportedChat(1));
		Object.assign(callGear().settings, { minuteLimit: 2, minuteSeconds: 1 });
		expect(ids(await get({ dateFrom: '2025-01-01T00:00:00+04:00', returnAll: true }))).toHaveLength(2);
		const answers = callGear()
			.store.requests()
			.map(({ answer }) => JSON.stringify(answer.body));
		expect(answers).toHaveLength(5);
		expect(answers.filter((answer) => answer.includes('limit_exceeded'))).toEqual([]);
	});

	it('halve a period that holds more chats than can be reached in it', async () => {
		report(...range(4).map((index) => reportedChat(index)));
		const total = { data: [], metadata: { total_items: 105_001 } };
		const body = { jsonrpc: '2.0', id: 1, result: total };
		callGear().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		expect(ids(await get({ returnAll: true }))).toEqual([881_003, 881_002, 881_001, 881_000]);
		expect(asked().map(({ date_from, date_till }) => [date_from, date_till])).toEqual([
			['2026-02-03 00:00:00', '2026-02-04 00:00:00'],
			['2026-02-03 12:00:00', '2026-02-04 00:00:00'],
			['2026-02-03 00:00:00', '2026-02-03 12:00:00'],
		]);
	});

	it('say so when a second alone holds more', async () => {
		const total = { data: [{ id: 1 }], metadata: { total_items: 200_000 } };
		const body = { jsonrpc: '2.0', id: 1, result: total };
		callGear().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		const second = { dateFrom: '2026-02-03T10:00:00Z', dateTill: '2026-02-03T10:00:01Z', returnAll: true };
		expect(errorOf(await get(second)).message).toBe(
			'CallGear gives no more than the first 105,000 rows of this report',
		);
	});
});

describe('filters', () => {
	const chosen = (value: string) => ({ __rl: true, mode: 'list', value });
	const leaf = (field: string, operator: string, value: unknown) => ({ field, operator, value });

	it.each<[string, INodeParameters, unknown, number[]]>([
		['statuses', { statuses: ['lost', 'refused'] }, leaf('status', 'in', ['lost', 'refused']), [881_001]],
		['a status', { statuses: ['lost'] }, leaf('status', '=', 'lost'), [881_001]],
		['initiators', { initiators: ['operator'] }, leaf('initiator', '=', 'operator'), [881_001]],
		['a site', { siteId: chosen('3102') }, leaf('site_id', '=', 3102), [881_001]],
		['a campaign', { campaignId: chosen('502') }, leaf('campaign_id', '=', 502), [881_001]],
		['an employee', { employeeId: chosen('9013') }, leaf('employee_id', '=', 9013), [881_001]],
		['channels', { channelTypes: ['telegram'] }, leaf('chat_channel_type', '=', 'telegram'), [881_001]],
		['own IDs', { extIds: 'tg-1, tg-9' }, leaf('ext_id', 'in', ['tg-1', 'tg-9']), [881_001]],
		['IDs', { chatIds: '881001' }, leaf('id', '=', 881_001), [881_001]],
		['a phone', { phone: '+971 50 000 0002' }, leaf('visitor_phone_number', '=', 971500000002), [881_001]],
		[
			'a filter of its own',
			{ furtherFilter: '{"filters":[{"field":"ext_id","operator":"like","value":"tg%"}],"condition":"or"}' },
			{ filters: [leaf('ext_id', 'like', 'tg%')], condition: 'or' },
			[881_001, 881_000],
		],
		[
			'all of several',
			{ statuses: ['lost'], extIds: 'tg-0' },
			{ filters: [leaf('status', '=', 'lost'), leaf('ext_id', '=', 'tg-0')], condition: 'and' },
			[],
		],
	])('by %s', async (_what, filters, expected, found) => {
		const other = {
			status: 'lost',
			initiator: 'operator',
			site_id: 3102,
			campaign_id: 502,
			employee_id: 9013,
			chat_channel_type: 'telegram',
			phone: '971500000002',
		};
		report(reportedChat(0), reportedChat(1, other));
		expect(ids(await get({ filters }))).toEqual(found);
		expect(asked()[0].filter).toEqual(expected);
	});

	it.each<[INodeParameters, string]>([
		[{ filters: { statuses: ['open'] } }, '"Filters > Statuses" holds "open"'],
		[{ filters: { siteId: { __rl: true, mode: 'id', value: 'Acme' } } }, '"Filters > Site" holds "Acme"'],
		[{ filters: { chatIds: '1, x' } }, '"Filters > Chat IDs" holds "x"'],
		[{ filters: { phone: '050 123' } }, '"Filters > Phone" holds "050 123"'],
		[
			{ filters: { furtherFilter: '{"column":"id"}' } },
			'"Filters > Further Filter" is no filter of CallGear',
		],
		[{ filters: { furtherFilter: '[]' } }, '"Filters > Further Filter" is no filter of CallGear'],
		[{ filters: { furtherFilter: '{' } }, '"Filters > Further Filter" is not valid JSON'],
		[{ dateFrom: 'soon' }, '"From" holds "soon", which is not a date'],
		[{ dateFrom: '={{ "" }}' }, '"From" is empty'],
		[{ dateFrom: '2999-01-01T00:00:00Z' }, '"From" lies in the future'],
		[{ dateTill: '2026-02-02T00:00:00Z' }, '"Till" is not after "From"'],
		[{ reportColumns: ['colour'] }, '"Columns" holds "colour"'],
		[{ limit: 0 }, '"Limit" holds "0"'],
		[
			{ options: { accountTimezone: 'Dubai' } },
			'"Options > Account Time Zone" holds "Dubai", which is no time zone',
		],
		[{ options: { userId: { __rl: true, mode: 'id', value: 'me' } } }, '"Options > User ID" holds "me"'],
	])('and fields that cannot be: %j are refused before anything is asked', async (parameters, message) => {
		expect(errorOf(await get(parameters)).message).toContain(message);
		expect(callGear().store.requests()).toEqual([]);
	});

	it('that CallGear does not take are told in its words', async () => {
		const furtherFilter = '{"field":"date_time","operator":"=","value":"2026-02-03 10:00:00"}';
		const { main } = await get({ filters: { furtherFilter } }, { onError: 'continueRegularOutput' });
		expect(errorIn(main[0])).toMatchObject({
			message: 'CallGear does not filter by "date_time"',
			delivery: 'refused',
			vendorCode: 'filter_prohibited',
		});
	});
});

describe('the lists', () => {
	it('offer the campaigns of the chosen site', async () => {
		const { results } = await searchList({
			node: 'callGearGetChats',
			search: 'searchCampaigns',
			parameters: { filters: { siteId: { __rl: true, mode: 'list', value: '3101' } } },
			credentials: { callGearApi: credential() as never },
		});
		expect(results.map(({ value }) => value)).toEqual(['501']);
	});
});
