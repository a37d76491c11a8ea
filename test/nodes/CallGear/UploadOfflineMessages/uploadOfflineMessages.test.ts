import { range } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { NodeRun } from '../../../../testkit/n8n';
import { agentOptions, errorIn, messageOf, useCallGear } from '../support';

const { callGear, run, offlineMessages, calls, agentCredential } = useCallGear();

const onError = 'continueErrorOutput' as const;
const options = { accountTimezone: 'Asia/Dubai' };
/** As an expression gives it: what is typed, n8n's own editor checks. */
const given = (text: string) => ({ __rl: true, mode: 'id', value: `={{ '${text}' }}` });
const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });
const uploads = () => calls('upload.offline_messages').map(({ params }) => params);
const sent = () => uploads().flatMap(({ offline_messages: messages }) => messages ?? []);

/** With the node's own fields. */
const put = async (fields: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await run(
		'callGearUploadOfflineMessages',
		{
			text: 'A table for two',
			phone: '+971 50 000 0001',
			siteId: byId(3101),
			dateTime: '2026-02-03T06:00:00Z',
			options,
			...fields,
		},
		more,
	);

/** With offline messages as JSON. */
const upload = async (items: unknown[], fields: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await run(
		'callGearUploadOfflineMessages',
		{ source: 'json', offlineMessage: '={{ $json.message }}', options, ...fields },
		{ items: items.map((message) => ({ json: { message } as IDataObject })), ...more },
	);

describe('the fields of the node', () => {
	it('arrive under the names of CallGear, IDs as numbers, and nothing that is empty', async () => {
		const { main } = await put({
			email: 'Mira@example.net',
			campaignId: byId(501),
			formName: 'Book a table',
			userFields: {
				userField: [
					{ userFieldId: byId('guests'), value: 2 },
					{ userFieldId: byId('city'), value: ' ' },
				],
			},
			additionalFields: { visitorName: 'Łucja Żak', ownMessageId: ' form-7 ', sourceId: byId(71) },
		});
		expect(sent()).toEqual([
			{
				date_time: '2026-02-03 10:00:00',
				name: 'Łucja Żak',
				phone: '971500000001',
				email: 'Mira@example.net',
				message: 'A table for two',
				form_name: 'Book a table',
				campaign_id: 501,
				site_id: 3101,
				source_id: 71,
				ext_id: 'form-7',
				user_fields: [{ ext_id: 'guests', value: '2' }],
			},
		]);
		expect(main).toEqual([
			{
				json: {
					id: 660_001,
					ext_id: 'form-7',
					date_time: '2026-02-03 10:00:00',
					times: [
						{
							field: 'Time',
							given: '2026-02-03T06:00:00Z',
							read: '2026-02-03T06:00:00Z',
							sent: '2026-02-03 10:00:00',
						},
					],
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('a message of this moment, as the field stands in a new node, is not in the future', async () => {
		const before = DateTime.now().setZone('Asia/Dubai').startOf('second');
		await put({ dateTime: '={{ $now }}' });
		const at = DateTime.fromSQL(String(offlineMessages()[0].date_time), { zone: 'Asia/Dubai' });
		expect(at >= before).toBe(true);
	});

	it('a visitor session is enough of a place', async () => {
		const left = DateTime.now().minus({ hours: 1 }).toISO();
		await put({ siteId: byId(''), visitorSessionId: byId(770_001), dateTime: left });
		expect(offlineMessages()).toMatchObject([{ visitor_session_id: 770_001 }]);
	});

	it('a text is not needed, nor an own ID, if none is to be made', async () => {
		await put({ text: '', options: { ...options, missingExtId: 'omit' } });
		expect(sent()).toEqual([{ date_time: '2026-02-03 10:00:00', phone: '971500000001', site_id: 3101 }]);
	});

	it('the own ID that is made of the content is the same in every run, and another for another content', async () => {
		await put();
		await put();
		await put({ text: 'A table for three' });
		const [first, second, third] = sent().map(({ ext_id: id }) => id);
		expect(first).toMatch(/^n8n-[0-9a-f]{32}$/);
		expect(second).toBe(first);
		expect(third).not.toBe(first);
	});

	it('the campaign of nobody goes with a site', async () => {
		await put({ campaignId: byId('-1') });
		expect(offlineMessages()).toMatchObject([{ campaign_id: -1, site_id: 3101 }]);
	});

	it.each([
		['account', '2026-02-03 09:00:00'],
		['workflow', '2026-02-03 12:00:00'],
	])('a time without a zone is of the %s', async (inputTimezone, wall) => {
		await put(
			{ dateTime: '2026-02-03 09:00:00', options: { ...options, inputTimezone } },
			{ timezone: 'Africa/Lagos' },
		);
		expect(offlineMessages()).toMatchObject([{ date_time: wall }]);
	});

	it.each<[INodeParameters, string]>([
		[{ dateTime: '={{ "" }}' }, '"Time" is empty'],
		[{ dateTime: 'soon' }, '"Time" holds "soon", which is not a date'],
		[{ dateTime: '2999-01-01T00:00:00Z' }, '"Time" is in the future: 2999-01-01 04:00:00 in Asia/Dubai'],
		[{ phone: '' }, '"Phone" and email are both empty'],
		[{ phone: '050 123 4567' }, '"Phone" holds "050 123 4567"'],
		[{ email: 'mira' }, '"Email" holds "mira"'],
		[{ siteId: byId('') }, '"Site" is empty, and so are campaign and visitor session'],
		[{ siteId: given('acme') }, '"Site" holds "acme"'],
		[{ siteId: byId(''), campaignId: byId('-1') }, '"Campaign" holds -1, the campaign of visitors without'],
		[{ campaignId: given('-2') }, '"Campaign" holds "-2"'],
		[{ visitorSessionId: given('x') }, '"Visitor Session" holds "x"'],
		[{ additionalFields: { sourceId: given('x') } }, '"Additional Fields > Traffic Source" holds "x"'],
		[
			{ userFields: { userField: [{ userFieldId: given(''), value: 'Dubai' }] } },
			'"User Fields 1 > Field" is empty',
		],
		[
			{ userFields: { userField: [1, 2].map((value) => ({ userFieldId: byId('guests'), value })) } },
			'"User Fields 2 > Field" holds "guests", which the offline message has already',
		],
	])('%j is refused before anything is sent', async (fields, message) => {
		const { failed } = await put(fields, { onError });
		expect(errorIn(failed[0]).message).toContain(message);
		expect(errorIn(failed[0]).delivery).toBe('notSent');
		expect(calls()).toEqual([]);
	});

	it.each<[INodeParameters, string, string]>([
		[{ siteId: byId(7) }, '"Site" holds 7', 'site_id'],
		[{ campaignId: byId(503) }, '"Campaign" holds 503', 'campaign_id'],
		[{ visitorSessionId: byId(7) }, '"Visitor Session" holds 7', 'visitor_session_id'],
		[
			{ additionalFields: { sourceId: byId(72) } },
			'"Additional Fields > Traffic Source" holds 72',
			'source_id',
		],
		[
			{
				userFields: {
					userField: [
						{ userFieldId: byId('city'), value: 'Dubai' },
						{ userFieldId: byId('colour'), value: 'red' },
					],
				},
			},
			'"User Fields 2 > Field" holds "colour"',
			'user_fields.ext_id',
		],
		[
			{ userFields: { userField: [{ userFieldId: byId('guests'), value: 'two' }] } },
			'"User Fields 1 > Value" holds "two"',
			'user_fields.value',
		],
	])('what CallGear refuses in %j is called as the user knows it', async (fields, message, member) => {
		const { failed } = await put(fields, { onError });
		expect(errorIn(failed[0]).message).toContain(message);
		expect(errorIn(failed[0]).description).toContain(`CallGear calls it offline_messages.${member}.`);
		expect(offlineMessages()).toEqual([]);
	});
});

describe('offline messages as JSON', () => {
	it('are packed, in order, each paired with its item', async () => {
		const { main } = await upload(
			range(120).map((index) => messageOf(index)),
			{ options },
		);
		expect(uploads().map(({ offline_messages: messages }) => messages?.length)).toEqual([50, 50, 20]);
		expect(offlineMessages().map(({ ext_id: id }) => id)).toEqual(range(120).map((index) => `form-${index}`));
		expect(main.map(({ json: { id, ext_id } }) => [id, ext_id])).toEqual(
			range(120).map((index) => [660_001 + index, `form-${index}`]),
		);
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual(range(120).map((item) => ({ item })));
	});

	it('take time and place from the node where they bring none', async () => {
		const open = messageOf(1, { date_time: undefined, site_id: undefined });
		await upload([messageOf(0, { site_id: 3102 }), open, messageOf(2, { site_id: '', campaign_id: 501 })], {
			dateTime: '2026-02-04T06:00:00Z',
			siteId: byId(3101),
		});
		expect(sent().map(({ date_time, site_id, campaign_id }) => [date_time, site_id, campaign_id])).toEqual([
			['2026-02-03 10:00:00', 3102, undefined],
			['2026-02-04 10:00:00', 3101, undefined],
			['2026-02-03 10:00:00', undefined, 501],
		]);
	});

	it('hold fields of the account', async () => {
		await upload([
			messageOf(0, { user_fields: [{ ext_id: 'guests', value: 3 }] }),
			...[null, [], [{ ext_id: 'city', value: null }]].map((none) => messageOf(1, { user_fields: none })),
		]);
		const [first, ...others] = sent();
		expect(first.user_fields).toEqual([{ ext_id: 'guests', value: '3' }]);
		for (const other of others) expect(other).not.toHaveProperty('user_fields');
	});

	it.each<[unknown, string]>([
		[[messageOf()], '"Offline Message" holds a list'],
		[7, '"Offline Message" holds no object'],
		[messageOf(0, { status: 'new' }), '"Offline Message" holds "status", which CallGear does not know'],
		[messageOf(0, { user_fields: 'guests' }), '"Offline Message > user_fields" is no list'],
		[messageOf(0, { user_fields: ['guests'] }), '"Offline Message > user_fields 1" holds no object'],
		[
			messageOf(0, { user_fields: [{ ext_id: 'guests', val: '2' }] }),
			'"Offline Message > user_fields 1" holds "val", which CallGear does not know',
		],
		[messageOf(0, { user_fields: [{}] }), '"Offline Message > user_fields 1 > ext_id" is empty'],
		[messageOf(0, { user_fields: [{ value: '2' }] }), '"Offline Message > user_fields 1 > ext_id" is empty'],
	])('%j is refused', async (message, text) => {
		const { failed } = await upload([message], {}, { onError });
		expect(errorIn(failed[0]).message).toContain(text);
		expect(calls()).toEqual([]);
	});

	it('all that is wrong with one is told at once', async () => {
		const { failed } = await upload([messageOf(0, { email: 'x', site_id: 'y' })], {}, { onError });
		const { message, description } = errorIn(failed[0]);
		expect(message).toBe('"Offline Message > email" holds "x", and another problem');
		expect(description).toContain('"Offline Message > site_id" holds "y"');
	});
});

describe('a batch', () => {
	it('a local phone is not told of a field that the node does not have', async () => {
		const { error } = await upload([messageOf(0, { phone: '050 123 4567' })]);
		expect(error?.description).toContain('Use the international form (E.164)');
		expect(error?.description).not.toContain('Default Country Code');
	});

	it('loses only those that CallGear refuses: the one it points at, then by halves', async () => {
		const items = range(50).map((index) => messageOf(index, index === 31 ? { site_id: 7 } : {}));
		const { main, failed } = await upload(items, {}, { onError });
		expect(uploads().map(({ offline_messages: messages }) => messages?.length)).toEqual([50, 49]);
		expect(main).toHaveLength(49);
		expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 31 }]);
		expect(errorIn(failed[0])).toMatchObject({ delivery: 'refused', vendorCode: 'entity_not_found' });
	});

	it('is not sent at all where one does not pass the checks of the node, with On Error Stop', async () => {
		const { error } = await upload([messageOf(0), messageOf(1, { phone: '1' })]);
		expect(error?.message).toBe('"Offline Message > phone" holds "1"');
		expect(error?.description).toContain('Nothing was sent.');
		expect(offlineMessages()).toEqual([]);
	});

	it('is not sent again when CallGear does not say what became of it', async () => {
		callGear().settings.internalError = 'after';
		const { failed } = await upload([messageOf(0), messageOf(1)], {}, { onError });
		expect(failed.map((item) => errorIn(item).delivery)).toEqual(['uncertain', 'uncertain']);
		expect(uploads()).toHaveLength(1);
		expect(offlineMessages()).toHaveLength(2);
	});

	it('asks for the component that it needs', async () => {
		callGear().settings.components = [];
		const { error } = await upload([messageOf()]);
		expect(error?.message).toBe('A component that this needs is not part of the CallGear account');
		expect(error?.description).toContain('upload_offline_messages');
	});

	it('tells of a time that CallGear does not take', async () => {
		await upload([messageOf(0, { visitor_session_id: 770_002 })], {}, { onError }).then(({ failed }) => {
			expect(errorIn(failed[0]).message).toBe(
				'"Offline Message > date_time" holds "2026-02-03 10:00:00", which CallGear does not take',
			);
			expect(errorIn(failed[0]).description).toContain("n8n's clock may be ahead of CallGear's");
		});
	});

	it('of an agent goes to each customer by itself', async () => {
		const userId = '={{ $itemIndex % 2 ? "20017" : "20018" }}';
		await upload(
			range(4).map((index) => messageOf(index)),
			{ options: { ...options, userId: { ...agentOptions.userId, value: userId } } },
			{ credentials: { callGearApi: agentCredential() as never } },
		);
		expect(uploads().map(({ user_id, offline_messages: messages }) => [user_id, messages?.length])).toEqual([
			[20018, 2],
			[20017, 2],
		]);
	});

	it('asks for the zone of the account once, and for nothing else', async () => {
		await upload([messageOf(0), messageOf(1)], { options: {} });
		expect(calls().map(({ method }) => method)).toEqual(['get.account', 'upload.offline_messages']);
		expect(offlineMessages()).toMatchObject([
			{ date_time: '2026-02-03 10:00:00' },
			{ date_time: '2026-02-03 10:00:00' },
		]);
	});
});

it('Check Only shows what would be sent, and sends nothing', async () => {
	const items = [messageOf(0), messageOf(1, { message: 'L\ufffdcja' }), messageOf(2)];
	const { main, hints } = await upload(items, { options: { ...options, checkOnly: true, batchSize: 2 } });
	expect(calls()).toEqual([]);
	expect(main.map(({ json }) => json)).toMatchObject([
		{ check_only: true, ext_id: 'form-0', request: 1, requests: 2, offline_messages: 3 },
		{ request: 1, warnings: [expect.stringContaining('Some characters of the texts were lost')] },
		{ request: 2, offline_message: { ext_id: 'form-2', date_time: '2026-02-03 10:00:00' } },
	]);
	expect(hints[0][0]).toBe(
		'Check Only: 3 offline messages would be uploaded in 2 requests. Nothing was sent.',
	);
	expect(hints[0][1]).toContain('1 offline message would be uploaded as CallGear takes it');
});
