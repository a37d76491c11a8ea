import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useCallGear } from '../support';

const { callGear, upload, calls, chats, agentCredential } = useCallGear();

const visitor = { dateTime: '2026-02-03T06:00:05Z', messageSource: 'visitor', text: 'Is Friday free?' };
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const fromList = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: 'Acme' });

async function send(
	parameters: INodeParameters,
	more: Parameters<typeof upload>[2] = {},
	items: IDataObject[] = [{}],
) {
	const base: INodeParameters = {
		source: 'fields',
		phone: '971500000001',
		siteId: byId('3101'),
		messages: { message: [visitor] },
	};
	return await upload(items, { ...base, ...parameters }, more);
}

/** The one chat of the one upload, as CallGear received it. */
function received(): IDataObject {
	const [{ params }, ...others] = calls('upload.chats');
	expect(others).toEqual([]);
	expect(params.chats).toHaveLength(1);
	return (params.chats as IDataObject[])[0];
}

describe('the fields of the node', () => {
	it('send no more than they hold', async () => {
		const { error, main } = await send({});
		expect(error).toBeUndefined();
		expect(received()).toEqual({
			start_date_time: '2026-02-03 10:00:04',
			phone: '971500000001',
			status: 'succeed',
			site_id: 3101,
			ext_id: expect.stringMatching(/^n8n-[0-9a-f]{32}$/) as string,
			messages: [{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' }],
		});
		expect(main[0].json).toEqual({
			id: 880001,
			ext_id: received().ext_id,
			start_date_time: '2026-02-03 10:00:04',
			messages: 1,
			times: [
				expect.objectContaining({ field: 'Chat Start', sent: '2026-02-03 10:00:04' }),
				expect.objectContaining({ given: '2026-02-03T06:00:05Z', sent: '2026-02-03 10:00:05' }),
			],
		});
		expect(calls('upload.chats')[0]).toMatchObject({ jsonrpc: '2.0', id: 'n8n upload.chats' });
	});

	it.each<[string, INodeParameters, string, unknown]>([
		['Chat Start', { startDateTime: '2026-02-03T05:59:00Z' }, 'start_date_time', '2026-02-03 09:59:00'],
		['Phone', { phone: '+971 50 000 0002' }, 'phone', '971500000002'],
		['Email', { email: 'zoe@example.org' }, 'email', 'zoe@example.org'],
		['Status', { status: 'lost' }, 'status', 'lost'],
		['Status', { status: 'refused' }, 'status', 'refused'],
		['Site', { siteId: fromList('3101') }, 'site_id', 3101],
		['Campaign', { campaignId: byId(' 501 ') }, 'campaign_id', 501],
		['Campaign', { campaignId: fromList('501') }, 'campaign_id', 501],
		['Visitor Name', { additionalFields: { visitorName: 'Zoë Ångström 🙂' } }, 'name', 'Zoë Ångström 🙂'],
		['Initiator', { additionalFields: { initiator: 'autoinvite' } }, 'initiator', 'autoinvite'],
		['Initiator', { additionalFields: { initiator: 'operator' } }, 'initiator', 'operator'],
		['Initiator', { additionalFields: { initiator: 'visitor' } }, 'initiator', 'visitor'],
		['Traffic Source', { additionalFields: { sourceId: fromList('71') } }, 'source_id', 71],
		['Own Chat ID', { additionalFields: { extId: 'tg-5512' } }, 'ext_id', 'tg-5512'],
	])('%s arrives as documented', async (_field, parameters, member, value) => {
		const { error } = await send(parameters);
		expect(error).toBeUndefined();
		expect(received()[member]).toEqual(value);
		expect(chats()).toHaveLength(1);
	});

	it('Visitor Session ID arrives as a number', async () => {
		const now = new Date(Date.now() - 60_000).toISOString();
		const messages = { message: [{ ...visitor, dateTime: now }] };
		expect((await send({ visitorSessionId: '770001', siteId: byId(''), messages })).error).toBeUndefined();
		expect(received()).toMatchObject({ visitor_session_id: 770001 });
		expect(received()).not.toHaveProperty('site_id');
	});

	it('a chat with an email alone has no phone', async () => {
		await send({ phone: '', email: 'zoe@example.org' });
		expect(received()).not.toHaveProperty('phone');
	});

	it('Messages arrive with time, source, employee and text', async () => {
		const message = [
			{ ...visitor, messageSource: 'system', text: 'Need help?' },
			{
				dateTime: '2026-02-03T06:01:00Z',
				messageSource: 'operator',
				employeeId: byId('9012'),
				text: 'Grüß Gott',
			},
			{
				dateTime: '2026-02-03T06:02:00Z',
				messageSource: 'operator',
				employeeId: fromList('9013'),
				text: 'Olá 👋',
			},
			{ ...visitor, dateTime: '2026-02-03T06:03:00Z', text: '—\n"quoted"' },
		];
		expect((await send({ messages: { message } })).error).toBeUndefined();
		expect(received().messages).toEqual([
			{ date_time: '2026-02-03 10:00:05', source: 'system', message: 'Need help?' },
			{ date_time: '2026-02-03 10:01:00', source: 'operator', employee_id: 9012, message: 'Grüß Gott' },
			{ date_time: '2026-02-03 10:02:00', source: 'operator', employee_id: 9013, message: 'Olá 👋' },
			{ date_time: '2026-02-03 10:03:00', source: 'visitor', message: '—\n"quoted"' },
		]);
		expect(chats()[0]).toMatchObject({ initiator: 'autoinvite', employee_id: 9013 });
	});

	it('take expressions, each for its own item', async () => {
		const items = [
			{ tel: '971500000001', mail: '', site: 3101, who: 9012, text: 'Eins' },
			{ tel: '', mail: 'b@example.org', site: '3102', who: '9013', text: 'Zwei' },
		];
		const employeeId = { __rl: true, mode: 'id', value: '={{ $json.who }}' };
		const dateTime = '={{ DateTime.fromISO("2026-02-03T06:00:05Z").plus({ minutes: $itemIndex }) }}';
		const { error, returned } = await send(
			{
				phone: '={{ $json.tel }}',
				email: '={{ $json.mail }}',
				siteId: { __rl: true, mode: 'id', value: '={{ $json.site }}' },
				messages: {
					message: [{ dateTime, messageSource: 'operator', employeeId, text: '={{ $json.text }}' }],
				},
			},
			{},
			items,
		);
		expect(error).toBeUndefined();
		expect(returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(chats()).toMatchObject([
			{ phone: '971500000001', site_id: 3101, employee_id: 9012, messages: [{ message: 'Eins' }] },
			{
				email: 'b@example.org',
				site_id: 3102,
				employee_id: 9013,
				messages: [{ message: 'Zwei', date_time: '2026-02-03 10:01:05' }],
			},
		]);
	});

	it.each<[INodeParameters, string]>([
		[{ phone: '' }, '"Phone" and email are both empty'],
		[{ phone: '050 000' }, '"Phone" holds "050 000"'],
		[{ siteId: byId('') }, '"Site" is empty, and so are campaign and visitor session'],
		[{ siteId: byId('={{ "acme" }}') }, '"Site" holds "acme"'],
		[{ status: '={{ "succeeded" }}' }, '"Status" holds "succeeded"'],
		[{ messages: {} }, '"Messages" is empty'],
		[{ messages: { message: [{ ...visitor, text: '={{ "" }}' }] } }, '"Messages 1 > Text" is empty'],
		[
			{
				messages: {
					message: [visitor, { ...visitor, messageSource: 'operator', employeeId: byId('={{ "" }}') }],
				},
			},
			'"Messages 2 > Employee" is empty, but the message is from an operator',
		],
		[
			{ startDateTime: '2026-02-03T06:00:30Z' },
			'"Messages 1 > Time" is before the start of the chat (2026-02-03 10:00:30)',
		],
		[{ additionalFields: { sourceId: byId('x') } }, '"Additional Fields > Traffic Source" holds "x"'],
		[{ options: { batchSize: 501 } }, '"Options > Batch Size" holds "501"'],
		[
			{ options: { accountTimezone: 'Dubai' } },
			'"Options > Account Time Zone" holds "Dubai", which is no time zone',
		],
		[{ source: '={{ "table" }}' }, '"Source" holds "table"'],
	])('are refused before anything is uploaded: %j', async (parameters, message) => {
		const { error } = await send(parameters);
		expect(error?.message).toBe(message);
		expect(error?.description).toBeTruthy();
		expect(calls('upload.chats')).toEqual([]);
	});
});

describe('the options', () => {
	it('ask CallGear for the account’s zone once per execution, or not at all', async () => {
		callGear().settings.timezone = 'America/New_York';
		await send({}, {}, [{}, {}, {}]);
		expect(calls('get.account')).toHaveLength(1);
		expect(chats()[0].start_date_time).toBe('2026-02-03 01:00:04');
		callGear().reset();
		await send({ options: { accountTimezone: 'Europe/Riga' } });
		expect(calls().map(({ method }) => method)).toEqual(['upload.chats']);
		expect(received().start_date_time).toBe('2026-02-03 08:00:04');
	});

	it.each([
		['workflow', '2026-02-03 07:30:05'],
		['account', '2026-02-03 10:00:05'],
	])('read dates without a zone in that of the %s', async (inputTimezone, expected) => {
		const messages = { message: [{ ...visitor, dateTime: '2026-02-03 10:00:05' }] };
		await send({ messages, options: { inputTimezone } }, { timezone: 'Asia/Tokyo' });
		const [message] = received().messages as IDataObject[];
		expect(message.date_time).toBe(inputTimezone === 'account' ? expected : '2026-02-03 05:00:05');
	});

	it('judge the future by the present moment, not by the account’s wall clock', async () => {
		const soon = new Date(Date.now() + 600_000).toISOString();
		const { error } = await send({ messages: { message: [{ ...visitor, dateTime: soon }] } });
		expect(error?.message).toMatch(/^"Messages 1 > Time" is in the future: .* in Asia\/Dubai, where it is /);
		expect(calls('upload.chats')).toEqual([]);
		const justNow = new Date(Date.now() - 2_000).toISOString();
		const now = await send({ messages: { message: [{ ...visitor, dateTime: justNow }] } });
		expect(now.error).toBeUndefined();
	});

	it('shift the start of a chat that begins with its first message, or refuse it', async () => {
		const startDateTime = visitor.dateTime;
		const { error } = await send({ startDateTime, options: { equalStart: 'refuse' } });
		expect(error?.message).toBe('"Messages 1 > Time" is at the start of the chat (2026-02-03 10:00:05)');
		await send({ startDateTime });
		expect(received().start_date_time).toBe('2026-02-03 10:00:04');
	});

	it('leave out the own ID when told so', async () => {
		const { main } = await send({ options: { missingExtId: 'omit' } });
		expect(received()).not.toHaveProperty('ext_id');
		expect(main[0].json).not.toHaveProperty('ext_id');
	});

	it('make the same own ID in the next run', async () => {
		const [first, second] = [await send({}), await send({})];
		expect(first.main[0].json.ext_id).toBe(second.main[0].json.ext_id);
	});

	it('pack as many chats into a request as they say', async () => {
		const items = Array.from({ length: 7 }, () => ({}));
		await send({ options: { batchSize: 3 } }, {}, items);
		expect(calls('upload.chats').map(({ params }) => params.chats?.length)).toEqual([3, 3, 1]);
	});
});

describe('an agent', () => {
	const accountTimezone = 'Asia/Dubai';
	const credentials = (more: IDataObject = {}) => ({
		callGearApi: { ...agentCredential(), ...more } as never,
	});

	it('uploads for the customer of the credential', async () => {
		await send({ options: { accountTimezone } }, { credentials: credentials({ userId: '20017' }) });
		expect(calls()).toMatchObject([{ method: 'upload.chats', params: { user_id: 20017 } }]);
		expect(chats()).toMatchObject([{ user_id: 20017 }]);
	});

	it('uploads for the customer of each item, in requests of their own', async () => {
		const userId = { __rl: true, mode: 'id', value: '={{ $json.customer }}' };
		const items = [{ customer: 20017 }, { customer: '20018' }, { customer: 20017 }];
		const { error, returned } = await send(
			{ options: { accountTimezone, userId } },
			{ credentials: credentials({ userId: '20018' }) },
			items,
		);
		expect(error).toBeUndefined();
		expect(calls().map(({ params }) => [params.user_id, params.chats?.length])).toEqual([
			[20017, 2],
			[20018, 1],
		]);
		expect(returned?.[0].map(({ json }) => json.id)).toEqual([880001, 880003, 880002]);
	});

	it('is told to enter the account’s zone, which CallGear keeps from agents', async () => {
		const { error } = await send({}, { credentials: credentials({ userId: '20017' }) });
		expect(error?.message).toBe(
			'"Options > Account Time Zone" is empty, and CallGear does not tell it to agents',
		);
		expect(calls()).toEqual([]);
	});

	it.each([
		[true, 'holds "true"'],
		[['20017'], 'holds a list'],
		[{ id: 20017 }, 'holds an object'],
	])(
		'is told that %j is no customer, instead of the upload going to another one',
		async (customer, words) => {
			const userId = { __rl: true, mode: 'id', value: '={{ $json.customer }}' };
			const { error } = await send(
				{ options: { accountTimezone, userId } },
				{ credentials: credentials({ userId: '20018' }) },
				[{ customer }],
			);
			expect(error?.message).toBe(`"Options > User ID" ${words}`);
			expect(calls()).toEqual([]);
		},
	);

	it('is told which customer is wrong', async () => {
		const { error } = await send(
			{ options: { accountTimezone } },
			{ credentials: credentials({ userId: '7' }) },
		);
		expect(error?.message).toBe('"User ID" holds 7, which CallGear does not know');
		const text = await send(
			{ options: { accountTimezone } },
			{ credentials: credentials({ userId: 'Acme' }) },
		);
		expect(text.error?.message).toBe('"User ID" holds "Acme"');
		const none = await send({ options: { accountTimezone } }, { credentials: credentials() });
		expect(none.error?.message).toBe('"User ID" is empty, and CallGear needs it');
	});
});
