import type { Ready } from './ready';

/**
 * CallGear states 512 KB for uploads of calls and sessions, https://callgear.github.io/data_api/communication/upload_calls/, and nothing for
 * chats and offline messages; the rest is for the envelope.
 */
const MAX_BYTES = 500 * 1024;

interface Open {
	batch: Ready[];
	bytes: number;
}

/**
 * Packs what is to be uploaded into batches, in order: one account and customer each, and no more of them or of bytes than a request may hold.
 * One that is too large by itself goes alone. Nothing is held but a batch that is not full, for each account and customer.
 */
export async function* packBatches(
	ready: AsyncIterable<Ready> | Iterable<Ready>,
	batchSize: number,
	maxBytes = MAX_BYTES,
): AsyncGenerator<Ready[]> {
	const open = new Map<string, Open>();
	for await (const one of ready) {
		const receiver = `${one.account.id} ${one.userId}`;
		const current = open.get(receiver);
		const fits = current && current.bytes + one.bytes + 1 <= maxBytes;
		if (current && !fits) yield current.batch;
		const { batch, bytes } = fits ? current : { batch: [], bytes: -1 };
		batch.push(one);
		if (batch.length < batchSize) open.set(receiver, { batch, bytes: bytes + one.bytes + 1 });
		else {
			open.delete(receiver);
			yield batch;
		}
	}
	for (const { batch } of open.values()) yield batch;
}
