import type { INodeParameters } from 'n8n-workflow';

import { COLUMNS } from '../../../../nodes/CallGear/GetOfflineMessages/columns';
import { offlineMessagesReport } from '../../../../sandbox/callGear/reports';
import type { NodeResult } from '../../../../testkit/n8n';
import { REPORTED, reportedMessage, useCallGear } from '../support';

const { callGear, run, calls } = useCallGear();

const get = async (parameters: INodeParameters = {}) =>
	await run('callGearGetOfflineMessages', { ...REPORTED, ...parameters });
const asked = () => calls('get.offline_messages_report').map(({ params }) => params);
const ids = ({ main }: NodeResult) => main.map(({ json }) => json.offline_message_id);
const keep = (...rows: ReturnType<typeof reportedMessage>[]) =>
	void callGear().state.offlineMessages.push(...rows);

it('gives an offline message an item, with its time, which CallGear leaves out by itself', async () => {
	keep(reportedMessage(0));
	expect((await get()).main[0].json).toEqual({
		offline_message_id: 661_000,
		date_time: '2026-02-03T11:00:00+04:00',
		text: 'A table for 0, please',
		communication_id: 8_661_000,
		status: 'not_processed',
		form_type: 'DataAPI',
		form_name: 'Book a table',
		site_id: 3101,
		visitor_email: 'mira@example.net',
		visitor_name: 'Mira Stone',
		ext_id: 'form-0',
	});
	expect(asked()[0]).not.toHaveProperty('sort');
	expect(asked()[0].fields).toEqual([
		...['id', 'date_time', 'text', 'communication_id', 'status', 'form_type', 'form_name', 'employee_id'],
		...['employee_full_name', 'tags', 'site_id', 'campaign_id', 'visitor_phone_number', 'visitor_email'],
		...['visitor_name', 'visitor_id', 'visitor_session_id', 'ext_id'],
	]);
});

it('gives every column of the report that is wanted', async () => {
	keep(reportedMessage(0));
	const { main } = await get({ simplify: false, reportColumns: [...COLUMNS] });
	expect(Object.keys(main[0].json).sort()).toEqual(Object.keys(offlineMessagesReport.columns).sort());
});

it('gives those of a long period, in parts', async () => {
	keep(reportedMessage(0), reportedMessage(1, { date_time: '2025-09-01 00:00:00' }));
	expect(ids(await get({ dateFrom: '2025-08-01T00:00:00Z', returnAll: true }))).toEqual([661_000, 661_001]);
	expect(asked()).toHaveLength(3);
});

it('gives technical ones only where they are wanted', async () => {
	keep(reportedMessage(0), reportedMessage(1, { isTechnical: true }));
	expect(ids(await get())).toEqual([661_000]);
	const options = { ...REPORTED.options, includeTechnical: true };
	expect(ids(await get({ options }))).toEqual([661_000, 661_001]);
});

describe('filters', () => {
	const chosen = (value: string) => ({ __rl: true, mode: 'list', value });
	it.each<[string, INodeParameters, object]>([
		['statuses', { statuses: ['processed'] }, { field: 'status', operator: '=', value: 'processed' }],
		['form types', { formTypes: ['Custom'] }, { field: 'form_type', operator: '=', value: 'Custom' }],
		['form names', { formNames: 'Callback' }, { field: 'form_name', operator: '=', value: 'Callback' }],
		[
			'an email',
			{ email: ' zoe@example.net' },
			{ field: 'visitor_email', operator: '=', value: 'zoe@example.net' },
		],
		[
			'a phone',
			{ phone: '971500000002' },
			{ field: 'visitor_phone_number', operator: '=', value: 971500000002 },
		],
		['a site', { siteId: chosen('3102') }, { field: 'site_id', operator: '=', value: 3102 }],
		['a campaign', { campaignId: chosen('502') }, { field: 'campaign_id', operator: '=', value: 502 }],
		['an employee', { employeeId: chosen('9013') }, { field: 'employee_id', operator: '=', value: 9013 }],
		['IDs', { offlineMessageIds: '661001' }, { field: 'id', operator: '=', value: 661_001 }],
		['own IDs', { ownMessageIds: 'form-1' }, { field: 'ext_id', operator: '=', value: 'form-1' }],
		[
			'a filter of its own',
			{ furtherFilter: '{"field":"utm_source","operator":"=","value":"ads"}' },
			{ field: 'utm_source', operator: '=', value: 'ads' },
		],
	])('by %s', async (_what, filters, expected) => {
		const other = {
			status: 'processed',
			form_type: 'Custom',
			form_name: 'Callback',
			email: 'zoe@example.net',
			phone: '971500000002',
			site_id: 3102,
			campaign_id: 502,
			employee_id: 9013,
			utm_source: 'ads',
		};
		keep(reportedMessage(0), reportedMessage(1, other));
		expect(ids(await get({ filters }))).toEqual([661_001]);
		expect(asked()[0].filter).toEqual(expected);
	});
});
