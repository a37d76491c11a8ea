import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { type Held, type Sandbox, startSandbox } from '../../../sandbox';
import { type NodeResult, type NodeRun, runNode, type TestFile, type TestItem } from '../../../testkit/n8n';

export type Haptik = Sandbox['vendors']['haptik'];

/** What the sandbox holds of a file. */
export type HeldFile = Held<{
	auth_id: string;
	business_id: number;
	message_type: number;
	message_body: string;
}>;

export const jpeg = (text = ''): Buffer =>
	Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.from(text)]);
export const pdf = (text = ''): Buffer => Buffer.from(`%PDF-1.7\n${text}`);

export const photo: TestFile = { bytes: jpeg('photo'), fileName: 'photo.jpg', mimeType: 'image/jpeg' };
export const contract: TestFile = {
	bytes: pdf('contract'),
	fileName: 'contract.pdf',
	mimeType: 'application/pdf',
};

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** What the sandbox holds of a message. */
export type HeldMessage = Held<{
	message_id: number;
	auth_id: string;
	business_id: number;
	message_type: number;
	message_body: string;
}>;

export const UPLOAD = '/v1.0/log_file_from_user/';
export const MESSAGE = '/v1.0/log_message_from_user/';
export const USER = '/v1.0/user/';
export const FEEDBACK = '/v1.0/log_feedback_from_user/';

/** What tests know of one running sandbox of Haptik. */
export function knowledgeOf(haptik: () => Haptik) {
	const knows = (authId: string) => haptik().state.users.set(authId, { auth_id: authId });
	const converses = (authId: string) => {
		knows(authId);
		haptik().state.conversing.add(authId);
	};
	const credential = () => {
		const { token, clientId, businessId } = haptik().keys;
		return { baseUrl: haptik().url, token, clientId, businessId };
	};
	const files = () => haptik().store.held('file') as HeldFile[];
	const messages = () => haptik().store.held('message') as HeldMessage[];
	const secrets = () => [haptik().keys.token, haptik().keys.clientId];
	return { knows, converses, credential, files, messages, secrets };
}

/** What a test file runs unless told otherwise: a photo that is sent by `cust_1`. */
const sendFile = {
	node: 'haptikSendFile',
	parameters: { authId: 'cust_1' } as INodeParameters,
	items: [{ files: { data: photo } }] as TestItem[],
};

/** Haptik's sandbox for one test file, with the user `cust_1` registered before each test. */
export function useHaptik({ node, parameters: usual, items }: typeof sendFile = sendFile) {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: ['haptik'] });
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => {
		sandbox.reset();
		knows('cust_1');
	});

	const haptik = () => sandbox.vendors.haptik;
	const knowledge = knowledgeOf(haptik);
	const { knows, credential, secrets } = knowledge;

	/** Runs the node, on its usual items unless told otherwise. */
	async function send(parameters: INodeParameters = {}, more: Partial<NodeRun> = {}): Promise<NodeResult> {
		const result = await runNode({
			node,
			parameters: { ...usual, ...parameters },
			items,
			credentials: { haptikApi: credential() },
			...more,
		});
		for (const secret of secrets()) expect(result.everything).not.toContain(secret);
		return result;
	}

	return { haptik, send, ...knowledge };
}

/** The error of a run that had to stop, as the user reads it. */
export function errorOf({ error }: NodeResult): { message: string; description: string } {
	return { message: String(error?.message), description: String(error?.description) };
}
