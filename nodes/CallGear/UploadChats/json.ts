import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { visible } from '../../engine/visible';
import { CHAT_KEYS, type IncomingChat, MESSAGE_KEYS } from './body';
import { Findings } from './findings';
import { wireFields, type WireValue } from './wireFields';

const object = z.record(z.unknown());

/**
 * The chat that a JSON object in CallGear's own words describes.
 *
 * @param value the object, as the field gives it
 * @param field the field's display name
 * @param item the input item that it is of
 * @throws Failure for what is no chat; members that CallGear does not know are found: it would refuse them
 */
export function chatOfJson(value: unknown, field: string, item = 0): IncomingChat {
	const chat = object.safeParse(value).data;
	if (!chat) {
		const what = Array.isArray(value) ? 'a list' : 'no object';
		throw invalidField(
			field,
			`holds ${what}`,
			'Give one chat per item; a Split Out node makes items of a list.',
		);
	}
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
	const list = z.array(z.unknown()).optional().safeParse(value);
	if (!list.success) throw invalidField(place, 'is no list', 'Give a list of messages.');
	const findings = new Findings();
	const messages = (list.data ?? []).map((message, index) =>
		findings.of('messages', () => messageOfJson(message, `${place} ${index + 1}`, item)),
	);
	findings.raise();
	return messages.filter((message) => message !== undefined);
}

function messageOfJson(value: unknown, field: string, item: number): Fields {
	const message = object.safeParse(value).data;
	if (!message) throw invalidField(field, 'is no object', `Give an object with ${MESSAGE_KEYS.join(', ')}.`);
	refuseUnknown(message, MESSAGE_KEYS, field);
	return wireFields(membersOf(message, MESSAGE_KEYS, field), item);
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
