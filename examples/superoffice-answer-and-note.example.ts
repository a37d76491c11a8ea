import type { Message, Session } from '../sandbox/superOffice/sessions';
import type { EventOrder, Example } from '../testkit/example';

const said = (
	type: string,
	author: string,
	text: string,
): Omit<Message, 'ChatMessageId' | 'ChatSessionId'> => ({
	Type: type,
	Author: author,
	Message: text,
	ReadByCustomer: 0,
	SpecialType: 'None',
	SpecialParam: '',
	WhenPosted: new Date('2026-05-04T11:30:00Z'),
});

/** A chat of the sandbox's, and what was said in it before. */
function chat(id: number, name: string, before: Array<ReturnType<typeof said>> = []): Session {
	const texts = before.map(({ Message: text }) => text);
	return {
		id,
		topic: { id: 3, name: 'Support' },
		status: 'InQueue',
		customer: { name, email: `${name.toLowerCase()}@example.net` },
		firstMessage: texts[0] ?? '',
		lastMessage: texts.at(-1) ?? '',
		requested: new Date('2026-05-04T11:29:00Z'),
		idle: new Date('2026-05-04T11:30:00Z'),
		messages: before.map((message, index) => ({ ...message, ChatMessageId: index + 1, ChatSessionId: id })),
	};
}

const kari = { id: 21, login: 'KARI', fullName: 'Kari Holm', serviceId: 7, present: true, topics: [3, 4] };

/** The numbers of the chats, none of which the sandbox has by itself. */
const ASKS = 6301;
const WANTS_A_PERSON = 6302;
const HAS_A_PERSON = 6303;
const ENDS = 6304;

const happens = (kind: string, about: number, text?: string): EventOrder => ({
	vendor: 'superOffice',
	order: { kind, about: String(about), ...(text === undefined ? {} : { text }) },
});

/** One customer asks something, one wants a person, one has one already, and one has ended the chat. */
export const example: Example = {
	event: [
		happens('chatsession.message', ASKS, 'Where is my parcel?'),
		happens('chatsession.message', WANTS_A_PERSON, 'I want to talk to a person.'),
		happens('chatsession.message', HAS_A_PERSON, 'Are you still there, agent?'),
		happens('chatsession.changed', ENDS),
	],
	prepare: ({ vendors: { superOffice } }) => {
		const { state } = superOffice;
		// SuperOffice never gives a number twice, and the flow remembers them beyond a restart of the sandbox
		state.lastMessageId = Math.max(state.lastMessageId, Math.floor(Date.now() / 1000));
		const ended = [
			said('ToUser', 'Eva', 'Can I change my address?'),
			said('ToCustomer', 'Kari Holm', 'Of course: it is done.'),
		];
		for (const session of [
			chat(ASKS, 'Ida'),
			chat(WANTS_A_PERSON, 'Ola'),
			{ ...chat(HAS_A_PERSON, 'Per'), user: kari },
			chat(ENDS, 'Eva', ended),
		]) {
			state.sessions.set(session.id, session);
		}
	},
	tables: [
		{
			name: 'SuperOffice transcripts',
			columns: { day: 'string', chatSessionId: 'number', customer: 'string', transcript: 'string' },
			gains: [
				{
					chatSessionId: ENDS,
					customer: 'Eva',
					transcript: 'Eva: Can I change my address?\nKari Holm: Of course: it is done.',
				},
			],
		},
	],
	holds: () => [
		{
			vendor: 'superOffice',
			kind: 'message',
			compare: ({ fact }) => ({
				session: fact.ChatSessionId,
				type: fact.Type,
				text: fact.Message,
				author: fact.Author,
			}),
			expected: [
				{
					session: ASKS,
					type: 'ToCustomer',
					text: 'Your parcel left Bergen this morning. If you would rather talk to a person, just say so.',
					author: 'Order bot',
				},
				{
					session: WANTS_A_PERSON,
					type: 'ToCustomer',
					text: 'I am getting a colleague for you. Somebody will be with you soon.',
					author: 'Order bot',
				},
			],
		},
		{
			vendor: 'superOffice',
			kind: 'reset',
			compare: ({ fact }) => ({ session: fact.ChatSessionId }),
			expected: [{ session: WANTS_A_PERSON }],
		},
	],
};
