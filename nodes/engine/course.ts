/** How far a request has come, where n8n alone knows. */

import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { fullResponse } from './answer';
import { answerFrom } from './answerBody';
import { codeOf } from './network';

const errorShape = z
	.object({
		cause: z.unknown(),
		response: z
			.object({ status: z.number(), headers: z.unknown(), data: z.unknown() })
			.optional()
			.catch(undefined),
	})
	.catch({ cause: undefined });

/** Whether n8n has lost what its error was made from, as it does below 2.34. */
export function isWithoutCause(caught: unknown): boolean {
	return codeOf(caught) !== undefined && errorShape.parse(caught).cause === undefined;
}

/** The answer that an error holds, n8n's own or one below it; below n8n 2.34 its status alone is left. */
export function answerIn(caught: unknown): z.infer<typeof errorShape>['response'] {
	const { response, cause } = errorShape.parse(caught);
	if (response !== undefined || cause !== undefined) return response ?? answerIn(cause);
	const status = Number(codeOf(caught));
	return status >= 300 ? { status, headers: {}, data: '' } : undefined;
}

/** How far a request has come, as far as n8n lets that be seen. */
export interface Course {
	/** Whether a session is being opened or renewed. */
	opening: boolean;
	/** Whether the vendor has turned the request down, and it was not sent again since. */
	turnedDown: boolean;
}

/** The status upon which n8n renews an OAuth2 token, once it sees it in an error. */
const RENEWS = 401;

/**
 * n8n's helper takes its abort signal from the context that calls it, so a context with our deadline stands in.
 * Only this ends a vendor that trickles its answer byte by byte: the client's own timeout starts anew with each byte.
 * By that context's own helper n8n opens sessions, and with OAuth2 it sends the request too, before and after a token is renewed: so a refused
 * token is told to n8n, once, and what breaks meanwhile can be told from a lost answer.
 *
 * @param url the request's own address; whatever goes elsewhere opens a session
 * @param course is kept up to date
 */
export function standIn(
	context: IAllExecuteFunctions,
	{ url, signal }: { url: string; signal: AbortSignal },
	course: Course,
): IAllExecuteFunctions {
	let renewing = false;
	/** Every version of n8n renews a token for an error, and not every one makes one of a status when others are none. */
	const tokenRefused = async (given: unknown) => {
		const answer = fullResponse.safeParse(given);
		if (renewing || answer.data?.statusCode !== RENEWS) return;
		renewing = true;
		course.turnedDown = true;
		const { headers, body } = answer.data;
		const data = (await answerFrom(RENEWS, headers, body, true)).body;
		throw Object.assign(new Error('The token was refused'), { response: { status: RENEWS, headers, data } });
	};
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const asked: Promise<unknown> = context.helpers.httpRequest(options);
		if (options.url === url) {
			course.turnedDown = false;
			await tokenRefused(await asked);
		} else {
			course.opening = true;
			const over = () => (course.opening = false);
			asked.then(over, over);
		}
		return await asked;
	};
	return Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
		helpers: { value: Object.create(context.helpers, { httpRequest: { value: httpRequest } }) as object },
	}) as IAllExecuteFunctions;
}
