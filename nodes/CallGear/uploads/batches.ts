import type { Ready } from './ready';

/**
 * CallGear states 512 KB for uploads of calls and sessions, https://callgear.github.io/data_api/communication/upload_calls/, and nothing for
 * chats and offline messages; the rest is for the envelope.
 */
const MAX_BYTES = 500 * 1024;

/**
 * Packs what is to be uploaded into batches, in order: one account and customer each, and no more of them or of bytes than a request may hold.
 * One that is too large by itself goes alone.
 */
export function packBatches(ready: Ready[], batchSize: number, maxBytes = MAX_BYTES): Ready[][] {
	const open = new Map<string, { batch: Ready[]; bytes: number }>();
	const batches: Ready[][] = [];
	for (const one of ready) {
		const receiver = `${one.account.id} ${one.userId}`;
		const current = open.get(receiver);
		const bytes = (current?.bytes ?? 0) + one.bytes + 1;
		if (current && current.batch.length < batchSize && bytes <= maxBytes) {
			current.batch.push(one);
			current.bytes = bytes;
			continue;
		}
		const batch = [one];
		batches.push(batch);
		open.set(receiver, { batch, bytes: one.bytes });
	}
	return batches;
}
