import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

import { type Associate, type LinkName, RECORDS, type Session, STATUSES } from './sessions';
import { askedZone, showDate } from './zones';

/** How an installation says "no date". */
export const NO_DATE = '0001-01-01T00:00:00';

/**
 * ChatSessionEntity; with `$select` the properties that were not asked for are there, as null.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSessionEntity_GetChatSessionEntity
 */
export function entity(session: Session, request: FastifyRequest, base: string): Record<string, unknown> {
	return {
		...carrier(session, request),
		_Links: { Self: `${base}/v1/ChatSession/${session.id}` },
	};
}

/** The same without links, as the calls answer that are no entity's own. */
export function carrier(session: Session, request: FastifyRequest): Record<string, unknown> {
	const date = (value: Date) => showDate(value, askedZone(request.headers));
	const whole = {
		ChatSessionId: session.id,
		TopicId: session.topic.id,
		User: associate(session.user),
		TransferTo: associate(session.transferTo),
		Person: linked('Person', session),
		Contact: linked('Contact', session),
		Ticket: linked('Ticket', session),
		Project: linked('Project', session),
		Sale: linked('Sale', session),
		CustomerName: session.customer.name,
		CustomerEmail: session.customer.email,
		CustomerPhone: session.customer.phone ?? '',
		CustomerCompanyName: session.customer.company ?? '',
		CustomerAlias: session.customer.alias ?? '',
		CustomerConsented: session.customer.consented ?? false,
		CustomerHost: '198.51.100.7',
		Status: session.status,
		FirstMessage: session.firstMessage,
		LastMessage: session.lastMessage,
		WhenRequested: date(session.requested),
		WhenStarted: session.started ? date(session.started) : NO_DATE,
		WhenEnded: session.ended ? date(session.ended) : NO_DATE,
		WhenIdle: date(session.idle),
		SessionKey: `session-key-${session.id}`,
		ChatbotIsActive: session.botIsActive ?? false,
		Rating: 0,
		Flags: null,
		TableRight: null,
		FieldProperties: {},
	};
	const { $select } = request.query as { $select?: string };
	if ($select === undefined) return whole;
	const asked = $select.split(',').map((name) => name.trim());
	return Object.fromEntries(
		Object.entries(whole).map(([name, value]) => [name, asked.includes(name) ? value : null]),
	);
}

/** A user, with both numbers. */
export function associate(user: Associate | undefined): object | null {
	if (!user) return null;
	return { AssociateId: user.id, Name: user.login, FullName: user.fullName, EjUserId: user.serviceId };
}

/** What the names of the linked records are called. */
const TITLES: Record<LinkName, string> = {
	Person: 'FullName',
	Contact: 'Name',
	Ticket: 'Title',
	Project: 'Name',
	Sale: 'Title',
};

function linked(name: LinkName, { links = {} }: Session): object | null {
	const id = links[name];
	return id === undefined ? null : { [`${name}Id`]: id, [TITLES[name]]: RECORDS[name][id] };
}

/** A text that is kept in several languages: raw unless a language was asked for, and `*` or `x` ask for raw too. */
export function translated(text: string, headers: IncomingHttpHeaders): string {
	const language = headers['so-language'] ?? headers['accept-language'];
	if (typeof language !== 'string' || ['*', 'x'].includes(language)) return text;
	const wanted = /^(no|nb)/i.test(language) ? 'NO' : 'US';
	return new RegExp(`${wanted}:"([^"]*)"`).exec(text)?.[1] ?? text;
}

/** The label of a status, in the two languages that this installation speaks. */
export function statusLabel({ status }: Session, headers: IncomingHttpHeaders): string {
	const { label } = STATUSES[status];
	return translated(`NO:"${label}";US:"${label}"`, headers);
}
