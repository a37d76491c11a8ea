import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { HttpAnswer } from '../engine/answer';
import { readCredential, type RequestContext, type Signer } from '../engine/credential';
import { type HttpRequest, request, type RequestRepair } from '../engine/http';
import type { RequestOptions } from '../engine/options';
import { accessHeaders, baseUrlOf, secretsOf, toolsUrlOf } from './account';
import { VENDOR } from './answers';

const signer: Signer = { type: 'haptikApi', secrets: secretsOf };

/** The account of the node's credential, and how it is spoken to. */
export interface Account {
	context: RequestContext;
	options: RequestOptions;
	credentials: ICredentialDataDecryptedObject;
	baseUrl: string;
}

/** Reads the credential. @throws Failure when its address is none, or a value is missing that signs */
export async function openAccount(context: RequestContext, options: RequestOptions): Promise<Account> {
	const credentials = await readCredential(context, signer.type, options.itemIndex);
	const baseUrl = baseUrlOf(credentials);
	accessHeaders(credentials, baseUrl);
	return { context, options, credentials, baseUrl };
}

/**
 * Reads the credential for calls of the tools, which have an address and a token of their own.
 *
 * @throws Failure when the credential lacks one of them
 */
export async function openTools(context: RequestContext, options: RequestOptions): Promise<Account> {
	const credentials = await readCredential(context, signer.type, options.itemIndex);
	const baseUrl = toolsUrlOf(credentials);
	accessHeaders(credentials, `${baseUrl}${TOOLS}`);
	return { context, options, credentials, baseUrl };
}

/** Where the calls of the tools are. */
export const TOOLS = '/integration/external/v2.0/';

/** What is asked of Haptik. */
export interface Call extends Pick<HttpRequest, 'method' | 'qs' | 'body' | 'effect'> {
	/** With its trailing slash, without which Haptik finds nothing. */
	path: string;
}

/**
 * Less than half of the 100 to 200 a second that Haptik takes for an attack and blocks: other flows may call it at the same time.
 * https://docs.haptik.ai/bot-builder/integrations/additional-apis
 */
const PER_SECOND = 40;

/**
 * Sends a call.
 *
 * @param read turns the answer into a value or throws a `Failure`
 * @param repair how a refusal is mended, after which the call is sent once more
 * @throws Failure when it was refused, or nobody can tell
 */
export async function call<T>(
	{ context, options, baseUrl }: Account,
	{ path, ...asked }: Call,
	read: (answer: HttpAnswer) => T,
	repair?: RequestRepair,
): Promise<T> {
	const sent = { ...asked, signer, vendor: VENDOR, url: `${baseUrl}${path}`, perSecond: PER_SECOND };
	return await request(context, sent, options, read, repair);
}
