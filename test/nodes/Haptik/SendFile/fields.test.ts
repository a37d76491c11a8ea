import type { MultipartBody } from '../../../../sandbox/multipart';
import { contract, jpeg, pdf, photo, sha256, UPLOAD, useHaptik } from '../support';

const { haptik, knows, credential, files, send } = useHaptik();

const theForm = () => haptik().store.requests({ path: UPLOAD })[0].body as MultipartBody;

describe('the request', () => {
	it('has the documented parts in the documented order, and nothing else', async () => {
		const result = await send({ text: 'signed contract' });
		expect(result.error).toBeUndefined();
		expect(theForm().partHeaders.map((header) => /name="([^"]+)"/.exec(header)?.[1])).toEqual([
			'auth_id',
			'business_id',
			'message_type',
			'message_body',
			'file',
		]);
		expect(theForm().fields).toEqual({
			auth_id: 'cust_1',
			business_id: '7104',
			message_type: '1',
			message_body: 'signed contract',
		});
		expect(theForm().duplicates).toEqual([]);
	});

	it('carries token, client id, a boundary and its length', async () => {
		await send();
		const [{ headers, size, method, path }] = haptik().store.requests();
		expect([method, path]).toEqual(['POST', '/v1.0/log_file_from_user/']);
		expect(headers.authorization).toBe(`Bearer ${haptik().keys.token}`);
		expect(headers['client-id']).toBe(haptik().keys.clientId);
		expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(Number(headers['content-length'])).toBe(size);
		expect(headers['transfer-encoding']).toBeUndefined();
	});

	it.each([
		['with a slash at its end', (url: string) => `${url}/`],
		['with the path of a call', (url: string) => `${url}/v1.0/log_file_from_user/`],
		['with the path of a call without its last slash', (url: string) => `${url}/v1.0/log_file_from_user`],
		['with spaces around', (url: string) => `  ${url} `],
	])('goes to the same place for a base URL %s', async (_name, change) => {
		const haptikApi = { ...credential(), baseUrl: change(haptik().url) };
		const result = await send({}, { credentials: { haptikApi } });
		expect(result.error).toBeUndefined();
		expect(files()).toHaveLength(1);
	});

	it('says Bearer once, and knows the values without the spaces of copying', async () => {
		const { token, clientId } = haptik().keys;
		const haptikApi = { ...credential(), token: ` bearer ${token} `, clientId: ` ${clientId}\n` };
		const result = await send({}, { credentials: { haptikApi } });
		expect(result.error).toBeUndefined();
		expect(files()).toHaveLength(1);
	});
});

it('takes the only file of an item without being told its name', async () => {
	const result = await send({}, { items: [{ files: { Your_photo: photo } }] });
	expect(result.error).toBeUndefined();
	expect(files()).toHaveLength(1);
});

describe('Auth ID', () => {
	it('arrives as the user wrote it, without spaces around', async () => {
		knows('Kunde_88123');
		await send({ authId: ' Kunde_88123 ' });
		expect(files()[0].fact.auth_id).toBe('Kunde_88123');
	});

	it('takes a number from an expression', async () => {
		knows('88123');
		await send(
			{ authId: '={{ $json.customer }}' },
			{ items: [{ json: { customer: 88123 }, files: { data: photo } }] },
		);
		expect(files()[0].fact.auth_id).toBe('88123');
	});
});

describe('Business ID', () => {
	it('is the credential’s when the field is empty', async () => {
		await send({ businessId: '' });
		expect(theForm().fields.business_id).toBe('7104');
	});

	it.each([
		['text', '7105'],
		['a number from an expression', '={{ 7100 + 5 }}'],
	])('is the field’s when it is %s', async (_name, businessId) => {
		await send({ businessId });
		expect(theForm().fields.business_id).toBe('7105');
	});

	it('takes a number that a tool has put into the credential', async () => {
		await send({}, { credentials: { haptikApi: { ...credential(), businessId: 7105 } } });
		expect(theForm().fields.business_id).toBe('7105');
	});
});

describe('Message Type', () => {
	it.each([
		['auto', photo, 1],
		['image', photo, 1],
		['auto', contract, 52],
		['document', contract, 52],
	] as const)('%s sends %o as type %i', async (messageType, file, type) => {
		const result = await send({ messageType }, { items: [{ files: { data: file } }] });
		expect(result.error).toBeUndefined();
		expect(theForm().fields.message_type).toBe(String(type));
		expect(result.main[0].json.message_type).toBe(type);
	});
});

describe('Text', () => {
	it.each(['Grüße von Zoë 👋 "zitiert" & <b>', 'नमस्ते', '{"task":1}{task}'])(
		'arrives unchanged: %s',
		async (text) => {
			const result = await send({ text });
			expect(files()[0].fact.message_body).toBe(text);
			expect(result.main[0].json.message_body).toBe(text);
		},
	);

	it('has its line breaks written as every web form writes them', async () => {
		await send({ text: 'one\ntwo' });
		expect(files()[0].fact.message_body).toBe('one\r\ntwo');
	});

	it('is sent as an empty part when it is empty, as in Haptik’s sample', async () => {
		await send({ text: '' });
		expect(theForm().fields.message_body).toBe('');
	});
});

describe.each(['default', 'filesystem'] as const)('Input Data Field Name in binary mode %s', (binaryMode) => {
	const bytes = Buffer.concat([jpeg(), Buffer.from([0, 13, 10, 45, 45, 255]), Buffer.alloc(300_000, 'ü')]);

	it('sends the exact bytes, with name and type', async () => {
		const file = { bytes, fileName: 'Übergröße – صورة 100%.jpg', mimeType: 'image/jpeg' };
		const result = await send({ binaryField: 'photo' }, { items: [{ files: { photo: file } }], binaryMode });
		expect(result.error).toBeUndefined();
		expect(files()[0].file).toEqual({
			part: 'file',
			fileName: 'Übergröße – صورة 100%.jpg',
			contentType: 'image/jpeg',
			size: bytes.length,
			sha256: sha256(bytes),
		});
		expect(haptik().store.file(sha256(bytes))).toEqual(bytes);
	});

	it('sends a file of exactly 10 MB', async () => {
		const largest = Buffer.concat([jpeg(), Buffer.alloc(10_000_000 - jpeg().length)]);
		const items = [{ files: { data: { ...photo, bytes: largest } } }];
		const result = await send({}, { items, binaryMode });
		expect(result.error).toBeUndefined();
		expect(files()[0].file).toMatchObject({ size: 10_000_000, sha256: sha256(largest) });
	});

	it('sends several files one after the other and gives an item for each', async () => {
		const items = [
			{ files: { data: photo, second: contract } },
			{ files: { data: contract, second: photo } },
		];
		const result = await send({ binaryField: 'data, second', text: 'two files' }, { items, binaryMode });
		expect(result.error).toBeUndefined();
		expect(files().map(({ file, fact }) => [file?.fileName, fact.message_body])).toEqual([
			['photo.jpg', 'two files'],
			['contract.pdf', ''],
			['contract.pdf', 'two files'],
			['photo.jpg', ''],
		]);
		expect(result.returned?.[0].map(({ json, pairedItem }) => [json.file_name, pairedItem])).toEqual([
			['photo.jpg', { item: 0 }],
			['contract.pdf', { item: 0 }],
			['contract.pdf', { item: 1 }],
			['photo.jpg', { item: 1 }],
		]);
	});
});

describe.each(['default', 'filesystem'] as const)('name and type in binary mode %s', (binaryMode) => {
	const SILENT = 'application/octet-stream';
	const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

	it.each([
		['photo.png', SILENT, png, 'photo.png', 'image/png'],
		['photo.png', 'binary/octet-stream', png, 'photo.png', 'image/png'],
		['photo.png', '', png, 'photo.png', 'image/png'],
		['photo', 'image/png', png, 'photo.png', 'image/png'],
		[' photo.png \n', 'image/png', png, 'photo.png', 'image/png'],
		['photo\r\n', 'image/png', png, 'photo.png', 'image/png'],
		['photo', SILENT, png, 'photo.png', 'image/png'],
		['', SILENT, jpeg('x'), 'file.jpg', 'image/jpeg'],
		['upload', SILENT, pdf('x'), 'upload.pdf', 'application/pdf'],
		['PHOTO.JPG', 'image/jpg', jpeg('x'), 'PHOTO.JPG', 'image/jpeg'],
	])('%j of type %j is sent as the right one', async (fileName, mimeType, bytes, name, contentType) => {
		const items = [{ files: { data: { bytes, fileName, mimeType } } }];
		const result = await send({}, { items, binaryMode });
		expect(result.error).toBeUndefined();
		expect(files()[0].file).toMatchObject({ fileName: name, contentType, sha256: sha256(bytes) });
		expect(theForm().fields.message_type).toBe(contentType.startsWith('image/') ? '1' : '52');
	});

	it('a chosen name without an extension gets that of the bytes', async () => {
		const items = [{ files: { data: { bytes: pdf('x'), fileName: 'upload.tmp', mimeType: SILENT } } }];
		const result = await send({ fileDetails: { fileName: 'Rechnung 2.5' } }, { items, binaryMode });
		expect(result.error).toBeUndefined();
		expect(files()[0].file).toMatchObject({ fileName: 'Rechnung 2.5.pdf', contentType: 'application/pdf' });
	});

	it('bytes that are none of Haptik’s types are refused by what they are', async () => {
		const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBPVP8 ')]);
		const items = [{ files: { data: { bytes: webp, fileName: 'upload', mimeType: SILENT } } }];
		const result = await send({}, { items, binaryMode });
		expect(result.error?.message).toBe(
			'"Input Data Field Name" holds upload.webp, which has the extension .webp',
		);
		expect(haptik().store.requests()).toHaveLength(0);
	});
});

it('takes a list of names with a comma too many', async () => {
	const result = await send({ binaryField: ' data, ,' });
	expect(result.error).toBeUndefined();
	expect(files().map(({ file }) => file?.fileName)).toEqual(['photo.jpg']);
});

it('takes a file object from an expression', async () => {
	const result = await send({ binaryField: '={{ $binary.data }}' }, { binaryMode: 'filesystem' });
	expect(result.error).toBeUndefined();
	expect(files()[0].file?.sha256).toBe(sha256(photo.bytes));
});

describe('Options', () => {
	it('File Name is the name that is sent', async () => {
		const scan = { bytes: pdf('scan'), fileName: 'upload.tmp', mimeType: 'application/octet-stream' };
		const items = [{ json: { name: 'Rechnung № 5.pdf' }, files: { data: scan } }];
		const result = await send({ fileDetails: { fileName: '={{ $json.name }}' } }, { items });
		expect(files()[0].file).toMatchObject({ fileName: 'Rechnung № 5.pdf', contentType: 'application/pdf' });
		expect(result.main[0].json).toMatchObject({ file_name: 'Rechnung № 5.pdf', message_type: 52 });
	});

	it('File Name stands in for a name that could not be sent', async () => {
		const items = [{ files: { data: { ...photo, fileName: `${'x'.repeat(300)}.jpg` } } }];
		const result = await send({ fileDetails: { fileName: 'photo.jpg' } }, { items });
		expect(result.error).toBeUndefined();
		expect(files()[0].file?.fileName).toBe('photo.jpg');
	});

	it('Max File Size lets pass what Haptik itself may judge', async () => {
		const bytes = Buffer.concat([jpeg(), Buffer.alloc(10_400_000)]);
		const result = await send(
			{ options: { maxFileSize: 11 } },
			{ items: [{ files: { data: { ...photo, bytes } } }] },
		);
		expect(result.error).toBeUndefined();
		expect(files()[0].file?.size).toBe(bytes.length);
	});

	it('Timeout ends a try', async () => {
		haptik().faults.add({ fault: { kind: 'hang' } });
		const result = await send({ options: { timeout: 200 } });
		expect(result.error?.message).toBe('Haptik did not answer within 0.2 seconds');
	});

	it('Retry Uncertain Sends sends once more after a lost answer', async () => {
		haptik().faults.add({ fault: { kind: 'resetAfter' } });
		const result = await send({ options: { retryUncertainSends: true } });
		expect(result.error).toBeUndefined();
		expect(files()).toHaveLength(2);
	});

	it('Max Tries bounds how often it is sent', async () => {
		const headers = { 'retry-after': '0' };
		haptik().faults.add({ times: Infinity, fault: { kind: 'status', status: 429, headers } });
		const result = await send({ options: { maxTries: 3 } });
		expect(result.error?.description).toContain('Tried 3 times.');
		expect(haptik().store.requests()).toHaveLength(3);
	});
});

it('keeps the order of one user’s files whatever the concurrency', async () => {
	['anna', 'ben'].forEach(knows);
	haptik().faults.add({ when: { bodyIncludes: 'file 0' }, fault: { kind: 'delay', ms: 150 } });
	const items = Array.from({ length: 8 }, (_, index) => ({
		json: { user: index % 2 ? 'ben ' : 'anna', text: `file ${index}` },
		files: { data: photo },
	}));
	const parameters = { authId: '={{ $json.user }}', text: '={{ $json.text }}' };
	const result = await send({ ...parameters, options: { concurrency: 8 } }, { items });
	const textsOf = (user: string) =>
		files().flatMap(({ fact }) => (fact.auth_id === user ? [fact.message_body] : []));
	expect(textsOf('anna')).toEqual(['file 0', 'file 2', 'file 4', 'file 6']);
	expect(textsOf('ben')).toEqual(['file 1', 'file 3', 'file 5', 'file 7']);
	expect(haptik().store.counters.maxInFlight).toBe(2);
	expect(result.main.map(({ json }) => json.message_body)).toEqual(items.map(({ json }) => json.text));
});

describe('the output', () => {
	it('is Haptik’s answer with user, file name and size', async () => {
		haptik().clock.stopAt(new Date('2024-03-05T08:16:02.004Z'));
		const result = await send({ text: 'my photo' });
		expect(result.returned).toEqual([
			[
				{
					json: {
						message_id: 1_411_200_492,
						message_body: 'my photo',
						created_at: '2024-03-05T08:16:02.004Z',
						message_type: 1,
						file_url: `https://assets.haptikapi.com/content/${sha256(photo.bytes).slice(0, 20)}.jpg`,
						auth_id: 'cust_1',
						file_name: 'photo.jpg',
						size: photo.bytes.length,
					},
					pairedItem: { item: 0 },
				},
			],
		]);
	});

	it('keeps every digit of a message ID beyond 2^53', async () => {
		const body = '{"message_id": 90071992547409931, "message_type": 1}';
		haptik().faults.add({ fault: { kind: 'status', status: 200, body } });
		const result = await send();
		expect(result.main[0].json).toMatchObject({ message_id: '90071992547409931', message_type: 1 });
	});

	it('is the same when Haptik answers 201 with a list', async () => {
		haptik().settings.uploadStatus = 201;
		haptik().settings.arrayAnswers = true;
		const result = await send();
		expect(result.main[0].json).toMatchObject({ message_type: 1, file_name: 'photo.jpg' });
	});
});
