import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { readBaseUrl } from '../engine/address';
import { fingerprintOf, unpackSession } from '../engine/fingerprint';
import { given } from '../engine/given';
import { inHeader, typedPassword, typedText } from '../engine/typed';

/** As the user knows the vendor. */
export const VENDOR = 'Expertflow';

/** The credential's field for Keycloak's token. */
export const SESSION = 'accessToken';

const bareToken = (value: unknown) => typedText(value).replace(/^bearer\s+/i, '');

/** What CCM's calls begin with, below its address. */
const CCM_CALL = /^\/(message|channels|channel-connectors)\//;

/** What users paste along with the Base URL: a component's path, or the page of agents or admins. */
const BEHIND_BASE = /\/(file-engine|ccm|auth|agent-manager|agent-desk|unified-agent|unified-admin)(\/[^]*)?$/;

/** One of the components behind the gateway. */
export type Component = 'fileEngine' | 'ccm';

/** An address, and the credential's field that it came from. */
export interface Address {
	url: string;
	/** The field's display name. */
	field: string;
}

/**
 * Where a component is reached: at the address of its own, as inside a cluster, or under the Base URL.
 * https://docs.expertflow.com/cx/4.6/upgrade-guide-cx-4-5-7-to-cx-4-6
 *
 * @throws Failure when the field holds no address
 */
export function addressOf(component: Component, credentials: ICredentialDataDecryptedObject): Address {
	const { fileEngineUrl, ccmUrl } = credentials;
	if (component === 'fileEngine') {
		if (typedText(fileEngineUrl) === '') return underBase('file-engine', credentials);
		const field = 'File Engine URL';
		return { url: readBaseUrl(fileEngineUrl, field, /\/api(\/[^]*)?$/), field };
	}
	if (typedText(ccmUrl) === '') return underBase('ccm', credentials);
	const field = 'CCM URL';
	return { url: readBaseUrl(ccmUrl, field, /\/(message|channels|channel-connectors)(\/[^]*)?$/), field };
}

/** Keycloak's address. https://docs.expertflow.com/cx-knowledgebase/latest/api-authentication-integration */
export function keycloakAddress(credentials: ICredentialDataDecryptedObject): Address {
	const { keycloakUrl } = credentials;
	if (typedText(keycloakUrl) === '') return underBase('auth', credentials);
	return { url: readBaseUrl(keycloakUrl, 'Keycloak URL', /\/realms(\/[^]*)?$/), field: 'Keycloak URL' };
}

/** The file engine as agents and customers reach it: what a media message's address begins with, however n8n itself gets there. */
export function publicFileEngineUrl(credentials: ICredentialDataDecryptedObject): string {
	const { publicFileEngineUrl: own } = credentials;
	if (typedText(own) === '') return underBase('file-engine', credentials).url;
	return readBaseUrl(own, 'Public File Engine URL', /\/api(\/[^]*)?$/);
}

function underBase(path: string, { baseUrl }: ICredentialDataDecryptedObject): Address {
	const base = readBaseUrl(baseUrl, 'Base URL', BEHIND_BASE);
	return { url: `${base}/${path}`, field: 'Base URL' };
}

/** Whether a component gets the token: each one is guarded by a switch of its own. */
export function getsToken(
	component: Component,
	{ authentication, signedComponents }: ICredentialDataDecryptedObject,
): boolean {
	if (authentication !== 'bearer' && authentication !== 'keycloak') return false;
	return signedComponents === component || (signedComponents !== 'fileEngine' && signedComponents !== 'ccm');
}

/** The values that Keycloak wants for a token. The password stays as it was typed, but for a line end that was pasted along. */
export function loginOf({
	realm,
	clientId,
	clientSecret,
	username,
	password,
}: ICredentialDataDecryptedObject) {
	return {
		realm: typedText(realm),
		clientId: typedText(clientId),
		clientSecret: typedText(clientSecret),
		username: typedText(username),
		password: typedPassword(password),
	};
}

/** Of the login that Keycloak's token is got with: after an edit of the credential the kept one is another login's. */
export function loginFingerprint(credentials: ICredentialDataDecryptedObject): string {
	const { baseUrl, keycloakUrl } = credentials;
	return fingerprintOf([typedText(baseUrl), typedText(keycloakUrl), loginOf(credentials)]);
}

/** Keycloak's token for this very login; empty when there is none yet. */
function sessionToken(credentials: ICredentialDataDecryptedObject): string {
	return unpackSession(credentials[SESSION], loginFingerprint(credentials)) ?? '';
}

/**
 * The headers that sign a call to a component.
 * https://docs.expertflow.com/cx-knowledgebase/latest/cx-voice-onboarding-guide-complete names the tenant's header, in lower case
 *
 * @throws Failure when a header could not hold a value as it is
 */
export function accessHeaders(
	component: Component,
	credentials: ICredentialDataDecryptedObject,
): Record<string, string> {
	const { authentication, token, tenantId } = credentials;
	const bearer = authentication === 'keycloak' ? sessionToken(credentials) : bareToken(token);
	const tenant = typedText(tenantId);
	const signed = getsToken(component, credentials) && bearer !== '';
	return given({
		Authorization: signed ? `Bearer ${inHeader(bearer, 'Token')}` : undefined,
		tenantid: inHeader(tenant, 'Tenant ID') || undefined,
	});
}

/** Signs a request if it goes to one of the credential's own components; to any other address nothing of the credential goes. */
export function sign(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	// HTTP Request, to which n8n lends the credential, puts the address into another key
	const target = request.url ?? (request as { uri?: string }).uri ?? '';
	const below = (component: Component) => {
		const { url } = addressOf(component, credentials);
		return target.startsWith(`${url}/`) ? target.slice(url.length) : undefined;
	};
	// Both may have the same address, so a call of CCM is known by its path
	const ofCcm = CCM_CALL.test(below('ccm') ?? '');
	const component = ofCcm ? 'ccm' : below('fileEngine') === undefined ? undefined : 'fileEngine';
	if (!component) return request;
	return { ...request, headers: { ...request.headers, ...accessHeaders(component, credentials) } };
}

/** The credential's values that nothing may show. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	const { token, [SESSION]: session } = credentials;
	const { clientSecret, password } = loginOf(credentials);
	// Of another login too, it is one
	const kept = typedText(session).replace(/^[0-9a-f]{16}\./, '');
	return [bareToken(token), kept, clientSecret, password];
}
