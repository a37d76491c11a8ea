/** What a status and a body mean where the vendor says nothing else. */

import { DateTime } from 'luxon';
import { z } from 'zod';

import { CHECK_VALUES, Failure } from './errors';
import { parseExactly } from './exactJson';
import { retryAfterMs } from './retry';

/** An answer of any status. `body` is a string, or a readable stream when one was asked for and the status is below 300. */
export interface HttpAnswer<Body = string> {
	status: number;
	/** Lower-case names; several `set-cookie` lines are kept as a list by n8n and joined here by a line feed. */
	headers: Record<string, string>;
	body: Body;
}

const headersShape = z.record(z.unknown()).catch({});

/** In characters: what is shown of a vendor's text. */
const LONGEST_TEXT = 300;

/** The value of a JSON text, whole numbers that JavaScript would round as text, or undefined when it is none. */
export function jsonIn(text: string): unknown {
	try {
		return parseExactly(text);
	} catch {
		return undefined;
	}
}

/** Whether a web page came where data was due. */
export function isPage(body: string): boolean {
	return body.trimStart().startsWith('<');
}

/** The words of an answer that is not in the vendor's form, such as a proxy's, cut to a length that is read. A web page says nothing. */
export function plainText(body: string): string | undefined {
	const text = body.trim();
	return text === '' || isPage(text) ? undefined : text.slice(0, LONGEST_TEXT);
}

/** What n8n's helpers give when they are asked for the full response. */
export const fullResponse = z.object({
	statusCode: z.number(),
	headers: z.unknown(),
	body: z.unknown(),
});

/** Headers with lower-case names and text as values. */
export function plainHeaders(headers: unknown): Record<string, string> {
	const entries = Object.entries(headersShape.parse(headers));
	return Object.fromEntries(
		entries.map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join('\n') : String(value),
		]),
	);
}

/**
 * The answer to a request that was sent with n8n's helper directly, as sign-ins of credentials are, asking for text and the full response.
 */
export function textAnswer(response: unknown): HttpAnswer {
	const { statusCode, headers, body } = fullResponse.parse(response);
	return { status: statusCode, headers: plainHeaders(headers), body: typeof body === 'string' ? body : '' };
}

/** The body, the address or a header was longer than the server reads. */
const TOO_LONG = new Set([413, 414, 431]);

/**
 * What an HTTP status of 300 and more means where the vendor's documents say nothing else; a room adds the vendor's own words.
 * Gives undefined for a status below 300.
 */
export function statusFailure(vendor: string, { status, headers }: HttpAnswer<unknown>): Failure | undefined {
	if (status < 300) return undefined;
	const facts = { vendor, httpStatus: status, delivery: 'refused' as const };
	const waitMs = retryAfterMs(headers['retry-after'], DateTime.utc());
	if (status < 400) {
		return new Failure({
			...facts,
			message: `${vendor} sent the request on to another address`,
			remedy: `Redirects are not followed, to keep the credential safe. Put the final address${headers.location ? ` (${headers.location})` : ''} into the credential.`,
		});
	}
	if (status === 429) {
		const asked = waitMs ? `${vendor} wants none for another ${Math.ceil(waitMs / 1000)} s. ` : '';
		return new Failure({
			...facts,
			message: `${vendor} is receiving too many requests`,
			remedy: `${asked}Allow a longer Max Retry Wait and more Max Tries in the options, or run the flow less often or with fewer items.`,
			elsewhere: 'Wait a minute, then try again.',
			repeatable: true,
			...(waitMs === undefined ? {} : { repeatAfterMs: waitMs }),
			cause: 'rate-limited',
		});
	}
	if (status === 503 && waitMs !== undefined) {
		return new Failure({
			...facts,
			message: `${vendor} is taking a break`,
			remedy: 'A longer Max Retry Wait in the options lets the node wait for its end.',
			elsewhere: '',
			anew: 'Try again later.',
			repeatable: true,
			repeatAfterMs: waitMs,
			cause: 'temporarily-unavailable',
		});
	}
	if (status >= 500) {
		return new Failure({
			...facts,
			message: `${vendor} could not finish the request`,
			remedy: '',
			anew: 'Try again later.',
			delivery: 'uncertain',
			repeatable: true,
		});
	}
	if (status === 401) {
		return new Failure({
			...facts,
			message: `${vendor} did not accept the credential`,
			remedy: 'Open the credential, check its values and test it.',
			cause: 'credential-invalid',
		});
	}
	if (status === 407) {
		return new Failure({
			...facts,
			message: `The proxy between n8n and ${vendor} asks for a login`,
			remedy:
				'Whoever runs n8n puts it into the address of the proxy, in HTTP_PROXY and HTTPS_PROXY: http://name:password@host:port.',
			delivery: 'notSent',
		});
	}
	if (TOO_LONG.has(status)) {
		return new Failure({
			...facts,
			message: `${vendor} found the request too long`,
			remedy: 'Shorten the values of this item, or send a smaller file.',
			elsewhere: 'Shorten the values in the fields of the node.',
		});
	}
	return new Failure({
		...facts,
		message: `${vendor} refused the request`,
		...CHECK_VALUES,
	});
}

/**
 * Reads a JSON answer; an empty body gives undefined.
 *
 * @throws Failure when it is something else, such as a login page in HTML; then the outcome of a request that posts is unknown
 */
export function readJson(vendor: string, { status, body }: HttpAnswer): unknown {
	if (body.trim() === '') return undefined;
	const json = jsonIn(body);
	return json === undefined ? unreadable(vendor, status, body) : json;
}

function unreadable(vendor: string, status: number, body: string): never {
	const html = isPage(body);
	throw new Failure({
		message: html
			? `${vendor}'s address answered with a web page instead of data`
			: `${vendor}'s answer could not be read`,
		remedy: html
			? 'Check the address in the credential; a proxy, a login page or a wrong path may stand in between.'
			: 'The answer was cut short or is not JSON.',
		delivery: 'uncertain',
		vendor,
		httpStatus: status,
		repeatable: !html,
	});
}
