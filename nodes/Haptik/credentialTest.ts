import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { randomBytes } from 'node:crypto';

import { type HttpAnswer, isPage } from '../engine/answer';
import { credentialVerdict, probe } from '../engine/credentialTest';
import { asFailure, Failure } from '../engine/errors';
import { accessHeaders, baseUrlOf, businessIdOf, secretsOf } from './account';
import { isUnknownUser, loggedIn, refusal, VENDOR, vendorText } from './answers';

/**
 * Tests the credential. Haptik has no call that only checks one, so a message is sent for a user whom nobody can have registered:
 * a good key is answered with 403 "user is not registered", a bad one with 401, and either way nothing is stored.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-message-to-haptik-using-api
 */
export async function haptikApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const check = async () => {
		const url = `${baseUrlOf(data)}/v1.0/log_message_from_user/`;
		const headers = accessHeaders(data);
		const body = message(data);
		const sending = probe(this, { vendor: VENDOR, method: 'POST', url, headers, body });
		judge(await sending.catch(unanswered), body.business_id);
	};
	return await credentialVerdict(check, secretsOf(data));
}

/** Without a Business ID in the credential the message goes to business 0, which nobody has. */
function message(data: ICredentialDataDecryptedObject) {
	const businessId = data.businessId ? Number(businessIdOf(undefined, 'Business ID', data)) : 0;
	return {
		user: { auth_id: `n8ncheck${randomBytes(12).toString('hex')}` },
		message_body: 'Credential test',
		message_type: 0,
		business_id: businessId,
	};
}

function unanswered(caught: unknown): never {
	const failure = asFailure(caught);
	throw failure.with({ message: `"Base URL": ${failure.facts.message}` });
}

function judge(answer: HttpAnswer, businessId: number): void {
	if (isUnknownUser(answer) || loggedIn(answer)) return;
	const { status } = answer;
	if (status === 400 && vendorText(answer) !== undefined) {
		// Haptik checks the key first (401), so it was good; in a message of ours only the business can be wrong
		if (businessId === 0) return;
		throw unknownBusiness(answer, businessId);
	}
	const failure = refusal(answer);
	const telling = status < 400 || [401, 403, 404, 429].includes(status) || status >= 500;
	throw failure && telling ? failure : notHaptik(answer);
}

function unknownBusiness(answer: HttpAnswer, businessId: number): Failure {
	return new Failure({
		message: `Token and Client ID are good, but not "Business ID" ${businessId}`,
		remedy: 'Compare it with the number that Haptik shows under Share > View Credentials, or leave it empty.',
		delivery: 'refused',
		vendor: VENDOR,
		vendorText: vendorText(answer),
		httpStatus: answer.status,
	});
}

function notHaptik({ status, body }: HttpAnswer): Failure {
	const what = isPage(body) ? 'a web page' : 'something else';
	return new Failure({
		message: `"Base URL" leads to ${what} instead of the Haptik API`,
		remedy: 'Compare it with the address that Haptik shows under Share > View Credentials.',
		delivery: 'refused',
		vendor: 'The host',
		httpStatus: status,
	});
}
