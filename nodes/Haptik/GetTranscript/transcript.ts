import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../../engine/answer';
import { confirmation } from '../answers';
import { toolsRefusal } from '../tools';

/** Haptik adds keys without notice. */
const said = z.object({ timestamp: z.string().nullish() }).passthrough();
const messages = z.object({ chat_json: z.array(said) }).passthrough();
const text = z.object({ chat_text: z.string() }).passthrough();

/** Here Haptik writes times as in the United States, on a clock of twelve hours, unlike anywhere else. */
const TIME = 'MM/dd/yy hh:mm:ss a';

/**
 * Reads the answer to the question for a transcript. To each message its time is added as other nodes write times.
 *
 * @param form the one that was asked for
 * @throws Failure when Haptik refused it, or sent something else
 */
export function readTranscript(answer: HttpAnswer, form: string): IDataObject {
	const failure = toolsRefusal(answer);
	if (failure) throw failure;
	const found = 'found the conversation';
	if (form === 'text') return confirmation(answer, text, found, 'has no chat_text');
	const transcript = confirmation(answer, messages, found, 'has no chat_json');
	return { ...transcript, chat_json: transcript.chat_json.map(withTime) };
}

function withTime(message: z.infer<typeof said>): IDataObject {
	const at = instantOf(message.timestamp ?? '');
	return (at === undefined ? message : { ...message, sent_at: at }) as IDataObject;
}

/** Only what is written just so and says that it is UTC; another form could have day and month the other way round. */
function instantOf(timestamp: string): string | undefined {
	const [, time] = /^(\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d [AP]M) UTC$/.exec(timestamp) ?? [];
	if (time === undefined) return undefined;
	const instant = DateTime.fromFormat(time, TIME, { zone: 'utc', locale: 'en-US' });
	return instant.isValid ? instant.toISO() : undefined;
}
