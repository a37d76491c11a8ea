import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { type Held, type Received, type Sandbox, startSandbox } from '../../../sandbox';
import { newChat } from '../../../sandbox/genesys';
import type { StoredCredentials } from '../../../testkit/credentials';
import { type NodeResult, type NodeRun, runNode } from '../../../testkit/n8n';

export type Genesys = Sandbox['vendors']['genesys'];

export const CHAT = '0001PaBMYY3600R8';
/** Linked to that chat from the start. */
export const DOCUMENT = '0001PaBMYY3600RC';
/** Known to Genesys, linked to no chat. */
export const LOOSE_DOCUMENT = '0001RaC8KT5M00R2';

/** The other agent's ID. */
export const COLLEAGUE = '5c1f0a77e2b94d6f8a1be0c3d4f54a6f';

/** Starts Genesys alone. */
export async function startGenesys(): Promise<{ sandbox: Sandbox; genesys: Genesys }> {
	const sandbox = await startSandbox({ vendors: ['genesys'] });
	return { sandbox, genesys: sandbox.vendors.genesys };
}

/** What a user types into the credential. */
export function login({ url, keys }: Genesys, changes: Record<string, unknown> = {}): StoredCredentials {
	const { username, password } = keys;
	return {
		genesysWebServicesApi: { baseUrl: url, username, password, ...changes } as StoredCredentials[string],
	};
}

/** Runs one of the nodes with good credentials. */
export async function run(
	genesys: Genesys,
	node: string,
	parameters: INodeParameters,
	more: Partial<NodeRun> = {},
): Promise<NodeResult> {
	return await runNode({ node, parameters, credentials: login(genesys), ...more });
}

/** Adds a chat of the agent. */
export function openChat(genesys: Genesys, id: string, changes: Parameters<typeof newChat>[1] = {}): void {
	genesys.state.chats.set(id, newChat(id, changes));
}

/** Has Genesys keep a document, linked to no chat. */
export function keepDocument(
	{ state }: Genesys,
	{ id, name, text, mime = 'text/plain' }: { id: string; name: string; text: string; mime?: string },
): void {
	const bytes = Buffer.from(text);
	state.documents.set(id, { id, name, mime, bytes, size: bytes.length });
}

/** The posts that a chat received; every chat when none is named. */
export function posts(genesys: Genesys, path: string | RegExp = /\/me\/chats\//): Received[] {
	return genesys.store.requests({ method: 'POST', path });
}

/** The body of the last operation, exactly as it came. */
export function lastBody(genesys: Genesys): unknown {
	return posts(genesys).at(-1)?.body;
}

/** The facts of one kind that Genesys holds. */
export function held(genesys: Genesys, kind: string): Array<Held['fact']> {
	return genesys.store.held(kind).map(({ fact }) => fact);
}

/** How many sessions were opened beforehand: those reads of /me ask for nothing beside the agent. */
export function sessionsOpened({ store }: Genesys): number {
	return store
		.requests({ method: 'GET', path: '/api/v2/me' })
		.filter(({ query }) => Object.keys(query).length === 0).length;
}

/** What must not show up anywhere: the keys, and every session's cookie and token. */
export function secrets({ keys, state }: Genesys): string[] {
	const { username, password } = keys;
	const sessions = [...state.sessions.values()].flatMap(({ id, token }) => [id, token]);
	return [password, Buffer.from(`${username}:${password}`).toString('base64'), ...sessions];
}

export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
