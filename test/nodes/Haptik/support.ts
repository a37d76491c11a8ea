import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import { type Held, type Sandbox, startSandbox } from '../../../sandbox';
import { noteLine } from '../../../sandbox/haptik/conversations';
import type { HaptikWorld } from '../../../sandbox/haptik/world';
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
export const WEBHOOK = '/v1.0/webhook/';
export const HISTORY = '/integration/external/v2.0/get_chat_history/';
export const TO_AGENT = '/integration/external/v2.0/send_chat_to_agent/';
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
	const toolsCredential = () => {
		const { url, keys } = haptik();
		return { ...credential(), toolsBaseUrl: url, partnerToken: keys.partnerToken };
	};
	const says = (authId: string, texts: string[], businessId = 7104) => {
		converses(authId);
		texts.forEach((text, index) =>
			noteLine(
				{ auth_id: authId, business_id: businessId },
				{ text, sender: index % 2 ? 'bot' : 'user', message_id: 881 + index, at: haptik().clock.now() },
				haptik() as unknown as HaptikWorld,
			),
		);
	};
	const files = () => haptik().store.held('file') as HeldFile[];
	const messages = () => haptik().store.held('message') as HeldMessage[];
	const secrets = () => [haptik().keys.token, haptik().keys.clientId, haptik().keys.partnerToken];
	return { knows, converses, says, credential, toolsCredential, files, messages, secrets };
}

/** What a test file runs unless told otherwise. */
interface Usual {
	node: string;
	parameters: INodeParameters;
	items: TestItem[];
	/** Whether it works with the tools, which have an address and a token of their own. */
	tools?: boolean;
}

/** A photo that is sent by `cust_1`. */
const sendFile: Usual = {
	node: 'haptikSendFile',
	parameters: { authId: 'cust_1' },
	items: [{ files: { data: photo } }],
};

/** Haptik's sandbox for one test file, with the user `cust_1` registered before each test. */
export function useHaptik({ node, parameters: usual, items, tools }: Usual = sendFile) {
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
	const { knows, credential, toolsCredential, secrets } = knowledge;

	/** Runs the node, on its usual items unless told otherwise. */
	async function send(parameters: INodeParameters = {}, more: Partial<NodeRun> = {}): Promise<NodeResult> {
		const result = await runNode({
			node,
			parameters: { ...usual, ...parameters },
			items,
			credentials: { haptikApi: tools ? toolsCredential() : credential() },
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
