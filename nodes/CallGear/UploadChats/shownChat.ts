import type { IDataObject } from 'n8n-workflow';

import { given } from '../../engine/given';
import { mapBreathing } from '../../engine/wait';
import { lostCharacters } from '../uploads/garbled';
import { shownTime } from '../uploads/times';
import type { BuiltChat, IncomingChat } from './body';

const MADE_UP = 'A second before the first message, since CallGear wants an earlier start.';

/** The members of a chat that an output item shows beside its ID. */
export async function shownOf(
	{ chat, start, messages }: BuiltChat,
	{ key, leftOut }: IncomingChat,
): Promise<IDataObject> {
	const times = await mapBreathing([start, ...messages], (moment) => shownTime(moment, MADE_UP));
	return given({
		chat_key: key,
		ext_id: chat.ext_id,
		start_date_time: chat.start_date_time,
		messages: messages.length,
		left_out: leftOut,
		times,
	});
}

/** What CallGear would take, but nobody can have meant. */
export function warningsOf(chat: IDataObject): string[] {
	const sent = [chat.messages].flat() as IDataObject[];
	const [first, ...others] = sent.map(({ date_time }) => String(date_time));
	const warnings: string[] = [];
	if (others.length > 0 && others.every((wall) => wall === first)) {
		warnings.push(
			`All ${others.length + 1} messages fall into one second, ${first}: the time may hold a day alone, or be the same for all of them.`,
		);
	}
	return [...warnings, ...lostCharacters([chat, ...sent])];
}
