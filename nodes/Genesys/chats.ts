import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { asFailure, Failure } from '../engine/errors';
import { given } from '../engine/given';
import { answeredId, isAbsent, readEnvelope, VENDOR } from './answers';
import { call, type Site } from './api';
import { CHAT_UNKNOWN } from './meanings';
import { chatPath, ME } from './paths';

const optionalText = z.string().optional().catch(undefined);

const attachment = z.object({
	id: answeredId,
	name: optionalText,
	mime: optionalText,
	size: z.number().optional().catch(undefined),
	uri: optionalText,
	path: optionalText,
});

const participant = z.object({
	participantId: answeredId.optional().catch(undefined),
	nickname: optionalText,
	type: optionalText,
	visibility: optionalText,
});

const chat = z.object({
	id: answeredId,
	state: optionalText,
	chatType: optionalText,
	interactionQueue: optionalText,
	receivedDate: optionalText,
	capabilities: z.array(z.string()).catch([]),
	participants: z.array(participant).catch([]),
	userData: z.record(z.unknown()).catch({}),
	// Genesys leaves the key out when there are none; in another form they are unknown
	attachments: z
		.array(attachment)
		.default([])
		.or(z.unknown().transform(() => undefined)),
});

/** The chat in an answer or event; undefined where there is none. */
export const chatIn = (told: unknown): Chat | undefined => readChat(told).at(0);

/** What a flow goes on with, under the names by which the other nodes take it. */
export function chatFields({ id, participants, attachments, userData, ...chatParts }: Chat): IDataObject {
	const { state, chatType, interactionQueue, receivedDate, capabilities } = chatParts;
	return given({
		chatId: id,
		state,
		chatType,
		interactionQueue,
		receivedDate,
		capabilities,
		participants: participants.map(given),
		attachments: attachments?.map(({ id: documentId, name, mime, size }) =>
			given({ documentId, name, mime, size }),
		),
		userData: userData as IDataObject,
	});
}

/** A chat with all that Genesys says of it; nothing of what is none. */
function readChat(whole: unknown): Chat[] {
	const { data } = chat.safeParse(whole);
	return data ? [{ ...data, whole: whole as IDataObject }] : [];
}

const chats = z
	.array(z.unknown())
	.default([])
	.transform((listed) => listed.flatMap(readChat));

const me = z.object({ user: z.object({ chats }) });

const one = z.object({ chat: z.unknown().transform(readChat) });

/** A document that is linked to a chat. */
export type Attachment = z.infer<typeof attachment>;

/** One of the agent's chats. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export type Chat = z.infer<typeof chat> & {
	/** As it came. */
	whole: IDataObject;
};

/** Gives undefined for an answer of another form: Genesys' own desktop sends this call, but no page shows what it gives. */
async function askForChats(site: Site): Promise<Chat[] | undefined> {
	return await call(
		site,
		{ method: 'GET', effect: 'reads', path: ME, qs: { subresources: 'chats' } },
		(answer) => me.safeParse(readEnvelope(answer)).data?.user.chats,
	);
}

/**
 * The chats that the agent has now, by `GET /api/v2/me?subresources=chats`. There is no paging.
 *
 * @throws Failure when they cannot be read
 */
export async function readChats(site: Site): Promise<Chat[]> {
	const read = await askForChats(site);
	if (read) return read;
	throw new Failure({
		message: "The agent's chats could not be read",
		remedy: 'The answer of Genesys has another form than the node knows. Type the ID instead.',
		delivery: 'notSent',
		vendor: VENDOR,
	});
}

/**
 * One of the agent's chats, by `GET /api/v2/me/chats/{id}`. That it can be read so follows from how all resources are read; where there is nothing at this
 * address, it is looked for among the agent's chats. https://enu.docs.genesys.com/Documentation:HTCC:API:ReturnValues:8.5.2
 *
 * @throws Failure when the agent has no such chat, or it cannot be read
 */
export async function readOneChat(site: Site, chatId: string): Promise<Chat> {
	let unread = new Failure({
		message: 'The chat could not be read',
		remedy: 'The answer of Genesys has another form than the node knows.',
		delivery: 'notSent',
		vendor: VENDOR,
	});
	const asked = { method: 'GET', effect: 'reads', path: chatPath(chatId) } as const;
	const read = await call(site, asked, (answer) => {
		const { data } = one.safeParse(readEnvelope(answer, { 6: CHAT_UNKNOWN }));
		return data?.chat.at(0);
	}).catch((caught: unknown) => {
		unread = asFailure(caught);
		if (!isAbsent(unread)) throw unread;
		return undefined;
	});
	const chat = read ?? (await askForChats(site))?.find(({ id }) => id === chatId);
	if (chat) return chat;
	throw unread;
}

/** Genesys does not let the chats be read; what needs them only for details does without. @throws the failure for any other one */
export function unlessRefused(caught: unknown): undefined {
	const { delivery, vendorCode, cause } = asFailure(caught).facts;
	if (delivery === 'refused' && vendorCode !== undefined && cause === undefined) return undefined;
	throw caught;
}

/**
 * The documents that are linked to one of the agent's chats; undefined where Genesys' answer does not show that.
 *
 * @throws Failure when it was refused or no answer came
 */
export async function linkedDocuments(site: Site, chatId: string): Promise<Attachment[] | undefined> {
	return (await askForChats(site))?.find(({ id }) => id === chatId)?.attachments;
}
