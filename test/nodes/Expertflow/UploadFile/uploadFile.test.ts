import { login, mediaUrl, onlyError, PNG, run, useExpertflow, vendor, withFile } from '../support';

useExpertflow();

const NODE = 'expertflowUploadFile';
const UPLOAD = { method: 'POST', path: '/file-engine/api/uploadFileStream' };

const received = () => vendor().store.requests(UPLOAD);
const parts = () => received()[0].body as { fields: Record<string, string>; partHeaders: string[] };

describe('what arrives', () => {
	it('is the only file of an item, whatever its name', async () => {
		const [{ files }] = [withFile()];
		const { error } = await run(NODE, {}, { items: [{ files: { Your_photo: files.data } }] });
		expect(error).toBeUndefined();
		expect(received()[0].files).toMatchObject([{ fileName: 'photo.png' }]);
	});

	it('is the file, after the tag, and the tag as the query parameter of the page', async () => {
		const result = await run(
			NODE,
			{ binaryField: 'data', additionalFields: { conversationId: '48213' } },
			{ items: [withFile()] },
		);
		expect(result.error).toBeUndefined();
		const [request] = received();
		expect(request.query).toEqual({ conversationId: '48213' });
		expect(request.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
		expect(request.headers.authorization).toBeUndefined();
		expect(parts().fields).toEqual({ conversationId: '48213' });
		expect(parts().partHeaders.map((header) => /name="(\w+)"/.exec(header)?.[1])).toEqual([
			'conversationId',
			'file',
		]);
		expect(request.files).toMatchObject([
			{ part: 'file', fileName: 'photo.png', contentType: 'image/png', size: PNG.length },
		]);
		expect(vendor().store.file(request.files[0].sha256)).toEqual(PNG);
	});

	it('gives name, type, size, tag and media URL', async () => {
		const { main } = await run(
			NODE,
			{ binaryField: 'data', additionalFields: { conversationId: '48213' } },
			{ items: [withFile()] },
		);
		expect(main[0].json).toEqual({
			name: '48213_photo.png',
			etag: expect.stringMatching(/^[0-9a-f]{32}$/),
			type: 'image/png',
			size: PNG.length,
			mediaUrl: mediaUrl('48213_photo.png'),
			conversationId: '48213',
		});
	});

	it('gives the whole answer when it is asked for, without what no output may show', async () => {
		const options = { includeRawAnswer: true };
		const asked = await run(NODE, { binaryField: 'data', options }, { items: [withFile()] });
		expect(asked.main[0].json).toMatchObject({ answer: { name: asked.main[0].json.name } });
		const account = login();
		const body = { name: 'a.png', echo: [`Bearer ${String(account.password)}`] };
		vendor().faults.add({ when: UPLOAD, fault: { kind: 'wrongShape', body, processed: true } });
		const echoed = await run(NODE, { binaryField: 'data', options }, { items: [withFile()], account });
		expect(echoed.main[0].json.answer).toEqual({ name: 'a.png', echo: ['Bearer [hidden]'] });
	});

	it('goes under the name and type that the user wants', async () => {
		const fileDetails = { fileName: 'Rechnung.pdf', mimeType: 'application/pdf' };
		await run(NODE, { binaryField: 'data', fileDetails }, { items: [withFile()] });
		expect(received()[0].files).toMatchObject([{ fileName: 'Rechnung.pdf', contentType: 'application/pdf' }]);
	});

	it('keeps names in any script, spaces and signs', async () => {
		const fileName = '見積り Größe #1 & 2.png';
		const { main } = await run(NODE, { binaryField: 'data' }, { items: [withFile({ fileName })] });
		expect(received()[0].files[0].fileName).toBe(fileName);
		const address = new URL(String(main[0].json.mediaUrl));
		expect([...address.searchParams]).toEqual([['filename', main[0].json.name]]);
	});

	it('has a tag of its own for every item that names none, the same when the job runs again', async () => {
		const again = async () =>
			await run(
				NODE,
				{ binaryField: 'data', additionalFields: { conversationId: ' ' } },
				{ items: [withFile(), withFile()] },
			);
		const tags = ({ main }: Awaited<ReturnType<typeof again>>) => main.map(({ json }) => json.conversationId);
		const first = tags(await again());
		expect(first[0]).toMatch(/^[0-9a-f]{12}$/);
		expect(new Set(first).size).toBe(2);
		expect(tags(await again())).toEqual(first);
	});

	it.each(['default', 'filesystem'] as const)(
		'has the exact bytes of 4.9 MB in %s mode',
		async (binaryMode) => {
			const bytes = Buffer.alloc(4_900_000, 'Expertflow');
			const result = await run(NODE, { binaryField: 'data' }, { items: [withFile({ bytes })], binaryMode });
			expect(result.error).toBeUndefined();
			expect(received()[0].headers['content-length']).toMatch(/^\d+$/);
			expect(vendor().store.file(received()[0].files[0].sha256)?.equals(bytes)).toBe(true);
		},
	);

	it.each(['default', 'filesystem'] as const)('can be an empty file in %s mode', async (binaryMode) => {
		const items = [withFile({ bytes: Buffer.alloc(0) })];
		const { main, error } = await run(NODE, { binaryField: 'data' }, { items, binaryMode });
		expect(error).toBeUndefined();
		expect(main[0].json).toMatchObject({ size: 0 });
	});
});

describe('the size', () => {
	it('is checked before anything is sent', async () => {
		const items = [withFile({ bytes: Buffer.alloc(6_000_000) })];
		const { error } = await run(NODE, { binaryField: 'data' }, { items });
		expect(error?.message).toBe('"Input Data Field Name" holds photo.png with 6.0 MB, more than 5 MB');
		expect(error?.description).toContain('raise Max File Size');
		expect(vendor().store.requests()).toEqual([]);
	});

	it('may be as large as the option says', async () => {
		vendor().settings.fileLimit = 10_000_000;
		const items = [withFile({ bytes: Buffer.alloc(6_000_000) })];
		expect(
			(await run(NODE, { binaryField: 'data', options: { maxFileSize: 6 } }, { items })).error,
		).toBeUndefined();
	});

	it('is left to Expertflow when the option is 0; its gateway answers with a page', async () => {
		const items = [withFile({ bytes: Buffer.alloc(6_400_000) })];
		const { error } = await run(NODE, { binaryField: 'data', options: { maxFileSize: 0 } }, { items });
		expect(error?.message).toBe('The file is too large for the gateway of Expertflow');
		expect(error?.httpCode).toBe('413');
		expect(error?.description).not.toContain('<');
	});
});

describe('what goes wrong', () => {
	const failing = async () =>
		onlyError(
			await run(NODE, { binaryField: 'data' }, { items: [withFile()], onError: 'continueErrorOutput' }),
		);

	it('explains 404 as a bad request', async () => {
		vendor().settings.allowedExtensions = ['pdf'];
		expect(await failing()).toMatchObject({
			message: 'Expertflow refused the file',
			description: expect.stringMatching(/answers 404 for every upload it takes as a bad request/),
			delivery: 'refused',
			httpStatus: 404,
			vendorText: 'An error occurred while uploading file.',
		});
	});

	it.each([false, true])('tells a wrong path from that (page: %s)', async (unknownPathAsPage) => {
		vendor().settings.unknownPathAsPage = unknownPathAsPage;
		vendor().settings.prefixes = false;
		expect(await failing()).toMatchObject({
			message: 'Nothing of Expertflow answers at this address',
			description: expect.stringContaining('Check "Base URL"'),
			httpStatus: 404,
		});
	});

	it('says that a documented 500 is a fault of the storage, and does not try again', async () => {
		vendor().settings.storageDown = true;
		expect(await failing()).toMatchObject({
			message: 'The file engine of Expertflow could not store the file',
			delivery: 'uncertain',
			httpStatus: 500,
		});
		expect(received()).toHaveLength(1);
	});

	it('names a virus', async () => {
		vendor().settings.infectedMarker = PNG.toString('latin1', 1, 4);
		expect(await failing()).toMatchObject({
			message: 'Expertflow found a virus in the file',
			delivery: 'refused',
			httpStatus: 400,
		});
	});

	it('does not take an answer without a name for a success', async () => {
		vendor().faults.add({ fault: { kind: 'wrongShape', body: { message: 'File uploaded successfully' } } });
		expect(await failing()).toMatchObject({
			message: 'Expertflow did not say under which name it stored the file',
			delivery: 'uncertain',
		});
	});

	it('knows the gateway that waited too long', async () => {
		vendor().faults.add({ fault: { kind: 'status', status: 504, body: '<html>504</html>' } });
		expect(await failing()).toMatchObject({
			message: 'The gateway of Expertflow waited too long for the component behind it',
			delivery: 'uncertain',
		});
	});

	it('waits as long as the gateway’s own limit says', async () => {
		vendor().settings.callsPerSecond = 1;
		const { main, hints } = await run(NODE, { binaryField: 'data' }, { items: [withFile(), withFile()] });
		expect(main).toHaveLength(2);
		expect(received().map(({ answer }) => answer.status)).toEqual([200, 429, 200]);
		expect(hints[0].join()).toContain('Expertflow is receiving too many requests');
	});

	it('passes on the words of the rate limit', async () => {
		vendor().settings.callsPerSecond = 1;
		const options = { maxTries: 1, concurrency: 1 };
		const items = [withFile(), withFile()];
		const { failed } = await run(
			NODE,
			{ binaryField: 'data', options },
			{ items, onError: 'continueErrorOutput' },
		);
		expect(failed[0].json.error).toMatchObject({
			httpStatus: 429,
			vendorText: 'Rate limit exceeded. Please try again later.',
		});
	});
});
