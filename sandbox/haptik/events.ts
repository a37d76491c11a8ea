import { createHmac } from 'node:crypto';

import type { EventKind, VendorEvents } from '../events/vendorEvents';
import { stepJudgement, stepRequest } from './botStep';
import { userNameOf } from './conversations';
import { pythonJson } from './pythonJson';
import type { HaptikWorld } from './world';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const BOT = {
	id: 12,
	name: 'gogo',
	profile_image: 'https://assets.haptikapi.com/content/gogo.png',
	is_automated: true,
	email: null,
};

const AGENT = {
	id: 235,
	name: 'Ravi',
	profile_image: 'https://assets.haptikapi.com/content/ravi.png',
	is_automated: false,
	email: 'ravi@example.org',
};

const quickReply = (label: string, message: string) => ({
	actionable_text: label,
	is_default: 0,
	type: 'TEXT_ONLY',
	uri: '',
	location_required: false,
	payload: { message, gogo_message: '' },
});

const link = (label: string, url: string) => ({
	actionable_text: label,
	uri: 'LINK',
	type: 'APP_ACTION',
	is_default: 0,
	location_required: 'false',
	payload: { url, gogo_message: '' },
});

/**
 * What Haptik sends to a webhook. https://docs.haptik.ai/webhooks/protocols and https://docs.haptik.ai/webhooks/webhook-payload
 */
export function haptikEvents(world: HaptikWorld): VendorEvents {
	const envelope = (user: string, agent: object) => ({
		version: '1.0',
		timestamp: world.clock.now().toISOString(),
		user: {
			auth_id: user,
			user_name: userNameOf(user),
			user_id: '553201',
			device_platform: 13,
			device_platform_name: 'Webhook',
			phone_model: '',
			os_version: '',
			package_name: '',
		},
		business_id: Number(world.keys.businessId),
		business_name: 'Acme Support',
		agent,
	});
	const event = (title: string, body: EventKind['body']): EventKind => ({ title, hook: 'events', body });
	const message = (title: string, say: (text: string) => unknown, agent: object = BOT) =>
		event(title, ({ text, about }) => ({
			...envelope(about, agent),
			event_name: 'message',
			message: { id: ++world.state.lastEventId, body: say(text) },
			...(world.settings.tellsUserMessage ? { user_message_info: { id: world.state.lastMessageId } } : {}),
		}));
	const text = (text_: string) => ({ text: text_, type: 'TEXT', data: { quick_replies: [] } });

	return {
		about: { label: 'User', value: 'cust_88123' },
		write: pythonJson,
		secret: world.keys.webhookSecret,
		signature: 'X-Hub-Signature',
		headers: ({ bytes, secret = '' }) => ({
			'X-Hub-Signature': `sha1=${createHmac('sha1', secret).update(bytes).digest('hex')}`,
		}),
		hooks: {
			events: {
				title: 'Webhook URL',
				timeoutMs: 5 * SECOND,
				retriesMs: [5, 25, 125, 625, 1410, 1410].map((seconds) => seconds * SECOND),
				switchedOff: { keptMs: 60 * MINUTE },
				judge: ({ status }) => (status >= 200 && status < 300 ? undefined : 'The answer is no success.'),
			},
			step: {
				title: 'API of the bot’s step',
				timeoutMs: 30 * SECOND,
				retriesMs: [],
				judge: stepJudgement,
				takes: (body) => void world.store.hold('stepAnswer', JSON.parse(body) as object),
			},
		},
		kinds: {
			message: message('The bot writes', text),
			agentMessage: message('An agent writes', text, AGENT),
			quickReplies: message('The bot writes, with quick replies', (said) => ({
				text: said,
				type: 'TEXT',
				data: {
					quick_replies: [quickReply('Track', 'Track my order'), quickReply('Talk', 'Talk to an agent')],
				},
			})),
			buttons: message('The bot writes, with buttons', (said) => ({
				text: said,
				type: 'BUTTON',
				data: { items: [quickReply('Yes', 'Yes'), link('Read more', 'https://www.example.org/help')] },
			})),
			picture: message('An agent sends a picture', picture, AGENT),
			cards: message('The bot shows cards', (said) => ({
				text: said,
				type: 'CAROUSEL',
				data: {
					width: 'MEDIUM',
					image_aspect_ratio: 1.77,
					items: ['Gold', 'Silver'].map((title) => ({
						title,
						sub_title: 'A plan',
						description: '',
						thumbnail: { image: `https://assets.haptikapi.com/content/${title.toLowerCase()}.png` },
						actionables: [quickReply('Take it', title)],
						meta: '',
					})),
				},
			})),
			document: message(
				'An agent sends a document',
				(said) => ({
					text: said,
					type: 'BUTTON',
					data: { items: [link('Download', 'https://assets.haptikapi.com/content/invoice.pdf')] },
				}),
				AGENT,
			),
			form: message('The bot asks with a form', (said) => ({
				title: said,
				type: 'FORM',
				subtitle: 'So that the parcel finds you',
				data: { fields: [{ key: 'city', type: 'picker', order: 1, hint: 'City', options: ['Pune', 'Goa'] }] },
			})),
			botBreak: message('The bot has not understood', () => text('BOT BREAK')),
			plainText: message('The bot writes, as in 2018', (said) => said, { ...BOT, is_automated: 'True' }),
			chatPinned: event('An agent takes over', ({ about, text: said }) => ({
				...envelope(about, AGENT),
				event_name: 'chat_pinned',
				message: {
					id: ++world.state.lastEventId,
					body: {
						text: said,
						type: 'SYSTEM',
						data: {
							event_name: 'chat_pinned',
							payload: { profile_image: AGENT.profile_image, agent_name: AGENT.name, team_name: 'Billing' },
						},
					},
				},
			})),
			chatComplete: event('An agent ends the chat (old event)', ({ about, text: said }) => ({
				...envelope(about, AGENT),
				event_name: 'chat_complete',
				message: { id: ++world.state.lastEventId, body: { text: said, type: 'SYSTEM', data: {} } },
			})),
			conversationComplete: event('The conversation is over', ({ about }) => ({
				...envelope(about, AGENT),
				event_name: 'webhook_conversation_complete',
				follow_up_details: {},
				data: completion(++world.state.lastEventId),
			})),
			typing: event('Somebody types (2018)', ({ about }) => ({
				...envelope(about, BOT),
				event_name: 'typing_indicator',
				typing_indicator: 'start',
			})),
			unknown: event('An event that nobody knows yet', ({ about }) => ({
				...envelope(about, BOT),
				event_name: 'message_was_read',
				added_without_notice: { by: 'Haptik' },
			})),
			botStep: {
				title: 'A step of the bot asks the flow',
				hook: 'step',
				body: ({ about, text: said }) => stepRequest(about, said),
			},
		},
	};
}

const picture = () => ({
	text: '',
	type: 'CAROUSEL',
	data: {
		width: 'FAT',
		image_aspect_ratio: '1.77',
		items: [{ thumbnail: { image: 'https://assets.haptikapi.com/content/parcel.jpg' }, actionables: [] }],
	},
});

const completion = (number: number) => ({
	conversation_no: String(number),
	collection_id: '8812',
	conversation_identifier: `c-8812-${number}`,
	chat_link: `https://haptik.example.org/old/${number}`,
	complete_chat_link: `https://haptik.example.org/chats/${number}`,
	completion_type: 'agent',
	completion_by: AGENT.name,
	closing_categories: { reason: 'Delivery', subReason: 'Late', comment: '' },
	conversation_details: { order_no: 'A-1' },
	user_details: { plan: 'gold' },
});
