import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { credentialVerdict, probe, type ProbeRequest } from '../engine/credentialTest';
import { asFailure, Failure, invalidField } from '../engine/errors';
import { packSession } from '../engine/fingerprint';
import { type HttpAnswer, isPage } from '../engine/answer';
import {
	accessHeaders,
	addressOf,
	getsToken,
	keycloakAddress,
	loginFingerprint,
	publicFileEngineUrl,
	secretsOf,
	SESSION,
	VENDOR,
} from './account';
import { isNoComponent, jsonOf, refusal } from './answers';
import { readToken, tokenRequest } from './keycloak';
import { downloadUrl } from './files/mediaUrl';

/** A name that no upload gives. */
const NO_FILE = 'n8n-credential-test';

type Credentials = ICredentialDataDecryptedObject;

/**
 * Tests the credential: gets a token if there is a login, then asks the file engine for a file that does not exist and CCM to take a message without
 * content. Both refuse that in their own words, which shows that they are there and accept the token; nothing is stored.
 */
export async function expertflowApiTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<Credentials>,
): Promise<INodeCredentialTestResult> {
	const secrets = secretsOf(data);
	const check = async () => {
		publicFileEngineUrl(data);
		accessHeaders('ccm', data);
		const credentials = await withToken(this, data);
		secrets.push(...secretsOf(credentials));
		await checkComponent(this, 'fileEngine', credentials);
		await checkComponent(this, 'ccm', credentials);
	};
	return await credentialVerdict(check, secrets);
}

async function withToken(context: ICredentialTestFunctions, credentials: Credentials): Promise<Credentials> {
	const { authentication } = credentials;
	if (authentication === 'bearer' && secretsOf(credentials)[0] === '') {
		throw invalidField('Token', 'is empty', 'Paste a token, or choose another kind of authentication.');
	}
	if (authentication !== 'keycloak') return credentials;
	const answer = await ask(context, credentials, keycloakAddress(credentials).field, {
		vendor: 'Keycloak',
		method: 'POST',
		...tokenRequest(credentials),
	});
	const token = readToken(answer, credentials);
	return { ...credentials, [SESSION]: packSession(loginFingerprint(credentials), token) };
}

async function checkComponent(
	context: ICredentialTestFunctions,
	component: 'fileEngine' | 'ccm',
	credentials: Credentials,
): Promise<void> {
	const { url, field } = addressOf(component, credentials);
	const headers = accessHeaders(component, credentials);
	const call =
		component === 'fileEngine'
			? ({ method: 'GET', url: downloadUrl(url, NO_FILE) } as const)
			: ({ method: 'POST', url: `${url}/message/receive`, body: {} } as const);
	const answer = await ask(context, credentials, field, { vendor: VENDOR, headers, ...call });
	const failure = judge(answer, component, credentials);
	if (failure) throw failure;
}

async function ask(
	context: ICredentialTestFunctions,
	{ allowUnauthorizedCerts }: Credentials,
	field: string,
	request: ProbeRequest,
): Promise<HttpAnswer> {
	const answering = probe(context, { ...request, allowUnauthorizedCerts: allowUnauthorizedCerts === true });
	return await answering.catch((caught: unknown) => unanswered(field, caught));
}

function unanswered(field: string, caught: unknown): never {
	const failure = asFailure(caught);
	throw failure.with({ message: `"${field}": ${failure.facts.message}` });
}

const NAMES = { fileEngine: 'file engine', ccm: 'CCM' };

/** Undefined when the component itself has answered and let the request in. */
function judge(
	answer: HttpAnswer,
	component: 'fileEngine' | 'ccm',
	credentials: Credentials,
): Failure | undefined {
	const { status, body } = answer;
	const { field } = addressOf(component, credentials);
	const failure = refusal(answer, {});
	if (status === 401) {
		const sent = getsToken(component, credentials);
		return failure?.with({
			message: `The ${NAMES[component]} ${sent ? 'did not accept the token' : 'asks for a token'}`,
			remedy: sent
				? 'Check that the token is of this installation and has not ended.'
				: 'Choose "Bearer Token" or "Keycloak Login" under "Authentication", and check "Send Token To".',
		});
	}
	const missing = status === 404 && component === 'ccm' && !isAboutChannel(answer);
	if (isNoComponent(answer) || missing || (status < 400 && isPage(body))) {
		return new Failure({
			message: `"${field}" leads to ${isPage(body) ? 'a web page' : 'something else'} instead of the ${NAMES[component]}`,
			remedy:
				field === 'Base URL'
					? `Check it. If the ${NAMES[component]} has an address of its own, as inside a cluster, enter that under "${component === 'ccm' ? 'CCM URL' : 'File Engine URL'}".`
					: 'Check it. Inside a cluster the address has no path.',
			delivery: 'refused',
			vendor: 'The host',
			httpStatus: status,
		});
	}
	if (failure && /tenant/i.test(failure.facts.vendorText ?? '')) {
		return failure.with({
			message: 'Expertflow does not know the tenant',
			remedy: 'Check "Tenant ID", and that "Base URL" is the address of this tenant.',
		});
	}
	const blocked = (status >= 300 && status < 400) || [403, 429, 502, 503, 504].includes(status);
	return blocked ? failure?.with({ message: `"${field}": ${failure.facts.message}` }) : undefined;
}

/** CCM may answer 404 in a delivery notification, about the channel. */
function isAboutChannel(answer: HttpAnswer): boolean {
	const json = jsonOf(answer);
	return typeof json === 'object' && json !== null && 'reasonCode' in json;
}
