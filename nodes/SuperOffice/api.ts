import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { type HttpAnswer, readJson } from '../engine/answer';
import { asFailure, Failure } from '../engine/errors';
import {
	type HttpRequest,
	readCredential,
	request,
	type RequestContext,
	type RequestRepair,
	type Signer,
} from '../engine/http';
import { forget, oncePerExecution } from '../engine/once';
import type { RequestOptions } from '../engine/options';
import { accessTokenOf, baseUrlOf, secretsOf, tenantOf } from './account';
import { isMissingRecord, type Place, refusal, VENDOR } from './answers';
import { readTenantApi, stateUrl } from './tenant';

/** How the node signs in: as a person or an app online, or to an installation of the customer's own. */
export type Authentication = 'oAuth2' | 'systemUser' | 'onsite';

const signers: Record<Authentication, Signer> = {
	oAuth2: { type: 'superOfficeOAuth2Api', secrets: secretsOf, renewOn: [401] },
	systemUser: { type: 'superOfficeSystemUserApi', secrets: secretsOf, renewOn: [401] },
	onsite: { type: 'superOfficeApi', secrets: secretsOf },
};

/** The SuperOffice of the node's credential, and how it is spoken to. */
export interface Installation {
	context: RequestContext;
	place: Place;
	signer: Signer;
	credentials: ICredentialDataDecryptedObject;
	options: RequestOptions;
}

/** Reads the credential. @throws Failure when it is not connected yet */
export async function openInstallation(
	context: RequestContext,
	authentication: Authentication,
	options: RequestOptions,
): Promise<Installation> {
	const signer = signers[authentication];
	const credentials = await readCredential(context, signer.type, options.itemIndex);
	if (authentication === 'oAuth2') requireConnection(credentials);
	const place = authentication === 'onsite' ? 'onsite' : 'online';
	return { context, place, signer, credentials, options };
}

/** One call of the REST API. */
export interface Call extends Pick<HttpRequest, 'qs' | 'headers' | 'body' | 'effect'> {
	method: 'GET' | 'POST';
	/** What follows the version, with a leading slash. */
	path: string;
	/** What to say when SuperOffice does not know the record that the path names. */
	missing?: { message: string; remedy: string; field: string };
}

/**
 * Sends a call. Online, the tenant's address is asked for once in an execution, and once more when a call was misdirected (421), which then
 * is sent again: SuperOffice has not carried it out.
 * https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status
 *
 * @param read makes something of the answer's JSON, or throws a `Failure`
 * @throws Failure when the credential cannot be used, SuperOffice refused the call, or nobody can tell
 */
export async function call<T>(
	installation: Installation,
	{ path, missing, ...sent }: Call,
	read: (json: unknown, answer: HttpAnswer) => T,
): Promise<T> {
	const { context, place, signer, credentials, options } = installation;
	const judged = (answer: HttpAnswer) => {
		const failure = refusal(answer, place);
		if (failure) throw missing && isMissingRecord(answer) ? failure.with(missing) : failure;
		return read(readJson(VENDOR, answer), answer);
	};
	const to = (base: string) => ({ ...sent, signer, vendor: VENDOR, url: `${base}/v1${path}` });
	if (place === 'onsite') return await request(context, to(baseUrlOf(credentials)), options, judged);

	const asked = tenantApi(installation);
	const moved: RequestRepair = {
		mends: ({ facts }) => facts.httpStatus === 421,
		mend: async () => {
			// Another item may have asked again already
			if (tenantApi(installation) === asked) forget(context, addressKey(installation));
			return to(await tenantApi(installation));
		},
	};
	return await request(context, to(await asked), options, judged, moved);
}

const addressKey = ({ signer }: Installation) => `superOffice.api ${signer.type}`;

/** The address of the tenant's API, asked for once in an execution. */
function tenantApi(installation: Installation): Promise<string> {
	const key = addressKey(installation);
	return oncePerExecution(installation.context, key, async () => await askTenantApi(installation));
}

async function askTenantApi({ context, signer, credentials, options }: Installation): Promise<string> {
	const url = stateUrl(credentials);
	const state = { signer, vendor: VENDOR, method: 'GET', url, effect: 'reads' } as const;
	return await request(context, state, options, (answer) =>
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
