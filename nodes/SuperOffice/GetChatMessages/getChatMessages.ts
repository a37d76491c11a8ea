import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { itemsFrom, wantedRows } from '../../engine/many';
import { readRequestOptions } from '../../engine/options';
import type { PageSource } from '../../engine/pages';
import { afterKey } from '../../engine/paging';
import { VENDOR } from '../answers';
import { call, type Installation, openInstallation } from '../api';
import {
	IN_UTC,
	LARGEST_INT32,
	readAuthentication,
	readChatSessionId,
	readHeaders,
	requireOwnSession,
	unknownSession,
} from '../fields';
import { defaults } from './properties';
import { readMessages, simplified, type StoredMessage } from '../storedMessage';
import { transcriptOf } from './transcript';

/**
 * The messages of a session, which SuperOffice gives all at once.
 *
 * @param wants which of them count
 */
function messagesOf(
	installation: Installation,
	fields: Fields,
	wants: (message: StoredMessage) => boolean,
): PageSource<StoredMessage, number> {
	const chatSessionId = readChatSessionId(fields);
	const first = fields.collection('filters').optionalWhole('afterMessage', { max: LARGEST_INT32 }) ?? 0;
	const messages = {
		method: 'GET',
		path: `/ChatSession/${chatSessionId}/Messages`,
		effect: 'reads',
		headers: { ...IN_UTC, ...readHeaders(fields.collection('options')) },
		missing: unknownSession(fields, chatSessionId),
	} as const;
	return afterKey({
		vendor: VENDOR,
		pageSize: Infinity,
		key: ({ ChatMessageId }) => String(ChatMessageId),
		first,
		place: ({ ChatMessageId }) => ChatMessageId,
		read: async (after, size) => {
			const qs = after === 0 ? {} : { after };
			const rows = (await call(installation, { ...messages, qs }, readMessages)).filter(wants);
			// From the beginning, the latest are wanted; after a message, those that follow it
			return { rows: after === 0 && size < rows.length ? rows.slice(-size) : rows, more: false };
		},
	});
}

/**
 * Gets one item's messages of a chat session, as items of their own or as one text.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_GetMessages
 *
 * @throws Failure when a field breaks a rule (then nothing was asked), or SuperOffice refused it
 */
export async function getChatMessages(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData[]> {
	const options = readRequestOptions(fields, defaults);
	const output = fields.choice('output');
	const simplify = output === 'messages' && (fields.flag('simplify') ?? true);
	const type = fields.collection('filters').optionalChoice('messageType');
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const source = messagesOf(installation, fields, ({ Type }) => type === undefined || Type === type);
	if (output === 'messages') {
		return await itemsFrom(context, fields, source, simplify ? simplified : whole);
	}
	const messages: StoredMessage[] = [];
	for await (const message of wantedRows(context, fields, source)) messages.push(message);
	return [{ json: transcriptOf(readChatSessionId(fields), messages) }];
}

const whole = (message: StoredMessage) => message as IDataObject;
