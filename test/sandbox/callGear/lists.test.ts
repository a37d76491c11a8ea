import type { Sandbox } from '../../../sandbox';
import {
	accountTime,
	call,
	type CallGear,
	chatOf,
	heldChats,
	refused,
	type RpcReply,
	startCallGear,
	upload,
} from '../support/callGear';

let sandbox: Sandbox;
let callGear: CallGear;

beforeAll(async () => {
	({ sandbox, callGear } = await startCallGear());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

describe('points', () => {
	const limits = ({ result }: RpcReply) => result?.metadata?.limits as Record<string, number>;

	it('takes one for a success and none for a refusal', async () => {
		callGear.clock.stopAt(new Date('2026-03-01T10:00:00Z'));
		expect(limits(await call(callGear, 'get.account'))).toEqual({
			day_limit: 3000,
			day_remaining: 2999,
			day_reset: 36000,
			minute_limit: 60,
			minute_remaining: 59,
			minute_reset: 60,
		});
		await call(callGear, 'get.account', { limit: 1 });
		callGear.clock.shift(20_000);
		expect(limits(await call(callGear, 'get.account'))).toMatchObject({
			day_remaining: 2998,
			minute_reset: 40,
		});
	});

	it('refuses when they are used up, until the minute is over', async () => {
		callGear.clock.stopAt(new Date('2026-03-01T10:00:00Z'));
		Object.assign(callGear.settings, { minuteLimit: 1, refusalsCarryLimits: true });
		await call(callGear, 'get.account');
		callGear.clock.shift(10_000);
		expect(await call(callGear, 'get.account')).toMatchObject(
			refused(-32029, 'limit_exceeded', {
				params: { limit_type: 'minute', limit_max_value: 1 },
				metadata: { limits: expect.objectContaining({ minute_reset: 50 }) as object },
			}),
		);
		callGear.clock.shift(50_000);
		expect((await call(callGear, 'get.account')).error).toBeUndefined();
		callGear.settings.dayLimit = 2;
		expect(await call(callGear, 'get.account')).toMatchObject(
			refused(-32029, 'limit_exceeded', { params: { limit_type: 'day', limit_max_value: 2 } }),
		);
	});

	it('hides the balance or the metadata when set so', async () => {
		callGear.settings.limits = 'empty';
		expect((await call(callGear, 'get.account')).result?.metadata).toMatchObject({ limits: {} });
		callGear.settings.limits = 'omitted';
		expect((await upload(callGear, chatOf(callGear))).result).toEqual({ data: [{ id: 880001 }] });
		Object.assign(callGear.settings, { limits: 'filled', accountMetadata: 'meta_data' });
		expect((await call(callGear, 'get.account')).result).toHaveProperty('meta_data.limits');
	});
});

describe('lists', () => {
	const names = async (method: string, params: object = {}) => {
		const { result } = await call(callGear, method, params);
		return (result?.data as Array<Record<string, unknown>>).map(({ name, full_name }) => name ?? full_name);
	};

	it('give pages, columns, an order and a filter', async () => {
		const sort = [{ field: 'full_name', order: 'desc' }];
		const { result } = await call(callGear, 'get.employees', { limit: 2, offset: 1, fields: ['id'], sort });
		expect(result).toMatchObject({ data: [{ id: 9014 }, { id: 9013 }], metadata: { total_items: 4 } });
		const filter = (field: string, operator: string, value?: unknown) => ({ field, operator, value });
		expect(await names('get.employees', { filter: filter('full_name', 'like', '%Pe%') })).toEqual([
			'João Pereira',
		]);
		expect(await names('get.employees', { filter: filter('full_name', 'like', '%pe%') })).toEqual([]);
		const both = { filters: [filter('site_id', '=', 3101), filter('status', '=', 'active')] };
		expect(await names('get.campaigns', { filter: both })).toEqual(['Spring whitening']);
		const any = { condition: 'or', filters: [filter('id', 'in', [502]), filter('site_id', '=', null)] };
		expect(await names('get.campaigns', { filter: { filters: [any] } })).toEqual([
			'Visitors without campaign',
			'Shop autumn sale',
		]);
		expect(await names('get.sources', { sort: [{ field: 'id' }] })).toEqual(['Telegram', 'Old forum']);
		expect(await names('get.sites')).toEqual(['Acme Dental', 'Acme Shop']);
	});

	it('give one short page when set so', async () => {
		callGear.settings.shortPage = true;
		expect(await names('get.employees')).toHaveLength(1);
		expect(await names('get.employees', { offset: 1 })).toHaveLength(3);
	});

	it.each([
		[{ filter: { field: 'state', operator: '=', value: 1 } }, 'filter_prohibited', 'state'],
		[{ sort: [{ field: 'name' }] }, 'sort_prohibited', 'name'],
		[{ fields: ['colour'] }, 'unexpected_parameters', 'colour'],
		[{ sort: [{ field: 'toString' }] }, 'unexpected_parameters', 'toString'],
		[{ limit: 10_001 }, 'invalid_parameter_value', 'limit'],
		[{ limit: '50' }, 'data_type_error', 'limit'],
		[{ offset: 100_001 }, 'invalid_parameter_value', 'offset'],
		[{ offset: -1 }, 'invalid_parameter_value', 'offset'],
		[
			{ filter: { field: 'name', operator: 'has', value: 'x' } },
			'invalid_parameter_value',
			'filter.operator',
		],
		[{ filter: { field: 'id', operator: 'in', value: 3101 } }, 'invalid_parameter_value', 'id'],
		[{ sort: [{ field: 'name', order: 'up' }] }, 'invalid_parameter_value', 'sort.order'],
	])('refuse %j', async (params, mnemonic, field) => {
		expect(await call(callGear, 'get.sites', params)).toMatchObject(refused(-32602, mnemonic, { field }));
	});

	it('report uploaded chats and take them back', async () => {
		await upload(callGear, chatOf(callGear));
		const range = { date_from: accountTime(callGear, { days: 2 }), date_till: accountTime(callGear, {}) };
		const filter = { field: 'ext_id', operator: '=', value: 'tg-5512' };
		const report = async (params: object) => await call(callGear, 'get.chats_report', params);
		const { result } = await report({ ...range, filter, fields: ['id', 'ext_id', 'chat_channel_type'] });
		expect(result?.data).toEqual([{ id: 880001, ext_id: 'tg-5512', chat_channel_type: 'dataapi' }]);
		expect(await report({})).toMatchObject(refused(-32602, 'required_parameter_missed'));
		expect(await report({ ...range, date_from: '2024-01-01 00:00:00' })).toMatchObject(
			refused(-32602, 'date_interval_limit_reached'),
		);
		const remove = async (id: number) => await call(callGear, 'delete.chats', { id });
		expect((await remove(880001)).result).toEqual({ success: true });
		expect(await remove(880001)).toMatchObject(refused(-32602, 'entity_not_found', { field: 'id' }));
		expect(await remove(870001)).toMatchObject(refused(-32602, 'forbidden'));
		expect(heldChats(callGear)).toEqual([]);
	});
});
