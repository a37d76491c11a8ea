import { randomUUID } from 'node:crypto';

import type { FastifyReply, FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import { refuse, refuseWith } from './envelope';
import type { GenesysWorld, Session, User } from './world';

const CSRF_REFUSAL = 'Expected Csrf token not found or invalid';

const CSRF_PAGE = `<html><head><title>Error 403</title></head><body><h2>HTTP ERROR 403</h2><p>Reason:<pre>    ${CSRF_REFUSAL}</pre></p></body></html>`;

/**
 * Lets in an agent with a good user name and password, or with the cookie of a live session; keeps the session, and asks
 * for its token on everything but GET. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection
 */
export function enter(request: FastifyRequest, reply: FastifyReply, world: GenesysWorld): User {
	const known = knownSession(request, world);
	const user = byPassword(request, world) ?? known?.user;
	if (!user) return refuse(world, 20, 'Access denied');
	const session = known?.user === user ? known : newSession(user, world);
	session.usedAt = world.clock.now().getTime();
	if (session !== known) reply.header('set-cookie', `JSESSIONID=${session.id}; Path=/; HttpOnly`);
	if (world.settings.csrfProtection) checkToken(request, reply, session, world);
	return user;
}

/** Lets in an agent to the chats. */
export function enterChats(request: FastifyRequest, reply: FastifyReply, world: GenesysWorld): User {
	const user = enter(request, reply, world);
	if (!world.settings.chatFeature) refuseWith(404, 6, 'Resource not found');
	if (!user.roles.includes('ROLE_AGENT')) refuse(world, 5, 'The user does not have the Agent role');
	return user;
}

function byPassword({ headers }: FastifyRequest, { state }: GenesysWorld): User | undefined {
	const encoded = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
	const [userName, ...password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	const user = state.users.get(userName);
	return user?.password === password.join(':') ? user : undefined;
}

function knownSession(
	{ headers }: FastifyRequest,
	{ state, settings, clock }: GenesysWorld,
): Session | undefined {
	const id = /(?:^|;\s*)JSESSIONID=([^;]+)/.exec(headers.cookie ?? '')?.[1] ?? '';
	const session = state.sessions.get(id);
	if (!session) return undefined;
	if (clock.now().getTime() - session.usedAt <= settings.sessionSeconds * 1000) return session;
	state.sessions.delete(id);
	return undefined;
}

function newSession(user: User, { state }: GenesysWorld): Session {
	const session = { id: randomUUID(), token: randomUUID(), user, usedAt: 0 };
	state.sessions.set(session.id, session);
	return session;
}

function checkToken(
	{ method, headers }: FastifyRequest,
	reply: FastifyReply,
	session: Session,
	{ settings }: GenesysWorld,
): void {
	if (method === 'GET') {
		reply.header('X-CSRF-HEADER', settings.csrfHeader).header(settings.csrfHeader, session.token);
		return;
	}
	if (headers[settings.csrfHeader.toLowerCase()] === session.token) return;
	if (settings.csrfRefusal === 'json') refuseWith(403, 3, CSRF_REFUSAL);
	if (settings.csrfRefusal === 'page') {
		throw new Answer(403, CSRF_PAGE, { 'content-type': 'text/html; charset=iso-8859-1' });
	}
	throw new Answer(403, CSRF_REFUSAL, { 'content-type': 'text/plain; charset=utf-8' });
}
