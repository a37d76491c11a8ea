import { DateTime } from 'luxon';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import { eventItem } from '../../engine/eventItem';
import { Fields } from '../../engine/fields';
import type { RequestOptions } from '../../engine/options';
import { rowsOf } from '../../engine/pages';
import type { Polling, PollSource } from '../../engine/poll';
import { readWatchedMs } from '../../engine/watched';
import { credentialTypeOf, type Installation, openInstallation } from '../api';
import { type ArchiveRow, archiveRowsByNumber } from '../archive';
import { EVENTS } from '../eventFields';
import { IN_UTC, readAuthentication } from '../fields';
import { isOwnPost } from '../ownPosts';
import { COLUMNS, ofTopic, whenRequested } from '../sessionRow';
import { BEGINNINGS } from '../statuses';
import { messagesOf, type StoredMessage } from '../storedMessage';
import { whoWrote } from '../whoWrote';
import { checkWishes, wants, type Wishes } from '../wishes';
import {
	eventOf,
	type Happening,
	isRead,
	keyOf,
	requestedAt,
	stateAfter,
	statusOf,
	timeOf,
} from './happenings';
import { properties } from './properties';

const PAGE_SIZE = 100;

/** So far back the newest chats are looked for. */
const LOOKED_BACK = { days: 90 };

/** No zone is farther behind UTC. That a filter's times count in the zone of the request is not documented. */
const BEHIND_UTC = { hours: 14 };

/** The sessions that were asked for since a time, and some from before it. */
function sessionsSince(
	installation: Installation,
	{ topicId }: Wishes,
	since: DateTime,
	{ order, limit = Infinity }: { order: 'asc' | 'desc'; limit?: number },
): AsyncGenerator<ArchiveRow> {
	const after = whenRequested('afterTime', since.minus(BEHIND_UTC));
	const sessions = archiveRowsByNumber(installation, {
		path: '/ChatSession',
		columns: COLUMNS,
		conditions: [after, ...(topicId === undefined ? [] : [ofTopic(topicId)])],
		headers: { ...IN_UTC, 'SO-Language': 'en' },
		column: 'chatSessionId',
		order,
		pageSize: PAGE_SIZE,
	});
	return rowsOf(sessions, { limit });
}

/** The messages of a session that the user wants; none of one that was removed meanwhile. */
async function wantedMessages(
	installation: Installation,
	{ senders }: Wishes,
	{ PrimaryKey }: ArchiveRow,
): Promise<StoredMessage[]> {
	const messages = await messagesOf(installation, Number(PrimaryKey)).catch((caught: unknown) => {
		const failure = asFailure(caught);
		if (failure.facts.httpStatus === 404) return [];
		throw failure;
	});
	return messages.filter((message) => senders.includes(whoWrote(message).type));
}

/** All that has happened to a session so far, as it happened, of what the user wants. */
async function* happeningsOf(
	installation: Installation,
	wishes: Wishes,
	session: ArchiveRow,
	known: (key: string) => string | undefined,
): AsyncGenerator<Happening> {
	const { events } = wishes;
	if (events.includes(EVENTS.created)) yield { event: EVENTS.created, session };
	const seen: Happening = { event: 'seen', session };
	if (events.includes(EVENTS.message) && !isRead(session, known(keyOf(seen)))) {
		for (const message of await wantedMessages(installation, wishes, session)) {
			yield { event: EVENTS.message, session, message };
		}
		yield seen;
	}
	if (events.includes(EVENTS.changed)) yield { event: EVENTS.changed, session };
}

const nothing = () => undefined;

async function open(context: IPollFunctions, request: RequestOptions): Promise<PollSource<Happening>> {
	const fields = Fields.ofNode(context, properties);
	const wishes = checkWishes(fields);
	const withRaw = fields.flag('includeRawEvent') ?? false;
	const installation = await openInstallation(context, readAuthentication(fields), request);
	return {
		since: async function* (time, known) {
			const sessions = sessionsSince(installation, wishes, DateTime.fromMillis(time), { order: 'asc' });
			for await (const session of sessions) {
				if (requestedAt(session) >= time) yield* happeningsOf(installation, wishes, session, known);
			}
		},
		newest: async function* (limit) {
			const since = DateTime.now().minus(LOOKED_BACK);
			for await (const session of sessionsSince(installation, wishes, since, { order: 'desc', limit })) {
				const happenings: Happening[] = [];
				for await (const one of happeningsOf(installation, wishes, session, nothing)) happenings.unshift(one);
				yield* happenings;
			}
		},
		key: keyOf,
		state: stateAfter,
		time: timeOf,
		item: (happening, knew): INodeExecutionData | undefined => {
			if (happening.event === 'seen') return undefined;
			const { event, session } = happening;
			// The status in which a chat begins is no change
			const begins = BEGINNINGS.includes(statusOf(session)) && !knew(keyOf(happening));
			if (event === EVENTS.changed && begins) return undefined;
			const isOwn =
				happening.event === EVENTS.message &&
				isOwnPost(installation, Number(session.PrimaryKey), happening.message);
			const told = eventOf(happening, isOwn);
			return isOwn || !wants(told, wishes) ? undefined : eventItem(told, { withRaw });
		},
	};
}

/** What the engine has to know of SuperOffice's chats. @throws Failure when a field cannot be read */
export function pollingOf(context: IPollFunctions): Polling<Happening> {
	const fields = Fields.ofNode(context, properties);
	const { events, senders, topicId } = checkWishes(fields);
	return {
		credential: credentialTypeOf(readAuthentication(fields)),
		account: ({ environment, loginUrl, tenantId, baseUrl }) => [environment, loginUrl, tenantId, baseUrl],
		choice: [events, senders, topicId],
		overlapMs: readWatchedMs(fields),
		open,
	};
}
