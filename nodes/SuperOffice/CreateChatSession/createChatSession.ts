import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { call, openInstallation } from '../api';
import { readChatSession, readSessionOutput } from '../chatSession';
import { IN_UTC, readAuthentication, readTopicId, unknownTopic } from '../fields';
import { readSessionData } from '../sessionData';
import { defaults } from './properties';

/**
 * Creates a chat session on one item's topic; what is known of it is set by a second call, since the first takes none.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatTopic/v1ChatTopic_CreateSession
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), SuperOffice refused it, or the session is there without its data
 */
export async function createChatSession(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const topicId = readTopicId(fields);
	const changes = readSessionData(fields.collection('sessionData'));
	const output = readSessionOutput(fields);
	const installation = await openInstallation(context, readAuthentication(fields), options);
	const made = {
		method: 'POST',
		path: `/ChatTopic/${topicId}/Sessions`,
		headers: IN_UTC,
		effect: 'writes',
		missing: unknownTopic(fields, topicId),
	} as const;
	const session = await call(installation, made, (json, answer) => readChatSession(json, answer));
	if (changes.length === 0) return { json: output(session) };
	const { ChatSessionId } = session;
	const completed = {
		method: 'PATCH',
		path: `/ChatSession/${ChatSessionId}`,
		headers: IN_UTC,
		effect: 'writes',
		body: changes,
	} as const;
	const whole = await call(installation, completed, (json, answer) =>
		readChatSession(json, answer, ChatSessionId),
	).catch((caught: unknown) => {
		const failure = asFailure(caught);
		throw failure.with({
			message: `The chat session ${ChatSessionId} was created, but its data was not set: ${failure.facts.message}`,
			remedy: `Do not run this item again, since that would create another one. Set the data with SuperOffice Update Chat Session.`,
			anew: '',
			delivery: 'uncertain',
		});
	});
	return { json: output(whole) };
}
