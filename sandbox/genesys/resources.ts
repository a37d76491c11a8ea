import type { Chat, Document, GenesysWorld, Participant, User } from './world';

const WHILE_CHATTING = [
	'Transfer',
	'Leave',
	'Invite',
	'Consult',
	'SetInFocus',
	'SetDisposition',
	'AttachUserData',
	'DeleteUserData',
	'UpdateUserData',
	'Complete',
	'SendMessage',
	'SendUrl',
	'SendStartTypingNotification',
	'SendStopTypingNotification',
	'SendCustomNotice',
];
const CAPABILITIES = {
	Chatting: WHILE_CHATTING,
	LeftChat: ['SetDisposition', 'AttachUserData', 'DeleteUserData', 'UpdateUserData', 'Complete'],
	Completed: undefined,
};

/** An absolute link, as the server's configuration builds it: its host is not the one that was called. */
export function link(path: string, { settings }: GenesysWorld): string {
	return `${settings.linkBase}/api/v2${path}`;
}

/** The chat as the agent reads it. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export function chatResource(chat: Chat, world: GenesysWorld) {
	const attachments = visibleDocuments(chat, world).map((document) => attachmentOf(chat, document, world));
	const path = `/chats/${chat.id}`;
	const { customer, agent } = participantsOf(chat, world);
	return {
		id: chat.id,
		state: chat.state,
		chatType: 'Inbound',
		interactionQueue: chat.queue,
		capabilities: CAPABILITIES[chat.state],
		participants: [customer, agent],
		userData: chat.userData,
		attachments: attachments.length > 0 ? attachments : undefined,
		path,
		uri: link(path, world),
	};
}

/** Those who are in a chat. Agents are users as well. */
export function participantsOf(
	chat: Chat,
	world: GenesysWorld,
): { customer: Participant; agent: Participant } {
	const user = world.state.users.get(chat.agent);
	return {
		customer: participant('00A15F0011220033', chat.customer, 'Customer'),
		agent: {
			...participant('00A15F0011220035', chat.agent, 'Agent'),
			...(user ? placeOf(user, world) : {}),
		},
	};
}

/** A participant as notifications and chats show one. */
export function participant(id: string, nickname: string, type: Participant['type']): Participant {
	return { id, participantId: id, nickname, type, visibility: 'All' };
}

/** Where a user is. */
export function placeOf({ id }: User, world: GenesysWorld): { path: string; uri: string } {
	const path = `/users/${id}`;
	return { path, uri: link(path, world) };
}

function visibleDocuments({ links }: Chat, { state, clock }: GenesysWorld): Document[] {
	const now = clock.now().getTime();
	return links.flatMap(({ documentId, visibleAt }) => {
		const document = state.documents.get(documentId);
		return document && visibleAt <= now ? [document] : [];
	});
}

function attachmentOf(chat: Chat, { id, mime, name, size }: Document, world: GenesysWorld) {
	// The page's own sample has two different paths here
	const uri = link(`/chats/${chat.id}/attachments/${id}`, world);
	return { id, mime, name, size, path: `/attachments/${id}`, uri };
}

/** The signed-in user. https://docs.genesys.com/Documentation/HTCC/latest/API/InterpretingaResponse */
export function userResource(user: User, subresources: string[], world: GenesysWorld) {
	const { id, userName, firstName, lastName, roles } = user;
	const wanted = (name: string) => subresources.includes(name) || subresources.includes('*');
	const chats = chatsOf(user, world).map((chat) => chatResource(chat, world));
	const showsChats = world.settings.chatFeature && world.settings.chatsListed;
	return {
		id,
		userName,
		firstName,
		lastName,
		roles,
		enabled: true,
		changePasswordOnFirstLogin: false,
		...(wanted('features') ? { features: features(world) } : {}),
		...(wanted('channels') ? { channels: [...user.channels].map((channel) => ({ channel })) } : {}),
		...(wanted('devices') ? { devices: [] } : {}),
		...(wanted('calls') ? { calls: [] } : {}),
		// Seen on a server: without a chat the key is missing, while calls are []
		...(wanted('chats') && showsChats && chats.length > 0 ? { chats } : {}),
		...placeOf(user, world),
	};
}

/** Another user, as everybody sees one. https://docs.genesys.com/Documentation/GWS/8.5.1/API/UsersAPI */
export function colleagueResource(user: User, world: GenesysWorld) {
	const { id, userName, firstName, lastName, roles } = user;
	return { id, userName, firstName, lastName, roles, ...placeOf(user, world) };
}

/** A queue as a contact. https://docs.genesys.com/Documentation/HTCC/latest/API/ContactsResource */
export function queueResource(name: string, world: GenesysWorld) {
	const id = Buffer.from(name).toString('hex');
	const path = `/contacts/${id}`;
	return { id, name, type: 'Queue', channels: ['chat'], path, uri: link(path, world) };
}

/** The chats that an agent has now. */
export function chatsOf({ userName }: User, { state }: GenesysWorld): Chat[] {
	return [...state.chats.values()].filter(({ agent }) => agent === userName);
}

function features(world: GenesysWorld) {
	const { chatFeature, chatFeatureId } = world.settings;
	return ['api-voice', ...(chatFeature ? [chatFeatureId] : [])].map((id) => ({
		id,
		displayName: id,
		path: `/features/${id}`,
		uri: link(`/features/${id}`, world),
	}));
}
