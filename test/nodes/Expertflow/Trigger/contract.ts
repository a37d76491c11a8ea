import type { TriggerContract } from '../../../../testkit/trigger';
import {
	bot,
	common,
	fromAgent,
	fromBot,
	fromSystem,
	IN_ADDRESS,
	mediaUrlOf,
	messageOf,
	system,
	text,
} from '../events';

const buttons = [{ title: 'Track', type: 'reply', payload: 'TRACK_ORDER', additionalButtonDetails: null }];
const contacts = [{ name: { formattedName: 'Ada Test' }, phones: [{ phone: '+4915550001122' }] }];

export const trigger: TriggerContract<'expertflow'> = {
	node: 'expertflowTrigger',
	credentials: (vendor) => ({ expertflowApi: { baseUrl: vendor().url, authentication: 'none' } }),
	anotherAccount: (vendor) => ({
		expertflowApi: { baseUrl: vendor().url, authentication: 'none', tenantId: 'another' },
	}),
	parameters: {
		events: [
			'BUTTON',
			'CAROUSEL',
			'CONTACT',
			'DELIVERYNOTIFICATION',
			'IMAGE',
			'LOCATION',
			'NOTIFICATION',
			'PLAIN',
			'STICKER',
			'URL',
		],
		addressSecret: IN_ADDRESS,
	},
	foundBy: ['chat', 'live chat', 'conversation'],
	unwanted: 202,
	foreign: messageOf('m-99', { type: 'ORDER_PLACED', order: 7 }),
	samples: {
		'a text of an agent': {
			told: messageOf('m-1', text('Wie kann ich helfen? 👋')),
			item: {
				eventKey: 'PLAIN m-1',
				event: 'PLAIN',
				...common,
				sender: fromAgent,
				text: 'Wie kann ich helfen? 👋',
				chatInput: 'Wie kann ich helfen? 👋',
				messageId: 'm-1',
			},
		},
		'a picture': {
			told: messageOf('m-2', {
				type: 'IMAGE',
				caption: '77120_map.png',
				markdownText: null,
				attachment: {
					mediaUrl: mediaUrlOf('77120_map.png'),
					mimeType: 'image/png',
					size: 70,
					thumbnail: null,
				},
				additionalDetails: null,
			}),
			item: {
				eventKey: 'IMAGE m-2',
				event: 'IMAGE',
				...common,
				sender: fromAgent,
				attachments: [
					{ url: mediaUrlOf('77120_map.png'), name: '77120_map.png', mimeType: 'image/png', size: 70 },
				],
				messageId: 'm-2',
				caption: '77120_map.png',
			},
		},
		'a sticker, whose address is in the body': {
			told: messageOf('m-3', {
				type: 'STICKER',
				mediaUrl: mediaUrlOf('1_wave.webp'),
				stickerId: 's-7',
				markdownText: null,
			}),
			item: {
				eventKey: 'STICKER m-3',
				event: 'STICKER',
				...common,
				sender: fromAgent,
				attachments: [{ url: mediaUrlOf('1_wave.webp'), name: '1_wave.webp' }],
				messageId: 'm-3',
				stickerId: 's-7',
			},
		},
		'buttons of a bot': {
			told: messageOf(
				'm-4',
				{ type: 'BUTTON', markdownText: 'What next?', buttonMessageType: 'BUTTON', buttons },
				{ sender: bot },
			),
			item: {
				eventKey: 'BUTTON m-4',
				event: 'BUTTON',
				...common,
				sender: fromBot,
				text: 'What next?',
				chatInput: 'What next?',
				messageId: 'm-4',
				choices: [{ label: 'Track', type: 'reply', payload: 'TRACK_ORDER' }],
			},
		},
		'a place': {
			told: messageOf('m-5', {
				type: 'LOCATION',
				location: { latitude: 47.37, longitude: 8.54 },
				markdownText: null,
				additionalDetails: { name: 'Office' },
			}),
			item: {
				eventKey: 'LOCATION m-5',
				event: 'LOCATION',
				...common,
				sender: fromAgent,
				messageId: 'm-5',
				location: { latitude: 47.37, longitude: 8.54 },
				additionalDetails: { name: 'Office' },
			},
		},
		'a contact': {
			told: messageOf('m-6', { type: 'CONTACT', contacts, markdownText: null }),
			item: {
				eventKey: 'CONTACT m-6',
				event: 'CONTACT',
				...common,
				sender: fromAgent,
				messageId: 'm-6',
				contacts,
			},
		},
		'the end of the session': {
			told: messageOf(
				'm-7',
				{ type: 'NOTIFICATION', markdownText: '', notificationType: 'CHANNEL_SESSION_ENDED' },
				{ sender: system },
			),
			item: {
				eventKey: 'NOTIFICATION m-7',
				event: 'NOTIFICATION',
				...common,
				sender: fromSystem,
				messageId: 'm-7',
				notificationType: 'CHANNEL_SESSION_ENDED',
			},
		},
		'a receipt, with a number for its reason': {
			told: messageOf('m-8', {
				type: 'DELIVERYNOTIFICATION',
				markdownText: '',
				messageId: 'of-the-customer',
				status: 'READ',
				reasonCode: 200,
			}),
			item: {
				eventKey: 'DELIVERYNOTIFICATION m-8',
				event: 'DELIVERYNOTIFICATION',
				...common,
				sender: fromAgent,
				messageId: 'm-8',
				acknowledgedMessageId: 'of-the-customer',
				status: 'READ',
				reasonCode: '200',
			},
		},
	},
	subtitles: [
		[{}, '13 kinds of events'],
		[{ events: ['PLAIN', 'IMAGE'] }, 'plain, image'],
	],
};
