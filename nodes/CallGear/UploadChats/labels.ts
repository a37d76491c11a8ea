import { isEqual } from 'lodash';

import type { Refusal } from '../answers';
import { placeInChat } from '../refusalPath';
import { type BuiltChat, CHAT_KEYS, type ChatDraft, MESSAGE_KEYS } from './chat';

/**
 * The place in which the user entered what a refusal of CallGear points at: a field, a key of the JSON, or a column.
 *
 * @returns undefined when CallGear points at nothing of the chat
 */
export function labelOf(
	{ field, value }: Pick<Refusal, 'field' | 'value'>,
	draft: ChatDraft,
	built: BuiltChat,
): string | undefined {
	const [member, inner] = placeInChat(field) ?? [];
	const ofChat = CHAT_KEYS.find((key) => key === member);
	if (ofChat) return draft.label(ofChat);
	if (member !== 'messages') return undefined;
	const ofMessage = MESSAGE_KEYS.find((key) => key === inner);
	if (!ofMessage) return draft.label('messages');
	const holder = built.messages.find(({ body }) => isEqual(body[ofMessage], value));
	return holder ? holder.draft.label(ofMessage) : `${draft.label('messages')} > ${ofMessage}`;
}
