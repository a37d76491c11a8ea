import type { FastifyReply, FastifyRequest } from 'fastify';

import type { FilePart } from '../store';
import { Answer } from '../vendor';
import type { ExpertflowWorld } from './world';

/** What both uploads answer. */
export interface UploadAnswer {
	message: string;
	etag: string;
	name: string;
	type: string;
	size: number;
}

/**
 * The one text that the file engine has for everything: 404 for a bad request, 500 for a fault of its own.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 */
export function refuseUpload(status: number): never {
	throw new Answer(status, { message: 'An error occurred while uploading file.' });
}

/** What becomes part of a stored name, and what is kept beside the file. */
interface Origin {
	/** the tag in front of the stored name; '' for none */
	conversationId: string;
	fileName: string;
	type: string;
	/** what else the upload said, for the record */
	facts: Record<string, unknown>;
}

/** Checks and stores a file whose bytes have arrived. Shared by both uploads. */
export function storeFile(
	file: FilePart,
	{ conversationId, fileName, type, facts }: Origin,
	world: ExpertflowWorld,
): UploadAnswer {
	const { settings, state, store } = world;
	const refuse = () => refuseUpload(settings.badUploadStatus);
	if (file.size > settings.fileLimit) refuse();
	const extension = /\.([^.]+)$/.exec(fileName)?.[1].toLowerCase() ?? '';
	if (settings.allowedExtensions.length > 0 && !settings.allowedExtensions.includes(extension)) refuse();
	if (settings.strictFileNames && !/^[\p{L}\p{N}_\-. ]+$/u.test(fileName)) refuse();
	const bytes = store.file(file.sha256);
	if (settings.infectedMarker !== '' && bytes?.includes(settings.infectedMarker)) {
		throw new Answer(settings.infectedStatus, { result: { isInfected: true, file: fileName } });
	}
	if (settings.storageDown) refuseUpload(500);
	const name = storedName(conversationId, fileName, file, settings.nameTemplate);
	state.files.set(name, { sha256: file.sha256, type, size: file.size });
	const answer = { etag: file.sha256.slice(0, 32), name, type, size: file.size };
	store.hold('file', { ...answer, conversationId, fileName, ...facts }, file);
	return { message: 'File uploaded successfully', ...answer };
}

/** https://docs.expertflow.com/chat/3.15/file-engine-environment-variables */
function storedName(
	conversationId: string,
	fileName: string,
	{ sha256 }: FilePart,
	template: string,
): string {
	const [, original, extension = ''] = /^(.*?)(?:\.([^.]+))?$/s.exec(fileName) ?? ['', fileName];
	const name = template
		.replace('{CONVERSATION_ID}', () => conversationId)
		.replace('{UUID}', () => `${sha256.slice(0, 8)}-${sha256.slice(8, 12)}-4${sha256.slice(13, 16)}`)
		.replace('{ORIGINAL_NAME}', () => original)
		.replace('{EXT}', () => extension);
	return name.replace(/^_/, '').replace(/\.$/, '').replaceAll(' ', '-');
}

/**
 * `POST /file-engine/api/uploadFileStream`: one file as multipart.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 */
export function uploadFileStream(request: FastifyRequest, world: ExpertflowWorld): UploadAnswer {
	const { settings } = world;
	const { multipart } = request.call;
	if (!multipart || multipart.problem) return refuseUpload(settings.badUploadStatus);
	const { fields, files, duplicates } = multipart;
	const [file] = files;
	const usable = files.length === 1 && file.part === 'file' && file.fileName && duplicates.length === 0;
	const { conversationId: queried } = request.query as { conversationId?: string };
	const room = settings.acceptRoomInfo ? fields.roomInfo : undefined;
	const conversationId = fields.conversationId ?? queried ?? room ?? '';
	if (!usable || conversationId.trim() === '') return refuseUpload(settings.badUploadStatus);
	const fileName = file.fileName ?? '';
	return storeFile(file, { conversationId, fileName, type: file.contentType, facts: {} }, world);
}

/**
 * `GET /file-engine/api/downloadFileStream?filename=`: the bytes of a stored file.
 * https://docs.expertflow.com/cx/4.10/cim-media-messages
 */
export async function downloadFileStream(
	request: FastifyRequest,
	reply: FastifyReply,
	world: ExpertflowWorld,
) {
	const { settings, state, store } = world;
	const { filename } = request.query as { filename?: string };
	const file = state.files.get(filename ?? '');
	const bytes = file && store.file(file.sha256);
	if (!bytes) throw new Answer(settings.unknownFileStatus, { message: 'File not found' });
	return await reply
		.header('content-type', file.type)
		.header('content-disposition', settings.contentDisposition)
		.header('content-length', bytes.length)
		.send(bytes);
}
