import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import once from 'lodash/once';

import { keys } from './world';

/** The prefix of every claim of the vendor. https://docs.superoffice.com/en/api/authentication/online/validate-security-tokens */
export const CLAIM = 'http://schemes.superoffice.net/identity/';

const signingKeys = once(() =>
	generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	}),
);

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token signed as SuperOffice signs its own (RS256), with the vendor's claims. */
export function jwt(claims: Record<string, unknown>, now: Date): string {
	const seconds = Math.floor(now.getTime() / 1000);
	const content = [
		encoded({ alg: 'RS256', typ: 'JWT', kid: 'sandbox' }),
		encoded({
			iss: 'SuperOffice AS',
			aud: 'spn:sandbox',
			iat: seconds,
			exp: seconds + 3600,
			[`${CLAIM}ctx`]: keys.tenantId,
			...claims,
		}),
	].join('.');
	return `${content}.${sign('sha256', Buffer.from(content), signingKeys().privateKey).toString('base64url')}`;
}

/** `GET /login/.well-known/jwks`: the key with which these tokens can be checked. */
export function jwks(): object {
	const key = createPublicKey(signingKeys().publicKey).export({ format: 'jwk' });
	return { keys: [{ ...key, kid: 'sandbox', use: 'sig', alg: 'RS256' }] };
}
