import unescape from 'lodash/unescape';

import { type Bubble, type ShownChat, shownTime, type View } from '../view';
import { type Message, type Session, STATUSES } from './sessions';
import type { SuperOfficeWorld } from './world';

const SIDES: Record<string, Bubble['side']> = { ToCustomer: 'company', ToUser: 'customer' };

/** The installation as a person sees it: its chats, those with new messages first. */
export function view({ state, store }: SuperOfficeWorld): View {
	const touched = new Map(store.held('message').map(({ id, fact }) => [fact.ChatSessionId, id]));
	const rank = ({ id }: Session) => (touched.get(id) ?? 0) * 1e6 + id / 1e6;
	return {
		chats: [...state.sessions.values()].sort((a, b) => rank(b) - rank(a)).map(shown),
		lists: [],
	};
}

function shown(session: Session): ShownChat {
	const { id, topic, status, customer, messages, requested } = session;
	const topicName = /US:"([^"]*)"/.exec(topic.name)?.[1] ?? topic.name;
	const asked = (text: string): Bubble => ({
		side: 'customer',
		by: customer.name || undefined,
		at: shownTime(requested),
		text: readable(text),
	});
	const known = messages.length === 0 ? [session.firstMessage, session.lastMessage] : [session.firstMessage];
	return {
		id: String(id),
		title: customer.name || 'Anonymous visitor',
		about: [topicName, STATUSES[status].label, `session ${id}`],
		bubbles: [
			...[...new Set(known)].filter((text) => text !== '').map(asked),
			...messages.map((message) => bubble(message, customer.name)),
		],
	};
}

function bubble(message: Message, customer: string): Bubble {
	const side = SIDES[message.Type] ?? 'event';
	const special =
		message.SpecialType === 'None' ? '' : `${message.SpecialType} ${message.SpecialParam}`.trim();
	return {
		side,
		by: message.Author || (side === 'customer' ? customer : '') || undefined,
		at: shownTime(message.WhenPosted),
		text: [readable(message.Message), special].filter((part) => part !== '').join('\n'),
	};
}

/** A message as the chat window shows it: SuperOffice reads it as HTML. */
function readable(html: string): string {
	return unescape(html.replace(/<br\s*\/?>/gi, '\n').replace(/<\/?[a-z][^<>]*>/gi, ''));
}
