import { compact } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { Published } from '../../engine/bayeux';
import type { EventSender, VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import type { Occurrences } from '../../engine/occurrences';
import { answeredId } from '../answers';
import { CHAT_ADDRESS, decoded } from '../fields';
import { chatFields, chatIn } from '../chats';

/** Of the agent's chats. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/AsynchronousEvents */
export const CHATS = '/v2/me/chats';

/** How Genesys tells of messages. https://docs.genesys.com/Documentation/HTCC/latest/API/ChatMessageType */
const MESSAGES = 'MessageLogUpdated';

/** Commands of the system are told apart by what they say. https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
const COMMAND = 'SystemCommand';

/** Types of messages whose notice is meant to be read. */
const NOTICES = ['CustomNotice', 'Notice'];

const SENDERS: Record<string, EventSender['type']> = {
	Customer: 'customer',
	Agent: 'agent',
	External: 'system',
};

const text = z.string().min(1).optional().catch(undefined);
const id = answeredId.optional().catch(undefined);

const participant = z
	.object({ participantId: id, id, nickname: text, type: text, path: text, uri: text })
	.catch({});

const attachment = z
	.object({
		id,
		fileId: id,
		name: text,
		mime: text,
		size: z.number().nonnegative().optional().catch(undefined),
		path: text,
		uri: text,
	})
	.optional()
	.catch(undefined);

const message = z.object({
	index: z.number().int().optional().catch(undefined),
	type: z.string().min(1),
	from: participant.default({}),
	text,
	url: text,
	noticeText: text,
	attachment,
	messageType: text,
	visibility: text,
	timestamp: text,
	timestampSeconds: z.number().optional().catch(undefined),
});

const notification = z.object({
	messageType: text,
	notificationType: text,
	chatPath: text,
	chatUri: text,
	chat: z.unknown(),
	messages: z.array(z.unknown()).catch([]),
	referenceId: id,
	errorMessage: text,
});

/** Who listens. */
export interface Listener {
	/** ID of the agent whose login the credential holds, where Genesys has told it. */
	agentId?: string;
	occurrences: Occurrences;
}

/**
 * Reads what Genesys has published: one event for each message, or for a change. It takes whatever may come.
 * https://docs.genesys.com/Documentation/HTCC/latest/API/ChatMessageType
 */
export function readEvents(published: Published, listener: Listener): VendorEvent[] {
	const told = notification.safeParse(published.data);
	if (!told.success) return [];
	const { messageType, messages } = told.data;
	if (published.channel === CHATS && messageType === MESSAGES) {
		return messages.flatMap((each) => readMessage(each, told.data, listener));
	}
	return [readChange(published, told.data, listener)];
}

type Notification = z.infer<typeof notification>;

type Message = z.infer<typeof message>;

function readMessage(raw: unknown, told: Notification, listener: Listener): VendorEvent[] {
	const read = message.safeParse(raw);
	if (!read.success) return [];
	const { type, index, from, url, noticeText, messageType, visibility, attachment: file } = read.data;
	const event = type === COMMAND ? (noticeText ?? type) : type;
	const chatId = idIn(told.chatPath) ?? idIn(told.chatUri);
	const subject = compact([event, chatId]).join(' ');
	return [
		{
			...given({
				eventKey: index === undefined ? listener.occurrences.keyOf(subject, raw) : `${subject} ${index}`,
				event,
				occurredAt: instantOf(read.data),
				conversationId: chatId,
				sender: senderOf(from),
				text: textOf(read.data),
				attachments: file && attachmentsOf(file),
			}),
			isOwn: isOwn(from, listener),
			more: given({
				chatId,
				notificationType: told.notificationType,
				index,
				type,
				messageType,
				visibility,
				participantId: from.participantId ?? from.id,
				participantType: from.type,
				url,
				noticeText,
				documentId: file?.id,
				fileId: file?.fileId,
			}),
			raw: { ...told, messages: [raw] },
		},
	];
}

function readChange(
	{ channel, data }: Published,
	told: Notification,
	{ occurrences }: Listener,
): VendorEvent {
	const { notificationType, messageType, referenceId, errorMessage } = told;
	const chat = channel === CHATS ? chatIn(told.chat) : undefined;
	const chatId = chat?.id ?? idIn(told.chatPath) ?? idIn(told.chatUri);
	const event = notificationType ?? messageType ?? channel;
	const subject = compact([channel === CHATS ? undefined : channel, event, chatId]).join(' ');
	return {
		...given({
			eventKey: occurrences.keyOf(subject, data),
			event,
			conversationId: chatId,
			text: errorMessage,
		}),
		isOwn: false,
		more: given({
			...(chat ? chatFields(chat) : {}),
			chatId,
			notificationType,
			referenceId,
			errorMessage,
			...(channel === CHATS ? {} : { channel, data: data as IDataObject }),
		}),
		raw: data,
	};
}

/** The ID in the address of a chat. */
function idIn(address = ''): string | undefined {
	const part = CHAT_ADDRESS.exec(address)?.[1];
	return part === undefined ? undefined : decoded(part);
}

/** In milliseconds, whatever their name says. Far below, they are seconds after all. https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
const EARLIEST_MS = 1e11;

function instantOf({ timestampSeconds: count, timestamp = '' }: Message): string | undefined {
	const instant =
		count === undefined
			? DateTime.fromFormat(timestamp, 'yyyy-MM-dd HH:mm:ss.SSSZZZ', { zone: 'utc' })
			: DateTime.fromMillis(count < EARLIEST_MS ? count * 1000 : count, { zone: 'utc' });
	return instant.toISO() ?? undefined;
}

function senderOf({
	type = '',
	participantId,
	id: other,
	nickname,
}: Message['from']): EventSender | undefined {
	if (!Object.hasOwn(SENDERS, type)) return undefined;
	return given({ type: SENDERS[type], id: participantId ?? other, name: nickname });
}

function textOf({ text: said, url, type, noticeText }: Message): string | undefined {
	return said ?? url ?? (NOTICES.includes(type) ? noticeText : undefined);
}

function attachmentsOf({ uri, path, name, mime, size }: NonNullable<Message['attachment']>) {
	const url = uri ?? path;
	return url === undefined ? undefined : [given({ url, name, mimeType: mime, size })];
}

/** Whether the agent of the credential has written. Of an agent who is not named it has to be taken so: an answer to oneself would never end. */
function isOwn({ type, path, uri }: Message['from'], { agentId }: Listener): boolean {
	const user = /\/users\/([^/?#]+)/.exec(path ?? uri ?? '')?.[1];
	return type === 'Agent' && (user === undefined || agentId === undefined || decoded(user) === agentId);
}
