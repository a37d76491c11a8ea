import { DateTime } from 'luxon';

import { type Sandbox, startSandbox } from '../../../sandbox';

export type CallGear = Sandbox['vendors']['callGear'];

/** An answer of the Data API: HTTP status, and the result or the error inside. */
export interface RpcReply {
	status: number;
	type: string;
	id?: unknown;
	result?: { data?: unknown; success?: unknown; metadata?: Record<string, unknown>; [more: string]: unknown };
	error?: { code: number; message: string; data: Record<string, unknown> };
	text: string;
}

/** Starts CallGear alone. */
export async function startCallGear(): Promise<{ sandbox: Sandbox; callGear: CallGear }> {
	const sandbox = await startSandbox({ vendors: ['callGear'] });
	return { sandbox, callGear: sandbox.vendors.callGear };
}

/** Sends a body as it is. */
export async function post(
	{ url }: CallGear,
	body: string,
	{ path = '/v2.0', method = 'POST', contentType = 'application/json; charset=UTF-8', headers = {} } = {},
): Promise<RpcReply> {
	const init = { method, headers: { 'content-type': contentType, ...headers } };
	const response = await fetch(url + path, method === 'GET' ? init : { ...init, body });
	const text = await response.text();
	const type = response.headers.get('content-type') ?? '';
	return {
		status: response.status,
		type,
		text,
		...(type.includes('json') ? (JSON.parse(text) as object) : {}),
	};
}

/** Calls a method with the account's own key, unless the params hold another one. */
export async function call(callGear: CallGear, method: string, params: object = {}): Promise<RpcReply> {
	const { accessToken: access_token } = callGear.keys;
	return await post(
		callGear,
		JSON.stringify({ jsonrpc: '2.0', id: 9001, method, params: { access_token, ...params } }),
	);
}

/** A time by the clocks of the account. */
export function accountTime(callGear: CallGear, ago: object = { days: 1 }): string {
	return DateTime.fromJSDate(callGear.clock.now(), { zone: callGear.settings.timezone })
		.minus(ago)
		.toFormat('yyyy-MM-dd HH:mm:ss');
}

/** A good chat of yesterday, with members changed, or left out where the value is undefined. */
export function chatOf(callGear: CallGear, changes: object = {}): Record<string, unknown> {
	return {
		start_date_time: accountTime(callGear, { days: 1 }),
		name: 'Łucja Żak',
		phone: '971500000001',
		status: 'succeed',
		site_id: 3101,
		ext_id: 'tg-5512',
		messages: [
			{
				date_time: accountTime(callGear, { days: 1, minutes: -1 }),
				source: 'visitor',
				message: 'Is Friday free? 🙂',
			},
			{
				date_time: accountTime(callGear, { days: 1, minutes: -2 }),
				source: 'operator',
				employee_id: 9012,
				message: 'Yes, 11:00.',
			},
		],
		...changes,
	};
}

/** A refusal as the Data API gives it: HTTP 200 with an error inside. */
export function refused(code: number, mnemonic: string, data: object = {}) {
	return {
		status: 200,
		error: { code, message: expect.any(String) as string, data: { mnemonic, ...data } },
	};
}

/** Uploads chats with the account's own key. */
export async function upload(callGear: CallGear, ...chats: object[]): Promise<RpcReply> {
	return await call(callGear, 'upload.chats', { chats });
}

/** The chats that CallGear holds. */
export function heldChats({ store }: CallGear): Array<Record<string, unknown>> {
	return store.held('chat').map(({ fact }) => fact);
}

/** A call of get.account in its envelope, with members of the envelope changed. */
export function envelope({ keys }: CallGear, changes: object = {}): string {
	const params = { access_token: keys.accessToken };
	return JSON.stringify({ jsonrpc: '2.0', id: 9001, method: 'get.account', params, ...changes });
}
