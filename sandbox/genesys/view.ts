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
	const bubble = (message: ChatMessage): Bubble => {
		const { text, url, noticeText, visibility, attachment, timestampSeconds, from } = message;
		const said = text ?? url;
		const noticed = visibility === 'Agents' ? `To the agents alone: ${noticeText}` : noticeText;
		return {
			side: said === undefined && !attachment ? 'event' : from.type === 'Customer' ? 'customer' : 'company',
			by: agentOf(from.nickname),
			at: shownTime(timestampSeconds),
			text: said ?? (attachment ? undefined : (noticed ?? message.type)),
			file: attachment && file(attachment.id),
		};
	};
	const shown = (chat: Chat): ShownChat => ({
		id: chat.id,
		title: chat.customer,
		about: [
			chat.queue,
			chat.state,
			chat.agent === '' ? 'waiting for an agent' : `with ${agentOf(chat.agent)}`,
			`chat ${chat.id}`,
			...Object.entries(chat.userData).map(([key, value]) => `${key}: ${value}`),
		],
		bubbles: [
			...chat.links.map(({ documentId }) => ({
				side: 'event' as const,
				text: 'Linked to the chat, where the agent sees it; the customer does not',
				file: file(documentId),
			})),
			...chat.messages.map(bubble),
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
			{ title: 'Queues', heads: ['Name'], rows: state.queues.map((name) => [name]) },
			{
				title: 'Documents',
				heads: ['Name', 'Type', 'ID'],
				rows: [...state.documents.values()].map(({ name, mime, id }) => [name, mime, id]),
			},
		],
	};
}
