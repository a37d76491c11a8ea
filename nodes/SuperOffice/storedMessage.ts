import type { IDataObject } from 'n8n-workflow';
import { sortBy } from 'lodash';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import { given } from '../engine/given';
import { unreadable } from './answers';
import { call, type Installation } from './api';
import { IN_UTC } from './fields';
import { plainText } from './plainText';

const text = z.string().nullish();
const storedMessages = z.array(
	z
		.object({
			ChatMessageId: z.number().int(),
			ChatSessionId: z.number().nullish(),
			Type: text,
			Message: text,
			Author: text,
			SpecialType: text,
			SpecialParam: text,
			WhenPosted: text,
		})
		.passthrough(),
);

/** A message as SuperOffice keeps it. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_GetMessages */
export type StoredMessage = z.output<typeof storedMessages>[number];

/** The messages of an answer in the order of their numbers: theirs in the answer is not documented. @throws Failure when it is something else */
export function readMessages(json: unknown, answer: HttpAnswer): StoredMessage[] {
	const { data } = storedMessages.safeParse(json);
	if (!data) throw unreadable(answer, 'Its answer is no list of messages.');
	return sortBy(data, 'ChatMessageId');
}

/** All messages of a chat session. @throws Failure when SuperOffice does not give them */
export async function messagesOf(
	installation: Installation,
	chatSessionId: number,
): Promise<StoredMessage[]> {
	const path = `/ChatSession/${chatSessionId}/Messages`;
	return await call(installation, { method: 'GET', path, headers: IN_UTC, effect: 'reads' }, readMessages);
}

/** What a flow goes on with: what is empty stays out, and the text is as a person reads it. */
export function simplified(message: StoredMessage): IDataObject {
	const { ChatMessageId, ChatSessionId, Type, Author, Message, SpecialType, SpecialParam, WhenPosted } =
		message;
	return given({
		ChatMessageId,
		ChatSessionId: ChatSessionId ?? undefined,
		Type: Type ?? undefined,
		Author: Author || undefined,
		Text: plainText(Message ?? ''),
		SpecialType: SpecialType === 'None' ? undefined : (SpecialType ?? undefined),
		SpecialParam: SpecialParam || undefined,
		WhenPosted: WhenPosted ?? undefined,
	});
}
