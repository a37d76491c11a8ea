import type { IDataObject } from 'n8n-workflow';
import { mapValues } from 'lodash';
import { createHash } from 'node:crypto';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readInstant } from '../../engine/time';
import { type Clocks, messageTimes, type Moment, startTime } from './times';
import { campaignId, choice, email, id, phone, words } from './values';
import { wireFields } from './wireFields';

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

type Reader = (fields: Fields, name: string) => string | number | undefined;

/** The members of a chat that are read each by itself. */
const MEMBERS = {
	name: words,
	phone,
	email,
	status: (fields, name) => choice(fields, name, STATUSES),
	initiator: (fields, name) => choice(fields, name, INITIATORS),
	visitor_session_id: id,
	campaign_id: campaignId,
	site_id: id,
	source_id: id,
	ext_id: (fields, name) => fields.optionalId(name),
} satisfies Record<Exclude<ChatKey, 'start_date_time'>, Reader>;

/** A chat as it came in, from whichever of the three ways: fields under CallGear's names, which errors call as the user knows them. */
export interface IncomingChat {
	chat: Fields;
	messages: Fields[];
	/** The key of its rows. */
	key?: string;
}

/** What the account and the options decide. */
export interface Rules extends Clocks {
	/** Whether a chat without an own ID gets one made of its content. */
	makeExtId: boolean;
}

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
 * @throws Failure that names the value as the user knows it
 */
export function buildChat({ chat: fields, messages, key }: IncomingChat, rules: Rules): BuiltChat {
	const built = buildMessages(fields, messages, rules);
	const start = startTime(fields, built, rules);
	const chat = given({
		start_date_time: start.wall,
		...mapValues(MEMBERS, (read, name) => read(fields, name)),
		messages: built.map(({ body }) => body),
	});
	required(fields, 'status', chat.status);
	needContact(fields, chat);
	needPlace(fields, chat);
	const own = chat.ext_id === undefined && rules.makeExtId ? { ext_id: extIdOf(chat, key) } : {};
	return { chat: { ...chat, ...own }, start, messages: built };
}

function buildMessages(chat: Fields, messages: Fields[], rules: Rules): BuiltMessage[] {
	if (messages.length === 0) {
		throw invalidField(chat.label('messages'), 'is empty', 'Give at least one message.');
	}
	return messageTimes(messages, rules)
		.map((moment) => ({ ...moment, body: messageBody(moment) }))
		.sort((a, b) => a.at.toMillis() - b.at.toMillis());
}

function messageBody({ fields, wall }: Moment): IDataObject {
	const source = required(fields, 'source', choice(fields, 'source', SOURCES));
	return given({
		date_time: wall,
		source,
		// Only an operator's message has an employee; a table may repeat the chat's owner in every row
		employee_id: source === 'operator' ? employee(fields) : undefined,
		message: fields.text('message'),
	});
}

function employee(fields: Fields): number {
	const number = id(fields, 'employee_id');
	if (number !== undefined) return number;
	throw invalidField(
		fields.label('employee_id'),
		'is empty, but the message is from an operator',
		'Choose the employee who wrote it. For lines of a bot, choose an employee that stands for it, or the source system.',
	);
}

function required<T>(fields: Fields, name: string, value: T | undefined): T {
	if (value !== undefined) return value;
	throw invalidField(
		fields.label(name),
		'is empty',
		'CallGear needs it: fill it in, or check that its expression gives a value.',
	);
}

function needContact(fields: Fields, { phone, email }: IDataObject): void {
	if (phone !== undefined || email !== undefined) return;
	throw invalidField(
		fields.label('phone'),
		'and email are both empty',
		'CallGear needs one of them to know the visitor.',
	);
}

function needPlace(fields: Fields, { visitor_session_id, campaign_id, site_id }: IDataObject): void {
	if ([visitor_session_id, campaign_id, site_id].some((place) => place !== undefined)) return;
	throw invalidField(
		fields.label('site_id'),
		'is empty, and so are campaign and visitor session',
		'CallGear needs one of the three to know where the chat took place.',
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

/** The same chat always gets the same ID, so that an upload that is repeated can be recognised in CallGear. */
function extIdOf(chat: IDataObject, key = ''): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([key, chat]))
		.digest('hex');
	return `n8n-${hash.slice(0, 32)}`;
}
