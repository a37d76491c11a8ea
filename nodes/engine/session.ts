/** How a session that has ended is renewed, in every version of n8n. */

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Failure } from './errors';
import { readCredential, replaceCredential, type RequestContext, type Signer } from './credential';
import type { RequestRepair } from './http';
import { dropSession } from './ownSession';

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
	signer: Signer & { session: string },
	itemIndex: number,
	ended: (failure: Failure) => boolean,
): RequestRepair {
	const { type, session } = signer;
	const mend = async (signedWith: ICredentialDataDecryptedObject) => {
		dropSession(context, signedWith, signer);
		const known = await readCredential(context, type, itemIndex);
		// Else another item has renewed it already, or is about to
		if (known[session] === signedWith[session]) {
			const emptied = { ...known, [session]: '', [ENDED]: signedWith[session] };
			await replaceCredential(context, type, itemIndex, emptied);
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
