import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import { listed, listOptions } from '../engine/listSearch';
import { unreadable } from './answers';
import { type Authentication, call, type Installation, openInstallation } from './api';
import { LARGEST_INT32 } from './fields';

const PAGE_SIZE = 50;

/** There are about 500 time zones; how many rows SuperOffice gives at once is not documented. */
const ZONES_AT_ONCE = 500;

/** Waiting for an agent in the queue, for the agent, for the customer: the sessions that are going on. */
const LIVE = 'status oneOf (4,5,6)';

/** A display value. Which columns come as numbers is not documented. */
const shown = z.union([z.string(), z.number()]).transform(String).nullish();

const nextLink = z.string().nullish();
const sessions = z.object({
	'odata.nextLink': nextLink,
	value: z.array(
		z.object({
			PrimaryKey: z.union([z.string(), z.number()]).transform(String),
			status: shown,
			lastMessage: shown,
			'chatTopic/name': shown,
			'person/fullName': shown,
		}),
	),
});
const zones = z.object({
	'odata.nextLink': nextLink,
	value: z.array(
		z.object({
			PrimaryKey: z.union([z.string(), z.number()]).transform(String),
			timeZone: shown,
			country: shown,
			region: shown,
			cities: shown,
		}),
	),
});

/**
 * Reads rows of an archive; without a language its names come in all languages at once. https://docs.superoffice.com/en/api/search/odata/index
 *
 * @throws Failure when it was refused, or answered with something else
 */
async function readArchive<Shape extends z.ZodTypeAny>(
	installation: Installation,
	path: string,
	qs: IDataObject,
	shape: Shape,
): Promise<z.output<Shape>> {
	const archive = { method: 'GET', path, qs, headers: { 'SO-Language': 'en' }, effect: 'reads' } as const;
	const read = (json: unknown, answer: HttpAnswer): z.output<Shape> => {
		const result = shape.safeParse(json);
		if (result.success) return result.data as z.output<Shape>;
		throw unreadable(answer, 'Its answer is no list.');
	};
	return await call(installation, archive, read);
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

const named = (value: string, parts: Array<string | null | undefined>): INodeListSearchItems => ({
	name: parts.filter((part) => part).join(' · '),
	value,
});

/** A number finds one session whatever its state, other words those that are going on and whose last message holds them. */
function filterOf(text: string): string {
	if (/^\d+$/.test(text) && Number(text) <= LARGEST_INT32) return `chatSessionId eq ${text}`;
	return text === '' ? LIVE : `${LIVE} and lastMessage contains '${text.replaceAll("'", "''")}'`;
}

function sessionItem(session: z.output<typeof sessions>['value'][number]): INodeListSearchItems {
	const { PrimaryKey, status, lastMessage } = session;
	const about = [session['person/fullName'], session['chatTopic/name'], status];
	return named(PrimaryKey, [PrimaryKey, ...about, lastMessage?.slice(0, 60)]);
}

/**
 * The pick list of chat sessions, newest first, in pages.
 * https://docs.superoffice.com/en/api/archive-providers/reference/chatsession
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
	return await listFrom(this, async (installation) => {
		const page = await readArchive(installation, '/ChatSession', qs, sessions);
		const results = page.value.map(sessionItem);
		return page['odata.nextLink'] ? { results, paginationToken: String(skip + results.length) } : { results };
	});
}

function zoneItem(zone: z.output<typeof zones>['value'][number]): INodeListSearchItems {
	const { PrimaryKey, timeZone, country, region, cities } = zone;
	const code = timeZone || PrimaryKey;
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

/** Goes on by what has come so far, not to the address that an answer names. */
async function allZones(installation: Installation): Promise<INodeListSearchItems[]> {
	const found: INodeListSearchItems[] = [];
	// Far more than there are: ends with an installation that never does
	while (found.length < 10 * ZONES_AT_ONCE) {
		const qs = { $select: 'id,timeZone,country,region,cities', $top: ZONES_AT_ONCE, $skip: found.length };
		const page = await readArchive(installation, '/TimeZone', qs, zones);
		found.push(...page.value.map(zoneItem));
		if (!page['odata.nextLink'] || page.value.length === 0) break;
	}
	return found;
}
