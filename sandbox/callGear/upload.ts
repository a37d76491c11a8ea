import { checkChat } from './chatRules';
import { type UploadedChat, uploadShape } from './chatShape';
import { spend } from './points';
import type { Rpc } from './rpc';
import { readParams } from './shape';
import type { CallGearWorld, Row } from './world';

/** `upload.chats`: all chats or none. https://callgear.github.io/data_api/communication/upload_chats/ */
export function uploadChats(rpc: Rpc) {
	const { settings } = rpc.world;
	if (settings.internalError === 'before') rpc.refuse('internal_error');
	const { chats, user_id } = readParams(rpc, uploadShape(settings));
	chats.forEach((chat, index) => checkChat(rpc, chat, index));
	const ids = chats.map((chat) => ({ id: keep(rpc.world, chat, user_id) }));
	if (settings.internalError === 'after') rpc.refuse('internal_error');
	const metadata = spend(rpc.world, ids.length);
	return { data: settings.shuffledIds ? ids.reverse() : ids, ...(metadata ? { metadata } : {}) };
}

function keep({ state, store, settings }: CallGearWorld, chat: UploadedChat, user_id?: number): number {
	const { start_date_time: date_time, messages } = chat;
	const known = settings.repeatedExtId === 'update' && chat.ext_id ? chat.ext_id : undefined;
	const before = known && state.chats.find((row) => row.ext_id === known);
	const id = before ? Number(before.id) : (state.lastChatId += 1);
	const owner = messages.findLast(({ source }) => source === 'operator')?.employee_id ?? null;
	const stored = {
		...chat,
		id,
		date_time,
		initiator: chat.initiator ?? initiatorOf(chat),
		status: statusOf(chat),
		employee_id: owner,
		chat_channel_type: 'dataapi',
		messages_count: messages.length,
		...(user_id === undefined ? {} : { user_id }),
	};
	if (before) forgetChat({ state, store }, id);
	state.chats.push(stored);
	store.hold('chat', stored);
	return id;
}

/** Takes a chat out of the account. */
export function forgetChat({ state, store }: Pick<CallGearWorld, 'state' | 'store'>, id: number): void {
	state.chats = state.chats.filter((row: Row) => row.id !== id);
	store.release('chat', (fact) => fact.id === id);
}

function initiatorOf({ messages: [first] }: UploadedChat): string | null {
	if (!first) return null;
	return first.source === 'system' ? 'autoinvite' : first.source;
}

/** A visitor's chat without a message of visitor or operator is stored as lost, whatever was given. */
function statusOf({ initiator, status, messages }: UploadedChat): string {
	return initiator === 'visitor' && messages.every(({ source }) => source === 'system') ? 'lost' : status;
}
