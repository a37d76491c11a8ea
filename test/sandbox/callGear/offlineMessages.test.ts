import type { Sandbox } from '../../../sandbox';
import { accountTime, call, type CallGear, refused, startCallGear } from '../support/callGear';

let sandbox: Sandbox;
let callGear: CallGear;

beforeAll(async () => {
	({ sandbox, callGear } = await startCallGear());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const messageOf = (changes: object = {}) => ({
	date_time: accountTime(callGear),
	name: 'Mira Stone',
	email: 'mira@example.net',
	message: 'A table for two',
	site_id: 3101,
	form_name: 'Book a table',
	ext_id: 'form-1',
	user_fields: [{ ext_id: 'guests', value: '2' }],
	...changes,
});
const upload = async (...messages: object[]) =>
	await call(callGear, 'upload.offline_messages', { offline_messages: messages });
const held = () => callGear.store.held('offlineMessage').map(({ fact }) => fact);

it('are stored, reported and deleted', async () => {
	const { result } = await upload(messageOf(), messageOf({ ext_id: 'form-2' }));
	expect(result).toMatchObject({ data: [{ id: 660_001 }, { id: 660_002 }], metadata: { total_items: 2 } });
	expect(held()).toHaveLength(2);
	const range = { date_from: accountTime(callGear, { days: 2 }), date_till: accountTime(callGear, {}) };
	const report = await call(callGear, 'get.offline_messages_report', range);
	expect((report.result?.data as object[])[0]).toMatchObject({
		id: 660_001,
		text: 'A table for two',
		visitor_email: 'mira@example.net',
		form_type: 'DataAPI',
	});
	expect((report.result?.data as object[])[0]).not.toHaveProperty('date_time');
	expect((await call(callGear, 'delete.offline_messages', { id: 660_001 })).result).toEqual({
		success: true,
	});
	expect(held()).toHaveLength(1);
	expect(await call(callGear, 'delete.offline_messages', { id: 660_001 })).toMatchObject(
		refused(-32602, 'entity_not_found', { field: 'id' }),
	);
});

it('may be of the campaign of nobody, with a site', async () => {
	expect((await upload(messageOf({ campaign_id: -1 }))).error).toBeUndefined();
	expect(await upload(messageOf({ campaign_id: -1, site_id: undefined }))).toMatchObject(
		refused(-32602, 'invalid_parameters_combination', { field: 'offline_messages.campaign_id' }),
	);
});

it('may be without a time, when set so', async () => {
	callGear.settings.offlineTimeRequired = false;
	expect((await upload(messageOf({ date_time: undefined }))).error).toBeUndefined();
});

it.each([
	[{ date_time: undefined }, 'required_parameter_missed', 'date_time'],
	[{ date_time: '2999-01-01 00:00:00' }, 'invalid_date_time', 'date_time'],
	[{ date_time: '2026-02-03T10:00:00Z' }, 'invalid_parameter_value', 'date_time'],
	[{ email: undefined }, 'invalid_parameters_combination', 'phone'],
	[{ email: 'mira' }, 'invalid_parameter_value', 'email'],
	[{ phone: '+971500000001' }, 'invalid_parameter_value', 'phone'],
	[{ site_id: undefined }, 'invalid_parameters_combination', 'site_id'],
	[{ site_id: 9999 }, 'entity_not_found', 'site_id'],
	[{ campaign_id: 502 }, 'invalid_parameters_combination', 'campaign_id'],
	[{ campaign_id: 503 }, 'campaign_is_inactive', 'campaign_id'],
	[{ source_id: 72 }, 'entity_not_found', 'source_id'],
	[{ visitor_session_id: 1 }, 'entity_not_found', 'visitor_session_id'],
	[{ visitor_session_id: 770002 }, 'invalid_date_time', 'date_time'],
	[{ user_fields: [{ ext_id: 'colour', value: 'red' }] }, 'entity_not_found', 'user_fields.ext_id'],
	[{ user_fields: [{ ext_id: 'guests', value: 'two' }] }, 'invalid_parameter_value', 'user_fields.value'],
	[{ user_fields: [{ ext_id: 'guests', value: 2 }] }, 'data_type_error', 'user_fields.value'],
	[{ status: 'succeed' }, 'unexpected_parameters', 'status'],
])('refuse %j, with all others', async (changes, mnemonic, field) => {
	expect(await upload(messageOf(), messageOf(changes))).toMatchObject(
		refused(-32602, mnemonic, { field: `offline_messages.${field}` }),
	);
	expect(held()).toEqual([]);
});

it('are no more than 50 at once', async () => {
	const many = Array.from({ length: 51 }, () => messageOf());
	expect(await upload(...many)).toMatchObject(refused(-32602, 'data_limit_exceeded'));
	expect(await upload()).toMatchObject(refused(-32602, 'invalid_parameter_value'));
});

it('are refused twice with one ID, when set so', async () => {
	await upload(messageOf());
	callGear.settings.repeatedExtId = 'duplicate_entity';
	expect(await upload(messageOf())).toMatchObject(refused(-32602, 'duplicate_entity'));
});
