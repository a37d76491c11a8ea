import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { call, openInstallation } from '../api';
import { readChatSession, readSessionOutput } from '../chatSession';
import { IN_UTC, readAuthentication, readChatSessionId, requireOwnSession, unknownSession } from '../fields';
import { changesOf } from './body';
import { defaults } from './properties';

/**
 * Changes one item's chat session.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_PatchChatSessionEntity
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or SuperOffice refused it
 */
export async function updateChatSession(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const chatSessionId = readChatSessionId(fields);
	const body = changesOf(fields);
	const output = readSessionOutput(fields);
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const changed = {
		method: 'PATCH',
		path: `/ChatSession/${chatSessionId}`,
		headers: IN_UTC,
		effect: 'writes',
		body,
		missing: unknownSession(fields, chatSessionId),
	} as const;
	const session = await call(installation, changed, (json, answer) =>
		readChatSession(json, answer, chatSessionId),
	);
	return { json: output(session) };
}
