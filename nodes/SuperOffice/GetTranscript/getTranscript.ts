import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HttpAnswer } from '../../engine/answer';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { unreadable } from '../answers';
import { call, openInstallation } from '../api';
import { readAuthentication, readChatSessionId, requireOwnSession, unknownSession } from '../fields';
import { defaults } from './properties';

/** The transcript comes as a bare text in JSON. */
function readTranscript(json: unknown, answer: HttpAnswer): string {
	if (typeof json === 'string') return json;
	throw unreadable(answer, 'Its answer is no transcript.');
}

/**
 * Gets the transcript of one item's chat session. The call is a POST, and changes nothing.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_GetTranscript
 *
 * @throws Failure when a field breaks a rule (then nothing was asked), or SuperOffice refused it
 */
export async function getTranscript(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const chatSessionId = readChatSessionId(fields);
	const format = fields.choice('format');
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const asked = {
		method: 'POST',
		path: `/ChatSession/${chatSessionId}/Transcript`,
		qs: { html: format === 'html' },
		effect: 'reads',
		missing: unknownSession(fields, chatSessionId),
	} as const;
	const Transcript = await call(installation, asked, readTranscript);
	return { json: { ChatSessionId: chatSessionId, Format: format, Transcript } };
}
