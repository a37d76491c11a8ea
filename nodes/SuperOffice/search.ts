import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import { listed, listOptions } from '../engine/listSearch';
import { type Authentication, call, openInstallation } from './api';
import { unreadable } from './answers';

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
	const read = (json: unknown, answer: HttpAnswer): INodeListSearchResult => {
		const { data } = page.safeParse(json);
		if (!data) throw unreadable(answer);
		const results = data.value.map(listItem);
		return data['odata.nextLink'] ? { results, paginationToken: String(skip + results.length) } : { results };
	};
	return await listOf(this, '/ChatSession', qs, read);
}

/** Asks for a list; without a language its names come in all languages at once. */
async function listOf(
	context: ILoadOptionsFunctions,
	path: string,
	qs: IDataObject,
	read: (json: unknown, answer: HttpAnswer) => INodeListSearchResult,
): Promise<INodeListSearchResult> {
	const authentication = context.getCurrentNodeParameter('authentication') as Authentication;
	const list = { method: 'GET', path, qs, headers: { 'SO-Language': 'en' }, effect: 'reads' } as const;
	return await listed(
		context,
		async () => await call(await openInstallation(context, authentication, listOptions), list, read),
	);
}

const zones = z.array(
	z.object({ TZLocationID: z.number(), Name: name, TZLocationCode: name, TZLocationCities: name }),
);

/**
 * The pick list of time zones, which SuperOffice gives all at once. https://docs.superoffice.com/en/api/web-services/so-timezone
 */
export async function searchTimeZones(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	return await listOf(this, '/TimeZone', {}, (json, answer) => {
		const { data } = zones.safeParse(json);
		if (!data) throw unreadable(answer);
		const results = data
			.map(({ TZLocationID, Name, TZLocationCode, TZLocationCities }) => {
				const code = TZLocationCode || String(TZLocationID);
				return { name: [Name, TZLocationCities, code].filter((part) => part).join(' · '), value: code };
			})
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name, 'en'));
		return { results };
	});
}
