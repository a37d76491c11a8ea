import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';

import { Answer } from '../vendor';
import type { GenesysWorld } from './world';

/** Which HTTP status stands beside a `statusCode`; the vendor documents no mapping, so only 4 and 20 (seen on servers) are fixed. */
const STATUS: Record<number, number> = { 1: 400, 2: 400, 3: 403, 4: 500, 5: 403, 6: 404, 10: 400, 20: 403 };
const SEEN = new Set([4, 20]);

/** Refuses with exactly `{"statusCode", "statusMessage"}`. */
export function refuse({ settings }: GenesysWorld, statusCode: number, statusMessage: string): never {
	const flat = settings.errorStatuses === 'flat' && !SEEN.has(statusCode);
	return refuseWith(flat ? 200 : STATUS[statusCode], statusCode, statusMessage);
}

/** Refuses with an HTTP status that no setting changes. */
export function refuseWith(status: number, statusCode: number, statusMessage: string): never {
	throw new Answer(status, { statusCode, statusMessage });
}

/** The JSON body of an operation, as an object. */
export function readBody({ call }: FastifyRequest, world: GenesysWorld): Record<string, unknown> {
	if (call.contentType !== 'application/json') refuse(world, 1, 'The request body must be JSON');
	let body: unknown;
	try {
		body = call.json();
	} catch {
		refuse(world, 1, 'The request body must be JSON');
	}
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
	return refuse(world, 1, 'The request body must be a JSON object');
}

/** The parameters of an operation; the first that breaks a rule is refused by name. */
export function readParameters<Shape extends z.ZodTypeAny>(
	body: Record<string, unknown>,
	shape: Shape,
	world: GenesysWorld,
): z.output<Shape> {
	const result = shape.safeParse(body);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const name = issue.path.join('.');
	const missing =
		issue.code === 'too_small' || (issue.code === 'invalid_type' && issue.received === 'undefined');
	if (missing) refuse(world, 1, `Required parameter [${name}] is missing`);
	if (issue.code === 'custom') refuse(world, issue.params?.statusCode === 1 ? 1 : 2, issue.message);
	return refuse(world, 10, `Value of parameter [${name}] is not valid`);
}
