import type { Sandbox } from '../../../sandbox';
import {
	accountTime,
	call,
	type CallGear,
	chatOf,
	heldChats,
	refused,
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

describe('upload.chats', () => {
	it('stores chats and gives their ids in order', async () => {
		const second = chatOf(callGear, { ext_id: 'tg-5513', email: 'x@example.org', phone: undefined });
		const answer = await upload(callGear, chatOf(callGear), second);
		expect(answer).toMatchObject({ id: 9001, type: 'application/json; charset=utf-8' });
		expect(answer.result).toMatchObject({
			data: [{ id: 880001 }, { id: 880002 }],
			metadata: { total_items: 2, version: null },
		});
		expect(heldChats(callGear)).toMatchObject([
			{
				id: 880001,
				name: 'Łucja Żak',
				initiator: 'visitor',
				status: 'succeed',
				employee_id: 9012,
				chat_channel_type: 'dataapi',
			},
			{ id: 880002, email: 'x@example.org' },
		]);
	});

	it('finds the initiator in the first message and makes unanswered visits lost', async () => {
		const time = accountTime(callGear, { hours: 1 });
		const messages = [{ date_time: time, source: 'system', message: 'Need help?' }];
		await upload(
			callGear,
			chatOf(callGear, { messages }),
			chatOf(callGear, { messages, initiator: 'visitor' }),
		);
		expect(heldChats(callGear)).toMatchObject([
			{ initiator: 'autoinvite', status: 'succeed', employee_id: null },
			{ initiator: 'visitor', status: 'lost' },
		]);
	});

	const message = (changes: object) => (callGearNow: CallGear) => {
		const [first, ...rest] = chatOf(callGearNow).messages as object[];
		return { messages: [{ ...first, ...changes }, ...rest] };
	};
	type Changes = object | ((callGearNow: CallGear) => object);
	it.each<[string, Changes, string, string | null]>([
		['an unknown member', { colour: 'red' }, 'unexpected_parameters', 'chats.colour'],
		[
			'an unknown member of a message',
			message({ read: true }),
			'unexpected_parameters',
			'chats.messages.read',
		],
		['a numeric id as text', { site_id: '3101' }, 'data_type_error', 'chats.site_id'],
		['a phone as number', { phone: 971500000001 }, 'data_type_error', 'chats.phone'],
		['null for a text', { name: null }, 'data_type_error', 'chats.name'],
		['no start', { start_date_time: undefined }, 'required_parameter_missed', 'chats.start_date_time'],
		['no status', { status: undefined }, 'required_parameter_missed', 'chats.status'],
		['no messages', { messages: undefined }, 'required_parameter_missed', 'chats.messages'],
		['no time', message({ date_time: undefined }), 'required_parameter_missed', 'chats.messages.date_time'],
		['no source', message({ source: undefined }), 'required_parameter_missed', 'chats.messages.source'],
		['no text', message({ message: undefined }), 'required_parameter_missed', 'chats.messages.message'],
		['the status succeeded', { status: 'succeeded' }, 'invalid_parameter_value', 'chats.status'],
		['another initiator', { initiator: 'bot' }, 'invalid_parameter_value', 'chats.initiator'],
		['another source', message({ source: 'bot' }), 'invalid_parameter_value', 'chats.messages.source'],
		[
			'an ISO date',
			{ start_date_time: '2026-02-03T10:00:00' },
			'invalid_parameter_value',
			'chats.start_date_time',
		],
		['a date alone', { start_date_time: '2026-02-03' }, 'invalid_parameter_value', 'chats.start_date_time'],
		[
			'31 February',
			{ start_date_time: '2026-02-31 10:00:00' },
			'invalid_parameter_value',
			'chats.start_date_time',
		],
		['a phone with +', { phone: '+971500000001' }, 'invalid_parameter_value', 'chats.phone'],
		['a short phone', { phone: '9715000' }, 'invalid_parameter_value', 'chats.phone'],
		['a bad email', { email: 'x@y' }, 'invalid_parameter_value', 'chats.email'],
		['neither phone nor email', { phone: undefined }, 'invalid_parameters_combination', 'chats.phone'],
		['no place', { site_id: undefined }, 'invalid_parameters_combination', 'chats.site_id'],
		["another site's campaign", { campaign_id: 502 }, 'invalid_parameters_combination', 'chats.campaign_id'],
		['the system campaign', { campaign_id: -1 }, 'invalid_parameter_value', 'chats.campaign_id'],
		[
			'an operator without employee',
			message({ source: 'operator' }),
			'required_parameter_missed',
			'chats.messages.employee_id',
		],
		['an unknown site', { site_id: 7 }, 'entity_not_found', 'chats.site_id'],
		['an unknown campaign', { campaign_id: 7 }, 'entity_not_found', 'chats.campaign_id'],
		['an unknown session', { visitor_session_id: 7 }, 'entity_not_found', 'chats.visitor_session_id'],
		['a removed source', { source_id: 72 }, 'entity_not_found', 'chats.source_id'],
		['an unknown employee', message({ employee_id: 7 }), 'entity_not_found', 'chats.messages.employee_id'],
		['an inactive campaign', { campaign_id: 503 }, 'campaign_is_inactive', 'chats.campaign_id'],
		[
			"another site's session",
			{ visitor_session_id: 770001, site_id: 3102 },
			'invalid_parameters_combination',
			'chats.visitor_session_id',
		],
		[
			'a start before the session',
			(now) => ({ visitor_session_id: 770001, start_date_time: accountTime(now, { days: 3 }) }),
			'invalid_date_time',
			'chats.start_date_time',
		],
		['a session 200 days old', { visitor_session_id: 770002 }, 'invalid_date_time', 'chats.start_date_time'],
		[
			'a start in the future',
			(now) => ({ start_date_time: accountTime(now, { minutes: -1 }) }),
			'invalid_date_time',
			'chats.start_date_time',
		],
		[
			'a message in the future',
			(now) => message({ date_time: accountTime(now, { minutes: -1 }) })(now),
			'invalid_date_time',
			'chats.messages.date_time',
		],
		[
			'a message at the start',
			(now) => message({ date_time: accountTime(now) })(now),
			'invalid_date_time',
			'chats.messages.date_time',
		],
	])('refuses %s and stores nothing of the batch', async (_name, changes, mnemonic, field) => {
		callGear.clock.stopAt(new Date());
		const made = typeof changes === 'function' ? changes(callGear) : changes;
		const answer = await upload(callGear, chatOf(callGear), chatOf(callGear, made));
		expect(answer).toMatchObject(refused(-32602, mnemonic, { field, extended_helper: null }));
		expect(heldChats(callGear)).toEqual([]);
		expect(callGear.state.daySpent).toBe(0);
	});

	it.each<[string, object]>([
		['a name', { name: 'half \ud83d' }],
		['an own ID', { ext_id: '\udc4b' }],
		['a key', { 'na\ud83dme': 'x' }],
	])('reads no half character, in %s', async (_, changes) => {
		expect(await upload(callGear, chatOf(callGear, changes))).toMatchObject(refused(-32700, 'parse_error'));
		expect(heldChats(callGear)).toEqual([]);
	});

	it('judges the future by the clocks of the account', async () => {
		callGear.clock.stopAt(new Date('2026-03-01T20:30:00Z'));
		const changes = { start_date_time: '2026-03-02 00:10:00', messages: [] };
		expect((await upload(callGear, chatOf(callGear, changes))).error).toBeUndefined();
		callGear.settings.timezone = 'America/Bogota';
		expect(await upload(callGear, chatOf(callGear, changes))).toMatchObject(
			refused(-32602, 'invalid_date_time'),
		);
	});

	it('takes 50 chats, or as many as set', async () => {
		const chats = Array.from({ length: 51 }, () => chatOf(callGear));
		expect(await upload(callGear, ...chats)).toMatchObject(
			refused(-32602, 'data_limit_exceeded', { field: 'chats' }),
		);
		expect((await upload(callGear, ...chats.slice(1))).error).toBeUndefined();
		callGear.settings.tooManyChats = 'invalid_parameter_value';
		expect(await upload(callGear, ...chats)).toMatchObject(refused(-32602, 'invalid_parameter_value'));
		callGear.settings.maxChats = 500;
		expect((await upload(callGear, ...chats)).error).toBeUndefined();
		expect(await upload(callGear)).toMatchObject(
			refused(-32602, 'invalid_parameter_value', { field: 'chats' }),
		);
		expect(await call(callGear, 'upload.chats', { chats: {} })).toMatchObject(
			refused(-32602, 'data_type_error', { field: 'chats' }),
		);
		expect(await call(callGear, 'upload.chats')).toMatchObject(
			refused(-32602, 'required_parameter_missed', { field: 'chats' }),
		);
	});

	it.each([
		['dots', 'chats.1.status'],
		['brackets', 'chats[1].status'],
	] as const)('shows positions by %s when set so', async (positions, field) => {
		callGear.settings.positions = positions;
		const answer = await upload(callGear, chatOf(callGear), chatOf(callGear, { status: 'succeeded' }));
		expect(answer).toMatchObject(refused(-32602, 'invalid_parameter_value', { field, value: 'succeeded' }));
	});

	it('has the alternatives that the pages leave open', async () => {
		Object.assign(callGear.settings, {
			namesField: false,
			badDate: 'invalid_date_time',
			oneOfMissing: 'required_parameter_missed',
			operatorWithoutEmployee: 'invalid_parameters_combination',
			equalTimesAllowed: true,
		});
		const now = accountTime(callGear);
		const text = (more: object) => ({ messages: [{ date_time: now, message: 'Hi', ...more }] });
		expect(await upload(callGear, chatOf(callGear, { start_date_time: '2026-02-03' }))).toMatchObject(
			refused(-32602, 'invalid_date_time', { field: null, value: null }),
		);
		expect(await upload(callGear, chatOf(callGear, { site_id: undefined }))).toMatchObject(
			refused(-32602, 'required_parameter_missed'),
		);
		expect(await upload(callGear, chatOf(callGear, text({ source: 'operator' })))).toMatchObject(
			refused(-32602, 'invalid_parameters_combination'),
		);
		const equal = chatOf(callGear, { start_date_time: now, ...text({ source: 'visitor' }) });
		expect((await upload(callGear, equal)).error).toBeUndefined();
	});

	it('makes a second row of a repeated ext_id, updates it, or refuses it', async () => {
		await upload(callGear, chatOf(callGear));
		await upload(callGear, chatOf(callGear));
		expect(heldChats(callGear)).toHaveLength(2);
		sandbox.reset();
		callGear.settings.repeatedExtId = 'update';
		await upload(callGear, chatOf(callGear));
		const again = await upload(callGear, chatOf(callGear, { name: 'New' }));
		expect(again.result?.data).toEqual([{ id: 880001 }]);
		expect(heldChats(callGear)).toMatchObject([{ id: 880001, name: 'New' }]);
		callGear.settings.repeatedExtId = 'duplicate_entity';
		expect(await upload(callGear, chatOf(callGear))).toMatchObject(
			refused(-32602, 'duplicate_entity', { field: 'chats.ext_id', value: 'tg-5512' }),
		);
	});

	it('shuffles ids, and fails before or after storing, when set so', async () => {
		callGear.settings.shuffledIds = true;
		const answer = await upload(callGear, chatOf(callGear), chatOf(callGear));
		expect(answer.result?.data).toEqual([{ id: 880002 }, { id: 880001 }]);
		callGear.settings.internalError = 'before';
		expect(await upload(callGear, chatOf(callGear))).toMatchObject(refused(-32603, 'internal_error'));
		expect(heldChats(callGear)).toHaveLength(2);
		callGear.settings.internalError = 'after';
		expect(await upload(callGear, chatOf(callGear))).toMatchObject(refused(-32603, 'internal_error'));
		expect(heldChats(callGear)).toHaveLength(3);
	});
});
