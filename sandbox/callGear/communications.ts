import type { CallGearWorld, Row, State } from './world';

/** What can be tagged or commented on, and where it is kept. */
const KEPT = {
	chat: 'chats',
	offline_message: 'offlineMessages',
	call: 'calls',
	goal: 'goals',
} satisfies Record<string, keyof State>;

export type CommunicationType = keyof typeof KEPT;

/** Numbers of their own, so that one is never taken for that of the chat or the message. */
const OFFSETS: Record<CommunicationType, number> = {
	chat: 9_000_000,
	offline_message: 8_000_000,
	call: 7_000_000,
	goal: 6_000_000,
};

/** The number of a communication, which is not that of the chat, message or call in it. */
export function communicationIdOf(type: CommunicationType, { id }: Row): number {
	return OFFSETS[type] + Number(id);
}

/** The communications of a type. */
export function communicationsOf({ state }: CallGearWorld, type: CommunicationType): Row[] {
	return state[KEPT[type]].map((row) => ({ ...row, communication_id: communicationIdOf(type, row) }));
}

/** The tags of a chat, call or message as reports show them. */
export function tagsOf({ state, store }: CallGearWorld, type: CommunicationType, row: Row): Row[] {
	const own = communicationIdOf(type, row);
	return store
		.held<Row>('tag')
		.filter(({ fact }) => fact.communication_type === type && fact.communication_id === own)
		.map(({ fact }) => ({
			tag_id: fact.tag_id,
			tag_name: state.tags.find(({ id }) => id === fact.tag_id)?.name,
			tag_type: 'manual',
		}));
}
