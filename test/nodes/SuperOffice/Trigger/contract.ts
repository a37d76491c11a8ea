import type { TriggerContract } from '../../../../testkit/trigger';
import { eventOf, signature } from '../events';
import { knowledgeOf, openSession, type SuperOffice, writes } from '../support';

const common = (session: number) => ({
	conversationId: String(session),
	sessionId: String(session),
	isOwn: false,
	chatSessionId: session,
	contextIdentifier: 'Default',
	changedByAssociateId: 21,
	webhookName: 'n8n chat',
});
const CHANGES = ['chatSession.topicId', 'chatMessage.sessionId', 'chatMessage.id', 'chatMessage.message'];
const idOf = (number: number) => ({
	eventId: `1f0c2b7e-8d55-4b0a-9f61-2f5f9b9c1a${number}`,
	changes: CHANGES,
});

const FIRST_MESSAGE = 90_412;

/** The chats that the samples speak of, and what was said in them. */
function prepare(superOffice: SuperOffice): void {
	superOffice.state.lastMessageId = FIRST_MESSAGE - 1;
	openSession(superOffice, 6001);
	openSession(superOffice, 6002);
	writes(superOffice, 6001, {
		Message: 'Wo ist mein <b>Päckchen</b>?<br>Danke &amp; Gruß',
		WhenPosted: new Date('2026-05-04T11:31:07.52Z'),
	});
	writes(superOffice, 6002, {
		Type: 'Special',
		SpecialType: 'ClickedOption',
		Author: '',
		Message: 'Talk to a person',
		WhenPosted: new Date('2026-05-04T11:31:07.9Z'),
	});
}

export const trigger: TriggerContract<'superOffice'> = {
	node: 'superOfficeTrigger',
	foundBy: ['chat', 'live chat', 'conversation'],
	credentials: (vendor) => ({ superOfficeApi: knowledgeOf(vendor).typed.onsite() }),
	anotherAccount: (vendor) => {
		const { baseUrl, ...login } = knowledgeOf(vendor).typed.onsite();
		return { superOfficeApi: { ...login, baseUrl: String(baseUrl).replace('127.0.0.1', 'localhost') } };
	},
	parameters: {
		authentication: 'onsite',
		events: ['chatsession.created', 'chatsession.changed', 'chatsession.message'],
	},
	prepare,
	signature,
	registration: {
		enter: { method: 'POST', path: /\/Webhook$/ },
		remove: { method: 'DELETE', path: /\/Webhook\/\d+$/ },
	},
	foreign: eventOf('chatsession.archived', 19, { Archive: { by: 'SuperOffice' } }),
	samples: {
		'a message of the customer': {
			told: eventOf('chatsession.message', 11, { PrimaryKey: 6001 }),
			item: {
				eventKey: `message ${FIRST_MESSAGE}`,
				event: 'chatsession.message',
				occurredAt: '2026-05-04T11:31:07.520Z',
				...common(6001),
				sender: { type: 'customer', name: 'Ida Berg' },
				text: 'Wo ist mein Päckchen?\nDanke & Gruß',
				chatInput: 'Wo ist mein Päckchen?\nDanke & Gruß',
				...idOf(11),
				chatMessageId: FIRST_MESSAGE,
				messageType: 'ToUser',
			},
		},
		'an option that the customer clicks on': {
			told: eventOf('chatsession.message', 12, { PrimaryKey: 6002 }),
			item: {
				eventKey: `message ${FIRST_MESSAGE + 1}`,
				event: 'chatsession.message',
				occurredAt: '2026-05-04T11:31:07.900Z',
				...common(6002),
				sender: { type: 'customer' },
				text: 'Talk to a person',
				chatInput: 'Talk to a person',
				...idOf(12),
				chatMessageId: FIRST_MESSAGE + 1,
				messageType: 'Special',
				specialType: 'ClickedOption',
			},
		},
		'a chat that begins': {
			told: eventOf('chatsession.created', 13, {
				Changes: undefined,
				FieldValues: { TopicId: '3', Status: 4, CustomerId: '501', ContactId: 12, TicketId: 0, UserId: 7 },
			}),
			item: {
				eventKey: 'chatsession.created 1f0c2b7e-8d55-4b0a-9f61-2f5f9b9c1a13',
				event: 'chatsession.created',
				occurredAt: '2026-05-04T11:31:08.120Z',
				...common(5177),
				eventId: '1f0c2b7e-8d55-4b0a-9f61-2f5f9b9c1a13',
				topicId: 3,
				status: 'InQueue',
				personId: 501,
				contactId: 12,
				serviceUserId: 7,
			},
		},
		'a chat that has ended': {
			told: eventOf('chatsession.changed', 14, {
				Changes: ['status'],
				FieldValues: { topicId: 3, status: '7', rating: 5 },
			}),
			item: {
				eventKey: 'chatsession.changed 1f0c2b7e-8d55-4b0a-9f61-2f5f9b9c1a14',
				event: 'chatsession.changed',
				occurredAt: '2026-05-04T11:31:08.120Z',
				...common(5177),
				eventId: '1f0c2b7e-8d55-4b0a-9f61-2f5f9b9c1a14',
				changes: ['status'],
				topicId: 3,
				status: 'Finished',
				rating: 5,
			},
		},
	},
	subtitles: [
		[{}, 'message'],
		[{ events: ['chatsession.created', 'chatsession.changed'] }, 'created, changed'],
	],
};
