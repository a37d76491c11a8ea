import type { IDataObject } from 'n8n-workflow';
import { mapValues } from 'lodash';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readInstant } from '../../engine/time';
import { breathing, mapBreathing } from '../../engine/wait';
import type { NamedEmployees } from '../employees';
import type { Findings } from '../uploads/findings';
import { madeIdOf } from '../uploads/madeId';
import { needContact, needPlace, required } from '../uploads/needs';
import { type Clocks, findEarly, givenStart, messageTimes, type Moment, startTime } from './times';
import { campaignId, choice, email, id, phone, words } from '../values';
import { wireFields } from '../uploads/wireFields';

/** The members of a chat and of a message, in the vendor's words. https://callgear.github.io/data_api/communication/upload_chats/ */
export const CHAT_KEYS = [
	'start_date_time',
	'name',
	'phone',
	'email',
	'status',
	'initiator',
	'visitor_session_id',
	'campaign_id',
	'site_id',
	'source_id',
	'ext_id',
] as const;
export const MESSAGE_KEYS = ['date_time', 'source', 'employee_id', 'message'] as const;

export type ChatKey = (typeof CHAT_KEYS)[number];
export type MessageKey = (typeof MESSAGE_KEYS)[number];

export const STATUSES = ['lost', 'refused', 'succeed'] as const;
export const INITIATORS = ['autoinvite', 'operator', 'visitor'] as const;
export const SOURCES = ['operator', 'system', 'visitor'] as const;

type Reader = (
	fields: Fields,
	name: string,
	rules?: Pick<Rules, 'countryCode'>,
) => string | number | undefined;

/** The members of a chat that are read each by itself. */
const MEMBERS: Record<Exclude<ChatKey, 'start_date_time'>, Reader> = {
	name: words,
	phone: (fields, name, rules) => phone(fields, name, rules?.countryCode),
	email,
	status: (fields, name) => choice(fields, name, STATUSES),
	initiator: (fields, name) => choice(fields, name, INITIATORS),
	visitor_session_id: id,
	campaign_id: campaignId,
	site_id: id,
	source_id: id,
	ext_id: (fields, name) => fields.optionalId(name),
};

/** A chat as it came in, from whichever of the ways: fields under CallGear's names, which errors call as the user knows them. */
export interface IncomingChat {
	chat: Fields;
	messages: Fields[];
	/** The key of its rows. */
	key?: string;
	/** The input item that one of its own values stands in, where it is made of several. */
	itemOf?: (name: string) => number | undefined;
	/** What was found wrong with it so far. */
	findings: Findings;
	/** Given where its operators may stand there by name or email. */
	employees?: NamedEmployees;
	/** How many entries of an export are no messages of it. */
	leftOut?: number;
	/** Whether it is not known to be whole: then nothing is missed in it. */
	partial?: true;
}

/** What the account and the options decide. */
export interface Rules extends Clocks {
	/** Whether a chat without an own ID gets one made of its content. */
	makeExtId: boolean;
	/** Gives the ID of an employee whose name or email is given; throws a Failure for one that is none. */
	employeeId?: (name: string, field: string) => number;
	/** The country code of phones that have none; empty where the user could give it. */
	countryCode?: string;
}

const PLACE =
	'CallGear needs one of the three to know where the chat took place: choose "Site", which goes for all chats that name none.';

interface BuiltMessage extends Moment {
	body: IDataObject;
}

/** A chat as CallGear takes it, and what its messages were made of, in the order of the chat. */
export interface BuiltChat {
	chat: IDataObject;
	start: Moment;
	messages: BuiltMessage[];
}

/**
 * Builds one chat of `upload.chats` and checks all that CallGear's page demands.
 *
 * @returns the members that are given, ids as numbers, times by the clocks of the account, messages in order
 * @throws Failure that names the value as the user knows it, or a `Flawed` of several
 */
export async function buildChat(incoming: IncomingChat, rules: Rules): Promise<BuiltChat> {
	const { chat: fields, findings } = incoming;
	const bodies = await readMessages(incoming, rules);
	const moments = await messageTimes(incoming.messages, rules, findings);
	const members = readMembers(incoming, rules);
	const givenOne = findings.of(
		'start_date_time',
		() => givenStart(fields, rules),
		incoming.itemOf?.('start_date_time'),
	);
	if (givenOne) await findEarly(givenOne, moments, rules, findings);
	findings.raise();
	const start = startTime(fields, givenOne, moments, rules);
	const messages = await mapBreathing(moments, (moment, index) => ({
		...moment,
		body: { date_time: moment.wall, ...bodies[index] },
	}));
	const breathe = breathing();
	messages.sort((a, b) => a.at.toMillis() - b.at.toMillis());
	const sent = messages.map(({ body }) => body);
	const chat: IDataObject = given({ start_date_time: start.wall, ...members, messages: sent });
	await breathe();
	const own = chat.ext_id === undefined && rules.makeExtId ? { ext_id: idOfContent(chat, incoming) } : {};
	await breathe();
	return { chat: { ...chat, ...own }, start, messages };
}

/** What tells a chat without an own ID from others. */
export const idOfContent = (chat: IDataObject, { key = '' }: IncomingChat) => madeIdOf([key, chat]);

async function readMessages(
	{ chat, messages, findings }: IncomingChat,
	rules: Rules,
): Promise<IDataObject[]> {
	if (messages.length > 0) {
		return await mapBreathing(messages, (message) => messageBody(message, findings, rules));
	}
	findings.of('messages', () => {
		throw invalidField(chat.label('messages'), 'is empty', 'Give at least one message.');
	});
	return [];
}

function messageBody(fields: Fields, findings: Findings, rules: Rules): IDataObject {
	const read = <T>(name: MessageKey, reader: () => T) => findings.of(name, reader, fields.itemIndex);
	const source = read('source', () => required(fields, 'source', choice(fields, 'source', SOURCES)));
	return given({
		source,
		// Only an operator's message has an employee; a table may repeat the chat's owner in every row
		employee_id: source === 'operator' ? read('employee_id', () => employee(fields, rules)) : undefined,
		message: read('message', () => fields.text('message')),
	});
}

function readMembers({ chat, findings, itemOf, partial }: IncomingChat, rules: Rules): IDataObject {
	const read = <T>(name: string, reader: () => T) => findings.of(name, reader, itemOf?.(name));
	const members: IDataObject = given(
		mapValues(MEMBERS, (member, name) => read(name, () => member(chat, name, rules))),
	);
	if (partial) return members;
	const unless = (names: ChatKey[], check: () => void) => {
		if (!findings.has(...names)) read(names[0], check);
	};
	unless(['status'], () => required(chat, 'status', members.status));
	unless(['phone', 'email'], () => needContact(chat, members));
	unless(['site_id', 'campaign_id', 'visitor_session_id'], () => needPlace(chat, members, PLACE));
	return members;
}

/** Whether an employee is given by name or email. */
export function isNamed(fields: Fields): boolean {
	const given = fields.optionalId('employee_id');
	return given !== undefined && !/^[\d.]+$/.test(given);
}

function employee(fields: Fields, { employeeId }: Rules): number {
	if (employeeId && isNamed(fields)) return employeeId(fields.id('employee_id'), fields.label('employee_id'));
	const number = id(fields, 'employee_id');
	if (number !== undefined) return number;
	throw invalidField(
		fields.label('employee_id'),
		'is empty, but the message is from an operator',
		'Choose the employee who wrote it. For lines of a bot, choose an employee that stands for it, or the source system.',
	);
}

/** What a value of a chat stands for, however it is written; undefined for one that cannot be sent. */
export function meantBy(name: ChatKey, value: unknown): unknown {
	try {
		const fields = wireFields([[name, value, name]]);
		if (name === 'start_date_time') return readInstant(value, 'UTC', name).toMillis();
		const meaning = MEMBERS[name](fields, name);
		return name === 'email' ? String(meaning).toLowerCase() : meaning;
	} catch {
		return undefined;
	}
}
