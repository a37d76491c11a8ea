import type { FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import type { ExpertflowWorld } from './world';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** Answers with a page, as the gateway does where no component is asked. */
export function refuseWithPage(status: number, title: string): never {
	throw new Answer(
		status,
		`<html>\r\n<head><title>${status} ${title}</title></head>\r\n<body><center><h1>${status} ${title}</h1></center></body>\r\n</html>`,
		HTML,
	);
}

/** The gateway's answer for a path that leads to no component. */
export function routeNotFound({ settings }: ExpertflowWorld): never {
	if (settings.unknownPathAsPage) refuseWithPage(404, 'Not Found');
	throw new Answer(404, { error_msg: '404 Route Not Found' });
}

/** What the gateway looks at before a component sees the request. */
export interface Guard {
	/** which component the path leads to */
	component: 'file-engine' | 'ccm';
	/** `message` and the public reads have rules of their own */
	kind?: 'message' | 'public';
}

/**
 * The gateway's checks: body size, rate, tenant, token and role.
 * https://docs.expertflow.com/cx/4.9/api-authentication-using-apisix
 */
export function passGateway(request: FastifyRequest, guard: Guard, world: ExpertflowWorld): void {
	const { settings, state, clock } = world;
	if (request.call.received.size > settings.gatewayLimit) refuseWithPage(413, 'Request Entity Too Large');
	const now = clock.now().getTime();
	state.calls = [...state.calls.filter((time) => time > now - 1000), now];
	if (settings.callsPerSecond > 0 && state.calls.length > settings.callsPerSecond) {
		throw new Answer(
			429,
			{ error: 'Rate limit exceeded. Please try again later.' },
			{
				'x-ratelimit-limit': String(settings.callsPerSecond),
				'x-ratelimit-remaining': '0',
				'x-ratelimit-reset': '1',
			},
		);
	}
	checkTenant(request, world);
	if (!guarded(guard, world)) {
		if (settings.openChecksTokens && request.headers.authorization !== undefined) checkToken(request, world);
		return;
	}
	checkToken(request, world);
	checkRole(request, guard, world);
}

function guarded({ kind }: Guard, { settings }: ExpertflowWorld): boolean {
	if (settings.gateway === 'open' || kind === 'public') return false;
	return settings.gateway === '4.9' || kind !== 'message';
}

/** On a tenant's own subdomain the header may be left out, everywhere else it says whose data is meant. */
function checkTenant({ headers, host }: FastifyRequest, { settings }: ExpertflowWorld): void {
	if (settings.tenant === '') return;
	const byHost = host.startsWith(`${settings.tenant}.`) ? settings.tenant : undefined;
	if ((headers.tenantid ?? byHost) !== settings.tenant) {
		throw new Answer(settings.wrongTenantStatus, { message: 'Tenant not found' });
	}
}

function checkToken({ headers }: FastifyRequest, { settings, state, keys, clock }: ExpertflowWorld): void {
	const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
	const known = token === keys.token || (state.tokens.get(token) ?? 0) > clock.now().getTime();
	if (known && !state.refreshTokens.has(token)) return;
	if (settings.unauthorizedAsPage) refuseWithPage(401, 'Authorization Required');
	throw new Answer(401, undefined);
}

const STAFF = ['Admin', 'Supervisor', 'Agent', 'Customer'];
const ROLES: Record<string, Record<string, string[]>> = {
	ccm: { GET: [...STAFF, 'Routing Manager', 'Quality Manager'], POST: ['Admin', 'Agent'] },
	'file-engine': { GET: [...STAFF, 'Routing Manager'], POST: STAFF },
};

/** https://docs.expertflow.com/cx-knowledgebase/latest/components-secured-with-authorization */
function checkRole({ method }: FastifyRequest, { component }: Guard, { settings }: ExpertflowWorld): void {
	if (settings.role === '') return;
	if (!(ROLES[component][method] ?? ['Admin']).includes(settings.role)) {
		throw new Answer(403, { message: 'Access denied' });
	}
}
