import { z } from 'zod';

import { Failure, invalidField } from '../engine/errors';
import { readEnvelope, VENDOR } from './answers';
import { call, type Site } from './api';
import { ME } from './paths';

const attachment = z.object({
	id: z.string(),
	name: z.string().optional().catch(undefined),
	mime: z.string().optional().catch(undefined),
	size: z.number().optional().catch(undefined),
});

const chat = z.object({
	id: z.string(),
	state: z.string().optional().catch(undefined),
	interactionQueue: z.string().optional().catch(undefined),
	participants: z.array(z.object({ nickname: z.string().optional(), type: z.string().optional() })).catch([]),
	// Genesys leaves the key out when there are none
	attachments: z.array(attachment).catch([]),
});

const me = z.object({ user: z.object({ chats: z.array(chat).default([]) }) });

/** A document that is linked to a chat. */
export type Attachment = z.infer<typeof attachment>;

/** One of the agent's chats. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export type Chat = z.infer<typeof chat>;

/**
 * The chats that the agent has now: `GET /api/v2/me?subresources=chats`, which Genesys' own desktop sends. There is no paging.
 *
 * @throws Failure when they cannot be read
 */
export async function readChats(site: Site): Promise<Chat[]> {
	const answer = me.safeParse(
		await call(
			site,
			{ method: 'GET', effect: 'reads', path: ME, qs: { subresources: 'chats' } },
			(received) => readEnvelope(received),
		),
	);
	if (answer.success) return answer.data.user.chats;
	throw new Failure({
		message: "The agent's chats could not be read",
		remedy: 'The answer of Genesys has another form than its documents say.',
		delivery: 'notSent',
		vendor: VENDOR,
		vendorText: answer.error.issues[0].message,
	});
}

/**
 * One of the agent's chats.
 *
 * @param field display name of the field that holds the id
 * @throws Failure when the agent has no such chat
 */
export async function readChat(site: Site, chatId: string, field: string): Promise<Chat> {
	const found = (await readChats(site)).find(({ id }) => id === chatId);
	if (found) return found;
	throw invalidField(
		field,
		`names no chat of this agent: "${chatId.slice(0, 60)}"`,
		'Upper and lower case matter. Check that the agent of the credential is logged in and has accepted the chat, and that the chat has not been completed or transferred.',
	);
}
