import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

import { checkAccess, readJson, refuse } from './checks';
import type { HaptikWorld, User } from './world';

const flatValue = z
	.unknown()
	.refine((value) => typeof value !== 'object' || value === null, 'must not be nested');

const userShape = z.object({
	auth_id: z.string().regex(/^[A-Za-z0-9_]+$/, 'must be alphanumeric'),
	mobile_no: z.string().optional(),
	email: z.string().optional(),
	name: z.string().optional(),
	language_code: z
		.string()
		.regex(/^[a-z]{2}$/, 'must be an ISO 639-1 code')
		.optional(),
	phone_model: z.string().optional(),
	os_version: z.string().optional(),
	package_name: z.string().optional(),
	custom_data: z.record(flatValue).optional(),
});

/**
 * `POST /v1.0/user/`: registers a user; a known one is updated.
 * https://docs.haptik.ai/bot-as-an-api/how-to-createupdate-a-haptik-user-using-api
 */
export function registerUser(request: FastifyRequest, world: HaptikWorld) {
	checkAccess(request, world);
	return keep(readJson(request, userShape, world), world);
}

/** `PUT /v1.0/user/`: updates a registered user. Same page. */
export function updateUser(request: FastifyRequest, world: HaptikWorld) {
	checkAccess(request, world);
	const sent = readJson(request, userShape, world);
	const known = world.state.users.get(sent.auth_id);
	if (!known) return refuse(world.settings.unknownUserOnUpdateStatus, 'user is not registered');
	return keep(world.settings.updateKeepsUnsentFields ? { ...known, ...sent } : sent, world);
}

function keep(user: User, { state, store }: HaptikWorld) {
	const { auth_id, mobile_no = null, email = null, name = null } = user;
	state.users.set(auth_id, user);
	store.release('user', (fact) => fact.auth_id === auth_id);
	store.hold('user', user);
	return { auth_id, mobile_no, email, name };
}
