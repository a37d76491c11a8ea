import { range } from 'lodash';

import { chatOf, errorIn, useCallGear } from '../support';

const { upload, calls, chats, agentCredential } = useCallGear();

const checkOnly = (more = {}) => ({ options: { checkOnly: true, ...more } });

it('shows each chat as it would be sent, and in which request, and sends none', async () => {
	const items = range(5).map((index) => chatOf(index));
	const { error, main, everything } = await upload(items, checkOnly({ batchSize: 2 }));
	expect(error).toBeUndefined();
	expect(calls().map(({ method }) => method)).toEqual(['get.account']);
	expect(chats()).toEqual([]);
	expect(main.map(({ json }) => [json.request, json.requests, json.chats])).toEqual([
		[1, 3, 5],
		[1, 3, 5],
		[2, 3, 5],
		[2, 3, 5],
		[3, 3, 5],
	]);
	expect(main[0].json).toMatchObject({
		check_only: true,
		ext_id: 'tg-0',
		start_date_time: '2026-02-03 10:00:00',
		messages: 2,
	});
	expect(main[0].json).not.toHaveProperty('id');
	expect(everything).toContain('Check Only: 5 chats would be uploaded in 3 requests. Nothing was sent.');
	expect(everything).not.toContain('looks wrong');

	await upload(items, { options: { batchSize: 2 } });
	const sent = calls('upload.chats').flatMap(({ params }) => params.chats ?? []);
	expect(main.map(({ json }) => json.chat)).toEqual(sent);
});

it('asks CallGear for nothing when the time zone is given', async () => {
	const { everything } = await upload([chatOf()], checkOnly({ accountTimezone: 'Asia/Dubai' }));
	expect(calls()).toEqual([]);
	expect(everything).toContain('Check Only: 1 chat would be uploaded in 1 request.');
});

it('pairs a chat with the first of its rows, and gives its key', async () => {
	const row = (chat: string, second: number) => ({
		chat_id: chat,
		phone: '971500000001',
		site_id: 3101,
		date_time: `2026-02-03 10:00:0${second}`,
		source: 'visitor',
		message: 'Hi',
	});
	const rows = [row('a', 1), row('b', 2), row('a', 3)];
	const { main } = await upload(rows, { source: 'rows', chatKey: 'chat_id', ...checkOnly() });
	expect(main.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	expect(main.map(({ json }) => json.chat_key)).toEqual(['a', 'b']);
});

it('reports what would be refused on its item, and counts the others', async () => {
	const items = [chatOf(0), chatOf(1, { status: 'succeeded' }), chatOf(2)];
	const { main, failed, everything } = await upload(items, checkOnly(), { onError: 'continueErrorOutput' });
	expect(main).toHaveLength(2);
	expect(failed).toHaveLength(1);
	expect(errorIn(failed[0])).toMatchObject({ message: '"Chat > status" holds "succeeded"' });
	expect(everything).toContain('2 chats would be uploaded in 1 request');
	expect(chats()).toEqual([]);
});

it('stops with the refusal where On Error says so', async () => {
	const { error } = await upload([chatOf(0), chatOf(1, { status: 'succeeded' })], checkOnly());
	expect(error?.message).toBe('"Chat > status" holds "succeeded"');
	expect(error?.description).toContain('Nothing was sent.');
	expect(error?.context.itemIndex).toBe(1);
	expect(error?.description).not.toContain('carried out');
	expect(chats()).toEqual([]);
});

it('keeps each customer of an agent in requests of its own', async () => {
	const userId = '={{ $itemIndex % 2 ? "20017" : "20018" }}';
	const { main } = await upload(
		range(4).map((index) => chatOf(index)),
		checkOnly({ accountTimezone: 'Asia/Dubai', userId: { __rl: true, mode: 'id', value: userId } }),
		{ credentials: { callGearApi: agentCredential() as never } },
	);
	expect(main.map(({ json }) => json.request)).toEqual([1, 2, 1, 2]);
	expect(calls()).toEqual([]);
});

describe('times', () => {
	const says = (date_time: unknown, message = 'Hi') => ({ date_time, source: 'visitor', message }) as never;

	it('are shown as they came in, as they are read, and as they would be sent', async () => {
		const chat = chatOf(0, {
			start_date_time: '2026-02-03 05:00:00',
			messages: [says('2026-02-03T10:00:05+04:00'), says(1_770_098_470_000), says('1770098530')],
		});
		const { main } = await upload([chat], checkOnly());
		expect(main[0].json.times).toEqual([
			{
				field: 'Chat > start_date_time',
				given: '2026-02-03 05:00:00',
				read: '2026-02-03T05:00:00Z',
				sent: '2026-02-03 09:00:00',
			},
			{
				field: 'Chat > messages 1 > date_time',
				given: '2026-02-03T10:00:05+04:00',
				read: '2026-02-03T06:00:05Z',
				sent: '2026-02-03 10:00:05',
			},
			{
				field: 'Chat > messages 2 > date_time',
				given: 1_770_098_470_000,
				read: '2026-02-03T06:01:10Z',
				sent: '2026-02-03 10:01:10',
			},
			{
				field: 'Chat > messages 3 > date_time',
				given: '1770098530',
				read: '2026-02-03T06:02:10Z',
				sent: '2026-02-03 10:02:10',
			},
		]);
	});

	it('that were made up are shown without what was given', async () => {
		const { main } = await upload([chatOf(0, { start_date_time: '' })], checkOnly());
		expect((main[0].json.times as object[])[0]).toEqual({
			field: 'Chat > start_date_time',
			read: '2026-02-03T06:00:04Z',
			sent: '2026-02-03 10:00:04',
			made_up: 'A second before the first message, since CallGear wants an earlier start.',
		});
	});

	it('of all messages in one second are warned of', async () => {
		const chats = [
			chatOf(0, { messages: [says('2026-02-03'), says('2026-02-03T00:00:00.9Z'), says('2026-02-03')] }),
			chatOf(1, { messages: [says('2026-02-03T10:00:00Z')] }),
			chatOf(2, { messages: [says('2026-02-03T10:00:00Z'), says('2026-02-03T10:00:01Z')] }),
		].map((chat) => ({ ...chat, start_date_time: '' }));
		const { main, everything } = await upload(chats, checkOnly());
		expect(main.map(({ json }) => json.warnings)).toEqual([
			[
				'All 3 messages fall into one second, 2026-02-03 04:00:00: the time may hold a day alone, or be the same for all of them.',
			],
			undefined,
			undefined,
		]);
		expect(everything).toContain(
			'1 chat would be uploaded as CallGear takes it, but something looks wrong: see \\"warnings\\" in the output.',
		);
	});
});
