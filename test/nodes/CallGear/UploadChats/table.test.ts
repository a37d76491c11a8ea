import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { omit, range } from 'lodash';

import type { ChatKey } from '../../../../nodes/CallGear/UploadChats/body';
import type { NodeRun } from '../../../../testkit/n8n';
import { errorIn, naming, useCallGear } from '../support';

const { callGear, upload, calls, chats } = useCallGear();

const rows = async (items: IDataObject[], parameters: INodeParameters = {}, more: Partial<NodeRun> = {}) =>
	await upload(items, { source: 'rows', chatKey: 'chat_id', ...parameters }, more);

const row = (key: string, minute: number, more: IDataObject = {}): IDataObject => ({
	chat_id: key,
	phone: '971500000001',
	site_id: '3101',
	date_time: `2026-02-03 10:${String(minute).padStart(2, '0')}:00`,
	source: 'visitor',
	message: `${key} ${minute}`,
	...more,
});
const operator = { source: 'operator', employee_id: '9012' };
const onError = 'continueErrorOutput' as const;

describe('rows of messages', () => {
	it('become chats in the order of their first rows, each paired with the first of them', async () => {
		const { error, returned } = await rows([
			row('a', 0),
			row('b', 1),
			row('a', 2, operator),
			row('c', 3),
			row('b', 4, operator),
		]);
		expect(error).toBeUndefined();
		expect(returned).toEqual([
			[
				{
					json: expect.objectContaining({ id: 880001, chat_key: 'a', messages: 2 }) as object,
					pairedItem: { item: 0 },
				},
				{
					json: expect.objectContaining({ id: 880002, chat_key: 'b', messages: 2 }) as object,
					pairedItem: { item: 1 },
				},
				{ json: expect.objectContaining({ id: 880003, messages: 1 }) as object, pairedItem: { item: 3 } },
			],
		]);
		expect(chats().map(({ messages }) => messages)).toMatchObject([
			[{ message: 'a 0' }, { message: 'a 2', employee_id: 9012 }],
			[{ message: 'b 1' }, { message: 'b 4' }],
			[{ message: 'c 3' }],
		]);
		expect(chats().map(({ status }) => status)).toEqual(['succeed', 'succeed', 'succeed']);
	});

	it.each<[ChatKey, string, unknown]>([
		['start_date_time', '2026-02-03 09:00:00', '2026-02-03 09:00:00'],
		['name', 'Łucja Żak', 'Łucja Żak'],
		['phone', '+971 50 000 0009', '971500000009'],
		['email', 'zoe@example.org', 'zoe@example.org'],
		['status', 'refused', 'refused'],
		['initiator', 'operator', 'operator'],
		['campaign_id', '501', 501],
		['site_id', '3101', 3101],
		['source_id', '71', 71],
		['ext_id', '5512', '5512'],
	])('take %s from a column of that name, or of a chosen one', async (name, value, expected) => {
		expect((await rows([row('a', 0, { [name]: value })])).error).toBeUndefined();
		const rest = omit(row('a', 1), name);
		expect(
			(await rows([{ ...rest, [`my ${name}`]: value }], naming({ [name]: `my ${name}` }))).error,
		).toBeUndefined();
		expect(calls('upload.chats').map(({ params }) => params.chats?.[0][name])).toEqual([expected, expected]);
	});

	it('take visitor_session_id from its column', async () => {
		const { failed } = await rows(
			[row('a', 0, { site_id: '', visitor_session_id: '770001' })],
			{},
			{ onError },
		);
		expect(calls('upload.chats')[0].params.chats?.[0]).toMatchObject({ visitor_session_id: 770001 });
		expect(errorIn(failed[0])).toMatchObject({ vendorCode: 'invalid_date_time' });
	});

	it('read the columns of messages under other names', async () => {
		const items = [
			{
				conversation: 7,
				Tel: 971500000001,
				When: '2026-02-03 10:00:00',
				Who: 'Operator',
				Agent: 9013,
				Said: 'Olá',
			},
		];
		const named = naming({
			phone: 'Tel',
			date_time: 'When',
			source: 'Who',
			employee_id: 'Agent',
			message: 'Said',
		});
		const siteId = { __rl: true, mode: 'id', value: '3102' };
		const { error } = await rows(items, { chatKey: 'conversation', ...named, siteId, status: 'lost' });
		expect(error).toBeUndefined();
		expect(chats()).toMatchObject([
			{
				phone: '971500000001',
				site_id: 3102,
				status: 'lost',
				employee_id: 9013,
				messages: [{ message: 'Olá' }],
			},
		]);
	});

	it('take the place from the node only for chats that name none', async () => {
		const siteId = { __rl: true, mode: 'id', value: '3101' };
		const campaignId = { __rl: true, mode: 'id', value: '501' };
		await rows([row('a', 0, { site_id: '' }), row('b', 1, { site_id: '3102' })], { siteId, campaignId });
		const [first, second] = calls('upload.chats')[0].params.chats as IDataObject[];
		expect(first).toMatchObject({ site_id: 3101, campaign_id: 501 });
		expect(second).toMatchObject({ site_id: 3102 });
		expect(second).not.toHaveProperty('campaign_id');
	});

	it('without any place lead to the field that is there for all of them, and not to a column that nobody has', async () => {
		const { error } = await rows([omit(row('a', 0), 'site_id')]);
		expect(error?.description).toContain('choose "Site", which goes for all chats that name none');
		expect(calls('upload.chats')).toEqual([]);
	});

	it('give one error item for each row of a chat that is refused, here or by CallGear', async () => {
		const items = [
			row('good', 0),
			row('local', 1),
			row('vendor', 2, { site_id: '7' }),
			row('local', 3, { source: 'bot' }),
			row('', 4),
			row('vendor', 5, { site_id: '7' }),
			row('good', 6),
		];
		const { main, failed, returned } = await rows(items, {}, { onError: 'continueRegularOutput' });
		expect(failed).toEqual([]);
		expect(returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
			{ item: 3 },
			{ item: 4 },
			{ item: 5 },
		]);
		expect(main.slice(1).map((item) => errorIn(item).message)).toEqual([
			'"Message Source Column (source)" holds "bot"',
			'"Site ID Column (site_id)" holds 7, which CallGear does not know',
			'"Message Source Column (source)" holds "bot"',
			'"Chat Key Column (chat_id)" holds no key',
			'"Site ID Column (site_id)" holds 7, which CallGear does not know',
		]);
		expect(chats()).toHaveLength(1);
	});

	it('go to the error output row by row, with their own columns', async () => {
		const { main, failed } = await rows(
			[row('a', 0), row('b', 1, { phone: 'x' }), row('b', 2, { phone: 'x' })],
			{},
			{ onError },
		);
		expect(main).toHaveLength(1);
		expect(failed.map(({ json }) => json.message)).toEqual(['b 1', 'b 2']);
	});

	it('send nothing at all under Stop when one of them cannot be sent', async () => {
		const { error } = await rows([row('a', 0), row('b', 1, { message: '' })]);
		expect(error?.message).toBe('"Message Text Column (message)" is empty');
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(calls('upload.chats')).toEqual([]);
	});

	it('say which columns there are when the key is in none of them', async () => {
		const { error } = await rows([row('a', 0)], { chatKey: 'conversation' });
		expect(error?.message).toBe('"Chat Key Column" holds "conversation", which no row has');
		expect(error?.description).toContain(
			'Its columns are: chat_id, phone, site_id, date_time, source, message.',
		);
	});

	it('of an uncertain batch are all reported, and none is sent again', async () => {
		callGear().faults.add({ when: { bodyIncludes: 'upload.chats' }, fault: { kind: 'resetAfter' } });
		const { failed } = await rows([row('a', 0), row('b', 1), row('a', 2)], {}, { onError });
		expect(failed.map((item) => errorIn(item).delivery)).toEqual(['uncertain', 'uncertain', 'uncertain']);
		expect(calls('upload.chats')).toHaveLength(1);
		expect(chats()).toHaveLength(2);
	});
});

describe('a table of 2,000 messages', () => {
	const table = range(2_000).map((index) => {
		const key = `chat ${index % 400}`;
		const turn = Math.floor(index / 400);
		return row(key, turn * 2, turn % 2 ? operator : { name: `Żółć ${index % 400}` });
	});

	it('becomes 400 chats in 8 uploads, each at CallGear exactly once', async () => {
		const { error, main, returned } = await rows(table);
		expect(error).toBeUndefined();
		expect(calls().map(({ method, params }) => [method, params.chats?.length])).toEqual([
			['get.account', undefined],
			...range(8).map(() => ['upload.chats', 50]),
		]);
		expect(main).toHaveLength(400);
		expect(new Set(main.map(({ json }) => json.ext_id)).size).toBe(400);
		expect(chats().map(({ ext_id }) => ext_id)).toEqual(main.map(({ json }) => json.ext_id));
		expect(chats().map(({ messages }) => (messages as unknown[]).length)).toEqual(Array(400).fill(5));
		expect(returned?.[0].map(({ pairedItem }) => pairedItem)).toEqual(range(400).map((item) => ({ item })));
		expect(main.map(({ json }) => json.chat_key)).toEqual(range(400).map((index) => `chat ${index}`));
		const sent = calls('upload.chats').flatMap(({ params }) => params.chats ?? []);
		expect(
			sent.flatMap(({ messages }) => (messages as IDataObject[]).map(({ message }) => message)).sort(),
		).toEqual(table.map(({ message }) => message).sort());
	});

	it('keeps its order with several uploads at once, and at most so many', async () => {
		callGear().faults.add({ when: { bodyIncludes: 'chat 0 ' }, fault: { kind: 'delay', ms: 200 } });
		callGear().faults.add({ times: Infinity, fault: { kind: 'delay', ms: 20 } });
		const { main } = await rows(table, { options: { concurrency: 3 } });
		expect(callGear().store.counters.maxInFlight).toBe(3);
		expect(main.map(({ json }) => json.ext_id)).toHaveLength(400);
		const byId = new Map(chats().map((chat) => [chat.id, chat.ext_id]));
		for (const { json } of main) expect(byId.get(json.id)).toBe(json.ext_id);
	});

	it('loses no good chat to bad ones', async () => {
		const spoilt = table.map((item, index) =>
			[5, 77, 399].includes(index % 400) ? { ...item, site_id: '7' } : item,
		);
		const { main, failed } = await rows(spoilt, {}, { onError });
		expect(main).toHaveLength(397);
		expect(failed).toHaveLength(15);
		expect(chats()).toHaveLength(397);
		expect(new Set(chats().map(({ ext_id }) => ext_id)).size).toBe(397);
	});
});
