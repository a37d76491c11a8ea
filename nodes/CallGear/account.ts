import type { ICredentialDataDecryptedObject, IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { z } from 'zod';

import { readBaseUrl } from '../engine/address';
import { jsonIn } from '../engine/answer';
import { invalidField } from '../engine/errors';
import { typedPassword, typedText } from '../engine/typed';
import { bare } from '../engine/values';
import { visible } from '../engine/visible';

/** The credential type of every node of this room. */
export const CREDENTIAL = 'callGearApi';

/** One address for all methods: https://callgear.github.io/data_api/ */
const API_PATH = /\/v2\.0(\/[^]*)?$/;

/** A key of one host is unknown on the other: which one serves an account depends on where the account lives. */
const HOSTS: Record<string, string> = {
	com: 'https://dataapi.callgear.com',
	ae: 'https://dataapi.callgear.ae',
};

/**
 * The address that all calls go to.
 *
 * @throws Failure when the credential's Base URL is empty or no address
 */
export function apiUrlOf({ host, baseUrl }: ICredentialDataDecryptedObject): string {
	const known = Object.hasOwn(HOSTS, String(host)) ? HOSTS[String(host)] : undefined;
	const base = known ?? readBaseUrl(baseUrl, 'Base URL', API_PATH);
	return `${base}/v2.0`;
}

/** Whether the account is entered with login and password, for a session of an hour, instead of an API key. */
export function logsIn({ authentication }: ICredentialDataDecryptedObject): boolean {
	return authentication === 'login';
}

/** The credential's values that nothing may show. */
export function secretsOf({ accessToken, login, password }: ICredentialDataDecryptedObject): string[] {
	return [typedText(accessToken), typedText(login), typedPassword(password)];
}

/**
 * The number of the customer that an agent works for, or undefined when nothing is given.
 *
 * @throws Failure when it is not a number
 */
export function userIdOf(value: unknown, field: string): number | undefined {
	const refuse = (shown: string) =>
		invalidField(field, `holds ${shown}`, 'Enter digits only, or leave it empty.');
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'object') throw refuse(Array.isArray(value) ? 'a list' : 'an object');
	const given = bare(String(value));
	if (given === '') return undefined;
	if (/^[1-9]\d{0,14}$/.test(given)) return Number(given);
	throw refuse(`"${visible(given.slice(0, 60))}"`);
}

/** What `login.user` takes, or the key that every other method takes; a session's key is in the params already. */
function access(credentials: ICredentialDataDecryptedObject, method: unknown): IDataObject {
	if (!logsIn(credentials)) return { access_token: typedText(credentials.accessToken) };
	if (method !== 'login.user') return {};
	return { login: typedText(credentials.login), password: typedPassword(credentials.password) };
}

const envelope = z.object({ method: z.string(), params: z.record(z.unknown()).default({}) }).passthrough();

/**
 * Signs a JSON-RPC body. CallGear wants its key among the `params`; it knows no header for it.
 * https://callgear.github.io/data_api/
 *
 * @param body the body as an object or as JSON text; anything else is no call and stays as it is
 */
export function signedBody(
	credentials: ICredentialDataDecryptedObject,
	body: IHttpRequestOptions['body'],
): IHttpRequestOptions['body'] {
	const sent: unknown = typeof body === 'string' ? jsonIn(body) : body;
	const call = envelope.safeParse(sent).data;
	if (!call) return body;
	const signed = { ...call, params: { ...call.params, ...access(credentials, call.method) } };
	return typeof body === 'string' ? JSON.stringify(signed) : signed;
}
