import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { asFailure, type Failure } from '../engine/errors';
import { packSession } from '../engine/fingerprint';
import { signIn } from '../engine/signIn';
import { basicAuthorization, baseUrlOf, fingerprintOf } from './account';
import { readEnvelope, VENDOR } from './answers';
import { ME } from './paths';
import { readSession, sessionText } from './session';

async function askForSession(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const answer = await signIn(helper, {
		vendor: VENDOR,
		method: 'GET',
		url: `${baseUrlOf(credentials)}${ME}`,
		headers: { Authorization: basicAuthorization(credentials) },
		allowUnauthorizedCerts: credentials.allowUnauthorizedCerts === true,
	});
	readEnvelope(answer);
	return packSession(fingerprintOf(credentials), sessionText(readSession(answer.headers)));
}

/** What needs the session has not been sent. */
function notSent(failure: Failure): Failure {
	return failure.facts.delivery === 'uncertain' ? failure.with({ delivery: 'notSent' }) : failure;
}

/**
 * Opens a session: any GET gives the cookie and, where the site has CSRF protection on, the token. An answer that is none, such as a page that a load
 * balancer puts in for a moment, is asked for once more. https://enu.docs.genesys.com/Documentation/GWS/8.5.2/API/CSRFProtection
 *
 * @returns the session, packed
 * @throws Failure when the login was refused, or nothing was answered
 */
export async function openSession(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	try {
		return await askForSession(helper, credentials);
	} catch (caught) {
		const failure = asFailure(caught);
		if (failure.facts.delivery !== 'uncertain') throw failure;
		return await askForSession(helper, credentials).catch((again: unknown) => {
			throw notSent(asFailure(again));
		});
	}
}
