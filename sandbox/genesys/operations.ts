import omit from 'lodash/omit';
import { z } from 'zod';

import { readParameters, refuse } from './envelope';
import { link } from './resources';
import {
	type Body,
	filled,
	NEEDS_TEXT,
	type Operation,
	sendCustomNotice,
	sendMessage,
	sendUrl,
	speak,
	trio,
	withText,
} from './speaking';
import { say, tellChange } from './telling';
import { attachUserData, deleteUserData, setDisposition } from './userData';
import type { Chat, GenesysWorld } from './world';

const uploadShape = z
	.object({
		documentId: filled,
		uploadType: z.enum(['standard-response', 'file-system']).optional(),
		uploadPath: z.string().optional(),
		description: z.string().optional(),
		...trio,
	})
	.refine(withText, NEEDS_TEXT);

const transferShape = z
	.object({ targetUri: z.string().optional(), queueName: z.string().optional(), ...trio })
	.refine(withText, NEEDS_TEXT)
	.refine(({ targetUri, queueName }) => targetUri || queueName, {
		message: 'Required parameter [targetUri] or [queueName] is missing',
		params: { statusCode: 1 },
	})
	.refine(
		({ targetUri, queueName }) => !(targetUri && queueName),
		'Give [targetUri] or [queueName], not both',
	);

const closingShape = z
	.object({ queueName: z.string().optional(), saveLAR: z.boolean().optional(), ...trio })
	.refine(withText, NEEDS_TEXT);

/** https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
const uploadFile: Operation = (chat, body, world) => {
	const parameters = readParameters(body, uploadShape, world);
	const { documentId } = parameters;
	const document = world.state.documents.get(documentId);
	if (!document || !chat.links.some((linked) => linked.documentId === documentId)) {
		return refuse(world, 2, 'The document is not attached to this chat');
	}
	speak(chat, parameters, world);
	const path = `/attachments/${documentId}`;
	const { name, size, mime, sha256 } = document;
	const attachment = {
		id: documentId,
		fileId: `file-${chat.messages.length + 1}`,
		name,
		size,
		path,
		uri: link(path, world),
	};
	say(chat, { type: 'SystemCommand', noticeText: 'file-uploaded', attachment }, world);
	world.store.hold('uploadedFile', {
		chatId: chat.id,
		name,
		size,
		mime,
		sha256,
		...omit(body, 'operationName'),
	});
};

const addShape = z.object({
	documentId: filled,
	size: z.number().int().optional(),
	name: z.string().optional(),
	mime: z.string().optional(),
});

/** https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
const addAttachment: Operation = (chat, body, world) => {
	const { documentId, ...described } = readParameters(body, addShape, world);
	if (!world.state.documents.has(documentId)) return refuse(world, 6, 'Document not found');
	if (!chat.links.some((linked) => linked.documentId === documentId)) {
		chat.links.push({ documentId, visibleAt: world.clock.now().getTime() });
	}
	world.store.hold('linkedDocument', { chatId: chat.id, documentId, ...described });
};

/** https://docs.genesys.com/Documentation:HTCC:API:ChatRemoveAttachment:8.5.2 */
const removeAttachment: Operation = (chat, body, world) => {
	const { documentId } = readParameters(body, z.object({ documentId: filled }), world);
	if (!chat.links.some((linked) => linked.documentId === documentId)) {
		return refuse(world, 6, 'Document not found');
	}
	chat.links = chat.links.filter((linked) => linked.documentId !== documentId);
	world.store.release('linkedDocument', (fact) => fact.chatId === chat.id && fact.documentId === documentId);
};

/** https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSingleStepTransfer */
const transfer: Operation = (chat, body, world) => {
	const parameters = readParameters(body, transferShape, world);
	const { targetUri, queueName } = parameters;
	const target = [...world.state.users.values()].find(({ id }) => targetUri?.endsWith(`/users/${id}`));
	if (targetUri && !target) return refuse(world, 2, 'Parameter [targetUri] is not the URI of a user');
	speak(chat, parameters, world);
	chat.agent = target?.userName ?? '';
	chat.queue = queueName ?? chat.queue;
	world.store.hold('transfer', { chatId: chat.id, targetUri, queueName });
};

/** https://docs.genesys.com/Documentation/HTCC/latest/API/ChatLeave */
const leave: Operation = (chat, body, world) => {
	speak(chat, readParameters(body, closingShape, world), world);
	chat.state = 'LeftChat';
	tellChange(chat, 'StatusChange', world);
	world.store.hold('left', { chatId: chat.id });
};

/** https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatComplete */
const complete: Operation = (chat, body, world) => {
	const parameters = readParameters(body, closingShape, world);
	speak(chat, parameters, world);
	chat.state = 'Completed';
	tellChange(chat, 'StatusChange', world);
	const { queueName, saveLAR } = parameters;
	world.store.hold('completed', { chatId: chat.id, queueName, saveLAR });
};

/** Operations by name, with the chat states that allow them. Names are case-sensitive. */
const OPERATIONS: Record<string, { run: Operation; states: Array<Chat['state']> }> = {
	UploadFile: { run: uploadFile, states: ['Chatting'] },
	AddAttachment: { run: addAttachment, states: ['Chatting'] },
	RemoveAttachment: { run: removeAttachment, states: ['Chatting'] },
	SendMessage: { run: sendMessage, states: ['Chatting'] },
	SendUrl: { run: sendUrl, states: ['Chatting'] },
	SendCustomNotice: { run: sendCustomNotice('All'), states: ['Chatting'] },
	SendCustomNoticeToAgents: { run: sendCustomNotice('Agents'), states: ['Chatting'] },
	SetDisposition: { run: setDisposition, states: ['Chatting', 'LeftChat'] },
	AttachUserData: { run: attachUserData, states: ['Chatting', 'LeftChat'] },
	UpdateUserData: { run: attachUserData, states: ['Chatting', 'LeftChat'] },
	DeleteUserData: { run: deleteUserData, states: ['Chatting', 'LeftChat'] },
	Transfer: { run: transfer, states: ['Chatting'] },
	Leave: { run: leave, states: ['Chatting'] },
	Complete: { run: complete, states: ['Chatting', 'LeftChat'] },
};

/** Carries out `POST /api/v2/me/chats/{id}`. https://docs.genesys.com/Documentation/GWS/8.5.0/API/InteractionsOnChat */
export function operate(chat: Chat, body: Body, world: GenesysWorld) {
	const { operationName } = readParameters(body, z.object({ operationName: filled }).passthrough(), world);
	const operation = Object.hasOwn(OPERATIONS, operationName) ? OPERATIONS[operationName] : undefined;
	if (!operation) return refuse(world, 2, `Operation [${operationName}] is not valid`);
	if (!operation.states.includes(chat.state)) {
		return refuse(world, 2, `Operation [${operationName}] is not valid in state [${chat.state}]`);
	}
	operation.run(chat, body, world);
	return { statusCode: 0 };
}
