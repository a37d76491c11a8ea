import { type Sandbox, startSandbox } from '../../../sandbox';

export type Haptik = Sandbox['vendors']['haptik'];

export interface Reply {
	status: number;
	type: string;
	/** parsed when it is JSON, else the text */
	body: unknown;
}

export const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
export const PDF = Buffer.from('%PDF-1.7\nInvoice');

/** Starts Haptik alone. */
export async function startHaptik(): Promise<{ sandbox: Sandbox; haptik: Haptik }> {
	const sandbox = await startSandbox({ vendors: ['haptik'] });
	return { sandbox, haptik: sandbox.vendors.haptik };
}

/** The headers that every call needs. */
export function access({ keys }: Haptik): Record<string, string> {
	return { authorization: `Bearer ${keys.token}`, 'client-id': keys.clientId };
}

/** Where the tools are. */
export const TOOLS = '/integration/external/v2.0/';

/** The headers that the tools need. */
export function toolsAccess({ keys }: Haptik): Record<string, string> {
	return { authorization: `Bearer ${keys.partnerToken}`, 'client-id': keys.clientId };
}

/** Sends a request and reads the answer whatever it is. */
export async function send(haptik: Haptik, path: string, init: RequestInit): Promise<Reply> {
	const response = await fetch(haptik.url + path, init);
	const type = response.headers.get('content-type') ?? '';
	const text = await response.text();
	return { status: response.status, type, body: type.includes('json') ? JSON.parse(text) : text };
}

/** Sends JSON with good credentials. */
export async function sendJson(haptik: Haptik, path: string, body: unknown, method = 'POST'): Promise<Reply> {
	const headers = { ...access(haptik), 'content-type': 'application/json' };
	return await send(haptik, path, { method, headers, body: JSON.stringify(body) });
}

/** Sends a multipart body with good credentials. */
export async function sendForm(haptik: Haptik, form: FormData): Promise<Reply> {
	return await send(haptik, '/v1.0/log_file_from_user/', {
		method: 'POST',
		headers: access(haptik),
		body: form,
	});
}

/** A good upload of an image by `cust_1`, with parts changed, or left out where the value is undefined. */
export function upload(
	changes: Record<string, string | undefined> = {},
	file: { part?: string; name?: string; bytes?: Buffer; type?: string } | null = {},
): FormData {
	const form = new FormData();
	const fields = {
		auth_id: 'cust_1',
		business_id: '7104',
		message_type: '1',
		message_body: 'my caption',
		...changes,
	};
	for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, value);
	if (file) {
		const { part = 'file', name = 'photo.jpg', bytes = JPEG, type = 'image/jpeg' } = file;
		form.append(part, new Blob([new Uint8Array(bytes)], { type }), name);
	}
	return form;
}
