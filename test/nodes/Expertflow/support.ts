import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../../sandbox';
import { type NodeResult, type NodeRun, runNode, type TestFile } from '../../../testkit/n8n';

export type Expertflow = Sandbox['vendors']['expertflow'];

export const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let sandbox: Sandbox;

/** Starts Expertflow for the tests of a file, fresh before each of them. */
export function useExpertflow(): void {
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: ['expertflow'] });
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());
}

export function vendor(): Expertflow {
	return sandbox.vendors.expertflow;
}

/** What a user types where the gateway asks for no token. */
export function open(): ICredentialDataDecryptedObject {
	return { baseUrl: vendor().url, authentication: 'none' };
}

/** What a user types for a login at Keycloak. */
export function login(changes: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
	const { realm, clientId, clientSecret, username, password } = vendor().keys;
	const own = { realm, clientId, clientSecret, username, password };
	return { baseUrl: vendor().url, authentication: 'keycloak', ...own, ...changes };
}

/** The values that nothing may show. */
export function secrets(): string[] {
	const { token, clientSecret, password } = vendor().keys;
	return [token, clientSecret, password, 'expertflow-sandbox-access-'];
}

export interface Run extends Partial<Omit<NodeRun, 'parameters' | 'credentials'>> {
	account?: ICredentialDataDecryptedObject;
}

/** Runs a node; nothing that comes out of it may hold a secret. A renewed token is written into the account. */
export async function run(
	node: string,
	parameters: INodeParameters,
	{ account = open(), ...more }: Run = {},
): Promise<NodeResult> {
	const credentials = { expertflowApi: account };
	const result = await runNode({ node, parameters, credentials, ...more });
	Object.assign(account, credentials.expertflowApi);
	for (const secret of secrets()) expect(result.everything).not.toContain(secret);
	return result;
}

/** An item with a file. */
export function withFile(file: Partial<TestFile> = {}, json = {}) {
	return { json, files: { data: { bytes: PNG, fileName: 'photo.png', mimeType: 'image/png', ...file } } };
}

/** Puts a file into the file engine without any request. */
export function store(name: string, bytes: Buffer, type: string): void {
	const sha256 = `stored ${name}`;
	vendor().store.keepFile(sha256, bytes);
	vendor().state.files.set(name, { sha256, type, size: bytes.length });
}

/** The address of a stored file as the base URL gives it. */
export function mediaUrl(name: string): string {
	return `${vendor().url}/file-engine/api/downloadFileStream?filename=${encodeURIComponent(name)}`;
}

/** The one error of a run under Continue. */
export function onlyError({ returned }: NodeResult): Record<string, unknown> {
	const items = returned?.[0] ?? [];
	expect(items).toHaveLength(1);
	return items[0].json.error as Record<string, unknown>;
}

/** Why the ID of a conversation is typed. */
export const NO_CONVERSATIONS = 'Expertflow lists no conversations to a connector';

/** The call that gets a token from Keycloak. */
export const SIGN_IN = { method: 'POST', path: /\/protocol\/openid-connect\/token$/ };

/** What all contracts share: a login at Keycloak, whose token can end. */
export function loggedIn(expertflow: () => Expertflow) {
	const keys = () => expertflow().keys;
	return {
		credentials: () => {
			const { realm, clientId, clientSecret, username, password } = keys();
			const login = { realm, clientId, clientSecret, username, password };
			return { expertflowApi: { baseUrl: expertflow().url, authentication: 'keycloak', ...login } };
		},
		prepare: () => {
			expertflow().settings.gateway = '4.9';
		},
		secrets: () => [keys().token, keys().clientSecret, keys().password, 'expertflow-sandbox-access-'],
		steps: { 'sign-in': SIGN_IN },
		expire: () => expertflow().state.tokens.clear(),
	};
}

/** The indexes of the files that the file engine holds, by their tags. */
export const taggedFiles = (expertflow: () => Expertflow) => () =>
	expertflow()
		.store.held('file')
		.map(({ fact }) => Number(String(fact.conversationId).replace('tag', '')));
