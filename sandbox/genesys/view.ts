import { type Bubble, type ShownChat, shownFile, shownTime, type View } from '../view';
import type { Chat, ChatMessage, GenesysWorld } from './world';

/** The contact center as a person sees it: each chat with what was linked to it and delivered, and the agents. */
export function view({ state, store }: GenesysWorld): View {
	const agentOf = (userName: string) => {
		const user = state.users.get(userName);
		return user ? `${user.firstName} ${user.lastName}` : userName;
	};
	const file = (id: string) => {
		const document = state.documents.get(id);
		return document && shownFile(store, { ...document, type: document.mime });
	};
	const bubble = (chat: Chat, { text, noticeText, attachment, timestampSeconds }: ChatMessage): Bubble => ({
		side: text === undefined && !attachment ? 'event' : 'company',
		by: agentOf(chat.agent),
		at: shownTime(timestampSeconds),
		text: text ?? (attachment ? undefined : noticeText),
		file: attachment && file(attachment.id),
	});
	const shown = (chat: Chat): ShownChat => ({
		id: chat.id,
		title: chat.customer,
		about: [chat.queue, chat.state, `with ${agentOf(chat.agent)}`, `chat ${chat.id}`],
		bubbles: [
			...chat.links.map(({ documentId }) => ({
				side: 'event' as const,
				text: 'Linked to the chat; the customer has not got it by that',
				file: file(documentId),
			})),
			...chat.messages.map((message) => bubble(chat, message)),
		],
	});
	const touched = new Map(store.held().map(({ id, fact }) => [String(fact.chatId), id]));
	const rank = ({ id }: Chat) => touched.get(id) ?? 0;
	return {
		chats: [...state.chats.values()].sort((a, b) => rank(b) - rank(a)).map(shown),
		lists: [
			{
				title: 'Agents',
				heads: ['Name', 'User name'],
				rows: [...state.users.values()].map((user) => [agentOf(user.userName), user.userName]),
			},
			{
				title: 'Documents',
				heads: ['Name', 'Type', 'ID'],
				rows: [...state.documents.values()].map(({ name, mime, id }) => [name, mime, id]),
			},
		],
	};
}
