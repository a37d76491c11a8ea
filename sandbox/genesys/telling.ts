import omit from 'lodash/omit';
import { DateTime } from 'luxon';

import { chatResource, link, participantsOf } from './resources';
import type { Chat, ChatMessage, GenesysWorld, Participant } from './world';

/** The channel of the agent's chats. */
export const CHATS = '/v2/me/chats';

type Said = Omit<ChatMessage, 'index' | 'timestamp' | 'timestampSeconds' | 'visibility' | 'from'> &
	Partial<Pick<ChatMessage, 'visibility'>>;

/** Adds an entry to a chat's transcript. */
export function write(chat: Chat, said: Said, from: Participant, { clock }: GenesysWorld): ChatMessage {
	const now = DateTime.fromJSDate(clock.now(), { zone: 'utc' });
	const message = {
		visibility: 'All' as const,
		...said,
		from,
		index: chat.messages.length + 1,
		timestamp: now.toFormat('yyyy-MM-dd HH:mm:ss.SSSZZZ'),
		timestampSeconds: now.toMillis(),
	};
	chat.messages.push(message);
	return message;
}

/** What the agent says or does in a chat. */
export function say(chat: Chat, said: Said, world: GenesysWorld): void {
	const { agent } = participantsOf(chat, world);
	tell(chat, newMessages(chat, [write(chat, said, agent, world)], world), world);
}

/** The data that tells of new messages. https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
export function newMessages(chat: Chat, messages: ChatMessage[], world: GenesysWorld): object {
	const path = `/chats/${chat.id}`;
	return {
		chatPath: path,
		chatUri: link(path, world),
		messageType: 'MessageLogUpdated',
		messages: messages.map((message) =>
			omit(message, 'treatAs', world.settings.includeMessageType ? '' : 'messageType'),
		),
		notificationType: 'NewMessages',
	};
}

/** The data that tells of a change. https://docs.genesys.com/Documentation/HTCC/latest/API/ChatMessageType */
export function stateChange(chat: Chat, notificationType: string, world: GenesysWorld): object {
	return { chat: chatResource(chat, world), messageType: 'ChatStateChangeMessage', notificationType };
}

/** Tells the agent of a chat. */
export function tell({ agent }: Chat, data: object, { state }: GenesysWorld): void {
	state.notifications.publish(CHATS, data, agent);
}

/** Tells the agent of a chat that it has changed. */
export function tellChange(chat: Chat, notificationType: string, world: GenesysWorld): void {
	tell(chat, stateChange(chat, notificationType, world), world);
}
