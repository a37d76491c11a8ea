import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestHelper,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { createHash } from 'node:crypto';

import type { Fields } from '../../nodes/engine/fields';
import { fingerprintOf, packSession, unpackSession } from '../../nodes/engine/fingerprint';
import { type HttpAnswer, readJson, statusFailure } from '../../nodes/engine/answer';
import { readCredential, type Signer } from '../../nodes/engine/credential';
import type { Failure } from '../../nodes/engine/errors';
import { request } from '../../nodes/engine/http';
import { renewOnce } from '../../nodes/engine/renew';
import { runItems } from '../../nodes/engine/items';
import { type OptionDefaults, optionsField, readRequestOptions } from '../../nodes/engine/options';
import { endedSession, sessionRepair } from '../../nodes/engine/session';
import { readUploadFile, uploadForm } from '../../nodes/engine/upload';
import { Answer, type Vendor } from '../../sandbox/vendor';

/** A made-up vendor, credential and nodes: the engine is tested without any real vendor's ways. */
export const ACME_TOKEN = 'acme-very-secret-token';

interface AcmeState {
	session: number;
}

/** Never the same number twice, as with a real vendor: also after a reset. */
let sessions = 0;

export const acme = {
	name: 'haptik',
	title: 'Acme',
	keys: { token: ACME_TOKEN },
	settings: {},
	state: (): AcmeState => ({ session: 0 }),
	routes(app, world) {
		const signedIn = (authorization: string | undefined) => {
			const renewed =
				world.state.session > 0 ? `Bearer session-${world.state.session}` : `Bearer ${ACME_TOKEN}`;
			if (authorization !== renewed) throw new Answer(401, { reason: `no such key: ${authorization ?? ''}` });
		};
		app.get('/session', () => ({ session: `session-${(world.state.session = sessions += 1)}` }));
		app.get('/messages', (call) => {
			signedIn(call.headers.authorization);
			return { messages: world.store.held('message').map(({ fact }) => fact) };
		});
		app.post('/messages', (call) => {
			signedIn(call.headers.authorization);
			world.store.hold('message', call.call.json() as object);
			return { ok: true };
		});
		app.post('/files', (call) => {
			signedIn(call.headers.authorization);
			const form = call.call.multipart;
			if (!form || form.problem) throw new Answer(400, { reason: form?.problem ?? 'not a form' });
			const [file] = form.files;
			world.store.hold(
				'file',
				{ ...form.fields, name: file.fileName, type: file.contentType, size: file.size },
				file,
			);
			return { sha256: file.sha256 };
		});
	},
	notFound() {
		throw new Answer(404, { reason: 'no such page' });
	},
} satisfies Vendor<object, AcmeState>;

/** A key that is sent as it is. */
export const acmeApi: ICredentialType = {
	name: 'acmeApi',
	displayName: 'Acme API',
	properties: [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' },
	],
	authenticate: {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.token}}' } },
	},
};

const fingerprint = ({ baseUrl, token }: ICredentialDataDecryptedObject) => fingerprintOf([baseUrl, token]);

/** A key that has to be exchanged for a session first. */
export const acmeSessionApi: ICredentialType = {
	...acmeApi,
	name: 'acmeSessionApi',
	properties: [
		...acmeApi.properties,
		{
			displayName: 'Session',
			name: 'session',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
	],
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const signIn = async () => {
			const { session } = (await this.helpers.httpRequest({
				url: `${credentials.baseUrl as string}/session`,
				json: true,
			})) as { session: string };
			return packSession(fingerprint(credentials), session);
		};
		return { session: await renewOnce(credentials, endedSession(credentials, 'session'), signIn) };
	},
	authenticate: async (credentials, request) => {
		const session = unpackSession(credentials.session, fingerprint(credentials)) ?? '';
		return await Promise.resolve({
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${session}` },
		});
	},
};

const defaults: OptionDefaults = { timeoutMs: 5_000, writes: true };

const properties: INodeProperties[] = [
	{ displayName: 'Session', name: 'session', type: 'boolean', default: false },
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		options: [
			{ name: 'Message', value: 'message' },
			{ name: 'File', value: 'file' },
			{ name: 'List', value: 'list' },
		],
		default: 'message',
	},
	{ displayName: 'Text', name: 'text', type: 'string', default: '' },
	{ displayName: 'Lane', name: 'lane', type: 'string', default: '' },
	{ displayName: 'Input Data Field Name', name: 'binaryField', type: 'string', default: 'data' },
	optionsField(defaults),
];

async function send(context: IExecuteFunctions, fields: Fields): Promise<IDataObject> {
	const options = readRequestOptions(fields, defaults);
	const kind = fields.choice('kind');
	const session = fields.flag('session') ?? false;
	const signer: Signer = {
		type: session ? 'acmeSessionApi' : 'acmeApi',
		secrets: ({ token }) => [String(token)],
		...(session ? { session: 'session', fingerprint } : {}),
	};
	const { baseUrl, allowUnauthorizedCerts } = await readCredential(context, signer.type, options.itemIndex);
	const text = kind === 'message' ? fields.text('text') : '';
	const body =
		kind === 'file'
			? uploadForm([
					['note', fields.optionalText('text') ?? ''],
					[
						'file',
						await readUploadFile(
							context,
							fields.itemIndex,
							fields.raw('binaryField'),
							fields.label('binaryField'),
						),
					],
				])
			: { text };
	const call = {
		signer,
		vendor: 'Acme',
		allowUnauthorizedCerts: allowUnauthorizedCerts === true,
		url: `${String(baseUrl)}${kind === 'file' ? '/files' : '/messages'}`,
		...(kind === 'list'
			? { method: 'GET' as const, effect: 'reads' as const }
			: { method: 'POST' as const, body, effect: 'writes' as const }),
	};
	const read = (answer: HttpAnswer) => {
		const failure = statusFailure('Acme', answer);
		if (!failure) return readJson('Acme', answer) as IDataObject;
		const words = /"reason":"([^"]*)"/.exec(answer.body)?.[1];
		throw failure.with({ vendorText: words });
	};
	const ended = ({ facts }: Failure) => facts.httpStatus === 401;
	const renewed = sessionRepair(context, { ...signer, session: 'session' }, options.itemIndex, ended);
	return await request(context, call, options, read, session ? renewed : undefined);
}

/** The node under test: it does what a vendor's node does, with nothing of a vendor in it. */
export const acmeNode: INodeType = {
	description: {
		displayName: 'Acme',
		name: 'acme',
		group: ['output'],
		version: 1,
		description: 'Sends to Acme',
		defaults: { name: 'Acme' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'acmeApi' }, { name: 'acmeSessionApi' }],
		properties,
	},
	async execute(this: IExecuteFunctions) {
		const lane = (fields: Fields) => fields.optionalText('lane');
		return await runItems(this, { defaults, properties, lane }, async (fields) => ({
			json: { index: fields.itemIndex, ...(await send(this, fields)) },
		}));
	},
};

export function sha256(bytes: Buffer): string {
	return createHash('sha256').update(bytes).digest('hex');
}
