import { createHash } from 'node:crypto';
import { lowerFirst, mapKeys } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../../engine/errors';
import type { VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { VENDOR } from '../answers';
import type { ArchiveRow } from '../archive';
import { EVENTS } from '../eventFields';
import { ofMessage } from '../messageEvent';
import { simplified } from '../sessionRow';
import { ENDINGS, statusNamed } from '../statuses';
import type { StoredMessage } from '../storedMessage';

type SessionEvent = typeof EVENTS.created | typeof EVENTS.changed;

interface OfSession {
	event: SessionEvent;
	session: ArchiveRow;
}

interface OfMessage {
	event: typeof EVENTS.message;
	session: ArchiveRow;
	message: StoredMessage;
}

/** Something that has happened to a chat. */
export type Told = OfSession | OfMessage;

/** The same; or `seen`, the state in which the chat's messages were read, which starts nothing. */
export type Happening = Told | { event: 'seen'; session: ArchiveRow };

/** How long after its end a chat may get messages, such as the one that tells of the end, in milliseconds. */
const LATE_MS = 600_000;

const idOf = ({ PrimaryKey }: ArchiveRow) => Number(PrimaryKey);

/** The status of a session, by its name. */
export const statusOf = ({ status }: ArchiveRow) => statusNamed(String(status));

/** What can be seen of a session without reading its messages. */
function stateOf({ status, lastMessage, associateId, whenEnded }: ArchiveRow): string {
	const state = JSON.stringify([status, lastMessage, associateId, whenEnded]);
	return createHash('sha256').update(state).digest('hex').slice(0, 16);
}

/** What tells a happening from others; of changes of a session, and of how it was seen, the last one counts. */
export function keyOf(happening: Happening): string {
	if (happening.event === EVENTS.message) return `message ${happening.message.ChatMessageId}`;
	return `${happening.event} ${idOf(happening.session)}`;
}

/** The status that a session has come to, or all that was seen of it. */
export function stateAfter({ event, session }: Happening): string {
	if (event === EVENTS.changed) return statusOf(session);
	return event === 'seen' ? stateOf(session) : '';
}

function instantOf(value: unknown): DateTime {
	return DateTime.fromISO(String(value), { zone: 'utc' });
}

/** When a session was asked for, in milliseconds. @throws Failure when SuperOffice does not tell that */
export function requestedAt(session: ArchiveRow): number {
	const instant = instantOf(session.whenRequested);
	if (instant.isValid) return instant.toMillis();
	throw new Failure({
		message: 'SuperOffice did not answer as its pages say',
		remedy: `It does not tell when the chat session ${idOf(session)} was asked for.`,
		delivery: 'notSent',
		vendor: VENDOR,
	});
}

/** By what time a happening is looked for: when its chat was asked for, by which alone it can be found. In milliseconds. */
export const timeOf = ({ session }: Happening): number => requestedAt(session);

/**
 * Whether the messages of a session were all read before: it is over, has not changed since, and its end is some time ago. Those of deleted sessions
 * are not to be had.
 *
 * @param known what `stateAfter` gave for `seen` the last time
 */
export function isRead(session: ArchiveRow, known: string | undefined): boolean {
	if (statusOf(session) === 'Deleted') return true;
	const ended = instantOf(session.whenEnded).toMillis();
	return ENDINGS.includes(statusOf(session)) && known === stateOf(session) && !(ended > Date.now() - LATE_MS);
}

/** When it happened, as far as SuperOffice tells it of a session. */
function occurredAt(event: SessionEvent, session: ArchiveRow): string | undefined {
	if (event === EVENTS.created) return instantOf(session.whenRequested).toISO() ?? undefined;
	const ended = ENDINGS.includes(statusOf(session)) && !String(session.whenEnded).startsWith('0001-');
	return ended ? (instantOf(session.whenEnded).toISO() ?? undefined) : undefined;
}

/** The event that a happening is. @param isOwn whether one of our nodes posted the message */
export function eventOf(happening: Told, isOwn: boolean): VendorEvent {
	const { event, session } = happening;
	const conversationId = String(idOf(session));
	const more = mapKeys(simplified(session), (_value, key) => lowerFirst(key)) as IDataObject;
	const common = { event, conversationId, more };
	if (event === EVENTS.message) {
		const { message } = happening;
		return ofMessage({ ...common, eventKey: keyOf(happening), isOwn, raw: message }, message, isOwn);
	}
	// A status can come again, mostly with other words of the chat
	const eventKey = event === EVENTS.changed ? `${keyOf(happening)} ${stateOf(session)}` : keyOf(happening);
	return {
		...given({ ...common, eventKey, occurredAt: occurredAt(event, session) }),
		isOwn: false,
		raw: session,
	};
}
