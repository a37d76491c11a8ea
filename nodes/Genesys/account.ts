import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { readBaseUrl } from '../engine/address';
import { invalidField } from '../engine/errors';
import { fingerprintOf as fingerprint, unpackSession } from '../engine/fingerprint';
import { typedPassword, typedText } from '../engine/typed';
import { cookieValues, type Session, sessionIn } from './session';

/** The credential type that every Genesys node uses. */
export const CREDENTIAL = 'genesysWebServicesApi';

/** The credential's field in which n8n keeps the session. */
export const SESSION = 'sessionToken';

/** What users paste along with the address: the API's own paths, or those of Genesys' web pages beside it. */
const API_PATH = /\/(api\/v\d+|internal-api|ui)(\/[^]*)?$/;

/**
 * Address of the Genesys Web Services node with a reverse proxy's prefix, without `/api/v2` and without a trailing slash.
 *
 * @throws Failure when the credential's Base URL is empty or no address
 */
export function baseUrlOf({ baseUrl }: ICredentialDataDecryptedObject): string {
	return readBaseUrl(baseUrl, 'Base URL', API_PATH);
}

/** The agent's login; the password may be empty, and blanks belong to it, but not the end of the line that it was copied from. */
export function loginOf({ username, password }: ICredentialDataDecryptedObject) {
	return { username: typedText(username), password: typedPassword(password) };
}

/**
 * Checks what can be known of a login without asking.
 *
 * @throws Failure when the user name is empty, or would be cut at a colon: what stands before the first one is the user name, what stands behind it the
 * password. https://www.rfc-editor.org/rfc/rfc7617#section-2
 */
export function checkLogin(credentials: ICredentialDataDecryptedObject): void {
	const { username } = loginOf(credentials);
	if (username === '') throw invalidField('User Name', 'is empty', "Enter the agent's login.");
	if (!username.includes(':')) return;
	throw invalidField(
		'User Name',
		'holds a colon',
		"A login with a colon cannot be sent. Enter the agent's user name alone.",
	);
}

/** The header that names the agent. https://docs.genesys.com/Documentation/HTCC/latest/API/InterpretingaResponse */
export function basicAuthorization(credentials: ICredentialDataDecryptedObject): string {
	const { username, password } = loginOf(credentials);
	return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Of what a session was got with; after an edit of the credential it could be another agent's. */
export function fingerprintOf(credentials: ICredentialDataDecryptedObject): string {
	const { username, password } = loginOf(credentials);
	return fingerprint([typedText(credentials.baseUrl), username, password]);
}

/** The session that n8n keeps with the credential, where it was got with what the credential holds now. */
export function sessionOf(credentials: ICredentialDataDecryptedObject): Session | undefined {
	return sessionIn(unpackSession(credentials[SESSION], fingerprintOf(credentials)) ?? '');
}

/** The secrets of a session, whatever it was got with. */
function sessionSecrets(packed: string): string[] {
	const session = sessionIn(packed.slice(packed.indexOf('.') + 1));
	return session ? [...cookieValues(session), session.token] : [];
}

/** The credential's values that nothing may show. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	const { password } = loginOf(credentials);
	// Not as plain text: a text that ends in the user name would be taken for its beginning
	const signed = password === '' ? [] : [basicAuthorization(credentials).slice('Basic '.length)];
	return [password, ...signed, ...sessionSecrets(String(credentials[SESSION] ?? ''))];
}
