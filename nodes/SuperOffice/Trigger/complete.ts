import { lowerFirst, mapKeys } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { asFailure } from '../../engine/errors';
import type { VendorEvent } from '../../engine/eventItem';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import type { RequestOptions } from '../../engine/options';
import type { Incoming } from '../../engine/receive';
import { noRetry } from '../../engine/retry';
import { deadline } from '../../engine/wait';
import { call, type Installation, openInstallation } from '../api';
import { type ChatSession, readChatSession, simplifiedSession } from '../chatSession';
import { EVENTS } from '../eventFields';
import { IN_UTC, readAuthentication } from '../fields';
import { ofMessage, postedAt } from '../messageEvent';
import { isOwnPost } from '../ownPosts';
import { messagesOf, type StoredMessage } from '../storedMessage';
import { readWishes } from '../wishes';

/** SuperOffice waits for its answer meanwhile. How long it does is not documented, and too many late answers switch the webhook off. */
const LIMIT_MS = 4000;

/** How long before an event its messages may have been posted. Those that were given before are known by their numbers. */
const WINDOW_MS = 30_000;

const options: RequestOptions = {
	retry: noRetry,
	timeoutMs: LIMIT_MS,
	itemIndex: 0,
	waited: { ms: 0 },
};

/**
 * Learns what an event is about: SuperOffice tells neither a message's text nor its number, and not always the session's topic. What could not be
 * learned in time is said in the event as `fetchFailed`.
 * https://docs.superoffice.com/en/automation/webhook/reference/chat-events
 */
export async function complete(events: VendorEvent[], incoming: Incoming): Promise<VendorEvent[]> {
	return (await Promise.all(events.map(async (event) => await completed(event, incoming)))).flat();
}

async function completed(event: VendorEvent, { context, fields }: Incoming): Promise<VendorEvent[]> {
	const { chatSessionId } = event.more;
	const aboutMessages = event.event === EVENTS.message;
	if (typeof chatSessionId !== 'number') return [event];
	const limit = deadline(LIMIT_MS);
	try {
		const installation = await openInstallation(context, readAuthentication(fields), options);
		const [session, messages] = await limit.within(
			Promise.all([
				needsSession(event, fields) ? sessionOf(installation, chatSessionId) : undefined,
				aboutMessages ? messagesOf(installation, chatSessionId) : [],
			]),
		);
		const about = session ? withSession(event, session, fields) : event;
		if (!aboutMessages) return [about];
		return newOnes(messages, event.occurredAt).map((message) =>
			ofMessage(about, message, isOwnPost(installation, chatSessionId, message)),
		);
	} catch (caught) {
		const fetchError = limit.passed()
			? `SuperOffice did not answer within ${LIMIT_MS / 1000} s.`
			: asFailure(caught).message;
		return [{ ...event, more: { ...event.more, fetchFailed: true, fetchError } }];
	} finally {
		limit.release();
	}
}

function needsSession({ event, more }: VendorEvent, fields: Fields): boolean {
	const { topicId, statuses } = readWishes(fields);
	return (
		(fields.flag('includeSession') ?? false) ||
		(topicId !== undefined && more.topicId === undefined) ||
		(event !== EVENTS.message && statuses.length > 0 && more.status === undefined)
	);
}

async function sessionOf(installation: Installation, chatSessionId: number): Promise<ChatSession> {
	const asked = {
		method: 'GET',
		path: `/ChatSession/${chatSessionId}`,
		headers: IN_UTC,
		effect: 'reads',
	} as const;
	return await call(installation, asked, (json, answer) => readChatSession(json, answer, chatSessionId));
}

function withSession(event: VendorEvent, session: ChatSession, fields: Fields): VendorEvent {
	const simple = mapKeys(simplifiedSession(session), (_value, key) => lowerFirst(key)) as IDataObject;
	const { topicId, status } = { ...simple, ...event.more };
	const whole = fields.flag('includeSession') ? { session: simple } : {};
	return { ...event, more: { ...event.more, ...given({ topicId, status }), ...whole } };
}

/**
 * Those messages that an event can be about: from a little before it on, and at least the last one up to it. More than one may be new where several
 * came quickly; which of them were given before is known by their numbers.
 */
function newOnes(messages: StoredMessage[], occurredAt: string | undefined): StoredMessage[] {
	const time = DateTime.fromISO(occurredAt ?? '', { zone: 'utc' }).toMillis();
	const latest = messages.findLastIndex((message) => !(postedAt(message) > time));
	const recent = messages.findIndex((message) => postedAt(message) >= time - WINDOW_MS);
	const starts = [latest, recent].filter((index) => index >= 0);
	return messages.slice(Math.min(...starts, messages.length));
}
