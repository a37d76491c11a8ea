import { describeNodeContract } from '../../support/contract';
import {
	mediaUrl,
	onlyError,
	open,
	PNG,
	run,
	secrets,
	store,
	useExpertflow,
	vendor,
	withFile,
} from './support';

useExpertflow();

const NODE = 'expertflowSendMedia';
const RECEIVE = { method: 'POST', path: '/ccm/message/receive' };
const SOURCE = 'https://media.example.test/m/77';
const DIALOG_KEY = 'dialog key';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;

const to = { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' };
const fromFile = { ...to, mediaSource: 'file', binaryField: 'data' };
const fromUrl = { ...to, mediaSource: 'url', sourceUrl: SOURCE, channel: 'WEB' };
const stored = { ...to, mediaSource: 'storedFile', storedName: '1_a.png' };

interface Message {
	id: string;
	header: Record<string, unknown> & { channelData: Record<string, unknown>; sender: Record<string, unknown> };
	body: Record<string, unknown> & { attachment: Record<string, unknown>; additionalDetails: unknown };
}

const messages = () =>
	vendor()
		.store.held<Message>('message')
		.map(({ fact }) => fact);
const uploads = () => vendor().store.requests({ path: /upload/ });

describeNodeContract({
	node: NODE,
	vendor,
	credentials: () => ({ expertflowApi: open() }),
	parameters: {
		...fromFile,
		serviceIdentifier: '={{ $json.service }}',
		channelCustomerIdentifier: '={{ $json.customer }}',
		caption: '={{ String($itemIndex) }}',
	},
	item: (index) => withFile({}, { service: '880044', customer: `customer${index}` }),
	bad: {
		item: (index) => withFile({}, { service: '', customer: `customer${index}` }),
		message: /"Service Identifier" is empty/,
	},
	refused: {
		item: (index) => withFile({}, { service: 'nobody', customer: `customer${index}` }),
		message: /Expertflow has no channel with this Service Identifier/,
	},
	call: RECEIVE,
	writes: true,
	delivered: () => messages().map(({ body }) => Number(body.caption)),
	secrets,
});

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
				channelData: { ...to, requestPriority: 0, additionalAttributes: [] },
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

	it.each(['IMAGE', 'VIDEO', 'AUDIO', 'FILE'])('can be chosen to be %s', async (mediaType) => {
		await run(NODE, { ...fromFile, mediaType }, { items: [withFile()] });
		expect(messages()[0].body.type).toBe(mediaType);
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
		const additionalFields = { fileName: 'Größe.pdf', mimeType: 'application/pdf' };
		await run(NODE, { ...fromFile, additionalFields }, { items: [withFile()] });
		expect(uploads()[0].files).toMatchObject([{ fileName: 'Größe.pdf', contentType: 'application/pdf' }]);
		expect(messages()[0].body).toMatchObject({ type: 'FILE', additionalDetails: { fileName: 'Größe.pdf' } });
	});
});

describe('a file from an address', () => {
	it('is fetched by Expertflow with all that it needs', async () => {
		const additionalFields = {
			conversationId: '11111',
			fileName: 'photo.jpg',
			mimeType: 'image/jpeg',
			oauth: '{"a":"b"}',
			apiKey360: DIALOG_KEY,
		};
		const { main, error } = await run(NODE, { ...fromUrl, additionalFields });
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

	it('goes to the path that the user names', async () => {
		vendor().settings.uploadFromUrlPath = '/api/fetch';
		const options = { uploadPath: 'api/fetch' };
		const additionalFields = { fileName: 'a.jpg' };
		expect((await run(NODE, { ...fromUrl, options, additionalFields })).error).toBeUndefined();
		expect(messages()).toHaveLength(1);
	});
});

describe('a stored file', () => {
	beforeEach(() => store('1_a.png', PNG, 'image/png'));

	it('is sent without an upload, with what the user says of it', async () => {
		const additionalFields = {
			mimeType: 'image/png',
			fileSize: 10,
			thumbnail: 'https://a.example.test/t.png',
		};
		const { main } = await run(NODE, { ...stored, additionalFields });
		expect(uploads()).toEqual([]);
		expect(messages()[0].body).toMatchObject({
			type: 'IMAGE',
			attachment: {
				mediaUrl: mediaUrl('1_a.png'),
				mimeType: 'image/png',
				size: 10,
				thumbnail: 'https://a.example.test/t.png',
			},
		});
		expect(main[0].json).toMatchObject({ name: '1_a.png', mediaUrl: mediaUrl('1_a.png') });
	});

	it('has the type of its extension when the user says nothing', async () => {
		await run(NODE, stored);
		expect(messages()[0].body).toMatchObject({ type: 'IMAGE', attachment: { mimeType: 'image/png' } });
		expect(messages()[0].body.attachment).not.toHaveProperty('size');
	});

	it('without an extension is a file of unknown type', async () => {
		store('9f3c', PNG, 'image/png');
		await run(NODE, { ...stored, storedName: '9f3c' });
		expect(messages()[0].body).toMatchObject({
			type: 'FILE',
			attachment: { mimeType: 'application/octet-stream' },
			additionalDetails: { fileName: '9f3c' },
		});
	});

	describe('with additional fields', () => {
		const arrived = async (additionalFields: object, timezone?: string) => {
			const parameters = { ...stored, additionalFields: additionalFields as Record<string, string> };
			const { error } = await run(NODE, parameters, { timezone });
			expect(error).toBeUndefined();
			return messages()[0];
		};

		it.each([
			['providerMessageId', 'wamid.1'],
			['originalMessageId', 'abc'],
			['roomId', 'room-1'],
			['intent', 'START_CHAT'],
			['intent', 'UPDATE'],
			['intent', 'START_CONVERSATION'],
		])('header.%s %s', async (name, value) => {
			expect((await arrived({ [name]: value })).header[name]).toBe(value);
		});

		it.each([
			['customerFirstName', 'Zoë'],
			['customerLastName', '山田'],
			['requestPriority', 10],
		])('header.channelData.%s %s', async (name, value) => {
			expect((await arrived({ [name]: value })).header.channelData[name]).toBe(value);
		});

		it('a sender', async () => {
			const { header } = await arrived({ senderId: 'my-connector', senderName: 'MY_CONNECTOR' });
			expect(header.sender).toMatchObject({
				id: 'my-connector',
				type: 'CONNECTOR',
				senderName: 'MY_CONNECTOR',
			});
		});

		it('a reply to a message', async () => {
			const reply = { intent: 'REPLY_TO', originalMessageId: 'a', providerMessageId: 'b' };
			expect((await arrived(reply)).header).toMatchObject(reply);
		});

		it('entities and details', async () => {
			const { header, body } = await arrived({ entities: '{"city":"Köln"}', additionalDetails: '{"at":1}' });
			expect(header.entities).toEqual({ city: 'Köln' });
			expect(body.additionalDetails).toEqual({ at: 1 });
		});

		it('attributes of every kind', async () => {
			const attribute = [
				{ key: 'contract', type: 'String100', value: 'A-1' },
				{ key: 'age', type: 'PositiveNumber', value: '42' },
			];
			const { header } = await arrived({ additionalAttributes: { attribute } });
			expect(header.channelData.additionalAttributes).toEqual(attribute);
		});

		it('a time in the zone of the workflow', async () => {
			const { header } = await arrived({ timestamp: '2026-02-03T10:00:00' }, 'Asia/Karachi');
			expect(header.timestamp).toBe(Date.parse('2026-02-03T05:00:00Z'));
		});

		it('a message id', async () => {
			expect((await arrived({ messageId: ' my-id-1 ' })).id).toBe('my-id-1');
		});
	});

	it('goes with a text', async () => {
		await run(NODE, { ...stored, caption: 'Bild', markdownText: '**Grüße**\nzweite Zeile' });
		expect(messages()[0].body).toMatchObject({ caption: 'Bild', markdownText: '**Grüße**\nzweite Zeile' });
	});

	it('takes 202 without a body as accepted', async () => {
		vendor().settings.deferred = true;
		const { main } = await run(NODE, stored);
		expect(main[0].json).toMatchObject({ status: 'ACCEPTED', httpStatus: 202 });
	});
});

describe('the message id', () => {
	const idOf = async (parameters: Record<string, string>, json = {}) => {
		const { main } = await run(NODE, parameters, { items: [withFile({}, json)] });
		return main[0].json.messageId;
	};

	it('is the same for the same input, although the stored name differs', async () => {
		const first = await idOf(fromFile, { order: 1 });
		vendor().settings.nameTemplate = '{UUID}';
		expect(await idOf(fromFile, { order: 1 })).toBe(first);
	});

	it('differs with the input, the content and the item', async () => {
		const { main } = await run(NODE, fromFile, { items: [withFile(), withFile()] });
		const ids = [
			await idOf(fromFile, { order: 1 }),
			await idOf(fromFile, { order: 2 }),
			await idOf({ ...fromFile, caption: 'x' }, { order: 1 }),
			await idOf({ ...fromFile, channelCustomerIdentifier: 'other' }, { order: 1 }),
			...main.map(({ json }) => json.messageId),
		];
		expect(new Set(ids).size).toBe(6);
	});

	it('lets a message sent twice be recognised', async () => {
		vendor().settings.refuseDuplicateIds = true;
		expect((await run(NODE, fromFile, { items: [withFile()] })).error).toBeUndefined();
		const { error } = await run(NODE, fromFile, { items: [withFile()] });
		expect(error?.description).toContain('duplicate id');
		expect(messages()).toHaveLength(1);
	});
});

describe('the messages of one customer', () => {
	it('keep their order whatever the concurrency', async () => {
		vendor().faults.add({ when: { path: /uploadFileStream/ }, fault: { kind: 'delay', ms: 200 } });
		const items = [1, 2, 3, 4, 5, 6].map((n) => withFile({}, { n, customer: n === 6 ? 'other' : 'same' }));
		const parameters = {
			...fromFile,
			channelCustomerIdentifier: '={{ $json.customer }}',
			caption: '={{ $json.n }}',
		};
		const { main } = await run(NODE, parameters, { items });
		expect(main).toHaveLength(6);
		expect(messages().map(({ body }) => Number(body.caption))).toEqual([6, 1, 2, 3, 4, 5]);
	});
});

describe('a recipe that stops half way', () => {
	const failing = async (parameters: Record<string, string>) =>
		onlyError(await run(NODE, parameters, { items: [withFile()], onError: 'continueErrorOutput' }));

	it('sends no message when the upload is refused', async () => {
		vendor().settings.allowedExtensions = ['pdf'];
		const error = await failing(fromFile);
		expect(error.message).toBe('Expertflow refused the file');
		expect(error).not.toHaveProperty('done');
		expect(vendor().store.requests(RECEIVE)).toEqual([]);
	});

	it('says where the file is when the message is refused, and the flow can go on from there', async () => {
		vendor().faults.add({
			when: { path: RECEIVE.path },
			fault: {
				kind: 'status',
				status: 400,
				body: { status: 400, message: 'BAD_REQUEST', description: 'no agent' },
			},
		});
		const error = await failing(fromFile);
		const [{ fact }] = vendor().store.held('file');
		const { name, messageId, ...rest } = error.done as Record<string, string>;
		expect(error).toMatchObject({
			message: 'Expertflow refused the message; the file itself is already uploaded',
			delivery: 'refused',
			vendorCode: 'BAD_REQUEST',
			vendorText: 'no agent',
			httpStatus: 400,
		});
		expect(name).toBe(fact.name);
		expect(rest).toEqual({ mediaUrl: mediaUrl(name) });
		expect(error.description).toContain(`stored as "${name}"`);
		expect(error.description).toContain(`Message ID to "${messageId}"`);
		const goOn = { ...stored, storedName: name, additionalFields: { messageId } };
		const { main } = await run(NODE, goOn);
		expect(main[0].json).toMatchObject({ messageId, name, status: 'DELIVERED' });
		expect(uploads()).toHaveLength(1);
	});

	it('warns when nobody knows whether the message arrived', async () => {
		vendor().faults.add({ when: { path: RECEIVE.path }, fault: { kind: 'resetAfter' } });
		expect(await failing(fromUrlNamed())).toMatchObject({
			message: expect.stringMatching(
				/^The connection to Expertflow broke .*; the file itself is already uploaded$/,
			),
			delivery: 'uncertain',
			done: { messageId: messages()[0]?.id ?? expect.any(String) },
		});
		expect(uploads()).toHaveLength(1);
		expect(messages()).toHaveLength(1);
	});

	it('names the channel that is not registered', async () => {
		expect(await failing({ ...fromFile, serviceIdentifier: 'nobody' })).toMatchObject({
			message: expect.stringContaining('no channel with this Service Identifier'),
			field: 'Service Identifier',
			vendorCode: 404,
			httpStatus: 400,
		});
	});

	it('takes a failed delivery for what it is although the status is 200', async () => {
		const body = { type: 'DELIVERYNOTIFICATION', messageId: '1', status: 'FAILED', reasonCode: '500' };
		vendor().faults.add({ when: { path: RECEIVE.path }, fault: { kind: 'wrongShape', body } });
		expect(await failing(fromFile)).toMatchObject({
			message: expect.stringContaining('Expertflow could not deliver the message'),
			vendorCode: '500',
			httpStatus: 200,
		});
	});

	it('says nothing of an upload where there was none', async () => {
		const error = await failing({ ...stored, storedName: 'unknown.png' });
		expect(error).toMatchObject({
			message: 'Expertflow refused the message',
			vendorText: 'mediaUrl names no stored file',
		});
		expect(error).not.toHaveProperty('done');
	});

	it('finds a wrong address before it uploads', async () => {
		const account = { ...open(), ccmUrl: 'cx.example.test' };
		const { error } = await run(NODE, fromFile, { items: [withFile()], account });
		expect(error?.message).toBe('"CCM URL" holds "cx.example.test"');
		expect(vendor().store.requests()).toEqual([]);
	});

	function fromUrlNamed() {
		return { ...fromUrl, sourceUrl: 'https://media.example.test/files/price%20list.pdf' };
	}
});

describe('what is refused before anything is sent', () => {
	it.each([
		[{ ...stored, channelCustomerIdentifier: ' ' }, '"Customer Identifier" is empty'],
		[{ ...stored, storedName: '={{ "" }}' }, '"Stored Name" is empty'],
		[{ ...stored, mediaSource: 'clipboard' }, '"Media Source" holds "clipboard"'],
		[{ ...stored, mediaType: 'STICKER' }, '"Message Type" holds "STICKER"'],
		[{ ...fromUrl, sourceUrl: 'ftp://a.example.test/x' }, '"Source URL" is no web address'],
		[{ ...fromUrl, channel: '={{ null }}' }, '"Channel" is empty'],
		[
			{ ...stored, additionalFields: { requestPriority: 11 } },
			'"Additional Fields > Request Priority" holds "11"',
		],
		[
			{ ...stored, additionalFields: { intent: 'END_CHAT' } },
			'"Additional Fields > Intent" holds "END_CHAT"',
		],
		[
			{ ...stored, additionalFields: { intent: 'REPLY_TO', originalMessageId: 'a' } },
			'"Additional Fields > Provider Message ID" is empty',
		],
		[{ ...stored, additionalFields: { entities: '3' } }, '"Additional Fields > Entities" is not an object'],
		[{ ...stored, additionalFields: { timestamp: 'soon' } }, '"Additional Fields > Timestamp" holds "soon"'],
		[
			{
				...stored,
				additionalFields: { additionalAttributes: { attribute: [{ key: 'a', type: 'Text', value: '' }] } },
			},
			'"Additional Fields > Additional Attributes 1 > Type" holds "Text"',
		],
	])('%#: %j', async (parameters, message) => {
		const { error } = await run(NODE, parameters, { items: [withFile()] });
		expect(error?.message).toContain(message);
		expect(vendor().store.requests()).toEqual([]);
	});
});
