/** How a session that has ended is renewed, in every version of n8n. */

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Failure } from './errors';
import { credentialKey, readCredential, type RequestContext, type RequestRepair, type Signer } from './http';
import { forget, oncePerExecution } from './once';

/** What `endedSession` reads; n8n hands it to `preAuthentication` and keeps only what that gives back. */
const ENDED = 'endedSession';

/**
 * The repair of a request that was turned down for the session of its credential. Every version of n8n opens a session where the credential's field
 * for it is empty, and keeps the new one: so all requests after it have it, in this execution and in later ones. n8n's own renewal by a status is
 * known to its newer versions only, and cannot tell two refusals of one status apart.
 *
 * @param signer the credential, with its field for the session
 * @param itemIndex the item that the request is for
 * @param ended whether a refusal is about the session
 */
export function sessionRepair(
	context: RequestContext,
	{ type, session }: Signer & { session: string },
	itemIndex: number,
	ended: (failure: Failure) => boolean,
): RequestRepair {
	const mend = async (signedWith: ICredentialDataDecryptedObject) => {
		const known = await readCredential(context, type, itemIndex);
		// Else another item has renewed it already, or is about to
		if (known[session] === signedWith[session]) {
			forget(context, credentialKey(type));
			const emptied = { ...known, [session]: '', [ENDED]: signedWith[session] };
			await oncePerExecution(context, credentialKey(type), async () => await Promise.resolve(emptied));
		}
		return {};
	};
	return { mends: ended, mend };
}

/**
 * The session that has to be renewed, as `preAuthentication` finds it in the credential's values: for `renewOnce`.
 *
 * @param session the credential's field for it
 */
export function endedSession(values: ICredentialDataDecryptedObject, session: string): unknown {
	return values[ENDED] ?? values[session];
}
