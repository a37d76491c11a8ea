import { z } from 'zod';

import { readParameters } from './envelope';
import { say } from './telling';
import type { Chat, ChatMessage, GenesysWorld } from './world';

export type Body = Record<string, unknown>;

/** Carries out what the body asks for, in a chat whose state allows it. */
export type Operation = (chat: Chat, body: Body, world: GenesysWorld) => void;

export const filled = z.string().min(1);

/** The text that several operations send along, and what belongs to it. */
export const trio = {
	text: z.string().optional(),
	messageType: z.string().optional(),
	treatAs: z.enum(['Normal', 'System']).optional(),
};

interface Trio {
	text?: string;
	messageType?: string;
	treatAs?: string;
}

export const withText = ({ text, messageType, treatAs }: Trio) =>
	text !== undefined || (messageType === undefined && treatAs === undefined);

export const NEEDS_TEXT = 'Parameters [messageType] and [treatAs] need parameter [text]';

/** Says the text that goes along with an operation, where there is one. */
export function speak(chat: Chat, { text, messageType, treatAs }: Trio, world: GenesysWorld): void {
	if (text === undefined) return;
	say(chat, { type: 'Text', text, messageType, treatAs }, world);
	world.store.hold('message', { chatId: chat.id, text, messageType, treatAs });
}

/** https://docs.genesys.com/Documentation/GWS/latest/API/ChatSend */
export const sendMessage: Operation = (chat, body, world) => {
	speak(chat, readParameters(body, z.object({ ...trio, text: filled }), world), world);
};

/** https://docs.genesys.com/Documentation/HTCC/latest/API/ChatSendURL */
export const sendUrl: Operation = (chat, body, world) => {
	const shape = z.object({ url: filled, ...trio }).refine(withText, NEEDS_TEXT);
	const { url, ...along } = readParameters(body, shape, world);
	speak(chat, along, world);
	say(chat, { type: 'PushUrl', url }, world);
	world.store.hold('url', { chatId: chat.id, url });
};

/**
 * A notice to everybody in the chat, or to its agents alone.
 * https://docs.genesys.com/Documentation/HTCC/latest/API/ChatSendCustomNoticeToAgents
 */
export function sendCustomNotice(visibility: ChatMessage['visibility']): Operation {
	return (chat, body, world) => {
		const { noticeText } = readParameters(body, z.object({ noticeText: filled }), world);
		say(chat, { type: 'CustomNotice', noticeText, visibility }, world);
		world.store.hold('notice', { chatId: chat.id, noticeText, visibility });
	};
}
