import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { unreadable } from '../answers';
import { call, type Installation, openInstallation } from '../api';
import { readAuthentication, readTopicId, unknownTopic } from '../fields';
import { defaults } from './properties';

/** https://docs.superoffice.com/en/api/reference/restful/agent/Chat_Agent/v1ChatAgent_GetChatPresence; agents answer null for nothing. */
const presences = z
	.array(
		z.object({
			UserId: z.number(),
			DisplayName: z.string().nullish(),
			OngoingChats: z.number().nullish(),
			Present: z.boolean(),
			ChatTopics: z.array(z.number()).nullish(),
		}),
	)
	.nullable();

function readOpen(json: unknown, answer: HttpAnswer): boolean {
	if (typeof json === 'boolean') return json;
	throw unreadable(answer, 'Its answer is neither yes nor no.');
}

/** The agents of a topic who are there now. */
async function agentsOf(installation: Installation, topicId: number): Promise<IDataObject[]> {
	const asked = { method: 'POST', path: '/Agents/Chat/GetChatPresence', effect: 'reads' } as const;
	const all = await call(installation, asked, (json, answer) => {
		const { data, success } = presences.safeParse(json);
		if (success) return data ?? [];
		throw unreadable(answer, 'Its answer is no list of agents.');
	});
	return all
		.filter(({ Present, ChatTopics }) => Present && ChatTopics?.includes(topicId))
		.map(({ UserId, DisplayName, OngoingChats }) => ({
			UserId,
			DisplayName: DisplayName ?? '',
			OngoingChats: OngoingChats ?? 0,
		}));
}

/**
 * Tells whether one item's topic is open now, and who is there.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatTopic/v1ChatTopic_IsOpen
 *
 * @throws Failure when a field breaks a rule (then nothing was asked), or SuperOffice refused it
 */
export async function getTopicStatus(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const topicId = readTopicId(fields);
	const includeAgents = fields.flag('includeAgents') ?? true;
	const installation = await openInstallation(context, readAuthentication(fields), options);
	const asked = {
		method: 'GET',
		path: `/ChatTopic/${topicId}/IsOpen`,
		effect: 'reads',
		missing: unknownTopic(fields, topicId),
	} as const;
	const status = { TopicId: topicId, IsOpen: await call(installation, asked, readOpen) };
	if (!includeAgents) return { json: status };
	const Agents = await agentsOf(installation, topicId);
	return { json: { ...status, AgentsPresent: Agents.length, Agents } };
}
