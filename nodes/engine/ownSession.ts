/** Gives each request the session of its own login. */

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { unpackSession } from './fingerprint';
import type { Signer } from './credential';
import { oncePerExecution } from './once';

type Values = ICredentialDataDecryptedObject;

/** The sessions of an execution by the fingerprints of what they were got with; n8n keeps only the newest one of a credential. */
function sessionsOf(context: object): Map<string, string> {
	return oncePerExecution(context, 'engine.sessions', () => new Map<string, string>());
}

/**
 * A copy of a credential's values. Where the session in them was got with other values, the one of this execution stands in its place; where there is
 * none, no session, so that n8n opens a new one.
 */
export function withOwnSession(context: object, values: Values, { session, fingerprint }: Signer): Values {
	if (session === undefined || fingerprint === undefined) return { ...values };
	const own = fingerprint(values);
	if (unpackSession(values[session], own) !== undefined) return { ...values };
	return { ...values, [session]: sessionsOf(context).get(own) ?? '' };
}

/** Keeps the session with which a request was sent, for those after it. */
export function keepSession(context: object, values: Values, { session, fingerprint }: Signer): void {
	if (session === undefined || fingerprint === undefined) return;
	const own = fingerprint(values);
	if (unpackSession(values[session], own) !== undefined)
		sessionsOf(context).set(own, String(values[session]));
}

/** Forgets a session that has ended. */
export function dropSession(context: object, values: Values, { session }: Signer): void {
	const sessions = sessionsOf(context);
	for (const [own, kept] of sessions)
		if (session !== undefined && kept === values[session]) sessions.delete(own);
}
