import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { readBaseUrl } from '../engine/address';
import { invalidField } from '../engine/errors';
import { inHeader, typedText } from '../engine/typed';
import { bare } from '../engine/values';

/** Cuts off what users paste along with the address: every call's path begins with it. */
const API_PATH = /\/v1\.0(\/[^]*)?$/;
const TOOLS_PATH = /\/integration\/external(\/[^]*)?$/;

const bareToken = (value: unknown) => typedText(value).replace(/^bearer(\s+|$)/i, '');

/**
 * The address of the bot, without a trailing slash.
 *
 * @throws Failure when the credential's Base URL is empty or no address
 */
export function baseUrlOf({ baseUrl }: ICredentialDataDecryptedObject): string {
	return readBaseUrl(baseUrl, 'Base URL', API_PATH);
}

/**
 * The address of the tools, without a trailing slash: transcripts and hand-overs are not at the address of the bot.
 *
 * @throws Failure when the credential's Tools Base URL is empty or no address
 */
export function toolsUrlOf({ toolsBaseUrl }: ICredentialDataDecryptedObject): string {
	return readBaseUrl(toolsBaseUrl, 'Tools Base URL', TOOLS_PATH);
}

/** Whether a call is one of the tools, which have a token of their own. https://docs.haptik.ai/bot-builder/integrations/additional-apis */
const isOfTools = (url: string) => URL.canParse(url) && TOOLS_PATH.test(new URL(url).pathname);

/**
 * The headers that sign a call to an address.
 * https://docs.haptik.ai/webhooks/api-security-rules
 *
 * @throws Failure when a value is empty
 */
export function accessHeaders(
	{ token, partnerToken, clientId }: ICredentialDataDecryptedObject,
	url: string,
): Record<string, string> {
	const ofTools = isOfTools(url);
	const tokenField = ofTools ? 'Partner Token' : 'Token';
	const bearer = inHeader(bareToken(ofTools ? partnerToken : token), tokenField);
	const client = inHeader(typedText(clientId), 'Client ID');
	const values = { [tokenField]: bearer, 'Client ID': client };
	const empty = Object.entries(values).find(([, value]) => value === '');
	if (empty)
		throw invalidField(
			empty[0],
			'is empty',
			'Open the credential and copy it from Haptik: the help there says where it is.',
		);
	return { Authorization: `Bearer ${bearer}`, 'client-id': client };
}

/** Signs a request with the token that belongs to its address. @throws Failure when a value of the credential is empty */
export function sign(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	// HTTP Request, to which n8n lends the credential, puts the address into another key
	const target = request.url ?? (request as { uri?: string }).uri ?? '';
	return { ...request, headers: { ...request.headers, ...accessHeaders(credentials, target) } };
}

/** The Secret Key with which Haptik signs what it sends; empty where there is none. */
export function webhookSecretOf({ webhookSecret }: ICredentialDataDecryptedObject): string {
	return typedText(webhookSecret);
}

/** The credential's values that nothing may show. */
export function secretsOf(credentials: ICredentialDataDecryptedObject): string[] {
	const { token, clientId, partnerToken } = credentials;
	return [bareToken(token), typedText(clientId), webhookSecretOf(credentials), bareToken(partnerToken)];
}

/**
 * A business id: the number of the channel or queue. JSON calls want it as a number, multipart as text.
 *
 * @param value what the node's field holds, undefined when it is empty
 * @param field the field's display name
 * @throws Failure when neither the field nor the credential gives one, or it is not a number
 */
export function businessIdOf(
	value: string | undefined,
	field: string,
	{ businessId }: ICredentialDataDecryptedObject,
): string {
	const own = (value ?? '').trim();
	const id = own === '' ? bare(String(businessId ?? '')) : typedText(own);
	// JSON calls send it as a number, which is exact up to here
	if (/^\d+$/.test(id) && Number.isSafeInteger(Number(id))) return id;
	if (id === '') {
		throw invalidField(field, 'is empty', 'Enter it here, or as the default in the credential.');
	}
	const holds = `holds "${id.slice(0, 60)}"`;
	const remedy = 'Enter digits only, e.g. 7104, as Haptik shows them under Share > View Credentials.';
	throw own === ''
		? invalidField('Business ID', `of the credential ${holds}`, remedy)
		: invalidField(field, holds, remedy);
}
