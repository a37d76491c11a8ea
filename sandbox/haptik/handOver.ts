import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { checkToolsAccess, readJson, refuse } from './checks';
import { authIdCalled } from './conversations';
import type { HaptikWorld } from './world';

const handOverShape = z.object({
	user_name: z.string().min(1).optional(),
	business_id: z.number().int().optional(),
	team_name: z.string().min(1).optional(),
	countdown: z.number().int().min(5).max(10).optional(),
	receiver: z.string().min(1),
});

/**
 * `POST /integration/external/v2.0/send_chat_to_agent/`: hands a chat over to a team of human agents.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 */
export function sendChatToAgent(request: FastifyRequest, world: HaptikWorld) {
	checkToolsAccess(request, world, {
		token: 'invalid token provided',
		client: 'invalid client_id in headers',
		noToken: 'token missing in headers',
		noClient: 'client_id missing in headers',
	});
	const { settings, state, store } = world;
	const refuseIt = (text: string) => refuse(settings.toolsRefusalStatus, text);
	const {
		user_name,
		business_id,
		team_name,
		countdown = 10,
		receiver,
	} = readJson(request, handOverShape, world);
	if (user_name === undefined) return refuseIt('user_name missing in the request');
	if (business_id === undefined) return refuseIt('business_id missing in the request');
	if (team_name === undefined) return refuseIt('team_name missing in the request');
	const auth_id = authIdCalled(user_name, world);
	if (auth_id === undefined) return refuseIt('invalid user_name');
	if (settings.inactiveBusinessIds.includes(business_id)) refuseIt(`business "${business_id}" is inactive`);
	if (!settings.businessIds.includes(business_id)) refuseIt('invalid business_id provided');
	if (settings.inactiveTeams.includes(team_name)) refuseIt(`team "${team_name}" is inactive`);
	if (!settings.teams.includes(team_name)) refuseIt('invalid team_name provided');
	if (!state.conversing.has(auth_id)) refuseIt('user has not sent a message');
	store.hold('handOver', { auth_id, user_name, business_id, team_name, countdown, receiver });
	return { success: true };
}
