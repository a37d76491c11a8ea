import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import { CHAT_KEYS, type ChatDraft, type MessageDraft, MESSAGE_KEYS } from './chat';

const object = z.record(z.unknown());

/**
 * The chat that a JSON object in CallGear's own words describes.
 *
 * @param value the object, as the field gives it
 * @param field the field's display name
 * @throws Failure for what is no chat, and for members that CallGear does not know: it would refuse them
 */
export function draftOfJson(value: unknown, field: string): ChatDraft {
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
	const label = (key: string) => `${field} > ${key}`;
	const list = z.array(z.unknown()).optional().safeParse(chat.messages);
	if (!list.success) throw invalidField(label('messages'), 'is no list', 'Give a list of messages.');
	const messages = (list.data ?? []).map((message, index) =>
		draftOfMessage(message, `${label('messages')} ${index + 1}`),
	);
	return { values: chat, messages, label };
}

function draftOfMessage(value: unknown, field: string): MessageDraft {
	const message = object.safeParse(value).data;
	if (!message) throw invalidField(field, 'is no object', `Give an object with ${MESSAGE_KEYS.join(', ')}.`);
	refuseUnknown(message, MESSAGE_KEYS, field);
	return { values: message, label: (key) => `${field} > ${key}` };
}

function refuseUnknown(value: object, known: readonly string[], field: string): void {
	const unknown = Object.keys(value).find((key) => !known.includes(key));
	if (unknown === undefined) return;
	throw invalidField(
		field,
		`holds "${unknown.slice(0, 60)}", which CallGear does not know`,
		`Known are: ${known.join(', ')}.`,
	);
}
