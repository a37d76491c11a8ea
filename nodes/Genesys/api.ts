import type { HttpAnswer } from '../engine/answer';
import { readCredential, type RequestContext } from '../engine/credential';
import { type HttpRequest, request } from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { sessionRepair } from '../engine/session';
import { baseUrlOf, checkLogin, CREDENTIAL, fingerprintOf, secretsOf, SESSION, sessionOf } from './account';
import { isSessionRefusal, VENDOR } from './answers';
import { isContinued } from './session';

const signer = { type: CREDENTIAL, secrets: secretsOf, session: SESSION, fingerprint: fingerprintOf };

/** The site of the node's credential, and how it is spoken to. */
export interface Site {
	context: RequestContext;
	baseUrl: string;
	options: RequestOptions;
}

/** Reads the credential. @throws Failure when its address is none, or its user name cannot be sent */
export async function openSite(context: RequestContext, options: RequestOptions): Promise<Site> {
	const credentials = await readCredential(context, CREDENTIAL, options.itemIndex);
	checkLogin(credentials);
	return { context, options, baseUrl: baseUrlOf(credentials) };
}

/** What is asked of Genesys: a resource, an operation with its JSON body, a form with a file, or a file. */
type Call = Pick<HttpRequest, 'method' | 'effect' | 'headers' | 'qs' | 'body' | 'read'> & { path: string };

/**
 * Asks Genesys, and once more in a new session where the old one has ended. That an answer to a GET shows as well: a file that is sent after it is not sent in
 * vain.
 *
 * @param read turns the answer into a value or throws a `Failure`; see `readEnvelope`
 * @throws Failure when it was refused, or nobody can tell
 */
export async function call<T>(
	site: Site,
	call: Call,
	read: (answer: HttpAnswer) => T | Promise<T>,
): Promise<T>;
export async function call<T>(
	site: Site,
	call: Call & { read: 'stream' },
	read: (answer: HttpAnswer<unknown>) => T | Promise<T>,
): Promise<T>;
export async function call<T>(
	{ context, baseUrl, options }: Site,
	{ path, ...asked }: Call,
	read: (answer: HttpAnswer<never>) => T | Promise<T>,
): Promise<T> {
	const credentials = await readCredential(context, CREDENTIAL, options.itemIndex);
	const session = sessionOf(credentials);
	const renewal = sessionRepair(context, signer, options.itemIndex, isSessionRefusal);
	const httpRequest = { ...asked, signer, vendor: VENDOR, url: `${baseUrl}${path}` };
	let ended = false;
	const readAll = async (answer: HttpAnswer<unknown>) => {
		ended = session !== undefined && !isContinued(answer.headers, session);
		return await read(answer as HttpAnswer<never>);
	};
	const value = await request(context, httpRequest, options, readAll, renewal);
	if (ended) await renewal.mend(credentials);
	return value;
}
