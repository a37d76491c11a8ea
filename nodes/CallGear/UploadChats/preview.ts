import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';

import { given } from '../../engine/given';
import type { ReadyChat } from './batches';
import { isGarbled, RIGHT_ENCODING } from './garbled';
import type { Moment } from './times';
import { isBlank } from '../values';

/** What an upload would do, found out without sending any chat. */
export interface Preview {
	/** For the output panel: one sentence, and one more where something looks wrong. */
	hints: NodeExecutionHint[];
	/** Each chat with the item that stands for it, in the order of the batches. */
	chats: Array<[chat: ReadyChat, json: IDataObject]>;
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** The members of a chat that an output item shows beside its ID. */
export function shownOf({ chat, key, leftOut, times }: ReadyChat): IDataObject {
	const { ext_id, start_date_time, messages } = chat;
	return given({
		chat_key: key,
		ext_id,
		start_date_time,
		messages: Array.isArray(messages) ? messages.length : 0,
		left_out: leftOut,
		times,
	});
}

/** Describes the requests that would be made if CallGear refused nothing. */
export function previewOf(batches: ReadyChat[][]): Preview {
	const chats = batches.flat().length;
	const requests = batches.length;
	const shown = batches.flatMap((batch, index) =>
		batch.map((ready): [ReadyChat, IDataObject] => {
			const warnings = warningsOf(ready);
			const json = given({
				check_only: true,
				...shownOf(ready),
				request: index + 1,
				requests,
				chats,
				warnings: warnings.length > 0 ? warnings : undefined,
				chat: ready.chat,
			});
			return [ready, json];
		}),
	);
	const summary = `Check Only: ${counted(chats, 'chat')} would be uploaded in ${counted(requests, 'request')}. Nothing was sent.`;
	return { hints: [{ message: summary, location: 'outputPane' }, ...doubtsOf(shown)], chats: shown };
}

function doubtsOf(shown: Preview['chats']): NodeExecutionHint[] {
	const odd = shown.filter(([, { warnings }]) => warnings !== undefined).length;
	if (odd === 0) return [];
	const message = `${counted(odd, 'chat')} would be uploaded as CallGear takes ${odd === 1 ? 'it' : 'them'}, but something looks wrong: see "warnings" in the output.`;
	return [{ message, location: 'outputPane', type: 'warning' }];
}

/** A time as it came in, as it was understood, and as it would be sent. */
export function shownTime({ fields, name, at, wall }: Moment): IDataObject {
	const value = fields.raw(name);
	const plain = value === undefined || typeof value === 'string' || typeof value === 'number';
	return given({
		field: fields.label(name),
		given: plain ? value : String(value),
		made_up: isBlank(value)
			? 'A second before the first message, since CallGear wants an earlier start.'
			: undefined,
		read: at.toISO({ suppressMilliseconds: true }),
		sent: wall,
	});
}

/** What CallGear would take, but nobody can have meant. */
function warningsOf({ chat }: ReadyChat): string[] {
	const sent = [chat.messages].flat() as IDataObject[];
	const [first, ...others] = sent.map(({ date_time }) => String(date_time));
	const warnings: string[] = [];
	if (others.length > 0 && others.every((wall) => wall === first)) {
		warnings.push(
			`All ${others.length + 1} messages fall into one second, ${first}: the time may hold a day alone, or be the same for all of them.`,
		);
	}
	if ([chat, ...sent].some((member) => Object.values(member).some(isGarbled)))
		warnings.push(`Some characters of the texts were lost before they came here. ${RIGHT_ENCODING}`);
	return warnings;
}
