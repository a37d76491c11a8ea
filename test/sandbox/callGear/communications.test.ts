import type { Sandbox } from '../../../sandbox';
import { call, type CallGear, refused, startCallGear } from '../support/callGear';

let sandbox: Sandbox;
let callGear: CallGear;

beforeAll(async () => {
	({ sandbox, callGear } = await startCallGear());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const CHAT = 9_870_001;
const tags = () => callGear.store.held('tag').map(({ fact }) => fact.tag_id);

describe('tags', () => {
	const tagging = { communication_id: CHAT, communication_type: 'chat', tag_id: 401 };
	const set = async (params: object = {}) =>
		await call(callGear, 'set.tag_communications', { ...tagging, ...params });
	const unset = async (params: object = {}) =>
		await call(callGear, 'unset.tag_communications', { ...tagging, ...params });

	it('are set once and taken away', async () => {
		expect((await set()).result).toEqual({});
		expect((await set()).result).toEqual({});
		await set({ tag_id: 402 });
		expect(tags()).toEqual([401, 402]);
		const range = { date_from: '2025-01-01 00:00:00', date_till: '2025-02-01 00:00:00' };
		const { result } = await call(callGear, 'get.chats_report', { ...range, fields: ['tags'] });
		expect(result?.data).toEqual([
			{
				tags: [
					{ tag_id: 401, tag_name: 'Booked', tag_type: 'manual' },
					{ tag_id: 402, tag_name: 'Call back', tag_type: 'manual' },
				],
			},
		]);
		expect((await unset()).result).toEqual({});
		expect((await unset()).result).toEqual({});
		expect(tags()).toEqual([402]);
	});

	it('find a communication by an ID of the customer, unless there is a number', async () => {
		const byOwn = { communication_id: undefined, communication_ext_id: 'call-1', communication_type: 'call' };
		expect((await set(byOwn)).result).toEqual({});
		expect((await set({ communication_ext_id: 'nothing' })).result).toEqual({});
		expect(callGear.store.held('tag').map(({ fact }) => fact.communication_id)).toEqual([7_550_001, CHAT]);
	});

	it.each([
		[{ communication_id: undefined }, 'required_parameter_missed', 'communication_id'],
		[{ communication_id: 870_001 }, 'entity_not_found', 'communication_id'],
		[{ communication_id: undefined, communication_ext_id: 'x' }, 'entity_not_found', 'communication_ext_id'],
		[{ communication_type: 'call' }, 'entity_not_found', 'communication_id'],
		[{ communication_type: 'email' }, 'invalid_parameter_value', 'communication_type'],
		[{ communication_type: undefined }, 'required_parameter_missed', 'communication_type'],
		[{ tag_id: 999 }, 'entity_not_found', 'tag_id'],
		[{ tag_id: '401' }, 'data_type_error', 'tag_id'],
		[{ colour: 'red' }, 'unexpected_parameters', 'colour'],
	])('refuse %j', async (params, mnemonic, field) => {
		expect(await set(params)).toMatchObject(refused(-32602, mnemonic, { field }));
		expect(tags()).toEqual([]);
	});

	it('refuse what is so already, when set so', async () => {
		callGear.settings.idleTag = 'refused';
		expect(await unset()).toMatchObject(refused(-32602, 'entity_not_found'));
		await set();
		expect(await set()).toMatchObject(refused(-32602, 'duplicate_entity'));
	});

	it('need the right to edit tags', async () => {
		callGear.settings.rights = [];
		expect(await set()).toMatchObject(refused(-32003, 'forbidden'));
		expect(await call(callGear, 'get.tags')).toMatchObject(refused(-32003, 'forbidden'));
	});
});

describe('comments', () => {
	const comment = { communication_id: CHAT, communication_type: 'chat', comment: 'VIP' };
	const add = async (params: object = {}) =>
		await call(callGear, 'create.communication_comment', { ...comment, ...params });

	it('are kept', async () => {
		expect((await add()).result).toEqual({ success: true });
		expect(callGear.store.held('comment').map(({ fact }) => fact)).toEqual([comment]);
	});

	it.each([
		[{ comment: '' }, 'invalid_parameter_value', 'comment'],
		[{ communication_type: 'goal' }, 'invalid_parameter_value', 'communication_type'],
		[{ communication_id: 1 }, 'entity_not_found', 'communication_id'],
		[{ communication_type: 'email' }, 'entity_not_found', 'communication_id'],
	])('refuse %j', async (params, mnemonic, field) => {
		expect(await add(params)).toMatchObject(refused(-32602, mnemonic, { field }));
	});

	it('need their component', async () => {
		callGear.settings.components = [];
		expect(await add()).toMatchObject(refused(-32008, 'method_component_disabled'));
	});
});

it('all communications stand in one report', async () => {
	callGear.state.calls[0].date_time = '2025-01-16 09:30:00';
	const range = { date_from: '2025-01-01 00:00:00', date_till: '2025-02-01 00:00:00' };
	const { result } = await call(callGear, 'get.communications_report', {
		...range,
		fields: ['id', 'communication_type'],
		sort: [{ field: 'date_time', order: 'desc' }],
	});
	expect(result?.data).toEqual([
		{ id: 7_550_001, communication_type: 'call' },
		{ id: CHAT, communication_type: 'chat' },
	]);
});
