import { type Sandbox, startSandbox } from '../../../sandbox';

export type Genesys = Sandbox['vendors']['genesys'];

/** The chat and the linked document of the vendor page's sample. */
export const CHAT = '/api/v2/me/chats/0001PaBMYY3600R8';
export const DOCUMENT = '0001PaBMYY3600RC';

export interface Reply {
	status: number;
	headers: Headers;
	/** parsed when it is JSON, else the text */
	body: unknown;
}

/** Starts Genesys alone. */
export async function startGenesys(): Promise<{ sandbox: Sandbox; genesys: Genesys }> {
	const sandbox = await startSandbox({ vendors: ['genesys'] });
	return { sandbox, genesys: sandbox.vendors.genesys };
}

/** The header of a login, the agent's own unless others are given. */
export function basic({ keys }: Genesys, { username, password } = keys): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** Sends a request and reads the answer whatever it is. */
export async function send(genesys: Genesys, path: string, init: RequestInit = {}): Promise<Reply> {
	const response = await fetch(genesys.url + path, init);
	const { status, headers } = response;
	const text = await response.text();
	const json = headers.get('content-type')?.includes('json');
	return { status, headers, body: json ? JSON.parse(text) : text };
}

/** Opens a session: the headers that a write needs. */
export async function session(genesys: Genesys): Promise<Record<string, string>> {
	const { headers } = await send(genesys, '/api/v2/me', { headers: basic(genesys) });
	const name = headers.get('x-csrf-header') ?? 'none';
	const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
	return { ...basic(genesys), cookie, [name]: headers.get(name) ?? '' };
}

/** Reads with a good login. */
export async function read(genesys: Genesys, path: string): Promise<Reply> {
	return await send(genesys, path, { headers: basic(genesys) });
}

/** Posts JSON in a session of its own. */
export async function post(genesys: Genesys, path: string, body: unknown): Promise<Reply> {
	const headers = { ...(await session(genesys)), 'content-type': 'application/json' };
	return await send(genesys, path, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Posts a file in a session of its own. */
export async function postFile(genesys: Genesys, part: string, ...names: string[]): Promise<Reply> {
	const form = new FormData();
	for (const name of names) form.append(part, new Blob(['bytes'], { type: 'text/plain' }), name);
	return await send(genesys, `${CHAT}/attachments`, {
		method: 'POST',
		headers: await session(genesys),
		body: form,
	});
}
