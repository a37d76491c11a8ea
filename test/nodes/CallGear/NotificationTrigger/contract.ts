import { createHash } from 'node:crypto';

import type { TriggerContract } from '../../../../testkit/trigger';

const hashOf = (told: object) => createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);

const about = {
	notification_name: 'Chat is over',
	notification_mnemonic: 'chat_finished',
	notification_time: '2026-02-03 10:05:00',
	notification_timestamp: 1_770_098_700,
};
const occurredAt = '2026-02-03T06:05:00.000Z';

const chat = {
	event: 'chat',
	...about,
	communication_id: 9_880_101,
	chat_channel_name: 'Acme Dental on WhatsApp',
	status: 'succeed',
	visitor_id: 440_101,
	visitor_name: 'Łucja "Lu" Żak',
	visitor_phone_number: '971500000001',
	employee_full_name: null,
	messages: 'Is Friday free?\nYes, 11:00.',
};

const offlineMessage = {
	event: 'offline_message',
	...about,
	communication_id: 8_660_101,
	visitor_id: 440_102,
	visitor_name: 'Mira Stone',
	visitor_email: 'mira@example.net',
	text: 'A table for two',
};

const call = {
	event: 'call',
	...about,
	call_session_id: 550_101,
	direction: 'in',
	contact_phone_number: '971500000001',
	wait_time_duration: 17,
	tag_names: [],
};

const without = <T extends object>(told: T, ...names: string[]) =>
	Object.fromEntries(Object.entries(told).filter(([name, value]) => !names.includes(name) && value !== null));

export const trigger: TriggerContract<'callGear'> = {
	node: 'callGearNotificationTrigger',
	foundBy: ['chat', 'live chat', 'conversation'],
	credentials: (vendor) => ({
		callGearApi: { host: 'custom', baseUrl: vendor().url, accessToken: vendor().keys.accessToken },
	}),
	anotherAccount: (vendor) => ({
		callGearApi: {
			host: 'custom',
			baseUrl: vendor().url,
			accessToken: vendor().keys.accessToken,
			userId: '20018',
		},
	}),
	parameters: {
		events: ['chat', 'offline_message', 'call'],
		addressSecret: ['kq3', 'v8Wd_Zt61mLx0pRb'].join('-'),
	},
	foreign: { event: 'goal', ...about, goal_id: 330_001 },
	samples: {
		'a chat that is over': {
			told: chat,
			item: {
				...without(chat),
				eventKey: `chat ${hashOf(without(chat))}`,
				event: 'chat',
				occurredAt,
				conversationId: '9880101',
				sessionId: '9880101',
				text: chat.messages,
				chatInput: chat.messages,
				isOwn: false,
			},
		},
		'an offline message': {
			told: offlineMessage,
			item: {
				...without(offlineMessage),
				eventKey: `offline_message ${hashOf(offlineMessage)}`,
				event: 'offline_message',
				occurredAt,
				conversationId: '8660101',
				sessionId: '8660101',
				sender: { type: 'customer', id: '440102', name: 'Mira Stone' },
				text: 'A table for two',
				chatInput: 'A table for two',
				isOwn: false,
			},
		},
		'a call that was lost': {
			told: call,
			item: {
				...without(call),
				eventKey: `call ${hashOf(call)}`,
				event: 'call',
				occurredAt,
				conversationId: '550101',
				sessionId: '550101',
				isOwn: false,
			},
		},
	},
	subtitles: [
		[{}, 'chat, offline message, call'],
		[{ events: ['call', 'other'] }, 'call, other'],
	],
};
