import { sign } from 'node:crypto';
import { DateTime } from 'luxon';

import { type Sandbox, startSandbox } from '../../../sandbox';
import { departures } from '../../../testkit/superOffice/conformity';

export type SuperOffice = Sandbox['vendors']['superOffice'];

export interface Reply {
	status: number;
	headers: Headers;
	/** parsed when it is JSON, else the text */
	body: unknown;
}

export const ONLINE = '/online2/Cust40417/api';
export const ONSITE = '/SuperOffice/api';

export const GOOD = { Type: 'ToCustomer', Message: 'Your parcel left Bergen.' };

/** Starts SuperOffice alone. */
export async function startSuperOffice(): Promise<{ sandbox: Sandbox; superOffice: SuperOffice }> {
	const sandbox = await startSandbox({ vendors: ['superOffice'] });
	return { sandbox, superOffice: sandbox.vendors.superOffice };
}

/** Whatever has been answered conforms to SuperOffice's own description, also to requests that were bad on purpose. */
export function expectConformity({ store }: SuperOffice): void {
	expect(store.requests().flatMap((exchange) => departures(exchange, 'answer'))).toEqual([]);
}

/** The Authorization header of a user onsite. */
export function basic({ keys }: SuperOffice, password = keys.password): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(`${keys.username}:${password}`).toString('base64')}` };
}

/** Sends a request and reads the answer whatever it is; redirects are not followed. */
export async function send(superOffice: SuperOffice, path: string, init: RequestInit = {}): Promise<Reply> {
	const response = await fetch(superOffice.url + path, { redirect: 'manual', ...init });
	const text = await response.text();
	const json = response.headers.get('content-type')?.includes('json') && text !== '';
	return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}

/** Posts a message onsite, with good credentials. */
export async function post(
	superOffice: SuperOffice,
	body: unknown,
	{ session = '5177', headers = {} }: { session?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
	return await send(superOffice, `${ONSITE}/v1/ChatSession/${session}/Messages`, {
		method: 'POST',
		headers: { ...basic(superOffice), 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

/** Asks for a system user's ticket, with parts of the request changed. */
export async function exchange(
	superOffice: SuperOffice,
	{
		at = superOffice.clock.now(),
		key = superOffice.keys.privateKey,
		...changes
	}: { at?: Date; key?: string } & Record<string, unknown> = {},
): Promise<Reply> {
	const { systemToken, clientSecret, tenantId } = superOffice.keys;
	const signed = `${systemToken}.${DateTime.fromJSDate(at, { zone: 'utc' }).toFormat('yyyyMMddHHmm')}`;
	return await send(superOffice, '/Login/api/PartnerSystemUser/Authenticate', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			SignedSystemToken: `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64')}`,
			ApplicationToken: clientSecret,
			ContextIdentifier: tenantId,
			ReturnTokenType: 'JWT',
			...changes,
		}),
	});
}

/** The claims of a token. */
export function claims(token: unknown): Record<string, unknown> {
	const [, content] = String(token).split('.');
	return JSON.parse(Buffer.from(content, 'base64url').toString('utf8')) as Record<string, unknown>;
}
