import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import type { FilePart } from '../store';
import { checkAccess, checkBusinessAndUser, readJson } from './checks';
import { noteLine } from './conversations';
import type { HaptikWorld } from './world';

const messageShape = z.object({
	user: z.object({ auth_id: z.string().min(1) }),
	message_body: z.string().min(1, 'must not be empty'),
	message_type: z.literal(0),
	business_id: z.number().int(),
});

/** What Haptik holds of a message or a file that a user has sent. */
export interface LoggedMessage {
	message_id: number;
	auth_id: string;
	business_id: number;
	message_type: number;
	message_body: string;
	created_at: string;
	file_url?: string;
}

/**
 * `POST /v1.0/log_message_from_user/`: a text that the user wrote.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-message-to-haptik-using-api
 */
export function logMessage(request: FastifyRequest, world: HaptikWorld) {
	checkAccess(request, world);
	const { user, message_body, message_type, business_id } = readJson(request, messageShape, world);
	checkBusinessAndUser({ businessId: business_id, authId: user.auth_id }, world);
	return log({ auth_id: user.auth_id, business_id, message_type, message_body }, world);
}

/** Stores a message under the next id and gives the answer that Haptik sends for it. */
export function log(
	message: Omit<LoggedMessage, 'message_id' | 'created_at'>,
	world: HaptikWorld,
	file?: FilePart,
) {
	const { state, store, clock, settings } = world;
	const { message_body, message_type, file_url } = message;
	const at = clock.now();
	const stamp = { message_id: ++state.lastMessageId, created_at: at.toISOString() };
	state.conversing.add(message.auth_id);
	const text = message_body || (file_url ?? '');
	noteLine(message, { text, sender: 'user', message_id: stamp.message_id, at }, world);
	store.hold<LoggedMessage>(file ? 'file' : 'message', { ...message, ...stamp }, file);
	const answer = {
		message_id: stamp.message_id,
		message_body,
		created_at: stamp.created_at,
		message_type,
		file_url,
	};
	return settings.arrayAnswers ? [answer] : answer;
}
