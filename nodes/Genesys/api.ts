import type { IDataObject } from 'n8n-workflow';

import { asFailure, type Failure } from '../engine/errors';
import type { HttpAnswer } from '../engine/answer';
import { type HttpRequest, readCredential, request, type RequestContext, type Signer } from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { baseUrlOf, CREDENTIAL, secretsOf } from './account';
import { type Envelope, type Hints, isCsrfRefusal, readEnvelope, VENDOR } from './answers';
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

type Call = Pick<HttpRequest, 'method' | 'effect' | 'qs' | 'body' | 'headers'> & { path: string };

async function send<T>(site: Site, { path, ...call }: Call, read: (answer: HttpAnswer) => T): Promise<T> {
	const { context, baseUrl, options } = site;
	return await request(context, { ...call, signer, vendor: VENDOR, url: `${baseUrl}${path}` }, options, read);
}

/**
 * Reads a resource.
 *
 * @throws Failure when it was refused or no answer came
 */
export async function get(site: Site, path: string, qs?: IDataObject): Promise<Envelope> {
	return await read(site, { path, qs }, (answer) => readEnvelope(answer));
}

async function read<T>(
	site: Site,
	call: Pick<Call, 'path' | 'qs'>,
	readAnswer: (answer: HttpAnswer) => T,
): Promise<T> {
	return await send(site, { ...call, method: 'GET', effect: 'reads' }, readAnswer).catch(nothingChanged);
}

/** A read that went wrong leaves no doubt about what the item has done: nothing. */
function nothingChanged(caught: unknown): never {
	const failure: Failure = asFailure(caught);
	throw failure.facts.delivery === 'uncertain' ? failure.with({ delivery: 'notSent' }) : failure;
}

/**
 * Carries out an operation: a JSON object, or a form with a file.
 *
 * @param hints what a `statusCode` means for this operation
 * @throws Failure when it was refused, or nobody can tell
 */
export async function post(
	site: Site,
	path: string,
	body: IDataObject | FormData,
	hints: Hints,
): Promise<Envelope> {
	const call: Call = { method: 'POST', effect: 'writes', path, body };
	const readAnswer = (answer: HttpAnswer) => readEnvelope(answer, hints);
	return await send(site, call, readAnswer).catch(async (caught: unknown) => {
		const failure = asFailure(caught);
		if (!isCsrfRefusal(failure)) throw failure;
		// n8n 1.x renews a session after 401 only, so there the stored one stays refused: continue a fresh one
		return await send(site, { ...call, headers: await freshSession(site) }, readAnswer);
	});
}

async function freshSession(site: Site): Promise<Record<string, string>> {
	return await read(site, { path: ME }, (answer) => {
		readEnvelope(answer);
		return sessionHeaders(readSession(answer.headers, ''));
	});
}
