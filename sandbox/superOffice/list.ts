import type { FastifyRequest } from 'fastify';

import { type Archive, answerArchive } from './archive';
import { NO_DATE, statusLabel, translated } from './entity';
import { refuseArgument } from './refusals';
import { type Session, STATUSES } from './sessions';
import type { SuperOfficeWorld } from './world';
import { askedZone, readDate, showDate } from './zones';

/** The columns that this sandbox knows. https://docs.superoffice.com/en/api/archive-providers/reference/chatsession */
const SESSIONS: Archive<Session> = {
	path: '/ChatSession',
	entity: 'chat',
	key: ({ id }) => id,
	columns: {
		chatSessionId: ({ id }) => id,
		status: (session, { headers }) => statusLabel(session, headers),
		firstMessage: ({ firstMessage }) => firstMessage,
		lastMessage: ({ lastMessage }) => lastMessage,
		whenRequested: ({ requested }, { headers }) => showDate(requested, askedZone(headers)),
		whenStarted: ({ started }, { headers }) => (started ? showDate(started, askedZone(headers)) : NO_DATE),
		whenEnded: ({ ended }, { headers }) => (ended ? showDate(ended, askedZone(headers)) : NO_DATE),
		duration: () => '00:00:00',
		timeInQueue: () => '00:00:00',
		queueLength: () => 0,
		rating: () => 0,
		agent: ({ user }) => user?.fullName ?? '',
		associateId: ({ user }) => user?.id ?? 0,
		personId: ({ links }) => links?.Person ?? 0,
		contactId: ({ links }) => links?.Contact ?? 0,
		'chatTopic/chatTopicId': ({ topic }) => topic.id,
		'chatTopic/name': ({ topic }, { headers }) => translated(topic.name, headers),
		'person/fullName': ({ customer }) => customer.name,
		'person/email/emailAddress': ({ customer }) => customer.email,
	},
	preset: ['chatSessionId'],
	sortable: ['chatSessionId'],
	filter: readFilter,
};

/** `GET ChatSession`: all chats. */
export function listSessions(request: FastifyRequest, base: string, { state, settings }: SuperOfficeWorld) {
	const { pageSize, baseTimeZone } = settings;
	return answerArchive(request, [...state.sessions.values()], SESSIONS, { base, pageSize, baseTimeZone });
}

type Test = (session: Session) => boolean;

const NUMBER_TESTS: Record<string, (left: number, right: number) => boolean> = {
	eq: (left, right) => left === right,
	ne: (left, right) => left !== right,
	lt: (left, right) => left < right,
	gt: (left, right) => left > right,
	le: (left, right) => left <= right,
	ge: (left, right) => left >= right,
};
const TEXT_TESTS: Record<string, (left: string, right: string) => boolean> = {
	begins: (left, right) => left.toLowerCase().startsWith(right.toLowerCase()),
	contains: (left, right) => left.toLowerCase().includes(right.toLowerCase()),
	is: (left, right) => left.toLowerCase() === right.toLowerCase(),
};

const TIME_TESTS: Record<string, (left: Date, right: Date) => boolean> = {
	afterTime: (left, right) => left > right,
	beforeTime: (left, right) => left < right,
	dateTime: (left, right) => left.getTime() === right.getTime(),
};

/** The columns that hold numbers. */
const NUMBERS: Record<string, (session: Session) => number> = {
	chatSessionId: ({ id }) => id,
	'chatTopic/chatTopicId': ({ topic }) => topic.id,
	rating: () => 0,
	personId: ({ links }) => links?.Person ?? 0,
	contactId: ({ links }) => links?.Contact ?? 0,
};

/** A time as a filter has it, in the format of https://docs.superoffice.com/en/api/search/odata/datetime */
const TIME = /^'(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)'$/;

/** Conditions joined by "and". Times count in the zone that is asked for, else in the installation's own. */
function readFilter(filter: string, { headers }: FastifyRequest, baseZone: string): Test {
	const zone = askedZone(headers).zone ?? baseZone;
	const tests =
		filter === '' ? [] : splitOutsideQuotes(filter).map((condition) => readCondition(condition, zone));
	return (session) => tests.every((test) => test(session));
}

function splitOutsideQuotes(filter: string): string[] {
	const texts: string[] = [];
	const bare = filter.replace(/'(?:[^']|'')*'/g, (text) => `'${texts.push(text) - 1}'`);
	return bare
		.split(/ and /i)
		.map((part) => part.trim().replace(/'(\d+)'/g, (_mark, index: string) => texts[Number(index)]));
}

function readCondition(condition: string, zone: string): Test {
	const [, column, operator, value] = /^(\S+) (\w+) ?(.+)$/s.exec(condition) ?? [];
	if (column === 'status' && operator === 'oneOf' && /^\(\d+(,\s*\d+)*\)$/.test(value)) {
		const numbers = value.slice(1, -1).split(',').map(Number);
		return ({ status }) => numbers.includes(STATUSES[status].number);
	}
	if (Object.hasOwn(NUMBERS, column) && Object.hasOwn(NUMBER_TESTS, operator) && /^\d+$/.test(value)) {
		return (session) => NUMBER_TESTS[operator](NUMBERS[column](session), Number(value));
	}
	const time = TIME.exec(value ?? '')?.[1];
	if (column === 'whenRequested' && time !== undefined && Object.hasOwn(TIME_TESTS, operator)) {
		const limit = readDate(time, '$filter', zone);
		return ({ requested }) => TIME_TESTS[operator](requested, limit);
	}
	const text = /^'(.*)'$/s.exec(value ?? '')?.[1].replaceAll("''", "'");
	if (
		text !== undefined &&
		operator in TEXT_TESTS &&
		(column === 'firstMessage' || column === 'lastMessage')
	) {
		return (session) => TEXT_TESTS[operator](session[column], text);
	}
	return refuseArgument(`The condition '${condition}' cannot be read.`);
}
