import type { IDataObject } from 'n8n-workflow';

import { given } from '../../engine/given';
import type { ReadyChat } from './batches';

/** What an upload would do, found out without sending any chat. */
export interface Preview {
	/** One sentence for the output panel. */
	summary: string;
	/** Each chat with the item that stands for it, in the order of the batches. */
	chats: Array<[chat: ReadyChat, json: IDataObject]>;
}

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** The members of a chat that an output item shows beside its ID. */
export function shownOf({ chat }: ReadyChat): IDataObject {
	const { ext_id: extId, start_date_time: startDateTime, messages } = chat;
	return given({ extId, startDateTime, messages: Array.isArray(messages) ? messages.length : 0 });
}

/** Describes the requests that would be made if CallGear refused nothing. */
export function previewOf(batches: ReadyChat[][]): Preview {
	const chats = batches.flat().length;
	const requests = batches.length;
	return {
		summary: `Check Only: ${counted(chats, 'chat')} would be uploaded in ${counted(requests, 'request')}. Nothing was sent.`,
		chats: batches.flatMap((batch, index) =>
			batch.map((ready): [ReadyChat, IDataObject] => [
				ready,
				{
					checkOnly: true,
					...shownOf(ready),
					request: index + 1,
					requests,
					chats,
					chat: ready.chat,
				},
			]),
		),
	};
}
