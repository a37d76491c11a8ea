import { mediaUrl, PNG, run, store, useExpertflow, vendor, withFile } from '../support';
import { fromFile, messages, NODE, stored, uploads } from './support';

useExpertflow();

describe('a stored file', () => {
	beforeEach(() => store('1_a.png', PNG, 'image/png'));

	it('is sent without an upload, with what the user says of it', async () => {
		const fileDetails = { mimeType: 'image/png', fileSize: 10 };
		const additionalFields = { thumbnail: 'https://a.example.test/t.png' };
		const { main } = await run(NODE, { ...stored, fileDetails, additionalFields });
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

	it('gives the whole answer of the message when it is asked for', async () => {
		const { main } = await run(NODE, { ...stored, options: { includeRawAnswer: true } });
		expect(main[0].json).toMatchObject({ name: '1_a.png', answer: { status: main[0].json.status } });
	});

	it('has the type of its extension when the user says nothing', async () => {
		await run(NODE, stored);
		expect(messages()[0].body).toMatchObject({ type: 'IMAGE', attachment: { mimeType: 'image/png' } });
		expect(messages()[0].body.attachment).not.toHaveProperty('size');
	});

	it('has the type of its own extension under another name, which goes along', async () => {
		await run(NODE, { ...stored, fileDetails: { fileName: 'My router' } });
		expect(messages()[0].body).toMatchObject({
			type: 'IMAGE',
			additionalDetails: { fileName: 'My router' },
		});
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

	it('is the same with a pasted media URL', async () => {
		const url = 'https://cx.example.com/file-engine/api/downloadFileStream?filename=1_a.png';
		const { main, error } = await run(NODE, { ...stored, storedName: url });
		expect(error).toBeUndefined();
		expect(messages()[0].body.attachment).toMatchObject({ mediaUrl: mediaUrl('1_a.png') });
		expect(main[0].json).toMatchObject({ name: '1_a.png', mediaUrl: mediaUrl('1_a.png') });
	});

	it('is not made of the address of something else', async () => {
		const { error } = await run(NODE, { ...stored, storedName: 'https://files.example.com/a.png' });
		expect(error?.message).toBe('"Stored Name" is no address of a file that Expertflow stores');
		expect(vendor().store.requests()).toHaveLength(0);
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

		it.each([
			['an object from an expression', '={{ $json.data }}'],
			['an object typed as JSON', '{ "locale": { "language": "de" }, "queue": "" }'],
		])('attributes that have parts: %s', async (_what, value) => {
			const data = { locale: { language: 'de' }, queue: '' };
			const attribute = [{ key: 'WebChannelData', type: 'WebChannelData', value }];
			const parameters = { ...stored, additionalFields: { additionalAttributes: { attribute } } };
			const { error } = await run(NODE, parameters, { items: [{ json: { data } }] });
			expect(error).toBeUndefined();
			expect(messages()[0].header.channelData.additionalAttributes).toEqual([
				{ key: 'WebChannelData', type: 'WebChannelData', value: data },
			]);
		});

		it.each([
			['={{ ["a", "b"] }}', ['a', 'b']],
			['["a", "b"]', ['a', 'b']],
			['a, b', 'a, b'],
		])('a list of texts from %s', async (value, expected) => {
			const attribute = [{ key: 'tags', type: 'StringList', value }];
			const { header } = await arrived({ additionalAttributes: { attribute } });
			expect(header.channelData.additionalAttributes).toEqual([{ ...attribute[0], value: expected }]);
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
		await run(NODE, { ...stored, caption: 'Bild', text: '**Grüße**\nzweite Zeile' });
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
