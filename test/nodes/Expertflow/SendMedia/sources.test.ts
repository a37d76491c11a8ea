import { mediaUrl, PNG, run, useExpertflow, vendor, withFile } from '../support';
import { fromFile, fromUrl, messages, NODE, SOURCE, uploads } from './support';

useExpertflow();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

const DIALOG_KEY = 'dialog key';

describe('a file of the item', () => {
	it('is uploaded, and the message that arrives is the one of the page', async () => {
		const items = [withFile({ fileName: 'invoice.pdf', mimeType: 'application/pdf' })];
		const parameters = { ...fromFile, caption: 'Grüße 👋', additionalFields: { conversationId: '48213' } };
		const { main, error } = await run(NODE, parameters, { items });
		expect(error).toBeUndefined();
		const [message] = messages();
		expect(message).toEqual({
			id: expect.stringMatching(UUID),
			header: {
				sender: {
					id: expect.stringMatching(/^[0-9a-f-]{36}$/),
					type: 'CONNECTOR',
					senderName: 'N8N_CONNECTOR',
					additionalDetail: null,
				},
				channelData: {
					channelCustomerIdentifier: '4915550001122',
					serviceIdentifier: '880044',
					requestPriority: 0,
					additionalAttributes: [],
				},
				language: {},
				timestamp: expect.any(Number),
				securityInfo: {},
				stamps: [],
				intent: null,
				entities: {},
				channelSessionId: null,
				conversationId: null,
				customer: null,
				schedulingMetaData: null,
				originalMessageId: null,
				providerMessageId: null,
			},
			body: {
				type: 'FILE',
				caption: 'Grüße 👋',
				markdownText: null,
				attachment: {
					mediaUrl: mediaUrl('48213_invoice.pdf'),
					mimeType: 'application/pdf',
					size: PNG.length,
					thumbnail: null,
				},
				additionalDetails: { fileName: 'invoice.pdf' },
			},
		});
		expect(Math.abs(Number(message.header.timestamp) - Date.now())).toBeLessThan(10_000);
		expect(main[0].json).toEqual({
			messageId: message.id,
			status: 'DELIVERED',
			reasonCode: 200,
			httpStatus: 200,
			mediaType: 'FILE',
			name: '48213_invoice.pdf',
			etag: expect.any(String),
			type: 'application/pdf',
			size: PNG.length,
			mediaUrl: mediaUrl('48213_invoice.pdf'),
		});
		expect(vendor().store.held('warning')).toEqual([]);
	});

	it.each([
		['photo.png', 'image/png', 'IMAGE'],
		['film.mp4', 'video/mp4', 'VIDEO'],
		['voice.mp3', 'audio/mpeg', 'AUDIO'],
		['notes.txt', 'text/plain', 'FILE'],
		['mail.eml', 'message/rfc822', 'FILE'],
	])('%s of type %s is sent as %s', async (fileName, mimeType, type) => {
		const { main } = await run(NODE, fromFile, { items: [withFile({ fileName, mimeType })] });
		expect(messages()[0].body).toMatchObject({ type, attachment: { mimeType } });
		expect(messages()[0].body.additionalDetails).toEqual(type === 'FILE' ? { fileName } : {});
		expect(main[0].json.mediaType).toBe(type);
	});

	it.each([
		['photo.png', 'application/octet-stream', 'photo.png', 'image/png', 'IMAGE'],
		['photo.png', 'binary/octet-stream', 'photo.png', 'image/png', 'IMAGE'],
		['photo.png', '', 'photo.png', 'image/png', 'IMAGE'],
		['photo', 'image/png', 'photo.png', 'image/png', 'IMAGE'],
		['photo', 'application/octet-stream', 'photo.png', 'image/png', 'IMAGE'],
		[' photo.png\n', 'image/png', 'photo.png', 'image/png', 'IMAGE'],
		['voice.mp3', 'application/octet-stream', 'voice.mp3', 'audio/mpeg', 'AUDIO'],
		['notes.txt', 'application/octet-stream', 'notes.txt', 'text/plain', 'FILE'],
	])('%j of type "%s" goes as %s of type %s, as %s', async (fileName, mimeType, sentName, sentType, type) => {
		const { error } = await run(NODE, fromFile, { items: [withFile({ fileName, mimeType })] });
		expect(error).toBeUndefined();
		expect(uploads()[0].files).toMatchObject([{ fileName: sentName, contentType: sentType }]);
		expect(messages()[0].body).toMatchObject({ type, attachment: { mimeType: sentType } });
	});

	it('stays an image although the file engine says nothing of its type', async () => {
		const body = { name: '1_photo', etag: 'x', type: 'application/octet-stream', size: 10 };
		vendor().settings.knownMediaOnly = false;
		vendor().faults.add({ when: { path: /uploadFileStream/ }, fault: { kind: 'wrongShape', body } });
		await run(NODE, fromFile, { items: [withFile()] });
		expect(messages()[0].body).toMatchObject({ type: 'IMAGE', attachment: { mimeType: 'image/png' } });
	});

	it.each(['IMAGE', 'VIDEO', 'AUDIO', 'FILE'])('can be chosen to be %s', async (messageType) => {
		await run(NODE, { ...fromFile, messageType }, { items: [withFile()] });
		expect(messages()[0].body.type).toBe(messageType);
	});

	it.each(['default', 'filesystem'] as const)('arrives byte by byte in %s mode', async (binaryMode) => {
		const bytes = Buffer.alloc(4_900_000, 'Expertflow');
		await run(NODE, fromFile, { items: [withFile({ bytes })], binaryMode });
		const [{ file }] = vendor().store.held('file');
		expect(
			vendor()
				.store.file(file?.sha256 ?? '')
				?.equals(bytes),
		).toBe(true);
		expect(messages()[0].body.attachment.size).toBe(bytes.length);
	});

	it('of 6 MB is refused before anything is sent', async () => {
		const { error } = await run(NODE, fromFile, { items: [withFile({ bytes: Buffer.alloc(6_000_000) })] });
		expect(error?.message).toContain('holds photo.png with 6.0 MB, more than 5 MB');
		expect(vendor().store.requests()).toEqual([]);
	});

	it('goes under the name and type that the user wants', async () => {
		const fileDetails = { fileName: 'Größe.pdf', mimeType: 'application/pdf' };
		await run(NODE, { ...fromFile, fileDetails }, { items: [withFile()] });
		expect(uploads()[0].files).toMatchObject([{ fileName: 'Größe.pdf', contentType: 'application/pdf' }]);
		expect(messages()[0].body).toMatchObject({ type: 'FILE', additionalDetails: { fileName: 'Größe.pdf' } });
	});
});

describe('a file from an address', () => {
	it('is fetched by Expertflow with all that it needs', async () => {
		const additionalFields = {
			conversationId: '11111',
			oauth: '{"a":"b"}',
			apiKey360: DIALOG_KEY,
		};
		const fileDetails = { fileName: 'photo.jpg', mimeType: 'image/jpeg' };
		const { main, error } = await run(NODE, { ...fromUrl, fileDetails, additionalFields });
		expect(error).toBeUndefined();
		expect(uploads()[0].body).toEqual({
			sourceUrl: SOURCE,
			channel: 'WEB',
			conversationId: '11111',
			fileName: 'photo.jpg',
			mime_type: 'image/jpeg',
			oauth: { a: 'b' },
			APIKey360: DIALOG_KEY,
		});
		expect(messages()[0].body).toMatchObject({
			type: 'IMAGE',
			attachment: { mediaUrl: mediaUrl('11111_photo.jpg'), mimeType: 'image/jpeg', size: 7 },
		});
		expect(main[0].json).toMatchObject({ name: '11111_photo.jpg', mediaType: 'IMAGE' });
	});

	it('has the type that Expertflow found', async () => {
		const sourceUrl = 'https://media.example.test/files/price%20list.pdf';
		const { main } = await run(NODE, { ...fromUrl, sourceUrl });
		expect(main[0].json.name).toMatch(/^[0-9a-f]{12}_price-list\.pdf$/);
		expect(messages()[0].body).toMatchObject({ type: 'FILE', attachment: { mimeType: 'application/pdf' } });
	});

	it('has the type of its name when Expertflow found none', async () => {
		vendor().settings.sources[SOURCE] = { type: 'application/octet-stream', text: 'a photo' };
		await run(NODE, { ...fromUrl, fileDetails: { fileName: 'photo.jpg' } });
		expect(messages()[0].body).toMatchObject({ type: 'IMAGE', attachment: { mimeType: 'image/jpeg' } });
	});

	it('goes to the path that the user names', async () => {
		vendor().settings.uploadFromUrlPath = '/api/fetch';
		const options = { uploadPath: 'api/fetch' };
		const fileDetails = { fileName: 'a.jpg' };
		expect((await run(NODE, { ...fromUrl, options, fileDetails })).error).toBeUndefined();
		expect(messages()).toHaveLength(1);
	});
});
