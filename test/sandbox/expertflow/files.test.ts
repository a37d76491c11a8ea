import Fastify from 'fastify';

import {
	PNG,
	UPLOAD,
	FROM_URL,
	REFUSED,
	vendor,
	send,
	post,
	form,
	upload,
	mediaUrl,
	type TestPart,
	useExpertflow,
} from '../support/expertflow';

useExpertflow();

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
