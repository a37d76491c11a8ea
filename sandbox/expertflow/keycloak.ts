import { randomUUID } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import type { ExpertflowWorld } from './world';

/**
 * `POST /auth/realms/{realm}/protocol/openid-connect/token`: the password grant for back ends, and its renewal.
 * https://docs.expertflow.com/cx-knowledgebase/latest/api-authentication-integration
 */
export function issueToken(request: FastifyRequest, world: ExpertflowWorld) {
	const { keys, settings, state, clock } = world;
	const { realm } = request.params as { realm: string };
	if (realm !== keys.realm) throw new Answer(404, { error: 'Realm does not exist' });
	if (request.call.contentType !== 'application/x-www-form-urlencoded') {
		throw new Answer(400, {
			error: 'invalid_request',
			error_description: 'Missing form parameter: grant_type',
		});
	}
	const form = request.call.form();
	if (form.client_id !== keys.clientId || form.client_secret !== keys.clientSecret) {
		throw new Answer(settings.badLoginStatus, {
			error: 'unauthorized_client',
			error_description: 'Invalid client or Invalid client credentials',
		});
	}
	checkGrant(form, world);
	const number = ++state.lastToken;
	// A number alone would be given again after a restart, to somebody who still has the old token
	const access = `expertflow-sandbox-access-${number}-${randomUUID()}`;
	const refresh = `expertflow-sandbox-refresh-${number}-${randomUUID()}`;
	const ends = clock.now().getTime() + settings.tokenSeconds * 1000;
	state.tokens.set(access, ends).set(refresh, ends);
	state.refreshTokens.add(refresh);
	return {
		access_token: access,
		expires_in: settings.tokenSeconds,
		refresh_expires_in: settings.tokenSeconds,
		refresh_token: refresh,
		token_type: 'Bearer',
		scope: 'email profile',
	};
}

function checkGrant(form: Record<string, string>, { keys, settings, state, clock }: ExpertflowWorld): void {
	const refuse = (error_description: string) => {
		throw new Answer(settings.badLoginStatus, { error: 'invalid_grant', error_description });
	};
	switch (form.grant_type) {
		case 'password':
			if (form.username !== keys.username || form.password !== keys.password) {
				refuse('Invalid user credentials');
			}
			return;
		case 'refresh_token':
			if (
				!state.refreshTokens.has(form.refresh_token) ||
				(state.tokens.get(form.refresh_token) ?? 0) <= clock.now().getTime()
			) {
				refuse('Token is not active');
			}
			return;
		default:
			throw new Answer(400, { error: 'unsupported_grant_type', error_description: 'Unsupported grant_type' });
	}
}
