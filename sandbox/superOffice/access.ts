import { randomUUID } from 'node:crypto';

import type { FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import { refuse } from './refusals';
import { type Grant, HOUR, keys, type SuperOfficeWorld, TICKET_LIFE, type User } from './world';

/** Where a call was sent: one tenant online, or the installation in the customer's own house. */
export interface Place {
	online: boolean;
	tenant: string;
}

/** What a call does; `base` is the address of the API, without the version. */
export type Call = (request: FastifyRequest, user: User, base: string) => unknown;

/** The data host that serves the tenant now. It changes in the middle of a run when the settings say so. */
export function currentHost({ settings, state }: SuperOfficeWorld): string {
	const moved = settings.moveAfterCalls > 0 && state.apiCalls >= settings.moveAfterCalls;
	return moved ? settings.nextDataHost : settings.dataHost;
}

/**
 * Lets a call pass to the tenant only on the host that serves it. The status is documented, the body is not.
 * https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status
 */
export function checkHost(host: string | undefined, tenant: string, world: SuperOfficeWorld): void {
	if (host !== currentHost(world) || tenant !== keys.tenantId) {
		refuse(421, 'MisdirectedRequest', `Wrong subdomain for the tenant ${tenant}.`);
	}
	const { tenantState, notRunningStatus } = world.settings;
	if (!isRunning(tenantState)) {
		refuse(notRunningStatus, 'TenantNotRunning', `The tenant's state is ${tenantState}.`);
	}
	world.state.apiCalls += 1;
}

/** The two states in which a tenant takes API calls. */
export function isRunning(tenantState: string): boolean {
	return tenantState === 'Running' || tenantState === 'OnlineMaintenance';
}

/**
 * Who calls, by one of the schemes of https://docs.superoffice.com/en/api/web-services/webapi/index: Basic only onsite, a ticket with the
 * app's secret beside it online, Bearer online, or a browser session's XSRF value.
 */
export function signedIn(request: FastifyRequest, place: Place, world: SuperOfficeWorld): User {
	const { authorization = '', 'x-xsrf-token': xsrf } = request.headers;
	if (authorization === '' && xsrf === keys.xsrfToken) return 'KARI';
	const [, scheme = '', value = ''] = /^(\S+) +(\S.*)$/.exec(authorization) ?? [];
	switch (scheme.toLowerCase()) {
		case 'basic':
			return basic(value, place);
		case 'soticket':
			return ticket(value, request, place, world);
		case 'bearer':
			return place.online ? use(world.state.accessTokens.get(value), place, world).user : unauthorized();
		default:
			return unauthorized();
	}
}

function basic(value: string, { online }: Place): User {
	const [user, ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
	const right = user === keys.username && password.join(':') === keys.password;
	return right && !online ? 'KARI' : unauthorized();
}

function ticket(value: string, { headers }: FastifyRequest, place: Place, world: SuperOfficeWorld): User {
	if (place.online && headers['so-apptoken'] !== keys.clientSecret) return unauthorized();
	const grant = use(world.state.tickets.get(value), place, world);
	grant.until = world.clock.now().getTime() + TICKET_LIFE;
	return grant.user;
}

function use(grant: Grant | undefined, { tenant }: Place, { clock, settings }: SuperOfficeWorld): Grant {
	const now = clock.now().getTime();
	if (!grant || grant.tenant !== tenant || grant.until < now) return unauthorized();
	grant.calls += 1;
	if (settings.callsPerSession > 0 && grant.calls > settings.callsPerSession) return unauthorized();
	return grant;
}

function unauthorized(): never {
	return refuse(401, 'SoSessionException', 'Authentication failed: no valid credentials were given.');
}

/** A new ticket, as good as any until it rests for six hours. */
export function newTicket(grant: Pick<Grant, 'user' | 'tenant'>, { state, clock }: SuperOfficeWorld): string {
	const value = `7T:superoffice-sandbox-ticket-${randomUUID()}`;
	state.tickets.set(value, { ...grant, until: clock.now().getTime() + TICKET_LIFE, calls: 0 });
	return value;
}

/** A new access token, good for an hour. It starts with the tenant, as the vendor's do. */
export function newAccessToken({ state, clock }: SuperOfficeWorld): string {
	const value = `8A:${keys.tenantId}.superoffice-sandbox-access-${randomUUID()}`;
	const until = clock.now().getTime() + HOUR;
	state.accessTokens.set(value, { user: 'KARI', tenant: keys.tenantId, until, calls: 0 });
	return value;
}

/** The throttling that no page documents: now and then a read is told to come back. */
export function throttle({ state, settings }: SuperOfficeWorld): void {
	state.reads += 1;
	const { throttleEveryReads: every } = settings;
	if (every > 0 && state.reads % every === 0) throw new Answer(429, undefined, { 'retry-after': '2' });
}
