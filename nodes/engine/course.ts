/** How far a request has come, where n8n alone knows. */

import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

const answered = z.object({
	cause: z.unknown(),
	response: z
		.object({ status: z.number(), headers: z.unknown(), data: z.unknown() })
		.optional()
		.catch(undefined),
});

/** The answer that an error holds, n8n's own or one below it. */
export function answerIn(caught: unknown): z.infer<typeof answered>['response'] {
	const { response, cause } = answered.catch({ cause: undefined }).parse(caught);
	return response ?? (cause === undefined ? undefined : answerIn(cause));
}

/** How far a request has come, as far as n8n lets that be seen. */
export interface Course {
	/** Whether a session is being opened or renewed. */
	opening: boolean;
	/** Whether the vendor has turned the request down, and it was not sent again since. */
	turnedDown: boolean;
}

/**
 * n8n's helper takes its abort signal from the context that calls it, so a context with our deadline stands in.
 * Only this ends a vendor that trickles its answer byte by byte: the client's own timeout starts anew with each byte.
 * By that context's own helper n8n opens sessions, and with OAuth2 it sends the request too, before and after a token is renewed: so what
 * breaks meanwhile can be told from a lost answer.
 *
 * @param url the request's own address; whatever goes elsewhere opens a session
 * @param course is kept up to date
 */
export function standIn(
	context: IAllExecuteFunctions,
	{ url, signal }: { url: string; signal: AbortSignal },
	course: Course,
): IAllExecuteFunctions {
	const httpRequest = async (options: IHttpRequestOptions): Promise<unknown> => {
		const asked: Promise<unknown> = context.helpers.httpRequest(options);
		if (options.url === url) {
			course.turnedDown = false;
			asked.catch((caught: unknown) => (course.turnedDown = (answerIn(caught)?.status ?? 0) >= 300));
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
