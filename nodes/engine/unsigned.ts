/** Reads that no credential signs, such as where an account lives. */

import { type HttpAnswer, textAnswer } from './answer';
import { asFailure } from './errors';
import type { RequestContext } from './credential';
import { cancelSignal } from './http';
import { networkFailure, troubleIn } from './network';
import type { RequestOptions } from './options';
import { repeatWhenSafe } from './retry';
import { deadline } from './wait';

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
 * @throws Failure when it was refused or no answer came; the request that it is for was then not sent
 */
export async function readUnsigned<T>(
	context: RequestContext,
	asked: UnsignedRead,
	{ retry, timeoutMs, waited }: RequestOptions,
	read: (answer: HttpAnswer) => T,
): Promise<T> {
	const signal = cancelSignal(context);
	const settings = { policy: retry, effect: 'reads', context, waited, signal } as const;
	const attempt = async () => read(await askOnce(context, asked, timeoutMs, signal));
	return await repeatWhenSafe(attempt, settings).catch(notSent);
}

function notSent(caught: unknown): never {
	throw asFailure(caught).with({ delivery: 'notSent' });
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
		const ended = { timedOut: limit.passed(), cancelled: cancel?.aborted ?? false };
		throw networkFailure({ ...asked, timeoutMs }, { ...troubleIn(caught), ...ended }) ?? asFailure(caught);
	} finally {
		limit.release();
	}
}
