import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { unreadable } from '../answers';
import { call, openInstallation } from '../api';
import { readAuthentication, readHeaders, requireOwnSession, unknownSession } from '../fields';
import { ownPost } from '../ownPosts';
import { type ChatMessage, readChatMessage } from './body';
import { defaults } from './properties';

const added = z
	.object({ ChatMessageId: z.number().int().positive(), ChatSessionId: z.number().nullish() })
	.passthrough();

/** The message as SuperOffice keeps it; anything else leaves open whether it was added. */
function readAdded(json: unknown, answer: HttpAnswer, { ChatSessionId }: ChatMessage): IDataObject {
	const { data } = added.safeParse(json);
	if (!data) throw unreadable(answer, 'Its answer lacks the number of the new message.');
	const session = data.ChatSessionId ?? ChatSessionId;
	if (session !== ChatSessionId) {
		throw unreadable(answer, `Its answer is about a message of another chat session, ${session}.`);
	}
	return data as IDataObject;
}

/**
 * Adds one item's message to its chat session and gives the message as SuperOffice keeps it.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or SuperOffice refused it
 */
export async function addChatMessage(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const headers = readHeaders(fields.collection('options'));
	const body = readChatMessage(fields, context.getTimezone());
	const { ChatSessionId } = body;
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const message = {
		method: 'POST',
		path: `/ChatSession/${ChatSessionId}/Messages`,
		effect: 'writes',
		headers,
		body,
		missing: unknownSession(fields, ChatSessionId),
	} as const;
	const post = async () => await call(installation, message, (json, answer) => readAdded(json, answer, body));
	return { json: await ownPost(installation, body, post) };
}
