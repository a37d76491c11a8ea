import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import { listed } from '../engine/listSearch';
import { noRetry } from '../engine/retry';
import { type Authentication, callSuperOffice } from './api';
import { unreadable } from './answers';

const TIMEOUT_MS = 15_000;
const PAGE_SIZE = 50;

/** Waiting for an agent in the queue, for the agent, for the customer: the sessions that are going on. */
const LIVE = 'status oneOf (4,5,6)';

const name = z.string().nullish();
const page = z.object({
	'odata.nextLink': z.string().nullish(),
	value: z.array(
		z.object({
			PrimaryKey: z.union([z.string(), z.number()]).transform(String),
			status: name,
			lastMessage: name,
			'chatTopic/name': name,
			'person/fullName': name,
		}),
	),
});

/** A number finds one session whatever its state, other words those that are going on and whose last message holds them. */
function filterOf(text: string): string {
	if (/^\d+$/.test(text)) return `chatSessionId eq ${text}`;
	return text === '' ? LIVE : `${LIVE} and lastMessage contains '${text.replaceAll("'", "''")}'`;
}

function listItem(session: z.infer<typeof page>['value'][number]): INodeListSearchItems {
	const { PrimaryKey, status, lastMessage } = session;
	const parts = [
		PrimaryKey,
		session['person/fullName'],
		session['chatTopic/name'],
		status,
		lastMessage?.slice(0, 60),
	];
	return { name: parts.filter((part) => part).join(' · '), value: PrimaryKey };
}

/**
 * The pick list of chat sessions, newest first, in pages.
 * https://docs.superoffice.com/en/api/search/odata/index
 */
export async function searchChatSessions(
	this: ILoadOptionsFunctions,
	filter = '',
	skipped = '0',
): Promise<INodeListSearchResult> {
	const skip = Number(skipped);
	const qs = {
		$select: 'chatSessionId,status,lastMessage,chatTopic/name,person/fullName',
		$filter: filterOf(filter.trim()),
		$orderBy: 'chatSessionId desc',
		$top: PAGE_SIZE,
		$skip: skip,
	};
	// Without a language the names come in all languages at once
	const headers = { 'SO-Language': 'en' };
	const call = { method: 'GET', path: '/ChatSession', qs, headers, effect: 'reads' } as const;
	const authentication = this.getCurrentNodeParameter('authentication') as Authentication;
	const options = { retry: noRetry, timeoutMs: TIMEOUT_MS };
	const read = (json: unknown, answer: HttpAnswer): INodeListSearchResult => {
		const { data } = page.safeParse(json);
		if (!data) throw unreadable(answer);
		const results = data.value.map(listItem);
		return data['odata.nextLink'] ? { results, paginationToken: String(skip + results.length) } : { results };
	};
	return await listed(this, async () => await callSuperOffice(this, authentication, call, options, read));
}
