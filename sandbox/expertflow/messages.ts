import type { FastifyReply, FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import { type CimMessage, isKnownType, mediaUrlOf, readMessage } from './cim';
import { callWebhook, notice } from './webhook';
import type { ExpertflowWorld } from './world';

/**
 * `POST /ccm/message/receive`: one CIM message of a customer.
 * https://docs.expertflow.com/cx/4.5.1/cim-messages
 */
export async function receiveMessage(request: FastifyRequest, reply: FastifyReply, world: ExpertflowWorld) {
	const { settings, state, store } = world;
	const message = checkedMessage(request, world);
	const { serviceIdentifier } = message.header.channelData;
	const id = message.id ?? `generated-${store.counters.requests}`;
	if (!settings.serviceIdentifiers.includes(serviceIdentifier)) {
		throw new Answer(settings.unknownChannelStatus, delivery(id, 'FAILED', 404));
	}
	if (settings.refuseDuplicateIds && state.messageIds.has(id)) badMessage(`duplicate id ${id}`, world);
	state.messageIds.add(id);
	if (!isKnownType(message.body.type)) store.hold('warning', { unknownType: message.body.type });
	store.hold('message', message);
	moveSession(message, world);
	if (!settings.deferred) return delivery(id, 'DELIVERED', 200);
	// Nothing is told of what tells something itself
	if (!isNews(message)) void callWebhook(notice(message, delivery(id, 'DELIVERED', '200'), world), world);
	return await reply.code(202).send();
}

const isNews = ({ body }: CimMessage) => ['NOTIFICATION', 'DELIVERYNOTIFICATION'].includes(body.type);

function checkedMessage(request: FastifyRequest, world: ExpertflowWorld): CimMessage {
	const { settings, state } = world;
	const read = readMessage(parsed(request));
	if ('problem' in read) return badMessage(read.problem, world);
	const { message } = read;
	const { requestPriority = 0 } = message.header.channelData;
	if (settings.strictPriority && (requestPriority < 0 || requestPriority > 10)) {
		badMessage('requestPriority must be between 0 and 10', world);
	}
	const mediaUrl = mediaUrlOf(message);
	if (mediaUrl !== undefined && settings.knownMediaOnly && !state.files.has(fileNameIn(mediaUrl))) {
		badMessage('mediaUrl names no stored file', world);
	}
	return message;
}

function parsed({ call }: FastifyRequest): unknown {
	try {
		return call.contentType === 'application/json' ? call.json() : undefined;
	} catch {
		return undefined;
	}
}

/** Agent Desk rebuilds the address from its query, so `filename` must be there and alone. */
function fileNameIn(mediaUrl: string): string {
	if (!URL.canParse(mediaUrl)) return '';
	const { pathname, searchParams } = new URL(mediaUrl);
	const alone = pathname.endsWith('/downloadFileStream') && [...searchParams.keys()].length === 1;
	return alone ? (searchParams.get('filename') ?? '') : '';
}

function badMessage(description: string, { settings }: ExpertflowWorld): never {
	const status = settings.badMessageStatus;
	throw new Answer(status, { status, message: 'BAD_REQUEST', description });
}

/** https://docs.expertflow.com/cx/4.10/delivery-notification-message */
function delivery(messageId: string, status: 'DELIVERED' | 'FAILED', reasonCode: number | string) {
	return { type: 'DELIVERYNOTIFICATION', markdownText: '', messageId, status, reasonCode };
}

function moveSession(message: CimMessage, world: ExpertflowWorld): void {
	const { settings, state } = world;
	const { channelCustomerIdentifier, serviceIdentifier } = message.header.channelData;
	const key = `${channelCustomerIdentifier} ${serviceIdentifier}`;
	const ends = message.header.intent === 'END_CHAT';
	const starts = state.sessions.get(key) !== 'STARTED' && !ends;
	state.sessions.set(key, ends ? 'ENDED' : 'STARTED');
	const notificationType = ends ? 'CHANNEL_SESSION_ENDED' : 'CHANNEL_SESSION_STARTED';
	if (ends || (starts && settings.announceSessions)) {
		const body = { type: 'NOTIFICATION', markdownText: '', notificationType };
		void callWebhook(notice(message, body, world), world);
	}
}
