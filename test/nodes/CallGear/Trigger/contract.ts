import { DateTime } from 'luxon';

import type { TriggerContract } from '../../../../testkit/trigger';
import { reportedChat } from '../support';

const start = DateTime.now().setZone('Asia/Dubai').minus({ hours: 2 }).startOf('second');

/** A chat of today, some minutes after the others. */
const chatOf = (index: number, changes: object) =>
	reportedChat(index, {
		date_time: start.plus({ minutes: index }).toFormat('yyyy-MM-dd HH:mm:ss'),
		messages: [],
		...changes,
	});

const itemOf = (event: string, index: number, changes: object) => ({
	eventKey: `${event} ${881_000 + index}`,
	event,
	occurredAt: String(start.plus({ minutes: index, seconds: 70 }).toUTC().toISO()),
	conversationId: String(881_000 + index),
	sessionId: String(881_000 + index),
	isOwn: false,
	chat_id: 881_000 + index,
	date_time: start.plus({ minutes: index }).toISO({ suppressMilliseconds: true }),
	status: 'succeed',
	initiator: 'visitor',
	duration: '70',
	answer_time: 65,
	communication_id: 9_881_000 + index,
	chat_channel_type: 'comagic',
	messages_count: 2,
	employee_id: 9012,
	employee_full_name: 'Aisha Khan',
	site_id: 3101,
	campaign_id: 501,
	visitor_phone_number: 971500000001,
	ext_id: `tg-${index}`,
	...changes,
});

export const trigger: TriggerContract<'callGear'> = {
	node: 'callGearTrigger',
	foundBy: ['chat', 'live chat', 'whatsapp', 'conversation'],
	credentials: (vendor) => ({
		callGearApi: { host: 'custom', baseUrl: vendor().url, accessToken: vendor().keys.accessToken },
	}),
	parameters: { events: ['finished', 'lost', 'changed'] },
	happens: ({ state }, told) => state.chats.push({ ...(told as object) }),
	samples: {
		'a chat that is over': { told: chatOf(0, {}), item: itemOf('finished', 0, {}) },
		'a chat that nobody took': {
			told: chatOf(1, { status: 'lost', employee_id: null }),
			item: itemOf('lost', 1, { status: 'lost', employee_id: undefined, employee_full_name: undefined }),
		},
		'a chat that the visitor never took up': {
			told: chatOf(2, { status: 'refused' }),
			item: itemOf('finished', 2, { status: 'refused' }),
		},
	},
	subtitles: [
		[{}, 'finished'],
		[{ events: ['new', 'lost'] }, 'new, lost'],
	],
};
