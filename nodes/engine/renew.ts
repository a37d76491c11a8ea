import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** How long it is remembered which session came after a dead one: longer than any request that still bore the dead one. */
const KEPT_MS = 60_000;

const renewals = new Map<string, { session: Promise<unknown>; since: number }>();

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
	for (const [key, { since }] of renewals) if (Date.now() - since > KEPT_MS) renewals.delete(key);
	// Hashed, so that no secret lives on as a key
	const key = createHash('sha256').update(JSON.stringify(credentials)).digest('base64');
	const known = renewals.get(key);
	if (known) return (await known.session) as T;
	const session = signIn();
	renewals.set(key, { session, since: Date.now() });
	const forget = () => renewals.delete(key);
	if (dead === '' || dead === undefined) void session.then(forget, forget);
	else void session.catch(forget);
	return await session;
}
