import type { IDataObject } from 'n8n-workflow';

import { jsonIn } from '../../engine/answer';
import { plainText } from '../plainText';
import type { StoredMessage } from '../storedMessage';

/** Messages that have a text of somebody; the others tell what happened. */
const SPOKEN = ['None', 'BotMessage', 'Options'];

function speaker({ Type, SpecialType }: StoredMessage): string | undefined {
	if (Type === 'Special' || !SPOKEN.includes(SpecialType ?? 'None')) return undefined;
	if (Type === 'ToUser') return 'customer';
	return SpecialType === 'BotMessage' ? 'bot' : 'agent';
}

/** The answers to click on, where the message offers some. */
function offered({ SpecialType, SpecialParam }: StoredMessage): string {
	const options = SpecialType === 'Options' ? jsonIn(SpecialParam ?? '') : undefined;
	return Array.isArray(options) ? ` [${options.map(String).join(' | ')}]` : '';
}

function lineOf(message: StoredMessage): string {
	const { WhenPosted, Author, SpecialType, Message } = message;
	const who = speaker(message);
	const text = plainText(Message ?? '');
	const time = WhenPosted ? `[${WhenPosted}] ` : '';
	if (who === undefined) return `${time}(${[SpecialType, text].filter(Boolean).join(': ')})`;
	return `${time}${Author ? `${Author} (${who})` : who}: ${text}${offered(message)}`;
}

/**
 * A session's messages as one text, a line for each: when, who, and what.
 *
 * @param messages in their order
 */
export function transcriptOf(chatSessionId: number, messages: StoredMessage[]): IDataObject {
	return {
		ChatSessionId: chatSessionId,
		Transcript: messages.map(lineOf).join('\n'),
		Messages: messages.length,
		LastMessageId: messages.at(-1)?.ChatMessageId ?? null,
	};
}
