import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { DateTime } from 'luxon';
import { z } from 'zod';

import { credentialVerdict, probe, type ProbeRequest } from '../engine/credentialTest';
import { asFailure, Failure, invalidField } from '../engine/errors';
import { packSession } from '../engine/fingerprint';
import { type HttpAnswer, isPage, readJson } from '../engine/answer';
import { typedText } from '../engine/typed';
import { baseUrlOf, loginFingerprint, onsiteHeaders, secretsOf, SESSION, systemUserHeaders } from './account';
import { refusal, VENDOR } from './answers';
import { readTicket, ticketRequest } from './systemUser';
import { readTenantApi, stateUrl } from './tenant';

const principal = z.object({ UserType: z.string() }).passthrough();

/** Asks who the credential stands for: the one call that proves it. */
async function checkPrincipal(
	context: ICredentialTestFunctions,
	base: string,
	headers: Record<string, string>,
	place: string,
): Promise<void> {
	const url = `${base}/v1/User/currentPrincipal`;
	const answer = await probe(context, { vendor: VENDOR, method: 'GET', url, headers }).catch(
		(caught: unknown) => unanswered(place, caught),
	);
	const failure = refusal(answer, place === 'Base URL' ? 'onsite' : 'online');
	if (failure && !isPage(answer.body)) throw failure;
	if (isPage(answer.body) || !principal.safeParse(readJson(VENDOR, answer)).success)
		throw foreign(answer, place);
}

function foreign(answer: HttpAnswer, place: string): Failure {
	return new Failure({
		message: `"${place}" leads to ${isPage(answer.body) ? 'a web page' : 'something else'} instead of the SuperOffice API`,
		remedy:
			place === 'Base URL'
				? 'It usually ends in /api, e.g. https://crm.example.com/SuperOffice/api.'
				: 'Check Environment and Login URL.',
		delivery: 'refused',
		vendor: 'The host',
		httpStatus: answer.status,
	});
}

function unanswered(place: string, caught: unknown): never {
	const failure = asFailure(caught);
	throw failure.with({ message: `"${place}": ${failure.facts.message}` });
}

async function checkOnsite(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<void> {
	const base = baseUrlOf(data);
	const [name, label] = data.authentication === 'ticket' ? ['ticket', 'Ticket'] : ['username', 'User Name'];
	if (typedText(data[name]) === '') throw invalidField(label, 'is empty', 'Fill it in.');
	await checkPrincipal(context, base, onsiteHeaders(data), 'Base URL');
}

async function checkSystemUser(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
	learn: (secret: string) => void,
): Promise<void> {
	const place = data.environment === 'custom' ? 'Login URL' : 'Environment';
	const ask = async (request: Omit<ProbeRequest, 'vendor'>) => {
		const answer = await probe(context, { vendor: VENDOR, ...request }).catch((caught: unknown) =>
			unanswered(place, caught),
		);
		if (isPage(answer.body)) throw foreign(answer, place);
		return answer;
	};
	const exchange = ticketRequest(data, DateTime.utc());
	const api = readTenantApi(await ask({ method: 'GET', url: stateUrl(data) }), data);
	const ticket = readTicket(await ask({ method: 'POST', ...exchange }));
	learn(ticket);
	const signedIn = { ...data, [SESSION]: packSession(loginFingerprint(data), ticket) };
	await checkPrincipal(context, api, systemUserHeaders(signedIn), place);
}

/** Tests the credential of an installation of the customer's own at `GET v1/User/currentPrincipal`. */
export async function superOfficeApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	return await credentialVerdict(async () => await checkOnsite(this, data), secretsOf(data));
}

/**
 * Tests the system user: the tenant's state, the exchange of its token for a ticket, and with it `GET v1/User/currentPrincipal`.
 * https://docs.superoffice.com/en/api/authentication/online/auth-application/get-system-user-ticket
 */
export async function superOfficeSystemUserApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const secrets = secretsOf(data);
	const learn = (secret: string) => void secrets.push(secret);
	return await credentialVerdict(async () => await checkSystemUser(this, data, learn), secrets);
}
