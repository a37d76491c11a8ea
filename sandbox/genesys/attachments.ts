import type { FastifyReply, FastifyRequest } from 'fastify';

import type { FilePart } from '../store';
import { refuse } from './envelope';
import type { Chat, GenesysWorld } from './world';

/**
 * `POST /api/v2/me/chats/{id}/attachments`: a new file becomes a document that is linked to the chat.
 * https://en.docs.genesys.com/index.php?diff=cur&oldid=431700&title=Documentation%3AHTCC%3AAPI%3AChatAddAttachment%3A8.5.2DRAFT
 */
export function attachNewFile(chat: Chat, request: FastifyRequest, world: GenesysWorld) {
	const { state, store, clock, settings } = world;
	const file = theFile(request, world);
	if (chat.state !== 'Chatting') refuse(world, 2, `A file cannot be attached in state [${chat.state}]`);
	const number = (state.last += 1);
	const id = `0001NewDocument${number}`;
	const { fileName: name = '', contentType: mime, size, sha256 } = file;
	const bytes = store.file(sha256) ?? Buffer.alloc(0);
	state.documents.set(id, { id, name, mime, size, sha256, bytes });
	chat.links.push({ documentId: id, visibleAt: clock.now().getTime() + settings.attachmentVisibleAfterMs });
	store.hold('linkedDocument', { chatId: chat.id, documentId: id, name, mime, size }, file);
	return settings.attachmentAnswer === 'documentId'
		? { statusCode: 0, documentId: id }
		: { statusCode: 0, referenceId: number };
}

function theFile({ call }: FastifyRequest, world: GenesysWorld): FilePart {
	const { multipart } = call;
	if (!multipart || multipart.problem) return refuse(world, 1, 'The request body must be a multipart form');
	const [file, ...more] = multipart.files;
	const expected = world.settings.attachmentPart;
	if (!file || file.part !== expected || !file.fileName) {
		return refuse(world, 1, `Required parameter [${expected}] is missing`);
	}
	if (more.length > 0) refuse(world, 2, 'Only one file can be attached at a time');
	return file;
}

/** `GET /api/v2/chats/{id}/attachments/{documentId}` and `GET /api/v2/attachments/{documentId}`: the bytes as they came. */
export async function sendDocument(
	documentId: string,
	chats: Chat[],
	reply: FastifyReply,
	world: GenesysWorld,
) {
	const linked = chats.some(({ links }) => links.some((one) => one.documentId === documentId));
	const document = linked ? world.state.documents.get(documentId) : undefined;
	if (!document) return refuse(world, 6, 'Document not found');
	return await reply.type(document.mime).send(document.bytes);
}
