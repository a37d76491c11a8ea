import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { KEPT_FILE_LIMIT } from './store';

export interface Raw {
	size: number;
	rawSha256: string;
	/** undefined when too large to keep */
	bytes: Buffer | undefined;
	/** the client left early */
	aborted: true | undefined;
}

/** Hashes and counts a request's bytes beside whoever else reads them. Never rejects. */
export async function tap(request: IncomingMessage): Promise<Raw> {
	const hash = createHash('sha256');
	let kept: Buffer[] = [];
	let size = 0;
	request.on('data', (chunk: Buffer) => {
		hash.update(chunk);
		size += chunk.length;
		if (size <= KEPT_FILE_LIMIT) kept.push(chunk);
		else kept = [];
	});
	return await new Promise((resolve) => {
		const finish = () =>
			resolve({
				size,
				rawSha256: hash.digest('hex'),
				bytes: size <= KEPT_FILE_LIMIT ? Buffer.concat(kept) : undefined,
				aborted: request.complete ? undefined : true,
			});
		if (request.destroyed) finish();
		else request.once('end', finish).once('close', () => !request.complete && finish());
	});
}
