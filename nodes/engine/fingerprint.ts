/** Ties a session to what it was got with. */

import { createHash } from 'node:crypto';

/**
 * Tells what a session was got with, without telling what that is: after an edit of the credential its stored session could be another user's, or
 * another host's.
 *
 * @param values of the credential: all that the session depends on
 */
export function fingerprintOf(values: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

/** A session as n8n keeps it with the credential: behind the fingerprint of what it was got with. */
export function packSession(fingerprint: string, session: string): string {
	return `${fingerprint}.${session}`;
}

/**
 * The session that n8n has kept.
 *
 * @param packed what `packSession` gave
 * @param fingerprint of what the credential holds now
 * @returns undefined where there is none, or where it belongs to what the credential held before
 */
export function unpackSession(packed: unknown, fingerprint: string): string | undefined {
	if (typeof packed !== 'string' || !packed.startsWith(`${fingerprint}.`)) return undefined;
	return packed.slice(fingerprint.length + 1) || undefined;
}
