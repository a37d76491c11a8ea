import type { FastifyRequest } from 'fastify';

import { Answer } from '../vendor';
import { refuseArgument, refuseRequest } from './refusals';

/** Content types that hold JSON; XML is documented too, but not spoken here. https://docs.superoffice.com/en/api/web-services/endpoints/http-headers */
const JSON_TYPES = [
	'application/json',
	'text/json',
	'application/json-patch+json',
	'application/merge-patch+json',
];
const FORM = 'application/x-www-form-urlencoded';

const LARGEST_INT32 = 2_147_483_647;

/** The entity in a body, whatever the letter case of its property names. */
export function readEntity({ call }: FastifyRequest, parameter: string): Record<string, unknown> {
	if (call.received.size === 0) refuseArgument(`Value cannot be null. Parameter name: ${parameter}`);
	if (call.contentType === FORM) return lowerCased(call.form());
	if (!JSON_TYPES.includes(call.contentType)) {
		refuseRequest(415, `The request entity's media type '${call.contentType}' is not supported.`);
	}
	const body = parse(call.text);
	if (body === null) refuseArgument(`Value cannot be null. Parameter name: ${parameter}`);
	if (typeof body !== 'object' || Array.isArray(body)) {
		return refuseRequest(400, 'The request is invalid.', `The body does not hold a ${parameter}.`);
	}
	return lowerCased(body as object);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return refuseRequest(400, 'The request is invalid.', 'The body is not well-formed JSON.');
	}
}

function lowerCased(entity: object): Record<string, unknown> {
	return Object.fromEntries(Object.entries(entity).map(([name, value]) => [name.toLowerCase(), value]));
}

/** An id in the path or the query: a whole number of 32 bits, else the framework refuses. */
export function readInt32(value: string, parameter: string): number {
	if (/^\d{1,10}$/.test(value) && Number(value) <= LARGEST_INT32) return Number(value);
	return refuseRequest(
		400,
		'The request is invalid.',
		`The value '${value}' is not valid for the parameter '${parameter}' of type 'System.Int32'.`,
	);
}

/** Answers with a bare text or switch, as JSON. */
export function answerValue(value: string | boolean): never {
	throw new Answer(200, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8' });
}
