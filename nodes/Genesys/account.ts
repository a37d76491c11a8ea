import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { readBaseUrl } from '../engine/address';
import { cookieValues, unpackSession } from './session';

/** The credential type that every Genesys node uses. */
export const CREDENTIAL = 'genesysWebServicesApi';

/** What users paste along with the address: the API's own paths, or those of Genesys' web pages beside it. */
const API_PATH = /\/(api\/v\d+|internal-api|ui)(\/.*)?$/;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/**
 * Address of the Genesys Web Services node with a reverse proxy's prefix, without `/api/v2` and without a trailing slash.
 *
 * @throws Failure when the credential's Base URL is empty or no address
 */
export function baseUrlOf({ baseUrl }: ICredentialDataDecryptedObject): string {
	return readBaseUrl(baseUrl, 'Base URL', API_PATH);
}

/** The agent's login; the password may be empty. */
export function loginOf({ username, password }: ICredentialDataDecryptedObject) {
	return { username: text(username).trim(), password: text(password) };
}

/** The header that names the agent. https://docs.genesys.com/Documentation/HTCC/latest/API/InterpretingaResponse */
export function basicAuthorization(credentials: ICredentialDataDecryptedObject): string {
	const { username, password } = loginOf(credentials);
	return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Tells whether a stored session belongs to what the credential holds now: after an edit it could be another agent's. */
export function fingerprintOf(credentials: ICredentialDataDecryptedObject): string {
	const { username, password } = loginOf(credentials);
	const whole = [text(credentials.baseUrl), username, password].join('\n');
	return createHash('sha256').update(whole).digest('hex').slice(0, 16);
}

/** The credential's values that nothing may show. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	const { username, password } = loginOf(credentials);
	const session = unpackSession(credentials.sessionToken);
	const pair = password === '' ? [] : [`${username}:${password}`];
	return [password, ...pair, ...(session ? [...cookieValues(session), session.token] : [])];
}
