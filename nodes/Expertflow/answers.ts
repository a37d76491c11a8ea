import { z } from 'zod';

import { Failure } from '../engine/errors';
import { type HttpAnswer, isPage, jsonIn, plainText, statusFailure } from '../engine/answer';
import { VENDOR } from './account';

const word = z.string().trim().min(1).optional().catch(undefined);
const words = z
	.object({
		description: word,
		error_description: word,
		message: word,
		Message: word,
		error: word,
		error_msg: word,
	})
	.catch({});

/** Of an answer whose body is a stream nothing was read. */
const textOf = ({ body }: HttpAnswer<unknown>) => (typeof body === 'string' ? body : '');

/** An answer's body as JSON, or undefined when it is none. */
export function jsonOf(answer: HttpAnswer<unknown>): unknown {
	return jsonIn(textOf(answer));
}

/** What the component or the gateway said, the most telling words first. A web page says nothing. */
export function vendorText(answer: HttpAnswer<unknown>): string | undefined {
	const json = jsonOf(answer);
	if (json === undefined) return plainText(textOf(answer));
	const { description, error_description, message, Message, error, error_msg } = words.parse(json);
	return description ?? error_description ?? message ?? Message ?? error ?? error_msg;
}

/** Whether no component has answered but the gateway, with a page or with the words it has for an unknown route. */
export function isNoComponent(answer: HttpAnswer<unknown>): boolean {
	const said = words.parse(jsonOf(answer));
	return answer.status === 404 && (isPage(textOf(answer)) || said.error_msg !== undefined);
}

/** What a component says about a status; `message` continues nothing and `remedy` is whole sentences. */
export interface Meaning {
	message: string;
	remedy: string;
	/** That it can be tried again, where nothing of it was carried out. */
	anew?: string;
}

/** What the gateway's own answers mean, whichever component the call was for. */
const GATEWAY: Record<number, Meaning> = {
	401: {
		message: 'Expertflow did not accept the credential',
		remedy:
			'Open the credential and test it. The gateway asks for a token here: choose "Bearer Token" or "Keycloak Login" under Authentication, and send the token to this component.',
	},
	403: {
		message: 'Expertflow does not allow this to the user of the token',
		remedy:
			'Give the user a role that may do it in Keycloak: Agent and Admin may upload files and send messages.',
	},
	502: {
		message: 'The gateway of Expertflow got no good answer from the component behind it',
		remedy: '',
		anew: 'Try again later.',
	},
	504: {
		message: 'The gateway of Expertflow waited too long for the component behind it',
		anew: 'Try again later.',
		remedy: 'The gateway waits ten seconds as shipped, which a large file can exceed.',
	},
};

/**
 * The failure for a path that leads to no component.
 *
 * @param field the field of the credential that holds the component's address
 * @param wrongPath how to go on beside a look at it
 */
export function noComponent(answer: HttpAnswer<unknown>, field: string, wrongPath = ''): Failure {
	return new Failure({
		message: 'Nothing of Expertflow answers at this address',
		remedy: `Check "${field}" in the credential: the path may be wrong. ${wrongPath}`.trimEnd(),
		delivery: 'refused',
		vendor: VENDOR,
		vendorText: vendorText(answer),
		httpStatus: answer.status,
	});
}

/** What statuses are called in place of their numbers; others with a word for a fault count as 500. */
const NAMED: Record<string, number> = {
	BAD_REQUEST: 400,
	UNAUTHORIZED: 401,
	FORBIDDEN: 403,
	NOT_FOUND: 404,
	METHOD_NOT_ALLOWED: 405,
	CONFLICT: 409,
	PAYLOAD_TOO_LARGE: 413,
	UNSUPPORTED_MEDIA_TYPE: 415,
	UNPROCESSABLE_ENTITY: 422,
	TOO_MANY_REQUESTS: 429,
};
const FAULT = /ERROR|UNAVAILABLE|TIMEOUT/i;

const numberOrWord = z.union([z.number(), word]).optional().catch(undefined);

const errorShape = z.object({
	status: numberOrWord,
	statusCode: numberOrWord,
	code: numberOrWord,
	error: z.unknown(),
	/** Of an exception that was written out as it was. */
	name: word,
	stack: word,
});

/** An error inside an answer that is a success by its status. */
interface InnerError {
	/** The status that fits it; 500 where nothing tells what became of the request. */
	status: number;
	code?: string | number;
}

/** The error that an answer of any status holds in its body, in the forms that services of this kind have for one. */
function innerError(answer: HttpAnswer<unknown>): InnerError | undefined {
	const { data } = errorShape.safeParse(jsonOf(answer));
	if (!data) return undefined;
	const told = data.status ?? data.statusCode;
	const status = statusOf(told);
	if (status !== undefined) return { status, code: told };
	const thrown = data.stack !== undefined || (data.code !== undefined && /Error$/.test(data.name ?? ''));
	return thrown || data.error ? { status: 500, code: data.code } : undefined;
}

function statusOf(told: string | number | undefined): number | undefined {
	const number = Number(told);
	if (number >= 400 && number < 600) return number;
	const text = String(told);
	if (Object.hasOwn(NAMED, text)) return NAMED[text];
	return FAULT.test(text) ? 500 : undefined;
}

/** More seconds than any wait has: other gateways write in the same header when the wait is over, in seconds since 1970. */
const NO_WAIT = 1e9;

/**
 * The headers with the wait that the gateway's own limit asks for, in seconds and in a header of its own.
 * https://apisix.apache.org/docs/apisix/plugins/limit-count/
 */
function waitOf({ status, headers }: HttpAnswer<unknown>): HttpAnswer['headers'] {
	const reset = headers['x-ratelimit-reset'];
	if (status !== 429 || reset === undefined || Number(reset) >= NO_WAIT) return headers;
	return { 'retry-after': reset, ...headers };
}

/**
 * The failure for an answer that is no success, by its status or by the error that it holds; undefined for one that is.
 *
 * @param meanings what the component's own statuses mean
 */
export function refusal(answer: HttpAnswer<unknown>, meanings: Record<number, Meaning>): Failure | undefined {
	const inner = answer.status < 300 ? innerError(answer) : undefined;
	const status = inner?.status ?? answer.status;
	return statusFailure(VENDOR, { ...answer, status, headers: waitOf(answer) })?.with({
		...GATEWAY[status],
		...meanings[status],
		vendorText: vendorText(answer),
		httpStatus: answer.status,
		vendorCode: inner?.code,
	});
}
