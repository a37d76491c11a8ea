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
		checkOnly: true,
		extId: 'tg-0',
		startDateTime: '2026-02-03 10:00:00',
		messages: 2,
	});
	expect(main[0].json).not.toHaveProperty('id');
	expect(everything).toContain('Check Only: 5 chats would be uploaded in 3 requests. Nothing was sent.');

	await upload(items, { options: { batchSize: 2 } });
	const sent = calls('upload.chats').flatMap(({ params }) => params.chats ?? []);
	expect(main.map(({ json }) => json.chat)).toEqual(sent);
});

it('asks CallGear for nothing when the time zone is given', async () => {
	const { everything } = await upload([chatOf()], checkOnly({ accountTimezone: 'Asia/Dubai' }));
	expect(calls()).toEqual([]);
	expect(everything).toContain('Check Only: 1 chat would be uploaded in 1 request.');
});

it('pairs a chat with all of its rows', async () => {
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
	expect(main.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }, { item: 2 }], { item: 1 }]);
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
	expect(error?.description).toContain('Not started: item 0.');
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
