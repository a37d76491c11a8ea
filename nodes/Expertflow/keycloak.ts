import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';
import { z } from 'zod';

import { pathSegment } from '../engine/address';
import { asFailure, Failure, invalidField } from '../engine/errors';
import { type HttpAnswer, readJson, statusFailure } from '../engine/answer';
import { signIn } from '../engine/signIn';
import { keycloakAddress, loginOf } from './account';
import { isNoComponent, jsonOf, vendorText } from './answers';

const KEYCLOAK = 'Keycloak';

/** A request for a token. */
export interface TokenRequest {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/**
 * The request of a back end for a token: form-encoded, with the password grant.
 * https://docs.expertflow.com/cx-knowledgebase/latest/api-authentication-integration
 *
 * @throws Failure when a field of the credential is empty
 */
export function tokenRequest(credentials: ICredentialDataDecryptedObject): TokenRequest {
	const { url } = keycloakAddress(credentials);
	const { realm, clientId, clientSecret, username, password } = loginOf(credentials);
	const values = {
		Realm: realm,
		'Client ID': clientId,
		'Client Secret': clientSecret,
		'User Name': username,
		Password: password,
	};
	for (const [field, value] of Object.entries(values)) {
		if (value.trim() === '')
			throw invalidField(field, 'is empty', 'Open the credential and fill it in: Keycloak asks for it.');
	}
	const body = new URLSearchParams({
		client_id: clientId,
		client_secret: clientSecret,
		grant_type: 'password',
		username,
		password,
	});
	return {
		url: `${url}/realms/${pathSegment(realm, 'Realm')}/protocol/openid-connect/token`,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
		body: body.toString(),
	};
}

/** Of a token it takes only what a header can hold. */
const tokenShape = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/) });
/** Its codes are words with underscores (RFC 6749, 5.2); anything else is not Keycloak's. */
const refusalShape = z.object({ error: z.string().regex(/^[a-z_]+$/) });

/**
 * Reads Keycloak's answer.
 *
 * @returns the access token
 * @throws Failure that names the fields to look at; without a token nothing else was sent, whatever the answer was
 */
export function readToken(answer: HttpAnswer, credentials: ICredentialDataDecryptedObject): string {
	try {
		return tokenIn(answer, credentials);
	} catch (caught) {
		throw asFailure(caught).with({ delivery: 'notSent' });
	}
}

function tokenIn(answer: HttpAnswer, credentials: ICredentialDataDecryptedObject): string {
	const failure = refusal(answer, credentials);
	if (failure) throw failure;
	const token = tokenShape.safeParse(readJson(KEYCLOAK, answer)).data?.access_token;
	if (token !== undefined) return token;
	throw new Failure({
		message: 'Keycloak gave no token',
		remedy: `Check ${fieldsOf(credentials)} in the credential: something else answers there.`,
		delivery: 'notSent',
		vendor: KEYCLOAK,
		httpStatus: answer.status,
	});
}

function fieldsOf(credentials: ICredentialDataDecryptedObject): string {
	return `"${keycloakAddress(credentials).field}" and "Realm"`;
}

function refusal(answer: HttpAnswer, credentials: ICredentialDataDecryptedObject): Failure | undefined {
	const failure = statusFailure(KEYCLOAK, answer)?.with({ vendorText: vendorText(answer) });
	if (!failure || answer.status === 429 || answer.status >= 500 || answer.status < 400) return failure;
	if (answer.status === 404) {
		return failure.with({
			message: isNoComponent(answer)
				? `"${keycloakAddress(credentials).field}" leads to no Keycloak`
				: 'Keycloak does not know the "Realm"',
			remedy: `Check ${fieldsOf(credentials)} in the credential. In an installation with several tenants the realm has the name of the tenant.`,
		});
	}
	const code = refusalShape.safeParse(jsonOf(answer)).data?.error;
	if (code === undefined) {
		return failure.with({
			message: 'No Keycloak gives tokens at this address',
			remedy: `Check ${fieldsOf(credentials)} in the credential.`,
		});
	}
	const login = code === 'invalid_grant';
	return failure.with({
		message: login ? 'Keycloak refused the login' : 'Keycloak refused the client',
		remedy: login
			? 'Check "User Name" and "Password" in the credential.'
			: 'Check "Client ID" and "Client Secret" in the credential.',
		vendorCode: code,
		cause: 'credential-invalid',
	});
}

/**
 * Gets a token for the credential's user.
 *
 * @throws Failure when Keycloak refuses, or cannot be reached
 */
export async function fetchToken(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const answer = await signIn(helper, {
		vendor: KEYCLOAK,
		...tokenRequest(credentials),
		allowUnauthorizedCerts: credentials.allowUnauthorizedCerts === true,
	});
	return readToken(answer, credentials);
}
