import type { Fields } from '../../engine/fields';
import { Findings } from '../uploads/findings';
import { listIn, membersOf, objectIn, oneEach, refuseUnknown } from '../uploads/jsonMembers';
import { wireFields } from '../uploads/wireFields';
import { CHAT_KEYS, type IncomingChat, MESSAGE_KEYS } from './body';

/**
 * The chat that a JSON object in CallGear's own words describes.
 *
 * @param value the object, as the field gives it
 * @param field the field's display name
 * @param item the input item that it is of
 * @throws Failure for what is no chat; members that CallGear does not know are found: it would refuse them
 */
export function chatOfJson(value: unknown, field: string, item = 0): IncomingChat {
	const chat = objectIn(value, field, oneEach('chat'));
	const findings = new Findings();
	findings.of('chat', () => refuseUnknown(chat, [...CHAT_KEYS, 'messages'], field));
	const place = `${field} > messages`;
	const messages = findings.of('messages', () => readMessages(chat.messages, place, item)) ?? [];
	return {
		chat: wireFields([...membersOf(chat, CHAT_KEYS, field), ['messages', undefined, place]]),
		messages,
		findings,
	};
}

function readMessages(value: unknown, place: string, item: number): Fields[] {
	const list = listIn(value, place, 'messages');
	const findings = new Findings();
	const messages = list.map((message, index) =>
		findings.of('messages', () => messageOfJson(message, `${place} ${index + 1}`, item)),
	);
	findings.raise();
	return messages.filter((message) => message !== undefined);
}

function messageOfJson(value: unknown, field: string, item: number): Fields {
	const message = objectIn(value, field, `Give an object with ${MESSAGE_KEYS.join(', ')}.`);
	refuseUnknown(message, MESSAGE_KEYS, field);
	return wireFields(membersOf(message, MESSAGE_KEYS, field), item);
}
