import type { FastifyRequest } from 'fastify';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { checkToolsAccess, refuse } from './checks';
import { authIdCalled, linesOf } from './conversations';
import type { HaptikWorld, Line, Talk } from './world';

const INVALID_GROUP = 'Argument group validation: invalid group found.';
const NO_GROUP = 'Argument group validation: no valid group.';
const NO_CONVERSATION =
	'Either the user has not sent a message yet, or the provided user_name-business_id pair is invalid.';

const whole = z.string().regex(/^\d+$/).transform(Number);
const more = {
	conversation_no: whole,
	limit: whole.refine((limit) => limit > 0).optional(),
	response_type: z.enum(['json', 'text']).default('json'),
};

/** Of the two groups of parameters one is sent, and whole. */
const groups = z.union([
	z.object({ business_id: whole, user_name: z.string().min(1), pxut: z.undefined(), ...more }),
	z.object({ pxut: z.string().min(1), business_id: z.undefined(), user_name: z.undefined(), ...more }),
]);

/**
 * `GET /integration/external/v2.0/get_chat_history/`: what was said in a conversation.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 */
export function getChatHistory(request: FastifyRequest, world: HaptikWorld) {
	checkToolsAccess(request, world, { token: 'Invalid token', client: 'Invalid token' });
	const status = world.settings.toolsRefusalStatus;
	const query = request.query as Record<string, unknown>;
	const { data: asked } = groups.safeParse(query);
	if (!asked) return refuse(status, isWhole(query) ? INVALID_GROUP : NO_GROUP);
	const { conversation_no, limit, response_type } = asked;
	const lines = linesOf(talkOf(asked, world), conversation_no, world);
	if (!lines) return refuse(status, NO_CONVERSATION);
	const shown = limit === undefined ? lines : lines.slice(-limit);
	if (response_type === 'json') return { chat_json: shown.map(asJson) };
	return { chat_text: shown.map(({ sender, text }) => `${sender}: ${text}\n`).join('') };
}

function isWhole({ business_id, user_name, pxut, conversation_no }: Record<string, unknown>): boolean {
	return Boolean(conversation_no && ((business_id && user_name) || pxut));
}

function talkOf(asked: z.output<typeof groups>, world: HaptikWorld): Talk {
	const { settings, state } = world;
	if (asked.pxut !== undefined) {
		const talk = state.pxuts.get(asked.pxut);
		return talk ?? refuse(settings.toolsRefusalStatus, 'Unable to decode pxut-client_id pair');
	}
	const { business_id, user_name } = asked;
	if (!settings.businessIds.includes(business_id)) {
		refuse(settings.toolsRefusalStatus, 'Invalid business_id');
	}
	const auth_id = authIdCalled(user_name, world);
	return auth_id === undefined
		? refuse(settings.toolsRefusalStatus, NO_CONVERSATION)
		: { auth_id, business_id };
}

function asJson({ at, ...line }: Line) {
	const time = DateTime.fromJSDate(at, { zone: 'utc' }).setLocale('en-US');
	return { ...line, timestamp: time.toFormat("MM/dd/yy hh:mm:ss a 'UTC'") };
}
