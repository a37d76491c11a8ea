/** Knows a file by its bytes, without reading them twice. */

import { createHash } from 'node:crypto';

import type { UploadFile } from './upload';

/** A file that is hashed while it is sent. */
export interface HashedFile {
	/** The same file, to be sent in its place. */
	file: UploadFile;
	/** The SHA-256 of its bytes, as they were sent last; of a file that was not sent to its end, they are read for it. */
	digest(): Promise<string>;
}

/** Hashes a file's bytes chunk by chunk as they pass, whatever its size. */
export function hashedFile(file: UploadFile): HashedFile {
	let digest: string | undefined;
	const open = async function* () {
		const hash = createHash('sha256');
		for await (const chunk of file.open()) {
			hash.update(chunk);
			yield chunk;
		}
		digest = hash.digest('hex');
	};
	const read = async () => {
		const bytes = open();
		while (!(await bytes.next()).done);
	};
	return {
		file: { ...file, open },
		digest: async () => {
			if (digest === undefined) await read();
			return digest as string;
		},
	};
}
