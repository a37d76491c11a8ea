import { compact } from 'lodash';

import type { Fields } from '../../../engine/fields';
import { mapBreathing } from '../../../engine/wait';
import {
	type Conversation,
	fileLine,
	firstGiven,
	joinedOf,
	type Line,
	type Speaker,
	withFiles,
	withoutDoubles,
} from './conversation';
import { wantedOf } from './lastConversation';
import type { Part } from './part';
import { unixTime } from './unixTime';

const SPLIT =
	'Make items of its chats with Split Out (chats.list), keep those of type personal_chat, and give one in each item.';

/** A chat of Telegram Desktop's export in JSON, `result.json`. https://core.telegram.org/import-export @throws Failure for what is none */
export async function readTelegram(chat: Part, fields: Fields): Promise<Conversation> {
	chat.object('a chat of Telegram');
	if (chat.at('chats').isObject) throw chat.refused(SPLIT, 'holds all chats of an account');
	const type = chat.at('type');
	if (type.value !== 'personal_chat')
		throw type.refused('Only a personal chat has one visitor: personal_chat.');
	const messages = chat.at('messages').list();
	const visitor = chat.at('id').id();
	if (visitor === undefined)
		throw chat.at('id').refused("It tells whose messages are the visitor's.", 'is missing');
	const read = await mapBreathing(await withoutDoubles(messages), (message) =>
		isMessage(message) ? lineOf(message, visitor) : undefined,
	);
	const said = compact(read).filter(({ text }) => !text.isBlank);
	requireVisitor(chat, said);
	const lines = await wantedOf(said, fields);
	return {
		place: chat.at('messages').place,
		// A later export of the same chat holds more, and is another one
		id: ['telegram', visitor, lines.at(0)?.id, lines.at(-1)?.id].join('-'),
		name: chat.at('name'),
		lines,
		leftOut: messages.length - said.length,
	};
}

/** Others tell what was done, or what this Telegram cannot show. */
const isMessage = (message: Part) => message.object('a message').at('type').value === 'message';

function lineOf(message: Part, visitor: string): Line {
	const text = message.at('text');
	const unix = message.at('date_unixtime');
	return {
		time: unix.isBlank ? message.at('date') : unixTime(unix),
		speaker: speakerOf(message, visitor),
		text: text.as(withFiles(textIn(text), fileOf(message))),
		place: message.place,
		id: message.at('id').text(),
	};
}

function speakerOf(message: Part, visitor: string): Speaker {
	const id = message.at('from_id').text();
	// Older versions leave "user" out
	if (id?.replace(/^user/, '') === visitor) return 'visitor';
	return { name: message.at('from').text(), id, place: message.at('from').place };
}

/** A text, or a list of texts and of objects with one, e.g. for what is bold. */
function textIn(text: Part): string | undefined {
	if (!text.isList) return text.text();
	return text
		.list()
		.map((piece) => (piece.isObject ? `${spaced(piece.at('text'))}${addressOf(piece)}` : spaced(piece)))
		.join('');
}

/** A text with the spaces around it, which may be all of it. */
const spaced = (piece: Part) => (typeof piece.value === 'string' ? piece.value : (piece.text() ?? ''));

/** The address behind words that are a link. */
function addressOf(piece: Part): string {
	const address = piece.at('href').text();
	return address === undefined || address === piece.at('text').value ? '' : ` (${address})`;
}

/** What else than text was sent. https://github.com/telegramdesktop/tdesktop/blob/dev/Telegram/SourceFiles/export/output/export_output_json.cpp */
function fileOf(message: Part): string[] {
	if (message.has('photo')) return [fileLine('photo')];
	if (message.at('location_information').isObject || message.has('place_name')) return [placeLine(message)];
	if (message.at('contact_information').isObject) return [contactLine(message.at('contact_information'))];
	if (message.at('poll').isObject) return [fileLine('poll', message.at('poll', 'question').text())];
	if (!message.has('file')) return [];
	const kind = message.at('media_type').text()?.replaceAll('_', ' ') ?? 'file';
	return [fileLine(kind, firstGiven(message.at('file_name'), message.at('sticker_emoji'))?.text())];
}

function placeLine(message: Part): string {
	const point = message.at('location_information');
	return fileLine(
		'location',
		joinedOf([message.at('place_name'), message.at('address'), point.at('latitude'), point.at('longitude')]),
	);
}

function contactLine(contact: Part): string {
	return fileLine(
		'contact',
		joinedOf(['first_name', 'last_name', 'phone_number'].map((key) => contact.at(key))),
	);
}

/** Where nobody has the chat's ID, but somebody its name, the sides cannot be told. */
function requireVisitor(chat: Part, lines: Line[]): void {
	const name = chat.at('name').text();
	const alien = lines.every(({ speaker }) => typeof speaker !== 'string');
	if (!alien || name === undefined) return;
	const like = lines.find(({ speaker }) => typeof speaker !== 'string' && speaker.name === name);
	if (like === undefined) return;
	throw chat
		.at('id')
		.refused('Give the chat as Telegram has exported it.', "is not the from_id of the visitor's messages");
}
