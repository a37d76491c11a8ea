import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import Fastify from 'fastify';

import { type Sandbox, startSandbox } from '../../sandbox';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['expertflow'] });
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const vendor = () => sandbox.vendors.expertflow;

const PNG = Buffer.from('89504e470d0a1a0a00', 'hex');
const UPLOAD = '/file-engine/api/uploadFileStream';
const FROM_URL = '/file-engine/api/uploadFileFromUrl';
const RECEIVE = '/ccm/message/receive';
const REFUSED = { message: 'An error occurred while uploading file.' };

interface Reply {
	status: number;
	headers: Headers;
	bytes: Buffer;
	/** parsed when it is JSON, else the text */
	body: unknown;
}

async function send(path: string, init: RequestInit = {}): Promise<Reply> {
	const response = await fetch(vendor().url + path, init);
	const bytes = Buffer.from(await response.arrayBuffer());
	const json = (response.headers.get('content-type') ?? '').includes('json');
	const body: unknown = json ? JSON.parse(bytes.toString()) : bytes.toString();
	return { status: response.status, headers: response.headers, bytes, body };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
	return await send(path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

interface TestPart {
	part?: string;
	name?: string;
	bytes?: Buffer;
	type?: string;
}

function form(fields: Record<string, string>, files: TestPart[] = [{}]): FormData {
	const made = new FormData();
	for (const [name, value] of Object.entries(fields)) made.append(name, value);
	for (const { part = 'file', name = 'photo.png', bytes = PNG, type = 'image/png' } of files) {
		made.append(part, new Blob([new Uint8Array(bytes)], { type }), name);
	}
	return made;
}

async function upload(fields: Record<string, string> = { conversationId: '48213' }, ...files: TestPart[]) {
	return await send(UPLOAD, { method: 'POST', body: form(fields, files.length > 0 ? files : undefined) });
}

const mediaUrl = (name: string) =>
	`${vendor().url}/file-engine/api/downloadFileStream?filename=${encodeURIComponent(name)}`;

function message(body: object, changes: { header?: object; channelData?: object; id?: string } = {}) {
	return {
		id: changes.id ?? '7c0e4b1a-5d2f-4b8e-9a31-0c6d2e7f1a90',
		header: {
			sender: { id: 'n8n', type: 'CONNECTOR', senderName: 'N8N_CONNECTOR', additionalDetail: null },
			channelData: {
				channelCustomerIdentifier: '4915550001122',
				serviceIdentifier: '880044',
				...changes.channelData,
			},
			...changes.header,
		},
		body,
	};
}

const plain = { type: 'PLAIN', markdownText: 'Hello' };

describe('upload of a file stream', () => {
	it('stores the bytes and answers with the documented keys', async () => {
		const { status, body } = await upload();
		expect(status).toBe(200);
		expect(body).toEqual({
			message: 'File uploaded successfully',
			etag: expect.stringMatching(/^[0-9a-f]{32}$/),
			name: '48213_photo.png',
			type: 'image/png',
			size: PNG.length,
		});
		const [{ fact, file }] = vendor().store.held('file');
		expect(fact).toMatchObject({ conversationId: '48213', fileName: 'photo.png' });
		expect(vendor().store.file(file?.sha256 ?? '')).toEqual(PNG);
	});

	it('takes the conversation id from the query, where the page puts it', async () => {
		const { body } = await send(`${UPLOAD}?conversationId=77`, { method: 'POST', body: form({}) });
		expect(body).toMatchObject({ name: '77_photo.png' });
	});

	it.each<[string, Record<string, string>, TestPart[]]>([
		['no file', { conversationId: '1' }, []],
		['two files', { conversationId: '1' }, [{}, {}]],
		['another part name', { conversationId: '1' }, [{ part: 'data' }]],
		['no conversation id', {}, [{}]],
		['a blank conversation id', { conversationId: ' ' }, [{}]],
		['roomInfo alone', { roomInfo: '12345' }, [{}]],
		['a type that is not allowed', { conversationId: '1' }, [{ name: 'archive.zip' }]],
		['5 MiB and a byte', { conversationId: '1' }, [{ bytes: Buffer.alloc(5_242_881) }]],
	])('refuses %s with 404, which means bad request', async (_what, fields, files) => {
		const { status, body } = await send(UPLOAD, { method: 'POST', body: form(fields, files) });
		expect({ status, body }).toEqual({ status: 404, body: REFUSED });
		expect(vendor().store.held('file')).toEqual([]);
	});

	it('refuses a body that is no form, and other methods', async () => {
		expect(await post(UPLOAD, { conversationId: '1' })).toMatchObject({ status: 404, body: REFUSED });
		expect((await send(UPLOAD)).status).toBe(405);
	});

	it('follows the settings: roomInfo, size, names, scan, storage, templates', async () => {
		const { settings } = vendor();
		settings.acceptRoomInfo = true;
		expect((await upload({ roomInfo: '12345' })).body).toMatchObject({ name: '12345_photo.png' });
		settings.fileLimit = 4;
		expect((await upload()).status).toBe(404);
		settings.fileLimit = 5_242_880;
		settings.strictFileNames = true;
		expect((await upload({ conversationId: '1' }, { name: 'a+b.png' })).status).toBe(404);
		const infected = Buffer.from(`X5O!P ${settings.infectedMarker}`);
		expect(await upload({ conversationId: '1' }, { bytes: infected })).toMatchObject({
			status: 400,
			body: { result: { isInfected: true } },
		});
		settings.nameTemplate = '{UUID}';
		expect((await upload()).body).toMatchObject({ name: expect.not.stringContaining('photo') });
		settings.storageDown = true;
		expect(await upload()).toMatchObject({ status: 500, body: REFUSED });
	});

	it('refuses more than 6 MiB with a page of the gateway', async () => {
		const { status, headers } = await upload({ conversationId: '1' }, { bytes: Buffer.alloc(6_291_456) });
		expect(status).toBe(413);
		expect(headers.get('content-type')).toMatch(/^text\/html/);
	});

	it('takes an empty file', async () => {
		expect((await upload({ conversationId: '1' }, { bytes: Buffer.alloc(0) })).body).toMatchObject({
			size: 0,
		});
	});
});

describe('the upload of the seed page with real curl', () => {
	let folder: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'expertflow-curl-'));
		await writeFile(join(folder, 'photo.png'), PNG);
	});
	afterAll(async () => await rm(folder, { recursive: true }));

	async function curl(...args: string[]): Promise<string> {
		const env = { ...process.env, NO_PROXY: '*', no_proxy: '*' };
		return (await promisify(execFile)('curl', ['-sS', ...args], { cwd: folder, env })).stdout;
	}

	it('stores the file, whose bytes come back from the download', async () => {
		const answer = await curl('-F', 'conversationId=48213', '-F', 'file=@photo.png', vendor().url + UPLOAD);
		const { name, size, type } = JSON.parse(answer) as Record<string, string>;
		expect({ name, size, type }).toEqual({ name: '48213_photo.png', size: PNG.length, type: 'image/png' });
		await curl('-o', 'back.png', mediaUrl(name));
		const { stdout } = await promisify(execFile)('cmp', ['photo.png', 'back.png'], { cwd: folder });
		expect(stdout).toBe('');
	});

	it('takes the conversation id as a query parameter, as the page words it', async () => {
		const answer = await curl('-F', 'file=@photo.png', `${vendor().url}${UPLOAD}?conversationId=11111`);
		expect(JSON.parse(answer)).toMatchObject({ name: '11111_photo.png' });
	});
});

describe('upload from a URL', () => {
	const order = { sourceUrl: 'https://media.example.test/m/77', channel: 'WHATSAPP' };

	it('stores what the source gives, under the tag and name of the order', async () => {
		const { status, body } = await post(FROM_URL, {
			...order,
			conversationId: '11111',
			fileName: 'filename.jpg',
			mime_type: 'image/jpeg',
		});
		expect(status).toBe(200);
		expect(body).toMatchObject({ name: '11111_filename.jpg', type: 'image/jpeg', size: 7 });
	});

	it('takes the name from the address, without a prefix when there is no tag', async () => {
		const { body } = await post(FROM_URL, {
			...order,
			sourceUrl: 'https://media.example.test/files/price%20list.pdf',
		});
		expect(body).toMatchObject({ name: 'price-list.pdf', type: 'application/pdf' });
	});

	it('fetches from loopback, with the OAuth token that the order gives', async () => {
		const source = Fastify();
		source.get('/a.txt', async (request, reply) =>
			request.headers.authorization === 'Bearer source-token' ? 'secret text' : await reply.code(401).send(),
		);
		const sourceUrl = `${await source.listen({ host: '127.0.0.1', port: 0 })}/a.txt`;
		expect((await post(FROM_URL, { ...order, sourceUrl })).status).toBe(404);
		const oauth = { access_token: 'source-token' };
		expect((await post(FROM_URL, { ...order, sourceUrl, oauth })).body).toMatchObject({ size: 11 });
		await source.close();
	});

	it.each([
		['no source', { channel: 'WHATSAPP' }],
		['no channel', { sourceUrl: order.sourceUrl }],
		['no address', { ...order, sourceUrl: 'media/77' }],
		['a source elsewhere', { ...order, sourceUrl: 'https://unknown.example.test/a.png' }],
		['oauth as text', { ...order, oauth: 'token' }],
		['a 360 connector without its key', { ...order, channel: '360-connector' }],
		['a slip of case', { ...order, mimeType: 'image/jpeg' }],
		['no JSON', 'sourceUrl=x'],
	])('refuses %s', async (_what, body) => {
		expect(await post(FROM_URL, body)).toMatchObject({ status: 404, body: REFUSED });
	});

	it('lives where the settings say, and overlooks unknown keys when they say so', async () => {
		const { settings } = vendor();
		settings.uploadFromUrlPath = '/api/uploadUrl';
		settings.strictUploadKeys = false;
		expect((await post(FROM_URL, order)).body).toEqual({ error_msg: '404 Route Not Found' });
		const named = { ...order, fileName: 'a.png', filename: 'b.png' };
		expect((await post('/file-engine/api/uploadUrl', named)).body).toMatchObject({ name: 'a.png' });
	});
});

describe('download', () => {
	it('gives the stored bytes and type under a name with any letters', async () => {
		const { body } = await upload({ conversationId: '1' }, { name: 'Größe & Maß #1+2.png' });
		const { name } = body as { name: string };
		const { status, headers, bytes } = await send(
			new URL(mediaUrl(name)).pathname + new URL(mediaUrl(name)).search,
		);
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('image/png');
		expect(headers.get('content-disposition')).toBe('inline');
		expect(bytes).toEqual(PNG);
	});

	it.each(['?filename=unknown.png', '?fileName=a.png', ''])('refuses %s', async (query) => {
		expect((await send(`/file-engine/api/downloadFileStream${query}`)).status).toBe(404);
	});
});

describe('CCM message receive', () => {
	it('answers a delivery notification body and holds the message', async () => {
		const { status, body } = await post(RECEIVE, message(plain));
		expect(status).toBe(200);
		expect(body).toEqual({
			type: 'DELIVERYNOTIFICATION',
			markdownText: '',
			messageId: '7c0e4b1a-5d2f-4b8e-9a31-0c6d2e7f1a90',
			status: 'DELIVERED',
			reasonCode: 200,
		});
		expect(vendor().store.held('message')[0].fact).toMatchObject({ body: plain });
	});

	it('takes each media type with the address of a stored file, and no other address', async () => {
		const { name } = (await upload()).body as { name: string };
		for (const type of ['IMAGE', 'VIDEO', 'AUDIO', 'FILE']) {
			const body = { type, caption: 'x', attachment: { mediaUrl: mediaUrl(name) } };
			expect((await post(RECEIVE, message(body))).status).toBe(200);
		}
		const elsewhere = { type: 'IMAGE', attachment: { mediaUrl: 'https://cdn.example.test/a.png' } };
		const unknown = { type: 'IMAGE', attachment: { mediaUrl: mediaUrl('other.png') } };
		const twice = { type: 'IMAGE', attachment: { mediaUrl: `${mediaUrl(name)}&x=1` } };
		for (const body of [elsewhere, unknown, twice]) {
			expect((await post(RECEIVE, message(body))).status).toBe(400);
		}
		vendor().settings.knownMediaOnly = false;
		expect((await post(RECEIVE, message(unknown))).status).toBe(200);
	});

	it.each<[string, unknown, string]>([
		['text', 'hello', 'Required'],
		['a list', [message(plain)], 'Expected object'],
		['no header', { body: plain }, 'header'],
		['no body', { header: message(plain).header }, 'body'],
		['a blank customer', message(plain, { channelData: { channelCustomerIdentifier: ' ' } }), 'is mandatory'],
		['no service', message(plain, { channelData: { serviceIdentifier: undefined } }), 'is mandatory'],
		['a blank sender', message(plain, { header: { sender: { id: '', type: 'CONNECTOR' } } }), 'sender.id'],
		['no sender type', message(plain, { header: { sender: { id: 'x' } } }), 'sender.type'],
		['a half priority', message(plain, { channelData: { requestPriority: 1.5 } }), 'requestPriority'],
		['priority 11', message(plain, { channelData: { requestPriority: 11 } }), 'between 0 and 10'],
		[
			'an unknown attribute type',
			message(plain, { channelData: { additionalAttributes: [{ key: 'a', type: 'Text', value: '' }] } }),
			'additionalAttributes',
		],
		['a timestamp in words', message(plain, { header: { timestamp: 'now' } }), 'timestamp'],
		['a reply to nothing', message(plain, { header: { intent: 'REPLY_TO' } }), 'REPLY_TO needs'],
		['an image without address', message({ type: 'IMAGE', attachment: {} }), 'mediaUrl is mandatory'],
		['a sticker without address', message({ type: 'STICKER' }), 'mediaUrl is mandatory'],
		[
			'a place in words',
			message({ type: 'LOCATION', location: { latitude: '47', longitude: 8 } }),
			'latitude',
		],
		['a contact without name', message({ type: 'CONTACT', contacts: [{ name: {} }] }), 'formattedName'],
		[
			'an unknown notification',
			message({ type: 'NOTIFICATION', notificationType: 'HI' }),
			'notificationType',
		],
		[
			'a receipt in lower case',
			message({ type: 'DELIVERYNOTIFICATION', messageId: '1', status: 'read' }),
			'status',
		],
	])('refuses %s', async (_what, body, words) => {
		const reply = await post(RECEIVE, body);
		expect(reply).toMatchObject({ status: 400, body: { status: 400, message: 'BAD_REQUEST' } });
		expect((reply.body as { description: string }).description).toContain(words);
		expect(vendor().store.held('message')).toEqual([]);
	});

	it('answers a failed delivery for a channel that is not registered', async () => {
		const reply = await post(RECEIVE, message(plain, { channelData: { serviceIdentifier: 'nobody' } }));
		expect(reply).toMatchObject({
			status: 400,
			body: { type: 'DELIVERYNOTIFICATION', status: 'FAILED', reasonCode: 404 },
		});
	});

	it('takes an unknown type, as the real one does, and leaves a warning', async () => {
		expect((await post(RECEIVE, message({ type: 'IMG' }))).status).toBe(200);
		expect(vendor().store.held('warning')[0].fact).toEqual({ unknownType: 'IMG' });
	});

	it('takes unknown header keys and a timestamp as text', async () => {
		const header = { channelTypeCode: 'X', timestamp: '1760000000123' };
		expect((await post(RECEIVE, message(plain, { header }))).status).toBe(200);
	});

	it('takes an id twice, or refuses it when the settings say so', async () => {
		expect((await post(RECEIVE, message(plain))).status).toBe(200);
		expect((await post(RECEIVE, message(plain))).status).toBe(200);
		vendor().settings.refuseDuplicateIds = true;
		expect((await post(RECEIVE, message(plain))).status).toBe(400);
		expect(vendor().store.held('message')).toHaveLength(2);
	});

	it('does not know the path that CCM calls at the connector', async () => {
		expect((await post('/cim-messages', message(plain))).status).toBe(404);
		expect((await post('/message/receive', message(plain))).status).toBe(404);
	});

	it('drops the prefixes inside the cluster', async () => {
		vendor().settings.prefixes = false;
		expect((await post('/message/receive', message(plain))).status).toBe(200);
		expect((await post(RECEIVE, message(plain))).status).toBe(404);
	});

	it('reports a late delivery and the end of a session to the webhook', async () => {
		const connector = Fastify();
		connector.post('/base/cim-messages', () => ({ ok: true }));
		const { settings, state } = vendor();
		settings.providerWebhook = `${await connector.listen({ host: '127.0.0.1', port: 0 })}/base`;
		settings.deferred = true;
		const reply = await post(RECEIVE, message(plain, { header: { intent: 'END_CHAT' } }));
		expect(reply).toMatchObject({ status: 202, body: '' });
		while (state.webhookCalls.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
		expect(state.webhookCalls).toContainEqual(
			expect.objectContaining({
				status: 200,
				message: expect.objectContaining({
					body: expect.objectContaining({
						type: 'DELIVERYNOTIFICATION',
						status: 'DELIVERED',
						reasonCode: '200',
					}),
				}),
			}),
		);
		expect(state.webhookCalls).toContainEqual(
			expect.objectContaining({
				message: expect.objectContaining({
					body: expect.objectContaining({ notificationType: 'CHANNEL_SESSION_ENDED' }),
				}),
			}),
		);
		expect([...state.sessions.values()]).toEqual(['ENDED']);
		await connector.close();
	});
});

describe('reads of CCM', () => {
	it.each(['channel-connectors/configurations', 'channels/service-identifier'])(
		'%s knows registered channels only',
		async (path) => {
			expect((await send(`/ccm/${path}/880044`)).status).toBe(200);
			expect((await send(`/ccm/${path}/nobody`)).status).toBe(404);
		},
	);
});

describe('gateway', () => {
	const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

	async function token(changes: Record<string, string> = {}, type?: string): Promise<Reply> {
		const { clientId, clientSecret, username, password } = vendor().keys;
		const fields = {
			client_id: clientId,
			client_secret: clientSecret,
			grant_type: 'password',
			username,
			password,
			...changes,
		};
		return await send('/auth/realms/expertflow/protocol/openid-connect/token', {
			method: 'POST',
			headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' },
			body: type ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
		});
	}

	it('ignores a token where none is asked for', async () => {
		expect((await post(RECEIVE, message(plain), bearer('anything'))).status).toBe(200);
	});

	it('asks for a token everywhere in 4.9, but for the open reads', async () => {
		vendor().settings.gateway = '4.9';
		const refused = await post(RECEIVE, message(plain));
		expect(refused.status).toBe(401);
		expect(refused.headers.get('content-type')).toMatch(/html/);
		expect((await upload()).status).toBe(401);
		expect((await send('/ccm/channels/service-identifier/880044')).status).toBe(200);
		expect((await send('/ccm/channel-connectors/configurations/880044')).status).toBe(401);
		expect((await post(RECEIVE, message(plain), bearer(vendor().keys.token))).status).toBe(200);
	});

	it('leaves messages open in 4.10.1', async () => {
		vendor().settings.gateway = '4.10.1';
		vendor().settings.unauthorizedAsPage = false;
		expect((await post(RECEIVE, message(plain))).status).toBe(200);
		expect(await upload()).toMatchObject({ status: 401, body: '' });
	});

	it('takes the tokens of Keycloak until they end, and renews them', async () => {
		vendor().settings.gateway = '4.9';
		const { body } = await token();
		const { access_token, refresh_token, expires_in } = body as Record<string, string>;
		expect(expires_in).toBe(1800);
		expect((await post(RECEIVE, message(plain), bearer(access_token))).status).toBe(200);
		expect((await post(RECEIVE, message(plain), bearer(refresh_token))).status).toBe(401);
		const renewed = (await token({ grant_type: 'refresh_token', refresh_token })).body as typeof body;
		vendor().clock.shift(1_799_000);
		expect((await post(RECEIVE, message(plain), bearer(access_token))).status).toBe(200);
		vendor().clock.shift(2_000);
		expect((await post(RECEIVE, message(plain), bearer(access_token))).status).toBe(401);
		expect(renewed).toMatchObject({ token_type: 'Bearer' });
	});

	it.each<[string, Record<string, string>, string | undefined, number, string]>([
		['a wrong password', { password: 'x' }, undefined, 401, 'invalid_grant'],
		['a wrong client secret', { client_secret: 'x' }, undefined, 401, 'unauthorized_client'],
		['another grant', { grant_type: 'client_credentials' }, undefined, 400, 'unsupported_grant_type'],
		['JSON', {}, 'application/json', 400, 'invalid_request'],
	])('Keycloak refuses %s', async (_what, changes, type, status, error) => {
		expect(await token(changes, type)).toMatchObject({ status, body: { error } });
	});

	it('keeps roles apart', async () => {
		vendor().settings.gateway = '4.9';
		vendor().settings.role = 'Supervisor';
		const headers = bearer(vendor().keys.token);
		expect((await post(RECEIVE, message(plain), headers)).status).toBe(403);
		const uploaded = await send(UPLOAD, { method: 'POST', headers, body: form({ conversationId: '1' }) });
		expect(uploaded.status).toBe(200);
	});

	it('checks the tenant', async () => {
		vendor().settings.tenant = 'acme';
		expect((await post(RECEIVE, message(plain))).status).toBe(400);
		expect((await post(RECEIVE, message(plain), { tenantid: 'other' })).status).toBe(400);
		expect((await post(RECEIVE, message(plain), { tenantid: 'acme' })).status).toBe(200);
	});

	it('limits the rate when told to', async () => {
		vendor().settings.callsPerSecond = 2;
		const replies = [1, 2, 3].map(async () => await post(RECEIVE, message(plain)));
		const statuses = (await Promise.all(replies)).map(({ status }) => status);
		expect(statuses.sort()).toEqual([200, 200, 429]);
	});

	it('answers unknown paths with JSON or a page', async () => {
		expect((await send('/nowhere')).body).toEqual({ error_msg: '404 Route Not Found' });
		vendor().settings.unknownPathAsPage = true;
		expect((await send('/nowhere')).headers.get('content-type')).toMatch(/html/);
	});
});
