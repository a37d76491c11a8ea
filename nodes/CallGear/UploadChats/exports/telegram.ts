import type { Fields } from '../../../engine/fields';
import { type Conversation, fileLine, type Line, type Speaker, withFiles } from './conversation';
import { wantedOf } from './lastConversation';
import type { Part } from './part';
import { unixTime } from './unixTime';

const SPLIT =
	'Make items of its chats with Split Out (chats.list), keep those of type personal_chat, and give one in each item.';

/** A chat of Telegram Desktop's export in JSON, `result.json`. https://core.telegram.org/import-export @throws Failure for what is none */
export function readTelegram(chat: Part, fields: Fields): Conversation {
	chat.object('a chat of Telegram');
	if (chat.at('chats').isObject) throw chat.refused(SPLIT, 'holds all chats of an account');
	const type = chat.at('type');
	if (type.value !== 'personal_chat')
		throw type.refused('Only a personal chat has one visitor: personal_chat.');
	const messages = chat.at('messages').list();
	const visitor = chat.at('id').id();
	if (visitor === undefined)
		throw chat.at('id').refused("It tells whose messages are the visitor's.", 'is missing');
	const kept = messages.filter(isMessage);
	const said = kept.map((message) => lineOf(message, visitor)).filter(({ text }) => !text.isBlank);
	requireVisitor(chat, said);
	const lines = wantedOf(said, fields);
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
		.map((piece) => (piece.isObject ? piece.at('text') : piece))
		.map((piece) => (typeof piece.value === 'string' ? piece.value : (piece.text() ?? '')))
		.join('');
}

function fileOf(message: Part): string[] {
	if (message.has('photo')) return [fileLine('photo')];
	if (!message.has('file')) return [];
	const kind = message.at('media_type').text()?.replaceAll('_', ' ') ?? 'file';
	return [fileLine(kind, message.at('file_name').text())];
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
