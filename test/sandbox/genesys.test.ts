import type { Sandbox } from '../../sandbox';
import { newChat } from '../../sandbox/genesys';
import {
	CHAT,
	DOCUMENT,
	type Genesys,
	post,
	postFile,
	read,
	send,
	session,
	startGenesys,
} from './support/genesys';

let sandbox: Sandbox;
let genesys: Genesys;

beforeAll(async () => {
	({ sandbox, genesys } = await startGenesys());
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.stop());

const UPLOAD = { operationName: 'UploadFile', documentId: DOCUMENT };
const LOOSE = '0001RaC8KT5M00R2';

/** Exactly a code and a text, nothing else. */
const refused = (status: number, statusCode: number) => ({
	status,
	body: { statusCode, statusMessage: expect.stringMatching(/./) },
});

describe.each(['mirror', 'flat'] as const)('refusals with %s statuses', (errorStatuses) => {
	beforeEach(() => {
		genesys.settings.errorStatuses = errorStatuses;
	});
	const status = (mirrored: number) => (errorStatuses === 'flat' ? 200 : mirrored);

	it.each([
		['no operation', {}, 400, 1],
		['an empty operation', { operationName: '' }, 400, 1],
		['an unknown operation', { operationName: 'uploadFile' }, 400, 2],
		['a name of every object', { operationName: 'constructor' }, 400, 2],
		['UploadFile without a document', { operationName: 'UploadFile' }, 400, 1],
		['UploadFile with an empty document', { ...UPLOAD, documentId: '' }, 400, 1],
		['UploadFile with a document that is not linked', { ...UPLOAD, documentId: LOOSE }, 400, 2],
		['messageType without text', { ...UPLOAD, messageType: 'x' }, 400, 2],
		['treatAs without text', { ...UPLOAD, treatAs: 'Normal' }, 400, 2],
		['an unknown treatAs', { ...UPLOAD, text: 'x', treatAs: 'normal' }, 400, 10],
		['an unknown uploadType', { ...UPLOAD, uploadType: 'http' }, 400, 10],
		['AddAttachment without a document', { operationName: 'AddAttachment' }, 400, 1],
		['AddAttachment with an unknown document', { operationName: 'AddAttachment', documentId: 'x' }, 404, 6],
		[
			'AddAttachment with a size in words',
			{ operationName: 'AddAttachment', documentId: LOOSE, size: '1' },
			400,
			10,
		],
		[
			'RemoveAttachment of what is not linked',
			{ operationName: 'RemoveAttachment', documentId: LOOSE },
			404,
			6,
		],
		['SendMessage without text', { operationName: 'SendMessage' }, 400, 1],
		['SendUrl without a URL', { operationName: 'SendUrl' }, 400, 1],
		['SendUrl with a label but no text', { operationName: 'SendUrl', url: 'x', messageType: 'x' }, 400, 2],
		['SendCustomNotice without text', { operationName: 'SendCustomNotice', noticeText: '' }, 400, 1],
		['SendCustomNoticeToAgents without text', { operationName: 'SendCustomNoticeToAgents' }, 400, 1],
		['SetDisposition without one', { operationName: 'SetDisposition', dispositionKey: 'k' }, 400, 1],
		['AttachUserData without any', { operationName: 'AttachUserData' }, 400, 1],
		['UpdateUserData with a list', { operationName: 'UpdateUserData', userData: { a: [] } }, 400, 10],
		['UpdateUserData with text', { operationName: 'UpdateUserData', userData: 'a=1' }, 400, 10],
		['DeleteUserData without keys', { operationName: 'DeleteUserData' }, 400, 1],
		['DeleteUserData with text', { operationName: 'DeleteUserData', keys: 'a' }, 400, 10],
		['Transfer to nobody', { operationName: 'Transfer' }, 400, 1],
		[
			'Transfer to two',
			{ operationName: 'Transfer', queueName: 'q', targetUri: 'https://x/users/1' },
			400,
			2,
		],
		['Complete with saveLAR in words', { operationName: 'Complete', saveLAR: 'yes' }, 400, 10],
	])('%s', async (_name, body, mirrored, statusCode) => {
		expect(await post(genesys, CHAT, body)).toMatchObject(refused(status(mirrored), statusCode));
		expect(genesys.store.held()).toEqual([]);
	});

	it.each(['', 'no json', '[]', '"text"', '{"operationName":"\\ud83d"}'])(
		'a body that is no JSON object: %j',
		async (body) => {
			const headers = { ...(await session(genesys)), 'content-type': 'application/json' };
			const answer = await send(genesys, CHAT, { method: 'POST', headers, body });
			expect(answer).toMatchObject(refused(status(400), 1));
		},
	);

	it('another content type', async () => {
		const headers = { ...(await session(genesys)), 'content-type': 'text/plain' };
		const answer = await send(genesys, CHAT, { method: 'POST', headers, body: JSON.stringify(UPLOAD) });
		expect(answer).toMatchObject(refused(status(400), 1));
	});

	it.each(['unknown', '0001PABMYY3600R8', '0001RaC8KT5M00QY', 'a/b', '%2e'])('the chat %s', async (id) => {
		const answer = await post(genesys, `/api/v2/me/chats/${id}`, UPLOAD);
		expect(answer).toMatchObject(refused(status(404), 6));
	});

	it.each(['LeftChat', 'Completed'] as const)('every operation on a chat in state %s', async (state) => {
		const [chat] = genesys.state.chats.values();
		genesys.state.chats.set('over', { ...chat, id: 'over', state });
		for (const body of [UPLOAD, { operationName: 'SendMessage', text: 'x' }, { operationName: 'Leave' }]) {
			expect(await post(genesys, '/api/v2/me/chats/over', body)).toMatchObject(refused(status(400), 2));
		}
	});

	it('a new file that is none', async () => {
		expect(await post(genesys, `${CHAT}/attachments`, UPLOAD)).toMatchObject(refused(status(400), 1));
		expect(await postFile(genesys, 'file', 'a.txt')).toMatchObject(refused(status(400), 1));
		expect(await postFile(genesys, 'Attachment', 'a.txt')).toMatchObject(refused(status(400), 1));
		expect(await postFile(genesys, 'attachment', 'a.txt', 'b.txt')).toMatchObject(refused(status(400), 2));
		expect(genesys.store.held()).toEqual([]);
	});

	it('an agent without the role', async () => {
		genesys.state.users.forEach((user) => (user.roles = []));
		expect(await post(genesys, CHAT, UPLOAD)).toMatchObject(refused(status(403), 5));
	});
});

it('leaves the chats out of the agent when set so, and takes files in them all the same', async () => {
	genesys.settings.chatsListed = false;
	const { body } = await read(genesys, '/api/v2/me?subresources=chats');
	expect(body).toMatchObject({ statusCode: 0, user: { userName: genesys.keys.username } });
	expect(JSON.stringify(body)).not.toContain('"chats"');
	expect(await postFile(genesys, 'attachment', 'a.txt')).toMatchObject({ body: { statusCode: 0 } });
});

it('hides all chats when the feature is off', async () => {
	genesys.settings.chatFeature = false;
	expect(await read(genesys, '/api/v2/me/chats')).toMatchObject(refused(404, 6));
	expect(await post(genesys, CHAT, UPLOAD)).toMatchObject(refused(404, 6));
	const { body } = await read(genesys, '/api/v2/me?subresources=*');
	expect(JSON.stringify(body)).not.toMatch(/multimedia|"chats"/);
});

describe('a new file', () => {
	it.each([
		['referenceId', { statusCode: 0, referenceId: expect.any(Number) }],
		['documentId', { statusCode: 0, documentId: expect.any(String) }],
	] as const)('is answered with %s when set so', async (attachmentAnswer, expected) => {
		genesys.settings.attachmentAnswer = attachmentAnswer;
		expect((await postFile(genesys, 'attachment', 'Übersicht.txt')).body).toEqual(expected);
	});

	it('is shown in the chat after the set delay, and its bytes are given back at both links', async () => {
		genesys.settings.attachmentPart = 'Attachment';
		genesys.settings.attachmentVisibleAfterMs = 60_000;
		await postFile(genesys, 'Attachment', 'Übersicht.txt');
		const attachments = async () => {
			const { body } = (await read(genesys, CHAT)) as {
				body: { chat: { attachments: Array<Record<string, string>> } };
			};
			return body.chat.attachments;
		};
		expect(await attachments()).toHaveLength(1);
		genesys.clock.shift(60_000);
		const [, added] = await attachments();
		expect(added).toMatchObject({ name: 'Übersicht.txt', mime: 'text/plain', size: 5 });
		expect(new URL(added.uri).host).not.toBe(new URL(genesys.url).host);
		for (const path of [`/api/v2${added.path}`, new URL(added.uri).pathname.replace('/cloud-web', '')]) {
			const { body, headers } = await read(genesys, path);
			expect([body, headers.get('content-type')]).toEqual(['bytes', 'text/plain']);
		}
		expect(await read(genesys, `/api/v2/attachments/${LOOSE}`)).toMatchObject(refused(404, 6));
	});
});

describe('reading', () => {
	it('lists chats as links, or whole with fields=*', async () => {
		const { body: links } = await read(genesys, '/api/v2/me/chats');
		expect(links).toEqual({ statusCode: 0, uris: [expect.stringContaining('.invalid'), expect.any(String)] });
		const { body: whole } = await read(genesys, '/api/v2/me/chats?fields=*');
		expect(whole).toMatchObject({ statusCode: 0, chats: [{ state: 'Chatting' }, { state: 'Chatting' }] });
		const { body: me } = await read(genesys, '/api/v2/me/?subresources=devices,channels,chats');
		expect(me).toMatchObject({ user: { devices: [], channels: [{ channel: 'chat' }], chats: [{}, {}] } });
	});

	it('leaves out what is empty', async () => {
		genesys.state.chats = new Map([['one', newChat('one')]]);
		const { body: one } = await read(genesys, '/api/v2/me/chats/one');
		expect(one).not.toHaveProperty('chat.attachments');
		genesys.state.chats.clear();
		expect((await read(genesys, '/api/v2/me/chats?fields=*')).body).toEqual({ statusCode: 0 });
		expect((await read(genesys, '/api/v2/me?subresources=chats')).body).not.toHaveProperty('user.chats');
	});
});

describe('the rest of a chat', () => {
	it('sends, uploads, transfers and completes', async () => {
		const [, other] = genesys.state.users.values();
		const steps = [
			{ operationName: 'SendMessage', text: 'Grüße 👋', messageType: 'x', treatAs: 'System' },
			{ operationName: 'AddAttachment', documentId: LOOSE },
			{ ...UPLOAD, documentId: LOOSE, text: 'here', uploadType: 'standard-response', uploadPath: 'r1' },
			{ operationName: 'RemoveAttachment', documentId: LOOSE },
			{ operationName: 'Leave', text: 'bye' },
			{ operationName: 'Complete', queueName: 'after', saveLAR: true },
		];
		for (const step of steps) expect((await post(genesys, CHAT, step)).body).toEqual({ statusCode: 0 });
		const [chat, second] = genesys.state.chats.values();
		expect(chat.messages.map(({ type, text, noticeText }) => text ?? noticeText ?? type)).toEqual([
			'Grüße 👋',
			'here',
			'file-uploaded',
			'bye',
		]);
		expect(chat.links.map(({ documentId }) => documentId)).toEqual([DOCUMENT]);
		const target = { operationName: 'Transfer', targetUri: `https://x/api/v2/users/${other.id}` };
		expect((await post(genesys, `/api/v2/me/chats/${second.id}`, target)).body).toEqual({ statusCode: 0 });
		expect(await post(genesys, `/api/v2/me/chats/${second.id}`, target)).toMatchObject(refused(404, 6));
	});

	it('pushes URLs, gives notices, and keeps user data and disposition', async () => {
		const steps = [
			{ operationName: 'SendUrl', url: 'https://example.com/', text: 'look' },
			{ operationName: 'SendCustomNotice', noticeText: 'for all' },
			{ operationName: 'SendCustomNoticeToAgents', noticeText: 'for agents' },
			{ operationName: 'AttachUserData', userData: { a: 'x', b: 2 } },
			{ operationName: 'UpdateUserData', userData: { a: 'y' } },
			{ operationName: 'DeleteUserData', keys: ['b'] },
			{ operationName: 'SetDisposition', disposition: 'sold' },
			{ operationName: 'SetDisposition', disposition: 'sold', dispositionKey: 'Outcome' },
		];
		for (const step of steps) expect((await post(genesys, CHAT, step)).body).toEqual({ statusCode: 0 });
		const [chat] = genesys.state.chats.values();
		expect(chat.messages.map(({ type, visibility }) => [type, visibility])).toEqual([
			['Text', 'All'],
			['PushUrl', 'All'],
			['CustomNotice', 'All'],
			['CustomNotice', 'Agents'],
		]);
		const { body } = await read(genesys, CHAT);
		expect(body).toMatchObject({ chat: { userData: { a: 'y', DispositionCode: 'sold', Outcome: 'sold' } } });
		const page = await (await fetch(`${genesys.url}/_sandbox/`)).text();
		for (const shown of ['https://example.com/', 'To the agents alone: for agents', 'Outcome: sold']) {
			expect(page).toContain(shown);
		}
	});

	it('lists users and queues', async () => {
		expect(await read(genesys, '/api/v2/users?fields=*')).toMatchObject({
			body: { statusCode: 0, users: [{ userName: genesys.keys.username }, { userName: 'other-agent' }] },
		});
		expect(await read(genesys, '/api/v2/users')).toMatchObject({
			body: { uris: [expect.any(String), expect.any(String)] },
		});
		const { body } = await read(genesys, '/api/v2/contacts?type=Queue&fields=*');
		expect(body).toMatchObject({
			totalCount: 3,
			contacts: [{ name: 'chat-inbound-q', type: 'Queue' }, {}, {}],
		});
		expect(await read(genesys, '/api/v2/contacts?type=queue')).toMatchObject(refused(400, 10));
	});

	it('logs in to channels, in part when one is bad', async () => {
		genesys.settings.badChannels = ['voice'];
		genesys.settings.openSessionRequired = true;
		const start = { operationName: 'StartContactCenterSession', channels: ['chat', 'voice'] };
		const end = { operationName: 'EndContactCenterSession', channels: ['chat'] };
		expect((await post(genesys, '/api/v2/me', end)).body).toEqual({ statusCode: 0 });
		expect(await post(genesys, CHAT, UPLOAD)).toMatchObject(refused(400, 2));
		expect(await post(genesys, '/api/v2/me', start)).toMatchObject({
			status: 200,
			body: {
				statusCode: 7,
				failed: [{ statusCode: 4, channel: 'voice' }],
				succeeded: [{ statusCode: 0, channel: 'multimedia' }],
			},
		});
		expect((await post(genesys, CHAT, UPLOAD)).status).toBe(200);
		const voice = { ...start, channels: ['voice'] };
		expect(await post(genesys, '/api/v2/me', voice)).toMatchObject(refused(500, 4));
	});
});
