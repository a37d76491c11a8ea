import { z } from 'zod';

import { Failure } from '../engine/errors';
import { type HttpAnswer, statusFailure } from '../engine/answer';
import { VENDOR } from './account';

const LONGEST_TEXT = 300;

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

/** An answer's body as JSON, or undefined when it is none. */
export function jsonOf({ body }: HttpAnswer<unknown>): unknown {
	try {
		return typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined;
	} catch {
		return undefined;
	}
}

function isPage({ body }: HttpAnswer<unknown>): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}

/** What the component or the gateway said, the most telling words first. A web page says nothing. */
export function vendorText(answer: HttpAnswer<unknown>): string | undefined {
	if (typeof answer.body !== 'string' || isPage(answer)) return undefined;
	const json = jsonOf(answer);
	const said = words.parse(json);
	const text =
		said.description ??
		said.error_description ??
		said.message ??
		said.Message ??
		said.error ??
		said.error_msg;
	if (text !== undefined || json !== undefined) return text;
	return answer.body.trim().slice(0, LONGEST_TEXT) || undefined;
}

/** Whether no component has answered but the gateway, with a page or with the words it has for an unknown route. */
export function isNoComponent(answer: HttpAnswer<unknown>): boolean {
	return answer.status === 404 && (isPage(answer) || words.parse(jsonOf(answer)).error_msg !== undefined);
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

/** The failure for a path that leads to no component. */
export function noComponent(answer: HttpAnswer<unknown>, remedy: string): Failure {
	return new Failure({
		message: 'Nothing of Expertflow answers at this address',
		remedy,
		delivery: 'refused',
		vendor: VENDOR,
		vendorText: vendorText(answer),
		httpStatus: answer.status,
	});
}

/**
 * The failure for an answer that is no success, or undefined for one that is.
 *
 * @param meanings what the component's own statuses mean
 */
export function refusal(answer: HttpAnswer<unknown>, meanings: Record<number, Meaning>): Failure | undefined {
	return statusFailure(VENDOR, answer)?.with({
		...GATEWAY[answer.status],
		...meanings[answer.status],
		vendorText: vendorText(answer),
	});
}
