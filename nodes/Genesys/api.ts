import type { HttpAnswer } from '../engine/answer';
import {
	type HttpRequest,
	readCredential,
	request,
	type RequestContext,
	type RequestRepair,
	type Signer,
} from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { baseUrlOf, CREDENTIAL, secretsOf } from './account';
import { isCsrfRefusal, readEnvelope, VENDOR } from './answers';
import { ME } from './paths';
import { readSession, sessionHeaders } from './session';

/** A missing or outdated CSRF token is answered with 403; n8n then fetches a new one and sends again, once. A proxy may end a session with 401. */
const signer: Signer = { type: CREDENTIAL, secrets: secretsOf, renewOn: [401, 403] };

/** The site of the node's credential, and how it is spoken to. */
export interface Site {
	context: RequestContext;
	baseUrl: string;
	options: RequestOptions;
	/** What no output may repeat. */
	secrets: string[];
}

/** Reads the credential. @throws Failure when its address is none */
export async function openSite(context: RequestContext, options: RequestOptions): Promise<Site> {
	const credentials = await readCredential(context, CREDENTIAL, options.itemIndex);
	return { context, options, baseUrl: baseUrlOf(credentials), secrets: secretsOf(credentials) };
}

/** What is asked of Genesys: a resource, an operation with its JSON body, or a form with a file. */
type Call = Pick<HttpRequest, 'method' | 'effect' | 'qs' | 'body'> & { path: string };

/**
 * Asks Genesys, and once more in a fresh session where it has refused the CSRF token.
 *
 * @param read turns the answer into a value or throws a `Failure`; see `readEnvelope`
 * @throws Failure when it was refused, or nobody can tell
 */
export async function call<T>(
	site: Site,
	{ path, ...asked }: Call,
	read: (answer: HttpAnswer) => T,
): Promise<T> {
	return await request(site.context, requestOf(site, path, asked), site.options, read, freshSession(site));
}

function requestOf({ baseUrl }: Site, path: string, asked: Omit<Call, 'path'>): HttpRequest {
	return { ...asked, signer, vendor: VENDOR, url: `${baseUrl}${path}` };
}

/** n8n 1.x renews a session after 401 only, so there the stored one stays refused: continue a fresh one. */
function freshSession(site: Site): RequestRepair {
	const me = requestOf(site, ME, { method: 'GET', effect: 'reads' });
	const headers = (answer: HttpAnswer) => {
		readEnvelope(answer);
		return sessionHeaders(readSession(answer.headers, ''));
	};
	return {
		mends: isCsrfRefusal,
		mend: async () => ({ headers: await request(site.context, me, site.options, headers) }),
	};
}
