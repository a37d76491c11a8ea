import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { pathSegment } from '../../engine/address';
import { Failure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { VENDOR } from '../answers';
import { call, openInstallation } from '../api';
import { type ChatSession, readChatSession, readSessionOutput } from '../chatSession';
import { IN_UTC, readAuthentication, readChatSessionId, requireOwnSession, unknownSession } from '../fields';
import { defaults } from './properties';

/** Whether the chat is offered to an agent now, who was named by number or user name. */
function isOfferedTo({ TransferTo }: ChatSession, agent: string): boolean {
	const names = [TransferTo?.AssociateId, TransferTo?.Name, TransferTo?.UserName];
	return names.some((name) => String(name ?? '').toLowerCase() === agent.toLowerCase());
}

/** SuperOffice answers with success also when it has done nothing. */
function requireOffer(session: ChatSession, agent: string): ChatSession {
	if (isOfferedTo(session, agent)) return session;
	throw new Failure({
		message: `SuperOffice did not offer the chat session ${session.ChatSessionId} to "${agent}"`,
		remedy:
			'It does so only for a chat that the user of the credential answers, and says nothing otherwise: sign in as that agent, or put the chat back into the queue with SuperOffice Hand Off Chat. A system user has no chats.',
		delivery: 'refused',
		vendor: VENDOR,
	});
}

/**
 * Offers one item's chat session to an agent.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_TransferTo
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), SuperOffice refused it, or did nothing
 */
export async function transferChat(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const chatSessionId = readChatSessionId(fields);
	const agent = fields.id('agentId');
	const segment = pathSegment(agent, fields.label('agentId'));
	const output = readSessionOutput(fields);
	const installation = await openInstallation(context, readAuthentication(fields), options);
	requireOwnSession(fields, installation);
	const offer = {
		method: 'POST',
		path: `/ChatSession/${chatSessionId}/TransferTo/${segment}`,
		headers: IN_UTC,
		effect: 'writes',
		missing: unknownSession(fields, chatSessionId),
	} as const;
	const session = await call(installation, offer, (json, answer) =>
		readChatSession(json, answer, chatSessionId),
	);
	return { json: output(requireOffer(session, agent)) };
}
