import { uploadForm } from '../../engine/upload';
import { type Answered, call, type Installation } from '../api';
import type { Source } from './source';
import { readUpload, type StoredFile } from './storedFile';
import type { TaggedFile } from './taggedFile';

/**
 * `POST /file-engine/api/uploadFileStream`: stores one file. The page calls `conversationId` a query parameter, the vendor's own clients send it in the
 * form, so it goes both ways; in the form before the file, for servers that read in order.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @throws Failure when it was refused, or nobody can tell
 */
export async function uploadFileStream(
	installation: Installation,
	{ file, conversationId }: TaggedFile,
): Promise<Answered<StoredFile>> {
	const upload = {
		component: 'fileEngine',
		method: 'POST',
		path: '/api/uploadFileStream',
		qs: { conversationId },
		body: uploadForm([
			['conversationId', conversationId],
			['file', file],
		]),
		effect: 'writes',
	} as const;
	return await call(installation, upload, readUpload);
}

/**
 * Lets the file engine fetch a file itself. Its page prints neither path nor method.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @param path the path below the file engine's address, without a leading slash
 * @throws Failure when it was refused, or nobody can tell
 */
export async function uploadFromUrl(
	installation: Installation,
	{ path, source }: { path: string; source: Source },
): Promise<Answered<StoredFile>> {
	const upload = {
		component: 'fileEngine',
		method: 'POST',
		path: `/${path}`,
		body: source,
		effect: 'writes',
		wrongPath:
			'The vendor does not print the path of this call: ask the operator for it and enter it under Options > Upload Path.',
	} as const;
	return await call(installation, upload, readUpload);
}
