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
import { accessHeaders, baseUrlOf, businessIdOf, secretsOf, toolsUrlOf } from './account';
import { isUnknownUser, loggedIn, refusal, VENDOR, vendorText } from './answers';
import { TOOLS } from './api';
import { toolsRefusal } from './tools';

/**
 * Tests the credential. Haptik has no call that only checks one, so a message is sent for a user whom nobody can have registered:
 * a good key is answered with 403 "user is not registered", a bad one with 401, and either way nothing is stored.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-message-to-haptik-using-api
 *
 * Where the credential is for transcripts and hand-overs as well, the tools are then asked for the transcript of nobody.
 */
export async function haptikApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const check = async () => {
		const url = `${baseUrlOf(data)}/v1.0/log_message_from_user/`;
		const headers = accessHeaders(data, url);
		const body = message(data);
		const sending = probe(this, { vendor: VENDOR, method: 'POST', url, headers, body });
		judge(await sending.catch(unanswered('Base URL')), body.business_id);
		if (hasTools(data)) await checkTools(this, data);
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

const unanswered =
	(field: string) =>
	(caught: unknown): never => {
		const failure = asFailure(caught);
		throw failure.with({ message: `"${field}": ${failure.facts.message}` });
	};

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
	throw failure && telling ? failure : notHaptik(answer, 'Base URL', 'the Haptik API');
}

/** Each of the two is of use only with the other. */
const hasTools = ({ toolsBaseUrl, partnerToken }: ICredentialDataDecryptedObject) =>
	[toolsBaseUrl, partnerToken].some((value) => typeof value === 'string' && value.trim() !== '');

/**
 * Asks for a transcript and says of whom it is in none of the ways that Haptik knows: a good token is answered with that, a bad one by name.
 * https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio
 */
async function checkTools(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<void> {
	const url = `${toolsUrlOf(data)}${TOOLS}get_chat_history/`;
	const headers = accessHeaders(data, url);
	const answer = await probe(context, { vendor: VENDOR, method: 'GET', url, headers }).catch(
		unanswered('Tools Base URL'),
	);
	if (/^argument group validation\b/i.test(vendorText(answer) ?? '')) return;
	const failure = toolsRefusal(answer);
	const telling = answer.status < 400 || [401, 403, 404, 429].includes(answer.status) || answer.status >= 500;
	if (failure && (telling || failure.facts.cause === 'credential-invalid')) throw failure;
	// What Haptik refuses in words of its own after the token has passed is none of the credential
	if (answer.status === 400 && vendorText(answer) !== undefined) return;
	throw notHaptik(answer, 'Tools Base URL', 'the Haptik tools');
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

function notHaptik({ status, body }: HttpAnswer, field: string, wanted: string): Failure {
	const what = isPage(body) ? 'a web page' : 'something else';
	return new Failure({
		message: `"${field}" leads to ${what} instead of ${wanted}`,
		remedy:
			field === 'Base URL'
				? 'Compare it with the address that Haptik shows under Share > View Credentials.'
				: 'It is the address of the Haptik tools, which is not the address of the bot.',
		delivery: 'refused',
		vendor: 'The host',
		httpStatus: status,
	});
}
