import { DateTime } from 'luxon';

import type { Example } from '../testkit/example';

const WALL_CLOCK = 'yyyy-MM-dd HH:mm:ss';
const chatId = 881_700;

/** A chat that is over starts the flow, which tags it and notes down how it ended. */
export const example: Example = {
	prepare: ({ vendors: { callGear } }) =>
		callGear.state.chats.push({
			id: chatId,
			status: 'succeed',
			initiator: 'visitor',
			date_time: DateTime.now()
				.setZone(callGear.settings.timezone)
				.minus({ minutes: 20 })
				.toFormat(WALL_CLOCK),
			duration: '240',
			chat_channel_type: 'whatsapp',
			messages_count: 6,
			employee_id: 9012,
			site_id: 3101,
			phone: '971500000001',
		}),
	holds: () => [
		{
			vendor: 'callGear',
			kind: 'tag',
			compare: ({ fact }) => fact,
			expected: [{ communication_type: 'chat', communication_id: 9_881_700, tag_id: 402 }],
		},
		{
			vendor: 'callGear',
			kind: 'comment',
			compare: ({ fact }) => fact,
			expected: [
				{
					communication_type: 'chat',
					communication_id: 9_881_700,
					comment: 'Over after 240 seconds and 6 messages, with Aisha Khan.',
				},
			],
		},
	],
};
