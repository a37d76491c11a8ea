/** Whether what came from outside was signed by who knows the secret. */

import { timingSafeEqual } from 'node:crypto';

import { Refusal } from './refusal';

/** How a vendor signs the bytes that it sends. */
export interface Signing {
	/** The header with the signature, in small letters. */
	header: string;
	/** What the header has to hold. */
	sign: (bytes: Buffer, secret: string) => string;
	/** Whether the signature is in hexadecimal digits, whose capitals mean the same. */
	hexadecimal: boolean;
	/** The credential's field for the secret, as the user sees it. */
	field: string;
}

/** What was signed, and what the sender says about it. */
export interface Signed {
	bytes: Buffer;
	/** What the header holds. */
	given: unknown;
	secret: string;
}

/**
 * Lets pass only what is signed with the secret. No secret, no signature and no body are refused like a wrong signature.
 *
 * @throws Refusal in all other cases
 */
export function checkSignature({ bytes, given, secret }: Signed, signing: Signing): void {
	if (secret === '') {
		throw new Refusal(
			401,
			'noSecret',
			`"${signing.field}" of the credential in n8n is empty, so nothing can be checked.`,
		);
	}
	if (typeof given !== 'string' || given.trim() === '') {
		throw new Refusal(401, 'unsigned', `The header ${signing.header} with the signature is missing.`);
	}
	const same = signing.hexadecimal ? (text: string) => text.toLowerCase() : (text: string) => text;
	if (bytes.length === 0 || !isSame(same(given.trim()), same(signing.sign(bytes, secret)))) {
		throw new Refusal(
			401,
			'wrongSignature',
			`The signature does not fit: compare the secret with "${signing.field}" of the credential in n8n.`,
		);
	}
}

/** Compares two texts in a time that does not depend on where they differ. */
export function isSame(given: string, expected: string): boolean {
	const [one, other] = [Buffer.from(given), Buffer.from(expected)];
	return one.length === other.length && timingSafeEqual(one, other);
}
