import { createHash } from 'node:crypto';

import { omit } from 'lodash';

import type { TriggerContract } from '../../../../testkit/trigger';
import { agent, bot, common, envelope, messageOf, signature } from '../events';

const fromBot = { type: 'bot' as const, id: '12', name: 'gogo' };
const fromAgent = { type: 'agent' as const, id: '235', name: 'Ravi' };

const picture = messageOf(41_234, {
	text: '',
	type: 'CAROUSEL',
	data: {
		width: 'FAT',
		image_aspect_ratio: '1.77',
		items: [{ thumbnail: { image: 'https://assets.haptikapi.com/content/p.png' }, actionables: [] }],
	},
});

/** What makes an event without an ID the same one, however often it comes. */
const hashOf = (told: object) => createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);

const credential = (baseUrl: string, keys: Record<string, string>) => ({
	baseUrl,
	token: keys.token,
	clientId: keys.clientId,
	webhookSecret: signature.secret,
});

const timeless = omit(envelope, 'timestamp');

const completion = {
	event_name: 'webhook_conversation_complete',
	agent,
	follow_up_details: {},
	data: {
		conversation_no: '6',
		collection_id: '8812',
		conversation_identifier: 'c-8812-6',
		chat_link: 'https://haptik.example.org/old/6',
		complete_chat_link: 'https://haptik.example.org/chats/6',
		completion_type: 'agent',
		completion_by: 'Ravi',
		closing_categories: { reason: 'Delivery', subReason: 'Late', comment: '' },
		conversation_details: { order_no: 'A-1' },
		user_details: { plan: 'gold' },
	},
};

const typing = { ...envelope, event_name: 'typing_indicator', agent: bot, typing_indicator: 'start' };

export const trigger: TriggerContract<'haptik'> = {
	node: 'haptikTrigger',
	foundBy: ['chat', 'live chat', 'conversation'],
	credentials: (vendor) => ({ haptikApi: credential(vendor().url, vendor().keys) }),
	anotherAccount: (vendor) => ({
		haptikApi: credential(vendor().url, { ...vendor().keys, clientId: 'another-client' }),
	}),
	parameters: {
		events: ['message', 'chat_pinned', 'webhook_conversation_complete', 'chat_complete', 'typing_indicator'],
	},
	signature,
	foreign: { ...envelope, event_name: 'message_was_read', seen_by: { id: 7 } },
	samples: {
		'a message of the bot with quick replies': {
			told: messageOf(
				41_233,
				{
					text: 'Bitte wählen',
					type: 'TEXT',
					data: {
						quick_replies: [
							{
								actionable_text: 'Track',
								is_default: 0,
								type: 'TEXT_ONLY',
								payload: { message: 'Track my order', gogo_message: 'track{task}' },
							},
						],
					},
				},
				{ user_message_info: { id: 990_011_223 } },
			),
			item: {
				eventKey: 'message 41233',
				event: 'message',
				...common,
				sender: fromBot,
				text: 'Bitte wählen',
				chatInput: 'Bitte wählen',
				messageId: 41_233,
				messageType: 'TEXT',
				choices: [{ label: 'Track', reply: 'track{task}' }],
				userMessageId: 990_011_223,
			},
		},
		'a picture from the bot': {
			told: picture,
			item: {
				eventKey: 'message 41234',
				event: 'message',
				...common,
				sender: fromBot,
				attachments: [
					{
						url: 'https://assets.haptikapi.com/content/p.png',
						name: 'p.png',
						mimeType: 'image/png',
					},
				],
				messageId: 41_234,
				messageType: 'CAROUSEL',
			},
		},
		'a human agent who takes over': {
			told: {
				...envelope,
				event_name: 'chat_pinned',
				agent,
				message: {
					id: 41_240,
					body: {
						text: 'Ravi has entered the Conversation',
						type: 'SYSTEM',
						data: {
							event_name: 'chat_pinned',
							payload: {
								profile_image: 'https://assets.haptikapi.com/content/r.png',
								agent_name: 'Ravi',
								team_name: 'Billing',
							},
						},
					},
				},
			},
			item: {
				eventKey: 'chat_pinned 41240',
				event: 'chat_pinned',
				...common,
				sender: fromAgent,
				text: 'Ravi has entered the Conversation',
				chatInput: 'Ravi has entered the Conversation',
				messageId: 41_240,
				messageType: 'SYSTEM',
				agentEmail: 'ravi@example.org',
				agentName: 'Ravi',
				teamName: 'Billing',
			},
		},
		'a conversation that is over': {
			told: { ...envelope, ...completion },
			item: {
				eventKey: `webhook_conversation_complete ${hashOf({ ...timeless, ...completion })}`,
				event: 'webhook_conversation_complete',
				...common,
				sender: fromAgent,
				agentEmail: 'ravi@example.org',
				conversationNo: '6',
				collectionId: '8812',
				conversationIdentifier: 'c-8812-6',
				completionType: 'agent',
				completionBy: 'Ravi',
				chatLink: 'https://haptik.example.org/chats/6',
				closingCategories: { reason: 'Delivery', subReason: 'Late', comment: '' },
				conversationDetails: { order_no: 'A-1' },
				userDetails: { plan: 'gold' },
			},
		},
		'a chat that an agent has ended': {
			told: {
				...envelope,
				event_name: 'chat_complete',
				agent,
				message: { id: 41_250, body: { text: 'Chat ended', type: 'SYSTEM', data: {} } },
			},
			item: {
				eventKey: 'chat_complete 41250',
				event: 'chat_complete',
				...common,
				sender: fromAgent,
				text: 'Chat ended',
				chatInput: 'Chat ended',
				messageId: 41_250,
				messageType: 'SYSTEM',
				agentEmail: 'ravi@example.org',
			},
		},
		'somebody who begins to type': {
			told: typing,
			item: {
				eventKey: `typing_indicator ${hashOf(typing)}`,
				event: 'typing_indicator',
				...common,
				sender: fromBot,
				typingIndicator: 'start',
			},
		},
	},
	subtitles: [
		[{}, 'message'],
		[{ events: ['webhook_conversation_complete', 'chat_pinned'] }, 'conversation complete, chat pinned'],
	],
};
