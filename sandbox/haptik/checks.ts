import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { Answer } from '../vendor';
import type { HaptikWorld } from './world';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const MINUTE = 60_000;

/** Refuses in Haptik's one error shape, `{"error_message": "…"}`. */
export function refuse(status: number, text: string): never {
	throw new Answer(status, { error_message: text });
}

/** Refuses with a proxy's page instead of JSON. */
export function refuseWithPage(status: number, title: string): never {
	throw new Answer(
		status,
		`<html><head><title>${status}</title></head><body><h1>${title}</h1></body></html>`,
		HTML,
	);
}

/**
 * Lets pass only `Authorization: Bearer <channel token>` with the right `client-id`.
 * https://docs.haptik.ai/webhooks/api-security-rules
 */
export function checkAccess(request: FastifyRequest, world: HaptikWorld): void {
	const { keys } = world;
	const { authorization, 'client-id': clientId } = request.headers;
	if (authorization !== `Bearer ${keys.token}` || clientId !== keys.clientId) {
		refuse(401, 'invalid authorization details');
	}
	countCall(world);
}

/** What a tool says when it lets nobody pass. */
interface ToolsWords {
	token: string;
	client: string;
	noToken?: string;
	noClient?: string;
}

/**
 * Lets pass only `Authorization: Bearer <partner token>` with the right `client-id`: the tools know no channel token.
 * https://docs.haptik.ai/bot-builder/integrations/additional-apis
 */
export function checkToolsAccess(
	request: FastifyRequest,
	world: HaptikWorld,
	{ token, client, noToken = token, noClient = client }: ToolsWords,
): void {
	const { keys } = world;
	const { authorization, 'client-id': clientId } = request.headers;
	if (clientId === undefined) refuse(401, noClient);
	if (clientId !== keys.clientId) refuse(401, client);
	if (authorization === undefined) refuse(401, noToken);
	if (authorization !== `Bearer ${keys.partnerToken}`) refuse(401, token);
	countCall(world);
}

function countCall({ settings, state, clock }: HaptikWorld): void {
	const now = clock.now().getTime();
	state.calls = [...state.calls.filter((time) => time > now - MINUTE), now];
	if (settings.callsPerMinute > 0 && state.calls.length > settings.callsPerMinute)
		refuse(429, 'rate limit exceeded');
}

/** Where a shape gives no words of its own: no server of a vendor speaks as our checker does. */
const errorMap = () => ({ message: 'is missing or not valid' });

/** The JSON body in the shape that the call wants; a refusal names the first field that is wrong. */
export function readJson<Shape extends z.ZodTypeAny>(
	request: FastifyRequest,
	shape: Shape,
	{ settings }: HaptikWorld,
): z.output<Shape> {
	const body = parse(request);
	if (body === undefined) refuse(settings.badRequestStatus, 'invalid request body');
	const result = shape.safeParse(body, { errorMap });
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	return refuse(settings.badRequestStatus, `${issue.path.join('.')}: ${issue.message}`);
}

function parse({ call }: FastifyRequest): object | undefined {
	if (call.contentType !== 'application/json') return undefined;
	try {
		const body = call.json();
		return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
	} catch {
		return undefined;
	}
}

/** Refuses an unknown business and a user who was never registered, in the order that the settings say. */
export function checkBusinessAndUser(
	{ businessId, authId }: { businessId: number; authId: string },
	{ settings, state }: HaptikWorld,
	unknownUser = 'user is not registered',
): void {
	const checkUser = () => {
		if (!state.users.has(authId)) refuse(403, unknownUser);
	};
	if (!settings.businessBeforeUser) checkUser();
	if (!settings.businessIds.includes(businessId)) {
		refuse(settings.badRequestStatus, 'invalid business_id provided');
	}
	checkUser();
}
