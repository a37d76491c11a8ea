import Fastify from 'fastify';

import { mediaUrl, onlyError, run, useExpertflow, vendor } from '../support';

useExpertflow();

const NODE = 'expertflowUploadFileFromUrl';
const UPLOAD = { method: 'POST', path: '/file-engine/api/uploadFileFromUrl' };
const SOURCE = 'https://media.example.test/m/77';
const DIALOG_KEY = 'dialog key';

const received = () => vendor().store.requests()[0];
const required = { sourceUrl: SOURCE, channel: 'WHATSAPP', fileDetails: { fileName: 'photo.jpg' } };

describe('what arrives', () => {
	it('gives the whole answer when it is asked for', async () => {
		const { main } = await run(NODE, { ...required, options: { includeRawAnswer: true } });
		expect(main[0].json).toMatchObject({ answer: { name: main[0].json.name } });
	});

	it('is every field under the name of the page', async () => {
		const additionalFields = {
			conversationId: ' 11111 ',
			oauth: '{ "access_token": "source-oauth-token" }',
			apiKey360: DIALOG_KEY,
		};
		const fileDetails = { fileName: 'Grüße 写真.jpg', mimeType: 'image/jpeg' };
		const parameters = { sourceUrl: ` ${SOURCE} `, channel: '360-connector', fileDetails, additionalFields };
		const { main, error, everything } = await run(NODE, parameters);
		expect(error).toBeUndefined();
		expect(received()).toMatchObject(UPLOAD);
		expect(received().headers['content-type']).toMatch(/^application\/json/);
		expect(received().body).toEqual({
			sourceUrl: SOURCE,
			channel: '360-connector',
			conversationId: '11111',
			fileName: 'Grüße 写真.jpg',
			mime_type: 'image/jpeg',
			oauth: { access_token: 'source-oauth-token' },
			APIKey360: DIALOG_KEY,
		});
		expect(main[0].json).toEqual({
			name: '11111_Grüße-写真.jpg',
			etag: expect.any(String),
			type: 'image/jpeg',
			size: 7,
			mediaUrl: mediaUrl('11111_Grüße-写真.jpg'),
		});
		expect(everything).not.toContain('source-oauth-token');
	});

	it('is only what was given', async () => {
		await run(NODE, required);
		expect(received().body).toEqual({ sourceUrl: SOURCE, channel: 'WHATSAPP', fileName: 'photo.jpg' });
	});

	it('can have OAuth from an expression', async () => {
		const additionalFields = { oauth: '={{ { scope: $json.scope } }}' };
		await run(NODE, { ...required, additionalFields }, { items: [{ json: { scope: 'files' } }] });
		expect(received().body).toMatchObject({ oauth: { scope: 'files' } });
	});

	it('goes to the path that the user names', async () => {
		vendor().settings.uploadFromUrlPath = '/api/v2/fetch';
		const { error } = await run(NODE, { ...required, options: { uploadPath: '/api/v2/fetch/' } });
		expect(error).toBeUndefined();
		expect(received().path).toBe('/file-engine/api/v2/fetch');
	});

	it('makes Expertflow fetch the very bytes', async () => {
		const bytes = Buffer.from('%PDF-1.7 from a server of the user');
		const server = Fastify();
		server.get('/offer.pdf', async (_request, reply) => await reply.type('application/pdf').send(bytes));
		const sourceUrl = `${await server.listen({ host: '127.0.0.1', port: 0 })}/offer.pdf`;
		const { main } = await run(NODE, { sourceUrl, channel: 'WEB' });
		await server.close();
		expect(main[0].json).toMatchObject({ name: 'offer.pdf', type: 'application/pdf', size: bytes.length });
		const [{ file }] = vendor().store.held('file');
		expect(vendor().store.file(file?.sha256 ?? '')).toEqual(bytes);
	});
});

describe('what is refused before anything is sent', () => {
	it.each([
		[{ sourceUrl: '={{ "" }}' }, '"Source URL" is empty'],
		[{ sourceUrl: 'file:///etc/passwd' }, '"Source URL" is no web address'],
		[{ sourceUrl: 'media/77' }, '"Source URL" is no web address'],
		[{ channel: ' ' }, '"Channel" is empty'],
		[{ additionalFields: { oauth: '[1]' } }, '"Additional Fields > OAuth" is not an object'],
		[{ additionalFields: { oauth: '{oops' } }, '"Additional Fields > OAuth" is not valid JSON'],
		[{ options: { uploadPath: 'https://evil.example.test/x' } }, '"Options > Upload Path" holds'],
		[{ options: { uploadPath: 'api/../../admin' } }, '"Options > Upload Path" holds'],
		[{ options: { uploadPath: 'api/%2e%2E/.%2e/admin' } }, '"Options > Upload Path" holds'],
		[{ options: { uploadPath: 'api/100%/x' } }, '"Options > Upload Path" holds'],
		[{ options: { uploadPath: 'api/./x' } }, '"Options > Upload Path" holds'],
		[{ fileDetails: { mimeType: 'image' } }, '"File Details > MIME Type" holds "image"'],
		[{ fileDetails: { fileName: 'x'.repeat(256) } }, '"File Details > File Name" holds a name of 256'],
		[{ options: { uploadPath: 'api/x?y=1' } }, '"Options > Upload Path" holds'],
	])('%j', async (changes, message) => {
		const { error } = await run(NODE, { ...required, ...changes });
		expect(error?.message).toContain(message);
		expect(vendor().store.requests()).toEqual([]);
	});
});

describe('what goes wrong', () => {
	it('leads from an unknown path to the option', async () => {
		vendor().settings.uploadFromUrlPath = '/api/other';
		const error = onlyError(await run(NODE, required, { onError: 'continueErrorOutput' }));
		expect(error).toMatchObject({
			message: 'Nothing of Expertflow answers at this address',
			description: expect.stringContaining('Options > Upload Path'),
		});
	});

	it('hides keys of the source that Expertflow repeats', async () => {
		const body = { message: `bad key ${DIALOG_KEY}, token source-oauth-token` };
		vendor().faults.add({ fault: { kind: 'status', status: 404, body } });
		const additionalFields = { apiKey360: DIALOG_KEY, oauth: '{"token":"source-oauth-token"}' };
		const error = onlyError(
			await run(NODE, { ...required, additionalFields }, { onError: 'continueErrorOutput' }),
		);
		expect(error.vendorText).toBe('bad key [hidden], token [hidden]');
	});
});
