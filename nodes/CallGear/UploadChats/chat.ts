import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { DateTime } from 'luxon';

import { invalidField } from '../../engine/errors';
import { formatInZone, readInstant } from '../../engine/time';
import { campaignId, choice, email, id, isEmpty, phone, text } from './values';

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

/** A message as it came in, with the name of each value as the user knows it. */
export interface MessageDraft {
	values: Partial<Record<MessageKey, unknown>>;
	label(key: MessageKey): string;
}

/** A chat as it came in, from whichever of the three ways. */
export interface ChatDraft {
	values: Partial<Record<ChatKey, unknown>>;
	messages: MessageDraft[];
	label(key: ChatKey | 'messages'): string;
	/** The key of its rows. */
	key?: string;
}

/** What the account and the options decide. */
export interface Rules {
	/** The account's zone: CallGear's times have none of their own. */
	zone: string;
	/** The zone of dates that name none. */
	inputZone: string;
	now: DateTime;
	/** What to do with a chat that starts in the second of its first message. */
	equalStart: 'shift' | 'refuse';
	/** Whether a chat without an own ID gets one made of its content. */
	makeExtId: boolean;
}

const FORMAT = 'yyyy-MM-dd HH:mm:ss';

interface BuiltMessage {
	at: DateTime;
	body: IDataObject;
	draft: MessageDraft;
}

/** A chat as CallGear takes it, and what its messages were made of, in the order of the chat. */
export interface BuiltChat {
	chat: IDataObject;
	messages: BuiltMessage[];
}

/**
 * Builds one chat of `upload.chats` and checks all that CallGear's page demands.
 *
 * @returns the members that are given, ids as numbers, times by the clocks of the account, messages in order
 * @throws Failure that names the value by its label
 */
export function buildChat(draft: ChatDraft, rules: Rules): BuiltChat {
	const { values, label } = draft;
	if (draft.messages.length === 0) {
		throw invalidField(label('messages'), 'is empty', 'Give at least one message.');
	}
	const messages = draft.messages
		.map((message) => buildMessage(message, rules))
		.sort((a, b) => a.at.toMillis() - b.at.toMillis());
	const contact = { phone: phone(values.phone, label('phone')), email: email(values.email, label('email')) };
	if (!contact.phone && !contact.email) {
		throw invalidField(
			label('phone'),
			'and email are both empty',
			'CallGear needs one of them to know the visitor.',
		);
	}
	const place = placeOf(draft);
	const chat = given({
		start_date_time: startOf(draft, messages, rules),
		name: text(values.name, label('name')),
		...contact,
		status: required(choice(values.status, label('status'), STATUSES), label('status')),
		initiator: choice(values.initiator, label('initiator'), INITIATORS),
		...place,
		source_id: id(values.source_id, label('source_id')),
		ext_id: text(values.ext_id, label('ext_id')),
		messages: messages.map(({ body }) => body),
	});
	const own = 'ext_id' in chat || !rules.makeExtId ? {} : { ext_id: extIdOf(chat, draft.key) };
	return { chat: { ...chat, ...own }, messages };
}

function given(members: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function required<T>(value: T | undefined, label: string): T {
	if (value !== undefined) return value;
	throw invalidField(
		label,
		'is empty',
		'CallGear needs it: fill it in, or check that its expression gives a value.',
	);
}

function placeOf({ values, label }: ChatDraft): IDataObject {
	const place = {
		visitor_session_id: id(values.visitor_session_id, label('visitor_session_id')),
		campaign_id: campaignId(values.campaign_id, label('campaign_id')),
		site_id: id(values.site_id, label('site_id')),
	};
	if (Object.values(place).some((value) => value !== undefined)) return place;
	throw invalidField(
		label('site_id'),
		'is empty, and so are campaign and visitor session',
		'CallGear needs one of the three to know where the chat took place.',
	);
}

function buildMessage(draft: MessageDraft, { zone, inputZone, now }: Rules): BuiltMessage {
	const { values, label } = draft;
	const at = readInstant(values.date_time, inputZone, label('date_time'));
	notInFuture(at, now, zone, label('date_time'));
	const source = required(choice(values.source, label('source'), SOURCES), label('source'));
	// Only an operator's message has an employee; a table may repeat the chat's owner in every row
	const employee = source === 'operator' ? id(values.employee_id, label('employee_id')) : undefined;
	if (source === 'operator' && employee === undefined) {
		throw invalidField(
			label('employee_id'),
			'is empty, but the message is from an operator',
			'Choose the employee who wrote it. For lines of a bot, choose an employee that stands for it, or the source system.',
		);
	}
	const body = given({
		date_time: formatInZone(at, zone, FORMAT),
		source,
		employee_id: employee,
		message: required(text(values.message, label('message')), label('message')),
	});
	return { at, body, draft };
}

function notInFuture(at: DateTime, now: DateTime, zone: string, label: string): void {
	if (at <= now) return;
	throw invalidField(
		label,
		`is in the future: ${formatInZone(at, zone, FORMAT)} in ${zone}, where it is ${formatInZone(now, zone, FORMAT)}`,
		'CallGear takes finished chats only. If the time is right, check the time zone options.',
	);
}

/** The chat's start, which must be earlier than every message; without one, a second before the first message. */
function startOf({ values, label }: ChatDraft, messages: BuiltMessage[], rules: Rules): string {
	const { zone, inputZone, now, equalStart } = rules;
	const [first] = messages;
	const secondBefore = () => formatInZone(first.at.minus({ seconds: 1 }), zone, FORMAT);
	if (isEmpty(values.start_date_time)) return secondBefore();
	const at = readInstant(values.start_date_time, inputZone, label('start_date_time'));
	notInFuture(at, now, zone, label('start_date_time'));
	const start = formatInZone(at, zone, FORMAT);
	const earliest = String(first.body.date_time);
	if (start < earliest) return start;
	if (start === earliest && equalStart === 'shift') return secondBefore();
	throw invalidField(
		first.draft.label('date_time'),
		`is ${start === earliest ? 'at' : 'before'} the start of the chat (${start})`,
		'CallGear wants every message later than the start: correct the times, or leave the start empty to take a second before the first message.',
	);
}

/** The same chat always gets the same ID, so that an upload that is repeated can be recognised in CallGear. */
function extIdOf(chat: IDataObject, key = ''): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([key, chat]))
		.digest('hex');
	return `n8n-${hash.slice(0, 32)}`;
}
