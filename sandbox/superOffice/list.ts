import type { FastifyRequest } from 'fastify';

import { type Archive, answerArchive } from './archive';
import { statusLabel, translated } from './entity';
import { refuseArgument } from './refusals';
import { type Session, STATUSES } from './sessions';
import type { SuperOfficeWorld } from './world';
import { askedZone, showDate } from './zones';

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
		'chatTopic/chatTopicId': ({ topic }) => topic.id,
		'chatTopic/name': ({ topic }, { headers }) => translated(topic.name, headers),
		'person/fullName': ({ customer }) => customer.name,
	},
	preset: ['chatSessionId'],
	sortable: ['chatSessionId'],
	filter: readFilter,
};

/** `GET ChatSession`: all chats. */
export function listSessions(request: FastifyRequest, base: string, { state, settings }: SuperOfficeWorld) {
	const { pageSize } = settings;
	return answerArchive(request, [...state.sessions.values()], SESSIONS, { base, pageSize });
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

/** Conditions joined by "and". */
function readFilter(filter: string): Test {
	const tests = filter === '' ? [] : splitOutsideQuotes(filter).map(readCondition);
	return (session) => tests.every((test) => test(session));
}

function splitOutsideQuotes(filter: string): string[] {
	const texts: string[] = [];
	const bare = filter.replace(/'(?:[^']|'')*'/g, (text) => `'${texts.push(text) - 1}'`);
	return bare
		.split(/ and /i)
		.map((part) => part.trim().replace(/'(\d+)'/g, (_mark, index: string) => texts[Number(index)]));
}

function readCondition(condition: string): Test {
	const [, column, operator, value] = /^(\S+) (\w+) ?(.+)$/.exec(condition) ?? [];
	if (column === 'status' && operator === 'oneOf' && /^\(\d+(,\s*\d+)*\)$/.test(value)) {
		const numbers = value.slice(1, -1).split(',').map(Number);
		return ({ status }) => numbers.includes(STATUSES[status].number);
	}
	if (column === 'chatSessionId' && operator in NUMBER_TESTS && /^\d+$/.test(value)) {
		return ({ id }) => NUMBER_TESTS[operator](id, Number(value));
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
