/** Requests by which a credential gets its session. */

import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import { type HttpAnswer, textAnswer } from './answer';
import { asFailure, type Failure } from './errors';
import { unanswered } from './network';

/** In milliseconds. */
const TIMEOUT_MS = 15_000;

/** A request by which a credential gets its session; nothing signs it, since what it carries is the login itself. */
export interface SignIn {
	/** Who is asked, as the user knows them, e.g. `Keycloak`. */
	vendor: string;
	/** POST unless it is another one. */
	method?: 'GET' | 'POST';
	url: string;
	headers?: Record<string, string>;
	/** Sent as JSON when it is an object. */
	body?: IDataObject | string;
	allowUnauthorizedCerts?: boolean;
}

/**
 * Sends a sign-in from a credential's `preAuthentication` and gives the answer of whatever status.
 *
 * @throws Failure when no answer came; the call that needs the session was then not sent
 */
export async function signIn(
	{ helpers }: IHttpRequestHelper,
	{ vendor, method = 'POST', url, headers, body, allowUnauthorizedCerts = false }: SignIn,
): Promise<HttpAnswer> {
	try {
		const answer: unknown = await helpers.httpRequest({
			method,
			url,
			headers: { Accept: 'application/json', ...headers },
			...(body === undefined ? {} : { body }),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: allowUnauthorizedCerts,
			timeout: TIMEOUT_MS,
		});
		return textAnswer(answer);
	} catch (caught) {
		const failure = unanswered({ vendor, url, timeoutMs: TIMEOUT_MS }, caught) ?? notAsked(vendor, caught);
		throw failure.with({ delivery: 'notSent' });
	}
}

function notAsked(vendor: string, caught: unknown): Failure {
	return asFailure(caught).with({
		message: `${vendor} could not be asked to sign in`,
		remedy: asFailure(caught).facts.message,
		vendor,
	});
}
