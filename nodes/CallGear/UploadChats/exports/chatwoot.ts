import { minBy, sortBy, uniqBy } from 'lodash';

import { mapBreathing } from '../../../engine/wait';
import {
	agentIn,
	type Conversation,
	fileLine,
	firstGiven,
	joinedOf,
	type Line,
	type Speaker,
	withFiles,
	withoutDoubles,
} from './conversation';
import type { Part } from './part';

/** So many messages, or more, are on every page but the last one that is asked for. */
const PAGE = 20;

const INCOMING: unknown[] = [0, 'incoming'];
const OUTGOING: unknown[] = [1, 'outgoing'];
/** Notices of what was done, and greetings and forms of the tool. */
const OTHERS: unknown[] = [2, 'activity', 3, 'template'];

const WHOLE =
	'Get all messages of the conversation with HTTP Request from /api/v1/accounts/{account}/conversations/{conversation}/messages, and give its answer, a list of its answers, or { "conversation": …, "messages": … } with what the webhook sent and the answers.';

/** What was found in the export. */
interface Found {
	messages: Part[];
	/** Where the contact may be told. */
	contacts: Part[];
	/** The conversation itself, where it is told. */
	conversations: Part[];
	/** How many messages each answer of the API holds. */
	pages: Array<{ size: number; payload: Part }>;
}

/**
 * A conversation as Chatwoot's API or its webhooks give it: the answer with its messages, or a list of such answers, of messages or of webhooks
 * `message_created`; also with the conversation beside the messages. https://developers.chatwoot.com/api-reference/messages/get-messages
 *
 * @throws Failure for what is none, or not all of one
 */
export async function readChatwoot(given: Part): Promise<Conversation> {
	const found: Found = { messages: [], contacts: [], conversations: [], pages: [] };
	const both = given.has('messages') && given.has('conversation');
	if (both) findConversation(given.at('conversation'), found);
	// The conversations in webhooks are told as they were at each message
	for (const conversation of found.conversations) requireResolved(conversation.at('status'));
	if (given.at('event').value === 'message_created')
		throw given.refused(WHOLE, 'holds one message of a conversation');
	find(both ? given.at('messages') : given, found);
	requireAll(found);
	const { conversations } = found;
	const id = idOf(found);
	const messages = await inOrder(found.messages);
	const kept = messages.filter(isSaid);
	const lines = (await mapBreathing(kept, lineOf)).filter(({ text }) => !text.isBlank);
	// The form in which visitors enter it is one of the tool's own messages
	const submitted = messages.map((message) => message.at('content_attributes', 'submitted_email'));
	const senders = kept.filter(isIncoming).map((message) => message.at('sender'));
	const people = [...found.contacts, ...conversations.map((each) => each.at('meta', 'sender')), ...senders];
	const ofContact = (key: string) => people.map((person) => person.at(key));
	return {
		place: (both ? given.at('messages') : given).place,
		id: id && `chatwoot-${id}`,
		name: firstGiven(...ofContact('name')),
		phone: firstGiven(...ofContact('phone_number')),
		email: firstGiven(...ofContact('email'), ...submitted),
		lines,
		leftOut: messages.length - lines.length,
	};
}

function find(part: Part, found: Found): void {
	if (part.isList) {
		for (const each of part.list()) find(each, found);
		return;
	}
	part.object('messages of Chatwoot');
	const event = part.at('event');
	if (!event.isBlank) {
		if (event.value !== 'message_created')
			throw event.refused(WHOLE, 'says a webhook that does not hold all messages');
		findConversation(part.at('conversation'), found);
		found.messages.push(part);
	} else if (part.has('payload')) {
		const payload = part.at('payload');
		const messages = payload.list();
		found.pages.push({ size: messages.length, payload });
		found.contacts.push(part.at('meta', 'contact'), part.at('meta', 'sender'));
		for (const message of messages) find(message, found);
	} else if (part.has('message_type')) {
		found.messages.push(part);
	} else throw part.refused(WHOLE, 'holds no messages of Chatwoot');
}

function findConversation(part: Part, found: Found): void {
	if (part.isObject) found.conversations.push(part);
}

function requireAll({ pages }: Found): void {
	const last = minBy(pages, 'size');
	if (last === undefined || last.size < PAGE) return;
	throw last.payload.refused(
		`Chatwoot gives ${PAGE} messages at a time. Ask for those before the first one as well (before=ID), until fewer come, and give all answers as a list.`,
		`holds ${last.size} messages, before which there may be others`,
	);
}

function requireResolved(status: Part): void {
	if (status.isBlank || status.value === 'resolved') return;
	throw status.refused('CallGear takes finished chats only: upload the conversation when it is resolved.');
}

/** The number that Chatwoot shows. @throws Failure when there are several */
function idOf({ conversations, messages }: Found): string | undefined {
	const ids = [
		...conversations.map((conversation) => conversation.at('id')),
		...messages.map((message) => message.at('conversation_id')),
	].filter((id) => !id.isBlank);
	const [first, other] = uniqBy(ids, (id) => id.id());
	if (other === undefined) return first?.id();
	throw other.refused(
		'Give the messages of one conversation in each item.',
		`holds ${other.id()}, other messages are of conversation ${first.id()}`,
	);
}

/** Webhooks can come twice, and pages the newest first. */
async function inOrder(messages: Part[]): Promise<Part[]> {
	const once = await withoutDoubles(messages);
	const numbers = new Map(once.map((message) => [message, Number(message.at('id').id() ?? NaN)]));
	if (![...numbers.values()].every(Number.isSafeInteger)) return once;
	return sortBy(once, (message) => numbers.get(message));
}

const isIncoming = (message: Part) => INCOMING.includes(message.at('message_type').value);

/** Whether a message was for the visitor or from them, and is still there. */
function isSaid(message: Part): boolean {
	const type = message.at('message_type');
	if (OTHERS.includes(type.value)) return false;
	if (!isIncoming(message) && !OUTGOING.includes(type.value))
		throw type.refused('Known are incoming, outgoing, activity and template, or 0 to 3.');
	const gone = message.at('content_attributes', 'deleted').flag();
	return !message.at('private').flag() && !gone && message.at('status').value !== 'failed';
}

function lineOf(message: Part): Line {
	const content = message.at('content');
	const attachments = message.has('attachments') ? message.at('attachments').list() : [];
	const text = withFiles(content.text()?.replace(/\\\n/g, '\n'), attachments.map(fileOf));
	return {
		time: timeOf(message.at('created_at')),
		speaker: text === '' ? 'system' : speakerOf(message),
		text: content.as(text),
		place: message.place,
	};
}

function fileOf(attachment: Part): string {
	const kind = attachment.at('file_type').text() ?? 'file';
	const [title, ...point] = ['fallback_title', 'coordinates_lat', 'coordinates_long'].map((key) =>
		attachment.at(key),
	);
	if (kind === 'location') return fileLine(kind, joinedOf([title, ...point]));
	const address = attachment.at('data_url').text();
	const name = address?.split(/[?#]/)[0].split('/').at(-1);
	return fileLine(kind, name);
}

/** What says of a written time which moment it is. */
const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** Some of its webhooks write times as Ruby does. @throws Failure for one that names no zone: its database has others than the account */
function timeOf(time: Part): Part {
	if (typeof time.value !== 'string') return time;
	const written = time.value.trim().replace(/ UTC$/, 'Z').replace(' ', 'T');
	if (written.includes('T') && !ZONED.test(written))
		throw time.refused(
			'It names no time zone: Chatwoot itself writes 1770098405 or 2026-02-03T06:00:05.000Z.',
		);
	return time.as(written);
}

function speakerOf(message: Part): Speaker {
	if (isIncoming(message)) return 'visitor';
	if (message.at('additional_attributes').has('campaign_id')) return 'system';
	const sender = message.at('sender');
	return agentIn(sender);
}
