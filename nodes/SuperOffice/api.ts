import { pick } from 'lodash';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { type HttpAnswer, readJson } from '../engine/answer';
import { Failure } from '../engine/errors';
import { readCredential, type RequestContext, type Signer } from '../engine/credential';
import { type HttpRequest, request, type RequestRepair } from '../engine/http';
import { forget, oncePerExecution } from '../engine/once';
import type { RequestOptions } from '../engine/options';
import { sessionRepair } from '../engine/session';
import { readUnsigned } from '../engine/unsigned';
import { accessTokenOf, baseUrlOf, loginFingerprint, secretsOf, SESSION } from './account';
import { isMissingRecord, LOGIN_HOST, type Place, refusal, VENDOR } from './answers';
import { readTenantApi, stateUrl } from './tenant';

/** How the node signs in: as a person or an app online, or to an installation of the customer's own. */
export type Authentication = 'oAuth2' | 'systemUser' | 'onsite';

const systemUser = {
	type: 'superOfficeSystemUserApi',
	secrets: secretsOf,
	session: SESSION,
	fingerprint: loginFingerprint,
};
const signers: Record<Authentication, Signer> = {
	oAuth2: { type: 'superOfficeOAuth2Api', secrets: secretsOf },
	systemUser,
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

/** The type of the credential for a way of signing in. */
export const credentialTypeOf = (authentication: Authentication) => signers[authentication].type;

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
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
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

	const asked = tenantApi(context, credentials, options);
	const moved: RequestRepair = {
		mends: ({ facts }) => facts.httpStatus === 421,
		mend: async () => to(await tenantApi(context, credentials, options, asked)),
	};
	// The login host refuses by the same status, and would do so again
	const ended = ({ facts }: Failure) =>
		signer === systemUser && facts.httpStatus === 401 && facts.vendor === VENDOR;
	const renewed = sessionRepair(context, systemUser, options.itemIndex, ended);
	return await request(context, to(await asked), options, judged, [moved, renewed]);
}

/** What of a credential decides where its tenant is, and whether it may be sent there. */
const DECISIVE = ['environment', 'loginUrl', 'tenantId', 'allowedHttpRequestDomains', 'allowedDomains'];

/**
 * The address of the tenant's API, asked for once in an execution. Everybody may ask, so no credential goes along.
 * https://docs.superoffice.com/en/developer-portal/best-practices/tenant-status/check-status
 *
 * @param outdated what this function gave before, when a call there was misdirected: unless another item has done so, the address is asked for again
 * @throws Failure when it cannot be learned, or the credential may not be sent there
 */
function tenantApi(
	context: RequestContext,
	credentials: ICredentialDataDecryptedObject,
	options: RequestOptions,
	outdated?: Promise<string>,
): Promise<string> {
	const key = `superOffice.tenant ${JSON.stringify(pick(credentials, DECISIVE))}`;
	const known = () =>
		oncePerExecution(context, key, async () => {
			const state = { vendor: LOGIN_HOST, url: stateUrl(credentials) };
			return await readUnsigned(context, state, options, (answer) => readTenantApi(answer, credentials));
		});
	if (known() === outdated) forget(context, key);
	return known();
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
