/** Reads that no credential signs, such as where an account lives. */

import { type HttpAnswer, textAnswer } from './answer';
import { asFailure, type Failure } from './errors';
import { cancelSignal, type RequestContext } from './http';
import { networkFailure, unanswered } from './network';
import type { RequestOptions } from './options';
import { repeatWhenSafe } from './retry';
import { type Deadline, deadline } from './wait';

/** What is asked, and of whom. */
export interface UnsignedRead {
	/** As the user knows them. */
	vendor: string;
	/** The absolute address. */
	url: string;
}

/**
 * Reads something that the vendor tells everybody, so that the credential stays at home. Repeats what is safe to repeat, and follows no redirect.
 *
 * @param read turns the answer of whatever status into a value or throws a `Failure`
 * @throws Failure when it was refused or no answer came; what was to be sent after it was not sent
 */
export async function readUnsigned<T>(
	context: RequestContext,
	asked: UnsignedRead,
	{ retry, timeoutMs }: RequestOptions,
	read: (answer: HttpAnswer) => T,
): Promise<T> {
	const signal = cancelSignal(context);
	return await repeatWhenSafe(async () => read(await askOnce(context, asked, timeoutMs, signal)), {
		policy: retry,
		effect: 'reads',
		context,
		signal,
	});
}

async function askOnce(
	context: RequestContext,
	asked: UnsignedRead,
	timeoutMs: number,
	cancel: AbortSignal | undefined,
): Promise<HttpAnswer> {
	const limit = deadline(timeoutMs, cancel);
	try {
		const answer: unknown = await limit.within(
			context.helpers.httpRequest({
				method: 'GET',
				url: asked.url,
				headers: { Accept: 'application/json' },
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				abortSignal: limit.signal,
			}),
		);
		return textAnswer(answer);
	} catch (caught) {
		throw noAnswer({ ...asked, timeoutMs }, limit, caught);
	} finally {
		limit.release();
	}
}

function noAnswer(
	request: UnsignedRead & { timeoutMs: number },
	{ signal, passed }: Deadline,
	caught: unknown,
): Failure {
	const ended = signal.aborted ? { timedOut: passed(), cancelled: !passed() } : undefined;
	return (ended ? networkFailure(request, ended) : unanswered(request, caught)) ?? asFailure(caught);
}
