import type { EventKind, VendorEvents } from '../events/vendorEvents';
import { SENT_FILES, type SentFile, storeSent } from './sentFiles';
import type { ExpertflowWorld } from './world';

/** Where CCM's calls go, below the Provider Webhook. https://docs.expertflow.com/cx/4.9/register-channel-connector */
const MESSAGES = '/cim-messages';

const AGENT = { id: '9d1f0c3e-aaaa-4bbb-8ccc-1234567890ab', type: 'AGENT', senderName: 'maria' };
const BOT = { id: '2c0b7d11-bbbb-4ccc-8ddd-0123456789cd', type: 'BOT', senderName: 'greeter' };
const SYSTEM = { id: 'ccm', type: 'SYSTEM', senderName: 'CCM' };
/** As a connector sends it, and as these nodes do. */
const CONNECTOR = {
	id: '6f1d9a52-3c0e-4b7a-9d58-4e2b8f0c7a13',
	type: 'CONNECTOR',
	senderName: 'N8N_CONNECTOR',
};

type Sender = typeof AGENT;

/**
 * What CCM sends to a connector. Its pages tell neither how long it waits nor whether it tries again.
 * https://docs.expertflow.com/cx/4.9/register-channel-connector
 */
export function expertflowEvents(world: ExpertflowWorld): VendorEvents {
	/** Nulls where real traffic has them. */
	const message = (about: string, sender: Sender, body: object, more: object = {}) => {
		const number = String(++world.state.lastMessage).padStart(12, '0');
		return {
			id: `1b0a77de-2c7a-4f3e-8a2d-${number}`,
			header: {
				sender: { ...sender, additionalDetail: null },
				channelData: {
					channelCustomerIdentifier: about,
					serviceIdentifier: world.settings.serviceIdentifiers[0],
					requestPriority: 0,
					customerFirstName: 'Ada',
					customerLastName: 'Test',
					additionalAttributes: [],
				},
				language: null,
				timestamp: world.clock.now().getTime(),
				securityInfo: null,
				stamps: null,
				intent: null,
				entities: null,
				channelSessionId: '68f0aa11bb22cc33dd44ee55',
				conversationId: '68f0aa11bb22cc33dd44ee66',
				customer: {
					_id: '68f0aa11bb22cc33dd44ee77',
					firstName: 'Ada Test',
					phoneNumber: [''],
					isAnonymous: false,
					__v: 0,
					web: [about],
				},
				originalMessageId: null,
				providerMessageId: null,
				roomId: '68f0aa11bb22cc33dd44ee88',
				schedulingMetaData: null,
				...more,
			},
			body,
		};
	};
	const kind = (title: string, body: EventKind['body'], path = MESSAGES): EventKind => ({
		title,
		hook: 'provider',
		path,
		body,
	});
	const says = (title: string, sender: Sender, bodyOf: (text: string) => object, more?: object) =>
		kind(title, ({ text, about }) => message(about, sender, bodyOf(text), more));
	const plain = (text: string) => ({ type: 'PLAIN', markdownText: text });
	const media = (title: string, type: string, file: SentFile) =>
		says(title, AGENT, (text) => ({
			type,
			caption: file.name,
			markdownText: text,
			attachment: { ...storeSent(file, world), thumbnail: null },
			additionalDetails: null,
		}));
	const notification = (title: string, notificationType: string) =>
		says(title, SYSTEM, () => ({
			type: 'NOTIFICATION',
			markdownText: '',
			notificationType,
			notificationData: null,
		}));
	const receipt = (status: string, reasonCode: string, messageId: string) => ({
		type: 'DELIVERYNOTIFICATION',
		markdownText: '',
		messageId,
		status,
		reasonCode,
	});

	return {
		about: { label: 'Customer', value: '4915550001122' },
		hooks: {
			provider: {
				title: 'Provider Webhook',
				timeoutMs: 10_000,
				retriesMs: [],
				judge,
			},
		},
		kinds: {
			agentMessage: says('An agent writes', AGENT, plain),
			botMessage: says('A bot writes', BOT, plain),
			image: media('An agent sends a picture', 'IMAGE', SENT_FILES.picture),
			document: media('An agent sends a document', 'FILE', SENT_FILES.document),
			audio: media('An agent sends a sound', 'AUDIO', SENT_FILES.sound),
			video: media('An agent sends a film', 'VIDEO', SENT_FILES.film),
			sticker: says('An agent sends a sticker', AGENT, () => ({
				type: 'STICKER',
				mediaUrl: storeSent(SENT_FILES.sticker, world).mediaUrl,
				stickerId: null,
				markdownText: null,
				additionalDetails: { metadata: { emojis: ['👋'] } },
			})),
			location: says('An agent sends a place', AGENT, (text) => ({
				type: 'LOCATION',
				markdownText: text,
				location: { latitude: 47.37, longitude: 8.54 },
				additionalDetails: { name: 'Office', address: 'Street 1', url: null },
			})),
			contact: says('An agent sends a contact', AGENT, () => ({
				type: 'CONTACT',
				markdownText: null,
				additionalDetails: null,
				contacts: [
					{
						name: { formattedName: 'Ada Test', additionalNameDetails: null },
						phones: [{ phone: '+4915550001122', additionalPhoneDetails: null }],
						additionalContactDetails: null,
					},
				],
			})),
			link: says('An agent sends a link', AGENT, (text) => ({
				type: 'URL',
				markdownText: text,
				mediaUrl: 'https://www.example.com/help',
				additionalDetails: null,
			})),
			buttons: says('A bot asks with buttons', BOT, (text) => ({
				type: 'BUTTON',
				markdownText: text,
				buttonMessageType: 'BUTTON',
				buttons: [
					{ title: 'Track', type: 'reply', payload: 'TRACK_ORDER', additionalButtonDetails: null },
					{ title: 'Talk', type: 'reply', payload: 'TALK_TO_AGENT', additionalButtonDetails: null },
				],
				additionalDetails: { interactive: null },
			})),
			carousel: says('A bot shows cards', BOT, () => ({
				type: 'CAROUSEL',
				markdownText: null,
				carouselMessageType: 'GENERIC',
				elements: ['Gold', 'Silver'].map((text) => ({
					text,
					url: null,
					buttons: [{ title: 'Take it', type: 'postback', payload: text.toUpperCase() }],
				})),
				additionalDetails: null,
			})),
			edited: says('An agent edits a message', AGENT, plain, {
				intent: 'UPDATE',
				originalMessageId: '1b0a77de-2c7a-4f3e-8a2d-000000000001',
			}),
			typing: notification('An agent types', 'TYPING_STARTED'),
			sessionEnded: notification('The session is closed', 'CHANNEL_SESSION_ENDED'),
			sessionExpired: notification('The customer was silent for too long', 'CHANNEL_SESSION_EXPIRED'),
			// As the voice guide shows it: https://docs.expertflow.com/cx-knowledgebase/latest/cx-voice-onboarding-guide-complete
			agentReserved: kind('An agent was found, told beside the body', ({ about }) => ({
				...message(about, SYSTEM, {}),
				notificationType: 'AGENT_RESERVED',
			})),
			deliveryNotification: says('A message of the customer was read', AGENT, () =>
				receipt('READ', '200', 'the-message-of-the-customer'),
			),
			unknown: says('A message of a type that nobody knows', SYSTEM, (text) => ({
				type: 'ORDER_PLACED',
				markdownText: text,
				order: { number: 7 },
			})),
			echo: says('What a connector has said comes back', CONNECTOR, plain),
			notice: says('CCM has delivered a message of the customer', SYSTEM, () =>
				receipt('DELIVERED', '200', 'the-message-of-the-customer'),
			),
			configurations: kind(
				'An admin changes the values of the connector',
				({ text }) => ({
					serviceIdentifier: world.settings.serviceIdentifiers[0],
					connectorConfigurations: [{ key: 'GREETING', type: 'String100', value: text }],
				}),
				'/connector-configurations',
			),
		},
	};
}

/** https://docs.expertflow.com/cx/4.5.1/cim-messages has 200 with a body, and 202 */
function judge({ status, body }: { status: number; body: string }): string | undefined {
	if (status === 202) return undefined;
	if (status !== 200) return 'The answer is no success.';
	try {
		const { type } = JSON.parse(body) as { type?: unknown };
		return type === undefined || type === 'DELIVERYNOTIFICATION'
			? undefined
			: 'It is no delivery notification.';
	} catch {
		return 'The answer is 200 without a body.';
	}
}
