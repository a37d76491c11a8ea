const CHAT = '0001PaBMYY3600R8';

/** What Genesys tells of the agent's chats. */
export const notified = (data: object) => ({ channel: '/v2/me/chats', data });

/** That of the sandbox's credentials, as the sample at https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile has it. */
export const OWN = {
	id: '009F5790DA8D0066',
	nickname: 'TestName',
	participantId: '009F5790DA8D0066',
	path: '/users/5c1f0a77e2b94d6f8a1be0c3d4f54d61',
	type: 'Agent',
	uri: 'http://gws.example/api/v2/users/5c1f0a77e2b94d6f8a1be0c3d4f54d61',
	visibility: 'All',
};

/** Another agent in the chat. */
export const COLLEAGUE = { ...OWN, path: '/users/somebody', uri: undefined, nickname: 'Jonas' };

export const customer = {
	id: '009F5790DA8D0001',
	nickname: 'Jürgen',
	participantId: '009F5790DA8D0001',
	type: 'Customer',
	visibility: 'All',
};

/** New messages of a chat. */
export const said = (...messages: object[]) =>
	notified({
		chatPath: `/chats/${CHAT}`,
		chatUri: `http://gws.example/api/v2/chats/${CHAT}`,
		messageType: 'MessageLogUpdated',
		messages: messages.map((message) => ({
			timestamp: '2016-07-21 17:23:20.000+0300',
			timestampSeconds: 1_469_111_000_000,
			visibility: 'All',
			...message,
		})),
		notificationType: 'NewMessages',
	});

export const chatOf = (state: string) => ({
	id: CHAT,
	state,
	chatType: 'Inbound',
	interactionQueue: 'chat-inbound-q',
	capabilities: ['SendMessage'],
	participants: [],
	userData: { 'Order No': 4711 },
	path: `/chats/${CHAT}`,
	uri: `http://gws.example/api/v2/chats/${CHAT}`,
});

export const state = (notificationType: string, chat: object, more: object = {}) =>
	notified({ chat, messageType: 'ChatStateChangeMessage', notificationType, ...more });
