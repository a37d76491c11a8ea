/** One renewal of a dead session for all requests that were turned down with it. */

import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** How long it is remembered which session came after a dead one: longer than any request that still bore the dead one. */
const KEPT_MS = 60_000;
/** How old a sign-in under way may be for others to wait for it as well: one that hangs must not hold them all. */
const JOINED_MS = 1000;

interface Renewal {
	session: Promise<unknown>;
	since: number;
	done: boolean;
}

const renewals = new Map<string, Renewal>();

/** Why no session could be got, by the values that n8n handed to `preAuthentication`. */
const refusals = new WeakMap<object, unknown>();

/**
 * Why a session could not be got for a request; below n8n 2.34 the error that n8n gives has lost it.
 *
 * @param credentials the values that the request was to be signed with, as they were given to n8n
 */
export function whyNotRenewed(credentials: ICredentialDataDecryptedObject): unknown {
	return refusals.get(credentials);
}

/**
 * Renews a credential's session once for all requests that were turned down with the same dead one. n8n renews for each
 * of them, so that items sent side by side would sign in as often as there are items under way.
 *
 * @param credentials the credential as n8n hands it to `preAuthentication`, with the dead session in it
 * @param dead the dead session; empty when there was none yet, then only sign-ins at the same time are shared
 * @param signIn gets a new session
 */
export async function renewOnce<T>(
	credentials: ICredentialDataDecryptedObject,
	dead: unknown,
	signIn: () => Promise<T>,
): Promise<T> {
	const renewed = renewal(credentials, dead, signIn);
	renewed.catch((caught: unknown) => refusals.set(credentials, caught));
	return (await renewed) as T;
}

async function renewal(
	credentials: ICredentialDataDecryptedObject,
	dead: unknown,
	signIn: () => Promise<unknown>,
): Promise<unknown> {
	const now = Date.now();
	for (const [key, { since }] of renewals) if (now - since > KEPT_MS) renewals.delete(key);
	// Hashed, so that no secret lives on as a key
	const key = createHash('sha256').update(JSON.stringify(credentials)).digest('base64');
	const known = renewals.get(key);
	if (known && (known.done || now - known.since < JOINED_MS)) return await known.session;
	const begun: Renewal = { session: signIn(), since: now, done: false };
	renewals.set(key, begun);
	const forget = () => {
		if (renewals.get(key) === begun) renewals.delete(key);
	};
	const keep = () => void (begun.done = true);
	void begun.session.then(dead === '' || dead === undefined ? forget : keep, forget);
	return await begun.session;
}
