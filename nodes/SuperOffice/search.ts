import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';

import { listed, listedPage, listOptions } from '../engine/listSearch';
import { rowsOf } from '../engine/pages';
import { unreadable } from './answers';
import { type Authentication, call, type Installation, openInstallation } from './api';
import { type ArchiveRow, archiveRows, archiveRowsByNumber } from './archive';
import { LARGEST_INT32, quoted } from './fields';
import { onOneLine } from './plainText';
import { inStatuses } from './statuses';

const PAGE_SIZE = 50;

/** There are about 500 time zones; how many rows SuperOffice gives at once is not documented. */
const ZONES_AT_ONCE = 500;

/** Waiting for an agent in the queue, for the agent, for the customer: the sessions that are going on. */
const LIVE = inStatuses(['InQueue', 'CustomerLast', 'UserLast']);

/** A display value. Which columns come as numbers is not documented. */
function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Fills a pick list with the credential that the node has chosen. */
async function listFrom(
	context: ILoadOptionsFunctions,
	make: (installation: Installation) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	const authentication = context.getCurrentNodeParameter('authentication') as Authentication;
	const open = async () => await openInstallation(context, authentication, listOptions());
	return await listed(context, async () => await make(await open()));
}

const named = (value: string, parts: unknown[]): INodeListSearchItems => ({
	name: parts
		.map(shown)
		.filter((part) => part !== '')
		.join(' · '),
	value,
});

/** A number finds one session whatever its state, other words those that are going on and whose last message holds them. */
function filterOf(text: string): string {
	if (/^\d+$/.test(text) && Number(text) <= LARGEST_INT32) return `chatSessionId eq ${text}`;
	return text === '' ? LIVE : `${LIVE} and lastMessage contains ${quoted(text)}`;
}

function sessionItem(session: ArchiveRow): INodeListSearchItems {
	const { PrimaryKey, status, lastMessage } = session;
	const about = [session['person/fullName'], session['chatTopic/name'], status];
	return named(PrimaryKey, [...about, onOneLine(shown(lastMessage)).slice(0, 60), PrimaryKey]);
}

/**
 * The pick list of chat sessions, newest first, in pages.
 * https://docs.superoffice.com/en/api/archive-providers/reference/chatsession
 */
export async function searchChatSessions(
	this: ILoadOptionsFunctions,
	filter = '',
	last?: string,
): Promise<INodeListSearchResult> {
	return await listFrom(this, async (installation) => {
		const sessions = archiveRowsByNumber(installation, {
			path: '/ChatSession',
			columns: ['chatSessionId', 'status', 'lastMessage', 'chatTopic/name', 'person/fullName'],
			conditions: [filterOf(filter.trim())],
			column: 'chatSessionId',
			order: 'desc',
			pageSize: PAGE_SIZE,
		});
		return await listedPage(sessions, last, (rows) => rows.map(sessionItem));
	});
}

function zoneItem(zone: ArchiveRow): INodeListSearchItems {
	const { PrimaryKey, timeZone, country, region, cities } = zone;
	const code = shown(timeZone) || PrimaryKey;
	return named(code, [country, region, cities, code]);
}

/**
 * The pick list of time zones, all at once: they cannot be searched for by part of a name or a city together.
 * https://docs.superoffice.com/en/api/archive-providers/reference/timezones
 */
export async function searchTimeZones(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	return await listFrom(this, async (installation) => {
		const results = (await allZones(installation))
			.filter(({ name }) => name.toLowerCase().includes(wanted))
			.sort((a, b) => a.name.localeCompare(b.name, 'en'));
		return { results };
	});
}

async function allZones(installation: Installation): Promise<INodeListSearchItems[]> {
	const columns = ['id', 'timeZone', 'country', 'region', 'cities'];
	const zones = archiveRows(installation, { path: '/TimeZone', columns, pageSize: ZONES_AT_ONCE });
	const found: INodeListSearchItems[] = [];
	for await (const zone of rowsOf(zones)) found.push(zoneItem(zone));
	return found;
}

/** An entry of a list that SuperOffice keeps for drop-downs. */
const listItems = z.array(z.object({ Id: z.number().int(), Name: z.string().nullish() }));

/**
 * The pick list of topics, all at once; the entry that stands for all of them is left out.
 * https://docs.superoffice.com/en/api/mdo-providers/reference/chatchannel
 */
export async function searchTopics(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await listFrom(this, async (installation) => {
		const topics = await allTopics(installation);
		return found(
			topics.map(({ Id, Name }) => named(String(Id), [Name, Id])),
			filter,
		);
	});
}

async function allTopics(installation: Installation): Promise<z.infer<typeof listItems>> {
	const list = {
		method: 'GET',
		path: '/MDOList/chatchannel',
		qs: { flat: true },
		headers: { 'SO-Language': 'en' },
		effect: 'reads',
	} as const;
	const items = await call(installation, list, (json, answer) => {
		const { data } = listItems.safeParse(json);
		if (data) return data;
		throw unreadable(answer, 'Its answer is no list.');
	});
	return items.filter(({ Id }) => Id > 0);
}

/** Those of all entries that are looked for, by name. */
function found(entries: INodeListSearchItems[], filter: string): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = entries
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return { results };
}

/** Who works on a topic. https://docs.superoffice.com/en/api/reference/restful/rest/ChatTopic/v1ChatTopic_GetUserAgents */
const topicAgents = z.array(
	z.object({
		CanRespond: z.boolean().nullish(),
		User: z
			.object({ AssociateId: z.number().int(), FullName: z.string().nullish(), Name: z.string().nullish() })
			.nullish(),
	}),
);

/**
 * The pick list of agents: those who may answer on any topic. Other lists of agents do not say whether their numbers are those of associates.
 */
export async function searchAgents(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await listFrom(this, async (installation) => {
		const agents = new Map<number, INodeListSearchItems>();
		for (const { Id } of await allTopics(installation)) {
			const asked = { method: 'GET', path: `/ChatTopic/${Id}/UserAgent`, effect: 'reads' } as const;
			const ofTopic = await call(installation, asked, (json, answer) => {
				const { data } = topicAgents.safeParse(json);
				if (data) return data;
				throw unreadable(answer, 'Its answer is no list of agents.');
			});
			for (const { CanRespond, User } of ofTopic) {
				if (!CanRespond || !User) continue;
				const { AssociateId, FullName, Name } = User;
				agents.set(AssociateId, named(String(AssociateId), [FullName, Name, AssociateId]));
			}
		}
		return found([...agents.values()], filter);
	});
}
