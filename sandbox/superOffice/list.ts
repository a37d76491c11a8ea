import type { FastifyRequest } from 'fastify';

import { statusLabel, translated } from './entity';
import { readInt32 } from './body';
import { refuseArgument } from './refusals';
import { type Session, STATUSES } from './sessions';
import type { SuperOfficeWorld } from './world';
import { askedZone, showDate } from './zones';

type Columns = Record<string, (session: Session, request: FastifyRequest) => unknown>;

/** The columns that this sandbox knows. https://docs.superoffice.com/en/api/archive-providers/reference/chatsession */
const COLUMNS: Columns = {
	chatSessionId: ({ id }) => id,
	status: (session, { headers }) => statusLabel(session, headers),
	firstMessage: ({ firstMessage }) => firstMessage,
	lastMessage: ({ lastMessage }) => lastMessage,
	whenRequested: ({ requested }, { headers }) => showDate(requested, askedZone(headers)),
	'chatTopic/chatTopicId': ({ topic }) => topic.id,
	'chatTopic/name': ({ topic }, { headers }) => translated(topic.name, headers),
	'person/fullName': ({ customer }) => customer.name,
};

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

/** `GET ChatSession`: an OData collection. https://docs.superoffice.com/en/api/search/odata/index */
export function listSessions(request: FastifyRequest, base: string, world: SuperOfficeWorld) {
	const query = request.query as Record<string, string | undefined>;
	const columns = (query.$select ?? 'chatSessionId').split(',').map((name) => name.trim());
	const unknown = columns.find((name) => !(name in COLUMNS));
	if (unknown !== undefined) refuseArgument(`The column '${unknown}' is not known.`);
	const { pageSize } = world.settings;
	const skip = readInt32(query.$skip ?? '0', '$skip');
	const top = Math.min(readInt32(query.$top ?? String(pageSize), '$top'), pageSize);
	const found = [...world.state.sessions.values()]
		.filter(readFilter(query.$filter))
		.sort(order(query.$orderBy));
	const page = found.slice(skip, skip + top);
	const next = new URLSearchParams({ ...query, $skip: String(skip + top) } as Record<string, string>);
	return {
		'odata.metadata': `${base}/v1/ChatSession/$metadata`,
		'odata.nextLink': skip + top < found.length ? `${base}/v1/ChatSession?${next.toString()}` : null,
		value: page.map((session) => ({
			PrimaryKey: String(session.id),
			EntityName: 'chat',
			...Object.fromEntries(columns.map((name) => [name, COLUMNS[name](session, request)])),
		})),
	};
}

function order(orderBy = 'chatSessionId asc'): (a: Session, b: Session) => number {
	const [, column, direction = 'asc'] = /^(\S+)(?: (asc|desc))?$/.exec(orderBy) ?? [];
	if (column !== 'chatSessionId') return refuseArgument(`Cannot sort by '${orderBy}'.`);
	return (a, b) => (direction === 'desc' ? b.id - a.id : a.id - b.id);
}

/** Conditions joined by "and". */
function readFilter(filter = ''): Test {
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
