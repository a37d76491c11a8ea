import { createPrivateKey } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../../sandbox';
import type { Message, Session } from '../../../sandbox/superOffice/sessions';
import type { StoredCredentials } from '../../../testkit/credentials';
import { departures } from '../../../testkit/superOffice/conformity';
import { type NodeResult, type NodeRun, runNode } from '../../../testkit/n8n';

export type SuperOffice = Sandbox['vendors']['superOffice'];
export type SignIn = 'oAuth2' | 'systemUser' | 'onsite' | 'ticket';

export const MESSAGES = /\/ChatSession\/\d+\/Messages$/;
export const STATE = '/api/state/Cust40417';
export const EXCHANGE = '/Login/api/PartnerSystemUser/Authenticate';
export const SIGN_IN = '/login/common/oauth/tokens';

const REDIRECT = 'https://n8n.example.net/rest/oauth2-credential/callback';

/** Signs a person in as n8n does: the browser brings back a code, and n8n gets the tokens for it. */
async function connect({ url, keys }: SuperOffice): Promise<ICredentialDataDecryptedObject> {
	const client = { client_id: keys.clientId, redirect_uri: REDIRECT };
	const asked = new URLSearchParams({ ...client, scope: 'openid', response_type: 'code' });
	const page = await fetch(`${url}/login/common/oauth/authorize?${asked.toString()}`, { redirect: 'manual' });
	const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const body = new URLSearchParams({
		...client,
		grant_type: 'authorization_code',
		client_secret: keys.clientSecret,
		code,
	});
	const answer = await fetch(url + SIGN_IN, { method: 'POST', body });
	return (await answer.json()) as ICredentialDataDecryptedObject;
}

/** The elements of a private key in .NET's XML form, by the parts of a JSON Web Key. */
const XML_ELEMENTS = {
	n: 'Modulus',
	e: 'Exponent',
	p: 'P',
	q: 'Q',
	dp: 'DP',
	dq: 'DQ',
	qi: 'InverseQ',
	d: 'D',
} as const;

/** A private key as the Developer Portal of SuperOffice gives it. */
export function xmlOf(pem: string, parts = Object.keys(XML_ELEMENTS) as Array<keyof typeof XML_ELEMENTS>) {
	const key = createPrivateKey(pem).export({ format: 'jwk' });
	const elements = parts.map((part) => {
		const value = Buffer.from(String(key[part]), 'base64url').toString('base64');
		return `  <${XML_ELEMENTS[part]}>${value}</${XML_ELEMENTS[part]}>`;
	});
	return `<RSAKeyValue>\n${elements.join('\n')}\n</RSAKeyValue>\n`;
}

/** Opens a chat session at the sandbox, waiting for the agent unless told otherwise. */
export function openSession({ state }: SuperOffice, id: number, changes: Partial<Session> = {}): Session {
	const template = state.sessions.get(5177) as Session;
	const session: Session = { ...template, id, messages: [], ...changes };
	state.sessions.set(id, session);
	return session;
}

/** Lets somebody write into a session of the sandbox. @returns the number of the message */
export function writes({ state }: SuperOffice, id: number, changes: Partial<Message>): number {
	const session = state.sessions.get(id) as Session;
	const message: Message = {
		ChatMessageId: (state.lastMessageId += 1),
		ChatSessionId: id,
		Type: 'ToUser',
		Message: 'Hello',
		Author: 'Ida Berg',
		ReadByCustomer: 0,
		SpecialType: 'None',
		SpecialParam: '',
		WhenPosted: new Date('2026-05-04T11:30:00Z'),
		...changes,
	};
	session.messages.push(message);
	return message.ChatMessageId;
}

/** What tests know of one running sandbox of SuperOffice. */
export function knowledgeOf(superOffice: () => SuperOffice) {
	/** What a user types for each way of signing in. */
	const typed = {
		systemUser: () => {
			const { tenantId, clientSecret, systemToken, privateKey } = superOffice().keys;
			const host = { environment: 'custom', loginUrl: superOffice().url };
			return { ...host, tenantId, clientSecret, systemToken, privateKey };
		},
		onsite: () => {
			const { username, password } = superOffice().keys;
			return { baseUrl: `${superOffice().url}/SuperOffice/api`, authentication: 'basic', username, password };
		},
		ticket: () => {
			const { ticket } = superOffice().keys;
			return { baseUrl: `${superOffice().url}/SuperOffice/api`, authentication: 'ticket', ticket };
		},
	};

	/** The credential of a connected account, as n8n holds it. */
	async function connected(): Promise<ICredentialDataDecryptedObject> {
		const { url, keys } = superOffice();
		const oauthTokenData = await connect(superOffice());
		superOffice().store.clear();
		const { tenantId, clientId, clientSecret } = keys;
		return {
			environment: 'custom',
			loginUrl: url,
			tenantId,
			clientId,
			clientSecret,
			accessTokenUrl: url + SIGN_IN,
			oauthTokenData,
		};
	}

	async function credentialsFor(signIn: SignIn): Promise<StoredCredentials> {
		if (signIn === 'oAuth2') return { superOfficeOAuth2Api: await connected() };
		if (signIn === 'systemUser') return { superOfficeSystemUserApi: typed.systemUser() };
		return { superOfficeApi: typed[signIn]() };
	}

	/** Everything that nothing may show; of the private key a line from its middle. */
	const secrets = () => {
		const { clientSecret, systemToken, privateKey, password, ticket } = superOffice().keys;
		const tickets = [...superOffice().state.tickets.keys(), ...superOffice().state.accessTokens.keys()];
		return [clientSecret, systemToken, privateKey.split('\n')[5], password, ticket, ...tickets];
	};

	const posts = () => superOffice().store.requests({ method: 'POST', path: MESSAGES });
	const held = () =>
		superOffice()
			.store.held('message')
			.map(({ fact }) => fact);
	/** The paths of all requests, in order. */
	const paths = () =>
		superOffice()
			.store.requests()
			.map(({ path }) => path);

	return { typed, connected, credentialsFor, secrets, posts, held, paths };
}

/** SuperOffice's sandbox for one test file, everything forgotten before each test; whatever was said in it conforms to the vendor's description. */
export function useSuperOffice() {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: ['superOffice'] });
	});
	afterAll(async () => await sandbox.stop());
	beforeEach(() => sandbox.reset());
	afterEach(() => {
		const exchanges = superOffice().store.requests();
		expect(exchanges.flatMap((exchange) => departures(exchange))).toEqual([]);
	});

	const superOffice = () => sandbox.vendors.superOffice;
	const knowledge = knowledgeOf(superOffice);
	const { credentialsFor, secrets } = knowledge;

	/** Runs a node, on one item and with a user onsite unless told otherwise. */
	async function run(
		node: string,
		parameters: INodeParameters,
		{ signIn = 'onsite', ...more }: Partial<NodeRun> & { signIn?: SignIn } = {},
	): Promise<NodeResult> {
		const authentication = signIn === 'ticket' ? 'onsite' : signIn;
		const result = await runNode({
			node,
			parameters: { authentication, ...parameters },
			credentials: more.credentials ?? (await credentialsFor(signIn)),
			...more,
		});
		for (const secret of secrets()) expect(result.everything).not.toContain(secret);
		return result;
	}

	/** Adds a message to a session that is going on. */
	const add = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) => {
		const chatSessionId = { __rl: true, mode: 'id', value: '5177' };
		const text = 'Your parcel left Bergen this morning.';
		return await run('superOfficeAddChatMessage', { chatSessionId, text, ...parameters }, more);
	};

	return { superOffice, run, add, ...knowledge };
}

/** The error of a run that had to stop, as the user reads it. */
export function errorOf({ error }: NodeResult): { message: string; description: string } {
	return { message: String(error?.message), description: String(error?.description) };
}
