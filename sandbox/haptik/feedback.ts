import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { checkAccess, checkBusinessAndUser, readJson, refuse } from './checks';
import type { HaptikWorld } from './world';

const MINUTE = 60_000;
const NO_CONVERSATION =
	'Failed to submit feedback, please make sure there is an active conversation with the agent';

const feedbackShape = z.object({
	auth_id: z.string().min(1),
	business_id: z.number().int(),
	query_resolved: z.boolean(),
	query_rating: z.number().int().min(1).max(5),
	feedback: z.string().optional(),
});

/**
 * `POST /v1.0/log_feedback_from_user/`: the user's rating, once in an hour.
 * https://docs.haptik.ai/webhooks/send-feedback-to-haptik
 */
export async function logFeedback(request: FastifyRequest, reply: FastifyReply, world: HaptikWorld) {
	checkAccess(request, world);
	const { state, settings, store, clock } = world;
	const feedback = readJson(request, feedbackShape, world);
	const { auth_id, business_id } = feedback;
	// https://docs.haptik.ai/webhooks/send-feedback-to-haptik has another text here than the other calls
	checkBusinessAndUser({ businessId: business_id, authId: auth_id }, world, 'Invalid_User');
	if (!state.conversing.has(auth_id)) refuse(404, NO_CONVERSATION);
	const now = clock.now().getTime();
	const last = state.feedback.get(auth_id) ?? -Infinity;
	if (now - last < settings.feedbackWindowMinutes * MINUTE) {
		refuse(settings.duplicateFeedbackStatus, 'duplicate feedback');
	}
	state.feedback.set(auth_id, now);
	store.hold('feedback', feedback);
	return await reply.code(201).send({ success: true });
}
