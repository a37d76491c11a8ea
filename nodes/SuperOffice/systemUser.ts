import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { sign } from 'node:crypto';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { Failure, invalidField } from '../engine/errors';
import { type HttpAnswer, jsonIn } from '../engine/answer';
import { given } from '../engine/given';
import { signIn } from '../engine/signIn';
import { typedText } from '../engine/typed';
import { loginUrlOf, tenantOf } from './account';
import { LOGIN_HOST, readLoginAnswer, refusal, VENDOR } from './answers';
import { readPrivateKey } from './privateKey';

const TICKET_CLAIM = 'http://schemes.superoffice.net/identity/ticket';

const exchanged = z.object({
	IsSuccessful: z.boolean(),
	Token: z.string().nullish(),
	ErrorMessage: z.string().nullish(),
});

function needed(credentials: ICredentialDataDecryptedObject, name: string, label: string): string {
	const value = typedText(credentials[name]);
	if (value !== '') return value;
	throw invalidField(label, 'is empty', 'Open the credential and fill it in.');
}

/**
 * The request that exchanges an app's system user token for a ticket: the token and the time, signed with the app's private key.
 * https://docs.superoffice.com/en/api/authentication/online/auth-application/sign-system-user-token
 *
 * @param now the present; SuperOffice refuses a time that is too far from its own
 * @throws Failure when a field of the credential is empty or cannot be used
 */
export function ticketRequest(
	credentials: ICredentialDataDecryptedObject,
	now: DateTime,
): { url: string; body: IDataObject } {
	const token = needed(credentials, 'systemToken', 'System User Token');
	const signed = `${token}.${now.toUTC().toFormat('yyyyMMddHHmm')}`;
	const signature = sign('sha256', Buffer.from(signed), readPrivateKey(credentials.privateKey));
	return {
		url: `${loginUrlOf(credentials)}/Login/api/PartnerSystemUser/Authenticate`,
		body: {
			SignedSystemToken: `${signed}.${signature.toString('base64')}`,
			ApplicationToken: needed(credentials, 'clientSecret', 'Client Secret'),
			ContextIdentifier: tenantOf(credentials),
			ReturnTokenType: 'JWT',
		},
	};
}

/** What SuperOffice's code words mean. https://docs.superoffice.com/en/api/authentication/online/troubleshooting/index */
const CODES: Record<string, string> = {
	InvalidSignature:
		'Check Private Key: it belongs to the public key that SuperOffice holds for the app in this environment.',
	InvalidTimestamp: 'Check the clock of the machine on which n8n runs.',
	Revoked: 'Ask an administrator of the tenant to approve the app again.',
	NeedsReapproval: 'Ask an administrator of the tenant to approve the app again.',
	Expired: 'Ask an administrator of the tenant to approve the app again.',
	Denied: 'Ask an administrator of the tenant to approve the app.',
};

/**
 * Reads the ticket out of the answer. The token that holds it comes straight from the login host, so its signature is not checked once more.
 * https://docs.superoffice.com/en/api/authentication/online/auth-application/get-system-user-ticket
 *
 * @throws Failure when there is none; the reason comes with status 200
 */
export function readTicket(answer: HttpAnswer): string {
	const failure = refusal(answer);
	if (failure) {
		throw failure.with({
			message: 'The login host of SuperOffice gave the system user no ticket',
			remedy: 'If it goes on, check Environment in the credential.',
			anew: 'Try again later.',
			delivery: 'notSent',
			vendor: LOGIN_HOST,
		});
	}
	const data = readLoginAnswer(answer, exchanged);
	const ticket = data.IsSuccessful ? ticketIn(data.Token ?? '') : undefined;
	if (ticket !== undefined) return ticket;
	const code = Object.keys(CODES).find((word) => data.ErrorMessage?.includes(word));
	throw new Failure({
		delivery: 'notSent',
		vendor: VENDOR,
		httpStatus: answer.status,
		message: 'SuperOffice did not let the system user in',
		remedy: code
			? CODES[code]
			: 'Check Tenant ID, Client Secret, System User Token and Private Key in the credential, and that the app is approved for this tenant.',
		...given({ vendorText: data.ErrorMessage || undefined }),
		cause: 'credential-invalid',
	});
}

function ticketIn(token: string): string | undefined {
	const content = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
	const claims = z.object({ [TICKET_CLAIM]: z.string().min(1) });
	return claims.safeParse(jsonIn(content)).data?.[TICKET_CLAIM];
}

/**
 * Gets a ticket for the system user.
 *
 * @throws Failure when the login host gives none, or does not answer
 */
export async function fetchTicket(
	helper: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): Promise<string> {
	const request = ticketRequest(credentials, DateTime.utc());
	return readTicket(await signIn(helper, { vendor: LOGIN_HOST, ...request }));
}
