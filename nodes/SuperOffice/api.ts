import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import { asFailure, Failure } from '../engine/errors';
import { type HttpAnswer, readJson } from '../engine/answer';
import { type HttpRequest, readCredential, request, type RequestContext, type Signer } from '../engine/http';
import { forget, oncePerExecution } from '../engine/once';
import type { RequestOptions } from '../engine/options';
import { accessTokenOf, baseUrlOf, secretsOf, tenantOf } from './account';
import { isMissingRecord, refusal, VENDOR } from './answers';
import { readTenantApi, stateUrl } from './tenant';

/** How the node signs in: as a person or an app online, or to an installation of the customer's own. */
export type Authentication = 'oAuth2' | 'systemUser' | 'onsite';

const signers: Record<Authentication, Signer> = {
	oAuth2: { type: 'superOfficeOAuth2Api', secrets: secretsOf, renewOn: [401] },
	systemUser: { type: 'superOfficeSystemUserApi', secrets: secretsOf, renewOn: [401] },
	onsite: { type: 'superOfficeApi', secrets: secretsOf },
};

/** One call of the REST API. */
export interface Call {
	method: 'GET' | 'POST';
	/** What follows the version, with a leading slash. */
	path: string;
	qs?: IDataObject;
	headers?: Record<string, string>;
	body?: IDataObject;
	effect: HttpRequest['effect'];
	/** What to say when SuperOffice does not know the record that the path names. */
	missing?: { message: string; remedy: string; field: string };
}

/** An execution's way into SuperOffice, with one of the credentials. */
interface Access {
	context: RequestContext;
	signer: Signer;
	credentials: ICredentialDataDecryptedObject;
	options: RequestOptions;
}

/**
 * Sends a call to the installation that the credential names. Online, the tenant's address is asked for once in an execution, and once more
 * when a call was misdirected (421), which then is sent again: SuperOffice has not carried it out.
 * https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status
 *
 * @param read makes something of the answer's JSON, or throws a `Failure`
 * @throws Failure when the credential cannot be used, SuperOffice refused the call, or nobody can tell
 */
export async function callSuperOffice<T>(
	context: RequestContext,
	authentication: Authentication,
	call: Call,
	options: RequestOptions,
	read: (json: unknown, answer: HttpAnswer) => T,
): Promise<T> {
	const signer = signers[authentication];
	const credentials = await readCredential(context, signer.type, options.itemIndex);
	if (authentication === 'oAuth2') requireConnection(credentials);
	const access = { context, signer, credentials, options };
	const judged = (answer: HttpAnswer) => {
		const failure = refusal(answer, authentication === 'onsite' ? 'onsite' : 'online');
		if (failure) throw call.missing && isMissingRecord(answer) ? failure.with(call.missing) : failure;
		return read(readJson(VENDOR, answer), answer);
	};
	if (authentication === 'onsite') return await send(access, baseUrlOf(credentials), call, judged);

	const key = `superOffice.api ${authentication}`;
	const tenantApi = () => oncePerExecution(context, key, async () => await askTenantApi(access));
	const asked = tenantApi();
	const done = await send(access, await asked, call, (answer) =>
		answer.status === 421 ? undefined : { value: judged(answer) },
	);
	if (done) return done.value;
	// Another item may have asked again already
	if (tenantApi() === asked) forget(context, key);
	return await send(access, await tenantApi(), call, judged);
}

async function send<T>(
	{ context, signer, options }: Access,
	base: string,
	{ method, path, qs, headers, body, effect }: Call,
	read: (answer: HttpAnswer) => T,
): Promise<T> {
	const url = `${base}/v1${path}`;
	const call = { signer, vendor: VENDOR, method, url, qs, headers, body, effect };
	return await request(context, call, options, read);
}

async function askTenantApi({ context, signer, credentials, options }: Access): Promise<string> {
	const url = stateUrl(credentials);
	const call = { signer, vendor: VENDOR, method: 'GET', url, effect: 'reads' } as const;
	return await request(context, call, options, (answer) =>
		readTenantApi(answer, tenantOf(credentials)),
	).catch(notSent);
}

/** Whatever went wrong before the call itself, the call was not sent. */
function notSent(caught: unknown): never {
	throw asFailure(caught).with({ delivery: 'notSent' });
}

function requireConnection(credentials: ICredentialDataDecryptedObject): void {
	if (accessTokenOf(credentials) !== undefined) return;
	throw new Failure({
		message: 'The SuperOffice account is not connected',
		remedy: 'Open the credential and sign in to SuperOffice there.',
		delivery: 'notSent',
		vendor: VENDOR,
		cause: 'credential-invalid',
	});
}
