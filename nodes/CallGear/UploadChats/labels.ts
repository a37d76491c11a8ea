import { isEqual } from 'lodash';

import type { Target } from '../answers';
import { placeIn } from '../refusalPath';
import { type BuiltChat, CHAT_KEYS, type IncomingChat, MESSAGE_KEYS } from './body';

/**
 * The place in which the user entered what a refusal of CallGear points at: a field, a key of the JSON, or a column.
 *
 * @returns undefined when CallGear points at nothing of the chat
 */
export function labelOf(
	{ field, value }: Target,
	{ chat }: IncomingChat,
	{ messages }: BuiltChat,
): string | undefined {
	const [member, inner] = placeIn('chats', field) ?? [];
	const ofChat = CHAT_KEYS.find((key) => key === member);
	if (ofChat) return chat.label(ofChat);
	if (member !== 'messages') return undefined;
	const ofMessage = MESSAGE_KEYS.find((key) => key === inner);
	if (!ofMessage) return chat.label('messages');
	const holder = messages.find(({ body }) => isEqual(body[ofMessage], value));
	return holder ? holder.fields.label(ofMessage) : `${chat.label('messages')} > ${ofMessage}`;
}
