/** Requests and wording of credential tests. */

import { upperFirst } from 'lodash';
import type { ICredentialTestFunctions, IDataObject, INodeCredentialTestResult } from 'n8n-workflow';
import { z } from 'zod';

import { asFailure, describe, withoutItems } from './errors';
import type { HttpAnswer } from './answer';
import { unanswered } from './network';
import { scrub } from './secrets';

/** A request of a credential test; the test signs it itself, since n8n gives a test no authentication. */
export interface ProbeRequest {
	vendor: string;
	method: 'GET' | 'POST' | 'DELETE';
	url: string;
	headers?: Record<string, string>;
	/** Sent as JSON when it is an object. */
	body?: IDataObject | string;
	auth?: { username: string; password: string };
	allowUnauthorizedCerts?: boolean;
}

const PROBE_TIMEOUT_MS = 15_000;

/** How a remedy begins for somebody who looks at a node; the credential's window is open already when its test runs. */
const THE_WAY_HERE = /^Open the credential(?: and test it\.|,| and) /;

const legacyResponse = z.object({
	statusCode: z.number(),
	headers: z.record(z.unknown()).catch({}),
	body: z.unknown(),
});

/**
 * Sends one request of a credential test and gives the answer of whatever status.
 *
 * @throws Failure when no answer came
 */
export async function probe(context: ICredentialTestFunctions, request: ProbeRequest): Promise<HttpAnswer> {
	const { vendor, url, method, headers, body, auth, allowUnauthorizedCerts } = request;
	try {
		// The only helper that n8n hands to a credential test is this older one
		const response: unknown = await context.helpers.request({
			method,
			uri: url,
			headers: {
				Accept: 'application/json',
				...(typeof body === 'object' ? { 'Content-Type': 'application/json' } : {}),
				...headers,
			},
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			...(auth ? { auth: { ...auth, sendImmediately: true } } : {}),
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			rejectUnauthorized: !allowUnauthorizedCerts,
			timeout: PROBE_TIMEOUT_MS,
		});
		const { statusCode, headers: answered, body: text } = legacyResponse.parse(response);
		const plain = Object.entries(answered).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join('\n') : String(value),
		]);
		return {
			status: statusCode,
			headers: Object.fromEntries(plain) as Record<string, string>,
			body: typeof text === 'string' ? text : JSON.stringify(text ?? ''),
		};
	} catch (caught) {
		throw unanswered({ vendor, url, timeoutMs: PROBE_TIMEOUT_MS }, caught) ?? asFailure(caught);
	}
}

/**
 * Runs a credential test and words its outcome for n8n's credential window.
 *
 * @param check throws a `Failure` that names what is wrong
 * @param secrets the credential's values that no message may repeat
 */
export async function credentialVerdict(
	check: () => Promise<void>,
	secrets: string[],
): Promise<INodeCredentialTestResult> {
	try {
		await check();
		return { status: 'OK', message: 'Connection successful' };
	} catch (caught) {
		const { facts } = scrub(withoutItems(asFailure(caught)), secrets);
		// A test changes nothing at the vendor, so the warning about uncertain requests would only confuse
		const words = upperFirst(describe({ ...facts, delivery: 'refused' }).replace(THE_WAY_HERE, ''));
		return { status: 'Error', message: words === '' ? facts.message : `${facts.message}. ${words}` };
	}
}
