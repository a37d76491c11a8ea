import { OrderProblem } from '../events/outbox';
import type { EventKind, VendorEvents } from '../events/vendorEvents';
import { link, participant, participantsOf, placeOf } from './resources';
import { CHATS, newMessages, stateChange, write } from './telling';
import type { Chat, ChatMessage, GenesysWorld, Participant } from './world';

interface Told {
	channel: string;
	data: { chatPath?: string; chat?: { path?: string } } | null;
}

/** What Genesys tells those who listen. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/AsynchronousEvents */
export function genesysEvents(world: GenesysWorld): VendorEvents {
	const chatOf = (id: string): Chat => {
		const chat = world.state.chats.get(id);
		if (!chat) throw new OrderProblem(`There is no chat ${id}.`);
		return chat;
	};
	const event = (title: string, data: (chat: Chat, text: string) => object): EventKind => ({
		title,
		hook: 'notifications',
		body: ({ text, about }) => ({ channel: CHATS, data: data(chatOf(about), text) }),
	});
	const message = (
		title: string,
		who: (chat: Chat) => Participant,
		what: (
			text: string,
			chat: Chat,
		) => Omit<ChatMessage, 'index' | 'from' | 'visibility' | 'timestamp' | 'timestampSeconds'>,
	): EventKind =>
		event(title, (chat, text) => newMessages(chat, [write(chat, what(text, chat), who(chat), world)], world));
	const customer = (chat: Chat) => participantsOf(chat, world).customer;
	const agent = (chat: Chat) => participantsOf(chat, world).agent;
	const colleague = () => {
		const [user] = [...world.state.users.values()].filter(({ userName }) => userName !== world.keys.username);
		return {
			...participant('00A15F0011220037', user.firstName, 'Agent'),
			...placeOf(user, world),
		};
	};
	const system = () => participant('00A15F0011220001', 'system', 'External');

	return {
		about: { label: 'Chat', value: '0001PaBMYY3600R8' },
		hooks: {
			notifications: {
				title: 'Notifications',
				push: (body) => {
					const { channel, data } = body as Told;
					const path = data?.chatPath ?? data?.chat?.path ?? '';
					const chat = world.state.chats.get(path.replace('/chats/', ''));
					const reached = world.state.notifications.publish(channel, data, chat?.agent);
					return reached === 0 ? `Nobody listens to ${channel}.` : undefined;
				},
			},
		},
		kinds: {
			customerText: message('The customer writes', customer, (text) => ({ type: 'Text', text })),
			customerFile: message('The customer sends a file', customer, (text, chat) => ({
				type: 'SystemCommand',
				noticeText: 'file-uploaded',
				attachment: customersFile(chat, text, world),
			})),
			customerLink: message('The customer sends a link', customer, () => ({
				type: 'PushUrl',
				url: 'https://www.example.org/parcel/4711',
			})),
			customerTypes: message('The customer begins to type', customer, () => ({ type: 'TypingStarted' })),
			agentText: message('The agent writes in Workspace', agent, (text) => ({ type: 'Text', text })),
			colleagueText: message('Another agent writes', colleague, (text) => ({ type: 'Text', text })),
			systemNotice: message('The system gives a notice', system, (text) => ({
				type: 'Notice',
				noticeText: text,
			})),
			ended: event('The chat is over', (chat) => {
				chat.state = 'Completed';
				return stateChange(chat, 'StatusChange', world);
			}),
			participants: event('The participants change', (chat) =>
				stateChange(chat, 'ParticipantsUpdated', world),
			),
			properties: event('The user data changes', (chat, text) => {
				chat.userData.Note = text;
				return stateChange(chat, 'PropertiesUpdated', world);
			}),
			failed: event('An operation has failed', (chat) => ({
				...stateChange(chat, 'Error', world),
				referenceId: (world.state.last += 1),
			})),
			unknown: event('An event that nobody knows yet', (chat) => stateChange(chat, 'ChatRated', world)),
		},
	};
}

/** The customer's file, linked to the chat, as a message names it. */
function customersFile(
	chat: Chat,
	name: string,
	world: GenesysWorld,
): NonNullable<ChatMessage['attachment']> {
	const { state, clock } = world;
	const id = `0001CustomersFile${(state.last += 1)}`;
	const bytes = Buffer.from(`What the customer has sent as ${name}`);
	const document = { id, name: `${name}.txt`, mime: 'text/plain', size: bytes.length, bytes };
	state.documents.set(id, document);
	chat.links.push({ documentId: id, visibleAt: clock.now().getTime() });
	const path = `/attachments/${id}`;
	return {
		id,
		fileId: `file-${chat.messages.length + 1}`,
		name: document.name,
		size: document.size,
		path,
		uri: link(path, world),
	};
}
