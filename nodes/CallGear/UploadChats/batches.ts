import type { IDataObject } from 'n8n-workflow';

import type { Target } from '../answers';
import type { Account } from '../api';

/** A chat that is ready to be sent. */
export interface ReadyChat {
	chat: IDataObject;
	/** Size of its JSON. */
	bytes: number;
	/** The input items that it was made of. */
	items: number[];
	/** The key of its rows. */
	key?: string;
	/** How many entries of its export are no messages. */
	leftOut?: number;
	/** Its start and the times of its messages, in order, as the output shows them. */
	times: IDataObject[];
	/** Where it goes: with an expression in the credential, the chats of a run can go to several. */
	account: Account;
	/** The customer that an agent uploads it for. */
	userId?: number;
	/** The place in which the user entered what a refusal points at. */
	labelOf(target: Target): string | undefined;
}

/**
 * CallGear states 512 KB for uploads of calls and sessions, https://callgear.github.io/data_api/communication/upload_calls/, and nothing for
 * chats; the rest is for the envelope.
 */
const MAX_BYTES = 500 * 1024;

/**
 * Packs chats into batches, in order: one account and customer each, and no more chats or bytes than a request may hold.
 * A chat that is too large by itself goes alone.
 */
export function packBatches(chats: ReadyChat[], batchSize: number, maxBytes = MAX_BYTES): ReadyChat[][] {
	const open = new Map<string, { batch: ReadyChat[]; bytes: number }>();
	const batches: ReadyChat[][] = [];
	for (const chat of chats) {
		const receiver = `${chat.account.id} ${chat.userId}`;
		const current = open.get(receiver);
		const bytes = (current?.bytes ?? 0) + chat.bytes + 1;
		if (current && current.batch.length < batchSize && bytes <= maxBytes) {
			current.batch.push(chat);
			current.bytes = bytes;
			continue;
		}
		const batch = [chat];
		batches.push(batch);
		open.set(receiver, { batch, bytes: chat.bytes });
	}
	return batches;
}
