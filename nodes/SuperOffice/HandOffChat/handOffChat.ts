import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { call, openInstallation } from '../api';
import { readChatSession, readSessionOutput } from '../chatSession';
import { IN_UTC, readAuthentication, readChatSessionId, requireOwnSession, unknownSession } from '../fields';
import { defaults } from './properties';

/**
 * Puts one item's chat session back into the queue, where people take it over.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_Reset
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or SuperOffice refused it
 */
export async function handOffChat(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const chatSessionId = readChatSessionId(fields);
	const output = readSessionOutput(fields);
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const reset = {
		method: 'POST',
		path: `/ChatSession/${chatSessionId}/Reset`,
		headers: IN_UTC,
		effect: 'writes',
		missing: unknownSession(fields, chatSessionId),
	} as const;
	const session = await call(installation, reset, (json, answer) =>
		readChatSession(json, answer, chatSessionId),
	);
	return { json: output(session) };
}
