import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { call, openInstallation } from '../api';
import { readChatSession, readSessionOutput } from '../chatSession';
import { IN_UTC, readAuthentication, readChatSessionId, requireOwnSession, unknownSession } from '../fields';
import { defaults } from './properties';

/**
 * Gets one item's chat session.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_GetChatSessionEntity
 *
 * @throws Failure when a field breaks a rule (then nothing was asked), or SuperOffice refused it
 */
export async function getChatSession(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const chatSessionId = readChatSessionId(fields);
	const output = readSessionOutput(fields);
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const asked = {
		method: 'GET',
		path: `/ChatSession/${chatSessionId}`,
		headers: IN_UTC,
		effect: 'reads',
		missing: unknownSession(fields, chatSessionId),
	} as const;
	const session = await call(installation, asked, (json, answer) =>
		readChatSession(json, answer, chatSessionId),
	);
	return { json: output(session) };
}
