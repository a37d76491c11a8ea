import { DateTime } from 'luxon';

import type { BuiltChat, IncomingChat } from '../../../../nodes/CallGear/UploadChats/body';
import { shownOf, warningsOf } from '../../../../nodes/CallGear/UploadChats/shownChat';
import { wireFields } from '../../../../nodes/CallGear/uploads/wireFields';

const momentOf = (name: 'start_date_time' | 'date_time', given: unknown, wall: string) => ({
	name,
	fields: wireFields([[name, given, `Field ${name}`]]),
	at: DateTime.fromSQL(wall, { zone: 'UTC' }),
	wall,
});
const [early, late] = ['2026-02-03 10:00:04', '2026-02-03 10:00:05'];

describe('what the output shows of a chat', () => {
	const built = {
		chat: { start_date_time: early, ext_id: 'tg-1', phone: '1', messages: [] },
		start: momentOf('start_date_time', undefined, early),
		messages: [{ ...momentOf('date_time', late, late), body: {} }],
	} as BuiltChat;

	it('is its key, its ID, how many messages it has, and its times', async () => {
		const shown = await shownOf(built, { key: 'a', leftOut: 2 } as IncomingChat);
		expect(shown).toEqual({
			chat_key: 'a',
			ext_id: 'tg-1',
			start_date_time: early,
			messages: 1,
			left_out: 2,
			times: [
				{
					field: 'Field start_date_time',
					made_up: 'A second before the first message, since CallGear wants an earlier start.',
					read: '2026-02-03T10:00:04Z',
					sent: early,
				},
				{ field: 'Field date_time', given: late, read: '2026-02-03T10:00:05Z', sent: late },
			],
		});
	});

	it('is nothing that it has not', async () => {
		const shown = await shownOf({ ...built, chat: {} }, {} as IncomingChat);
		expect(Object.keys(shown)).toEqual(['messages', 'times']);
	});
});

describe('what nobody can have meant', () => {
	const chatOf = (...walls: string[]) => ({
		messages: walls.map((date_time) => ({ date_time, message: 'Hi' })),
	});

	it('is that all of several messages fall into one second', () => {
		expect(warningsOf(chatOf(late, late, late))).toEqual([
			`All 3 messages fall into one second, ${late}: the time may hold a day alone, or be the same for all of them.`,
		]);
		expect([chatOf(late), chatOf(late, late, early), chatOf(early, late)].map(warningsOf)).toEqual([
			[],
			[],
			[],
		]);
	});

	it('is that characters were lost, in the chat or in its messages', () => {
		const lost = [
			expect.stringMatching(/^Some characters of the texts were lost before they came here\. /) as string,
		];
		expect(warningsOf({ ...chatOf(late), name: 'Zo\ufffd' })).toEqual(lost);
		expect(warningsOf({ messages: [{ date_time: late, message: 'Gr\ufffde' }] })).toEqual(lost);
	});
});
