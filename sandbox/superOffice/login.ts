import { createHash, randomUUID } from 'node:crypto';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { Answer, route } from '../vendor';
import { currentHost, isRunning, newAccessToken, newTicket } from './access';
import { CLAIM, jwks, jwt } from './jwt';
import { wrongMethod } from './refusals';
import { readSignedSystemToken } from './systemUser';
import { keys, type SuperOfficeWorld } from './world';

const SIGN_IN = '/login/common/oauth';
const JWKS = '/login/.well-known/jwks';
const CODE_LIFE = 600_000;

/** The login host: it signs people and apps in and knows where each tenant lives, and has no data. */
export function loginRoutes(app: FastifyInstance, world: SuperOfficeWorld): void {
	route(app, '/login/.well-known/openid-configuration', { GET: () => discovery(world.url()) }, wrongMethod);
	route(app, JWKS, { GET: jwks }, wrongMethod);
	route(
		app,
		`${SIGN_IN}/authorize`,
		{ GET: async (request, reply) => await authorize(request, reply, world) },
		wrongMethod,
	);
	route(app, `${SIGN_IN}/tokens`, { POST: (request) => tokens(request, world) }, wrongMethod);
	route(app, '/api/state/:tenant', { GET: (request) => tenantState(request, world) }, wrongMethod);
	route(
		app,
		'/Login/api/PartnerSystemUser/Authenticate',
		{ POST: (request) => authenticate(request, world) },
		wrongMethod,
	);
}

/** https://docs.superoffice.com/en/api/authentication/online/api */
function discovery(url: string) {
	return {
		issuer: url,
		authorization_endpoint: `${url}${SIGN_IN}/authorize`,
		token_endpoint: `${url}${SIGN_IN}/tokens`,
		jwks_uri: `${url}${JWKS}`,
		scopes_supported: ['openid'],
		grant_types_supported: ['authorization_code', 'refresh_token'],
		token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
		code_challenge_methods_supported: ['plain', 'S256'],
	};
}

function invalid(error: string, error_description: string): never {
	throw new Answer(400, { error, error_description });
}

/**
 * The sign-in of a person, who says yes to everything here.
 * https://docs.superoffice.com/en/api/authentication/online/sign-in-user/auth-code-flow
 */
async function authorize(request: FastifyRequest, reply: FastifyReply, world: SuperOfficeWorld) {
	const asked = request.query as Record<string, string | undefined>;
	const { redirect_uri: redirectUri = '', scope = '', state: forwarded } = asked;
	const { settings, state, clock } = world;
	const registered = settings.redirectUris.length === 0 || settings.redirectUris.includes(redirectUri);
	if (asked.client_id !== keys.clientId) invalid('invalid_client', 'unknown client_id');
	if (!URL.canParse(redirectUri) || !registered) invalid('invalid_request', 'InvalidRedirectUrl');
	if (asked.response_type !== 'code') invalid('unsupported_response_type', 'response_type must be code');
	if (!scope.split(' ').includes('openid')) invalid('invalid_scope', 'scope must contain openid');
	const code = `superoffice-sandbox-code-${randomUUID()}`;
	const { code_challenge: value, code_challenge_method: method = 'plain' } = asked;
	state.codes.set(code, {
		redirectUri,
		until: clock.now().getTime() + CODE_LIFE,
		...(value ? { challenge: { value, method } } : {}),
	});
	const target = new URL(redirectUri);
	target.searchParams.set('code', code);
	if (forwarded !== undefined) target.searchParams.set('state', forwarded);
	return await reply.redirect(target.href, 302);
}

/** Codes and refresh tokens for access tokens; the fields come in the body or, as in the vendor's samples, in the address. */
function tokens(request: FastifyRequest, world: SuperOfficeWorld) {
	const sent: Record<string, string | undefined> = {
		...(request.query as Record<string, string>),
		...request.call.form(),
		...basicClient(request.headers.authorization),
	};
	const { state, clock } = world;
	if (sent.client_id !== keys.clientId || sent.client_secret !== keys.clientSecret) {
		invalid('invalid_client', 'client_id or client_secret is wrong');
	}
	const answer = () => ({
		token_type: 'Bearer',
		access_token: newAccessToken(world),
		expires_in: 3600,
		id_token: idToken(world),
	});
	if (sent.grant_type === 'refresh_token') {
		if (!state.refreshTokens.has(sent.refresh_token ?? '')) {
			invalid('invalid_grant', 'the refresh token was revoked');
		}
		return answer();
	}
	if (sent.grant_type !== 'authorization_code') {
		invalid('invalid_request', 'grant_type must be authorization_code or refresh_token');
	}
	redeem(sent, world, clock.now().getTime());
	const refresh_token = `superoffice-sandbox-refresh-${randomUUID()}`;
	state.refreshTokens.add(refresh_token);
	return { ...answer(), refresh_token };
}

function basicClient(authorization = ''): Record<string, string> {
	const [, value] = /^Basic +(\S+)$/i.exec(authorization) ?? [];
	if (value === undefined) return {};
	const [client_id, client_secret] = Buffer.from(value, 'base64').toString('utf8').split(':');
	return { client_id: decodeURIComponent(client_id), client_secret: decodeURIComponent(client_secret ?? '') };
}

/** A code serves once, within ten minutes, with the same redirect address and the verifier it was asked for with. */
function redeem(sent: Record<string, string | undefined>, { state }: SuperOfficeWorld, now: number): void {
	const { code = '', redirect_uri, code_verifier = '' } = sent;
	const known = state.codes.get(code);
	state.codes.delete(code);
	if (!known || known.until < now) return invalid('invalid_grant', 'the code is unknown, used or too old');
	if (redirect_uri !== known.redirectUri) invalid('invalid_grant', 'redirect_uri is another one');
	const { challenge } = known;
	if (!challenge) return;
	const proof =
		challenge.method === 'S256'
			? createHash('sha256').update(code_verifier).digest('base64url')
			: code_verifier;
	if (proof !== challenge.value) invalid('invalid_grant', 'code_verifier does not fit');
}

function idToken(world: SuperOfficeWorld): string {
	return jwt(
		{
			[`${CLAIM}webapi_url`]: `${apiAddress(world)}/`,
			[`${CLAIM}system_token`]: keys.systemToken,
			[`${CLAIM}upn`]: 'kari@example.net',
		},
		world.clock.now(),
	);
}

function apiAddress(world: SuperOfficeWorld): string {
	return `${world.url()}/${currentHost(world)}/${keys.tenantId}/api`;
}

/** https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status; an unknown tenant's answer is a choice. */
function tenantState(request: FastifyRequest, world: SuperOfficeWorld) {
	const { tenant } = request.params as { tenant: string };
	if (tenant !== keys.tenantId) {
		return { ContextIdentifier: tenant, Endpoint: null, State: 'Unknown', IsRunning: false, Api: null };
	}
	const { tenantState: State } = world.settings;
	return {
		ContextIdentifier: tenant,
		Endpoint: apiAddress(world).replace(/\/api$/, ''),
		State,
		IsRunning: isRunning(State),
		ValidUntil: new Date(world.clock.now().getTime() + 300_000).toISOString(),
		Api: apiAddress(world),
		Version: 'Release_11.12_2026.04.28-01',
	};
}

/** A signed system token for a ticket; what is wrong comes with status 200. https://docs.superoffice.com/en/api/authentication/online/auth-application/get-system-user-ticket */
function authenticate(request: FastifyRequest, world: SuperOfficeWorld) {
	const problem = readSignedSystemToken(request, world);
	if (problem !== undefined) return { IsSuccessful: false, Token: null, ErrorMessage: problem };
	const ticket = newTicket({ user: 'SYSTEM', tenant: keys.tenantId }, world);
	const Token = jwt({ [`${CLAIM}ticket`]: ticket }, world.clock.now());
	return { IsSuccessful: true, Token, ErrorMessage: null };
}
