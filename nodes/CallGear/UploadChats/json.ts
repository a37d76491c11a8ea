import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { visible } from '../../engine/visible';
import { CHAT_KEYS, type IncomingChat, MESSAGE_KEYS } from './body';
import { wireFields, type WireValue } from './wireFields';

const object = z.record(z.unknown());

/**
 * The chat that a JSON object in CallGear's own words describes.
 *
 * @param value the object, as the field gives it
 * @param field the field's display name
 * @throws Failure for what is no chat, and for members that CallGear does not know: it would refuse them
 */
export function chatOfJson(value: unknown, field: string): IncomingChat {
	const chat = object.safeParse(value).data;
	if (!chat) {
		const what = Array.isArray(value) ? 'a list' : 'no object';
		throw invalidField(
			field,
			`holds ${what}`,
			'Give one chat per item; a Split Out node makes items of a list.',
		);
	}
	refuseUnknown(chat, [...CHAT_KEYS, 'messages'], field);
	const place = `${field} > messages`;
	const list = z.array(z.unknown()).optional().safeParse(chat.messages);
	if (!list.success) throw invalidField(place, 'is no list', 'Give a list of messages.');
	const messages = (list.data ?? []).map((message, index) => messageOfJson(message, `${place} ${index + 1}`));
	return {
		chat: wireFields([...membersOf(chat, CHAT_KEYS, field), ['messages', undefined, place]]),
		messages,
	};
}

function messageOfJson(value: unknown, field: string): Fields {
	const message = object.safeParse(value).data;
	if (!message) throw invalidField(field, 'is no object', `Give an object with ${MESSAGE_KEYS.join(', ')}.`);
	refuseUnknown(message, MESSAGE_KEYS, field);
	return wireFields(membersOf(message, MESSAGE_KEYS, field));
}

function membersOf(value: Record<string, unknown>, keys: readonly string[], field: string): WireValue[] {
	return keys.map((key) => [key, value[key], `${field} > ${key}`]);
}

function refuseUnknown(value: object, known: readonly string[], field: string): void {
	const unknown = Object.keys(value).find((key) => !known.includes(key));
	if (unknown === undefined) return;
	throw invalidField(
		field,
		`holds "${visible(unknown.slice(0, 60))}", which CallGear does not know`,
		`Known are: ${known.join(', ')}.`,
	);
}
