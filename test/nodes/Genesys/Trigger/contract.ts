import { createHash } from 'node:crypto';

import type { TriggerContract } from '../../../../testkit/trigger';
import { chatOf, customer, notified, OWN, said, state } from './samples';

const CHATS = '/v2/me/chats';
const NOTIFICATIONS = '/api/v2/notifications';

/** What makes a change, which has no number, the same one however often it is told. */
const hashOf = (data: object) => createHash('sha256').update(JSON.stringify(data)).digest('hex').slice(0, 32);

const completed = state('StatusChange', { ...chatOf('Completed'), capabilities: undefined });

export const trigger: TriggerContract<'genesys'> = {
	node: 'genesysTrigger',
	foundBy: ['chat', 'live chat', 'conversation'],
	credentials: (vendor) => {
		const { username, password } = vendor().keys;
		return { genesysWebServicesApi: { baseUrl: vendor().url, username, password } };
	},
	parameters: {
		channels: [CHATS],
		events: ['Text', 'PushUrl', 'file-uploaded', 'Notice', 'StatusChange', 'PropertiesUpdated', 'Error'],
		includeOwnMessages: true,
	},
	happens: async (vendor, told) =>
		await vendor.outbox?.send({ kind: 'customerText', body: told as Record<string, unknown> }),
	numbered: (index) => said({ index: 100 + index, type: 'Text', text: `Message ${index}`, from: customer }),
	registration: {
		enter: { method: 'POST', path: NOTIFICATIONS, bodyIncludes: '/meta/handshake' },
		remove: { method: 'POST', path: NOTIFICATIONS, bodyIncludes: '/meta/disconnect' },
	},
	foreign: notified({ messageType: 'ChatStateChangeMessage', notificationType: 'ChatRated', stars: 5 }),
	samples: {
		'a message of the customer': {
			told: said({ index: 3, type: 'Text', text: 'Wo ist mein Paket? 📦', from: customer }),
			item: {
				eventKey: 'Text 0001PaBMYY3600R8 3',
				event: 'Text',
				occurredAt: '2016-07-21T14:23:20.000Z',
				conversationId: '0001PaBMYY3600R8',
				sender: { type: 'customer', id: '009F5790DA8D0001', name: 'Jürgen' },
				text: 'Wo ist mein Paket? 📦',
				isOwn: false,
				chatInput: 'Wo ist mein Paket? 📦',
				sessionId: '0001PaBMYY3600R8',
				chatId: '0001PaBMYY3600R8',
				notificationType: 'NewMessages',
				index: 3,
				type: 'Text',
				visibility: 'All',
				participantId: '009F5790DA8D0001',
				participantType: 'Customer',
			},
		},
		'the file of the vendor’s page, uploaded by the agent itself': {
			told: said({
				index: 7,
				type: 'SystemCommand',
				noticeText: 'file-uploaded',
				attachment: {
					fileId: '009F5790DAD80068',
					id: '0001PaBMYY3600RC',
					name: 'testfileUploadAgent.txt',
					path: '/attachments/0001PaBMYY3600RC',
					size: 46,
					uri: 'http://gws.example/api/v2/attachments/0001PaBMYY3600RC',
				},
				from: OWN,
			}),
			item: {
				eventKey: 'file-uploaded 0001PaBMYY3600R8 7',
				event: 'file-uploaded',
				occurredAt: '2016-07-21T14:23:20.000Z',
				conversationId: '0001PaBMYY3600R8',
				sender: { type: 'agent', id: '009F5790DA8D0066', name: 'TestName' },
				attachments: [
					{
						url: 'http://gws.example/api/v2/attachments/0001PaBMYY3600RC',
						name: 'testfileUploadAgent.txt',
						size: 46,
					},
				],
				isOwn: true,
				sessionId: '0001PaBMYY3600R8',
				chatId: '0001PaBMYY3600R8',
				notificationType: 'NewMessages',
				index: 7,
				type: 'SystemCommand',
				visibility: 'All',
				participantId: '009F5790DA8D0066',
				participantType: 'Agent',
				noticeText: 'file-uploaded',
				documentId: '0001PaBMYY3600RC',
				fileId: '009F5790DAD80068',
			},
		},
		'a chat that is over': {
			told: completed,
			item: {
				eventKey: `StatusChange 0001PaBMYY3600R8 ${hashOf(completed.data)}`,
				event: 'StatusChange',
				conversationId: '0001PaBMYY3600R8',
				isOwn: false,
				sessionId: '0001PaBMYY3600R8',
				chatId: '0001PaBMYY3600R8',
				notificationType: 'StatusChange',
				state: 'Completed',
				chatType: 'Inbound',
				interactionQueue: 'chat-inbound-q',
				capabilities: [],
				participants: [],
				attachments: [],
				userData: { 'Order No': 4711 },
			},
		},
	},
	subtitles: [
		[{ channels: [CHATS], events: ['Text', 'file-uploaded'] }, 'Text, file-uploaded'],
		[{ channels: ['/v2/me/devices'], events: ['Text'] }, '/v2/me/devices'],
	],
};
