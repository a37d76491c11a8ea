import { BinaryDataService } from 'n8n-core';

import { contract, errorOf, jpeg, photo, UPLOAD, useHaptik } from '../support';

const { haptik, credential, files, send } = useHaptik();

const nothingWasSent = () => expect(haptik().store.requests()).toHaveLength(0);

describe('refused before anything is sent', () => {
	it('a file above 10 MB, without opening it', async () => {
		const bytes = Buffer.concat([jpeg(), Buffer.alloc(10_000_000)]);
		const opened = jest.spyOn(BinaryDataService.prototype, 'getAsStream');
		const read = jest.spyOn(BinaryDataService.prototype, 'getAsBuffer');
		const items = [{ files: { data: { ...photo, bytes } } }];
		const result = await send({ registerUser: true }, { items, binaryMode: 'filesystem' });
		expect(errorOf(result)).toEqual({
			message: '"Input Data Field Name" holds photo.jpg with 10.1 MB, more than the 10 MB allowed',
			description: expect.stringContaining('Haptik takes up to 10 MB') as unknown,
		});
		nothingWasSent();
		expect(opened).not.toHaveBeenCalled();
		expect(read).not.toHaveBeenCalled();
		await send({}, { binaryMode: 'filesystem' });
		expect(opened).toHaveBeenCalledTimes(1);
		jest.restoreAllMocks();
	});

	it.each([
		['an empty Auth ID', { authId: '={{ $json.missing }}' }, '"Auth ID" is empty'],
		['an Auth ID of spaces', { authId: '={{ "  " }}' }, '"Auth ID" is empty'],
		['a list as Auth ID', { authId: '={{ ["a"] }}' }, '"Auth ID" holds a list instead of text'],
		['a Business ID with letters', { businessId: 'shop' }, '"Business ID" holds "shop"'],
		['a negative Business ID', { businessId: '=-1' }, '"Business ID" holds "-1"'],
		['an unknown Message Type', { messageType: '=1' }, '"Message Type" holds "1"'],
		[
			'an image that has to be a document',
			{ messageType: 'document' },
			'"Message Type" is Document, but photo.jpg is an image',
		],
		['an object as Text', { text: '={{ {} }}' }, '"Text" holds an object instead of text'],
		['a field without a file', { binaryField: 'photo' }, /^"Input Data Field Name" names no file/],
		['no field at all', { binaryField: '={{ $json.missing }}' }, /^"Input Data Field Name"/],
		['one missing file of two', { binaryField: 'data,second' }, /none called "second"$/],
		['a size limit of zero', { options: { maxFileSize: 0 } }, '"Options > Max File Size" holds "0"'],
		[
			'one name for two files',
			{ binaryField: 'data,data', fileDetails: { fileName: 'a.jpg' } },
			'"File Details > File Name" gives one name to 2 files',
		],
	])('%s', async (_name, parameters, message) => {
		const result = await send(parameters);
		if (typeof message === 'string') expect(result.error?.message).toBe(message);
		else expect(result.error?.message).toMatch(message);
		expect(result.error?.description).toMatch(/\S/);
		nothingWasSent();
	});

	it('a document that has to be an image', async () => {
		const result = await send({ messageType: 'image' }, { items: [{ files: { data: contract } }] });
		expect(result.error?.message).toBe('"Message Type" is Image, but contract.pdf is a document');
		nothingWasSent();
	});

	it.each([
		[
			'a movie',
			{ bytes: Buffer.from('x'), fileName: 'clip.mp4', mimeType: 'video/mp4' },
			/the extension \.mp4/,
		],
		[
			'an empty file',
			{ bytes: Buffer.alloc(0), fileName: 'photo.jpg', mimeType: 'image/jpeg' },
			/holds photo\.jpg, which is empty$/,
		],
		[
			'a PDF named as an image',
			{ bytes: Buffer.from('x'), fileName: 'scan.jpg', mimeType: 'application/pdf' },
			/application\/pdf by its MIME type but \.jpg by its name/,
		],
	])('%s', async (_name, file, message) => {
		const result = await send({}, { items: [{ files: { data: file } }] });
		expect(result.error?.message).toMatch(message);
		nothingWasSent();
	});

	it('a bad second file keeps the first from being sent', async () => {
		const clip = { bytes: Buffer.from('x'), fileName: 'clip.mp4', mimeType: 'video/mp4' };
		const result = await send({ binaryField: 'data,clip' }, { items: [{ files: { data: photo, clip } }] });
		expect(result.error?.message).toContain('clip.mp4');
		nothingWasSent();
	});

	it.each([
		['no Business ID anywhere', { businessId: '' }, '"Business ID" is empty'],
		[
			'a Business ID of the credential with letters',
			{ businessId: 'shop' },
			'"Business ID" of the credential holds "shop"',
		],
		['no base URL', { baseUrl: '' }, '"Base URL" is empty'],
		[
			'a base URL without https://',
			{ baseUrl: 'staging-messenger.haptikapi.com' },
			'"Base URL" holds "staging-messenger.haptikapi.com"',
		],
	])('%s', async (_name, change, message) => {
		const result = await send({}, { credentials: { haptikApi: { ...credential(), ...change } } });
		expect(result.error?.message).toBe(message);
		nothingWasSent();
	});
});

describe('refused by Haptik', () => {
	it('401: names the credential’s fields', async () => {
		const haptikApi = { ...credential(), token: 'mistyped-token-of-the-user' };
		const result = await send({}, { credentials: { haptikApi }, onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			message: 'Haptik did not accept the credential',
			description: expect.stringMatching(
				/compare Token and Client ID.*"invalid authorization details" \(HTTP 401\)/,
			) as unknown,
			vendorText: 'invalid authorization details',
			httpStatus: 401,
			delivery: 'refused',
		});
		expect(result.everything).not.toContain('mistyped-token-of-the-user');
		expect(haptik().store.requests()).toHaveLength(1);
	});

	it('403 for an unknown user: says how to register the user', async () => {
		const result = await send({ authId: 'nobody' }, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toEqual({
			message: 'Haptik does not know the user "nobody"',
			description: expect.stringContaining('Turn on "Register User When Unknown"') as unknown,
			delivery: 'refused',
			field: 'Auth ID',
			vendorText: 'user is not registered',
			httpStatus: 403,
		});
	});

	it.each([
		['another text', { error_message: 'account is suspended' }, 'account is suspended'],
		['a proxy’s page', '<html><h1>Forbidden</h1></html>', undefined],
	])('403 with %s: is not taken for an unknown user', async (_name, body, vendorText) => {
		haptik().faults.add({ fault: { kind: 'status', status: 403, body } });
		const result = await send({ registerUser: true }, { onError: 'continueErrorOutput' });
		const { error } = result.failed[0].json;
		expect(error).toMatchObject({ message: 'Haptik denied access', httpStatus: 403, delivery: 'refused' });
		expect((error as { vendorText?: string }).vendorText).toBe(vendorText);
		expect(haptik().store.requests()).toHaveLength(1);
	});

	it('a business that does not exist: Haptik’s own words', async () => {
		const result = await send({ businessId: '9999' });
		expect(errorOf(result)).toEqual({
			message: 'Haptik refused the request',
			description: 'Check the values of this item. Haptik said: "invalid business_id provided" (HTTP 400).',
		});
	});

	it('413 with a page: the file is too large', async () => {
		haptik().settings.fileLimit = 10;
		const result = await send();
		expect(errorOf(result)).toEqual({
			message: 'The file is too large for Haptik',
			description: expect.stringMatching(/up to 10 MB.*HTTP 413/) as unknown,
		});
	});

	it('a file whose bytes are not what its name says: Haptik’s own words', async () => {
		const result = await send({}, { items: [{ files: { data: { ...photo, bytes: contract.bytes } } }] });
		expect(errorOf(result).description).toContain('"unsupported file type" (HTTP 400)');
	});

	it('404: points to the base URL', async () => {
		const haptikApi = { ...credential(), baseUrl: `${haptik().url}/elsewhere` };
		const result = await send({}, { credentials: { haptikApi } });
		expect(errorOf(result)).toEqual({
			message: 'Haptik has no API at this address',
			description: expect.stringContaining('Compare Base URL') as unknown,
		});
	});

	it('500: cannot tell whether the file was logged, and does not send it again', async () => {
		const body = { error_message: 'Internal Error' };
		haptik().faults.add({ fault: { kind: 'status', status: 500, body } });
		const result = await send();
		expect(errorOf(result).message).toBe('Haptik could not finish the request');
		expect(errorOf(result).description).toMatch(/may have been carried out.*"Internal Error" \(HTTP 500\)/);
		expect(haptik().store.requests()).toHaveLength(1);
	});

	it.each([
		['an object without a message id', {}, undefined],
		['an error with status 200', { error_message: 'queue is closed' }, 'queue is closed'],
	])('200 with %s: is no success', async (_name, body, vendorText) => {
		haptik().faults.add({ fault: { kind: 'wrongShape', body, processed: false } });
		const result = await send({}, { onError: 'continueErrorOutput' });
		expect(result.failed[0].json.error).toMatchObject({
			message: 'Haptik did not say that it logged the file',
			delivery: 'uncertain',
			...(vendorText ? { vendorText } : {}),
		});
		expect(haptik().store.requests({ path: UPLOAD })).toHaveLength(1);
	});

	it('an empty answer: is no success', async () => {
		haptik().faults.add({ fault: { kind: 'empty' } });
		const result = await send();
		expect(result.error?.message).toBe('Haptik did not say that it logged the file');
	});

	it('429: Haptik’s own words after the tries that were allowed', async () => {
		haptik().settings.callsPerMinute = 1;
		haptik().state.calls = [haptik().clock.now().getTime()];
		const result = await send({ options: { maxTries: 2 } });
		expect(errorOf(result)).toEqual({
			message: 'Haptik is receiving too many requests',
			description: expect.stringMatching(
				/more Max Tries in the options.*"rate limit exceeded" \(HTTP 429\)\. Tried 2 times\./,
			) as unknown,
		});
		expect(files()).toHaveLength(0);
	});

	it('a second file of an item: says which one has arrived', async () => {
		haptik().faults.add({
			when: { path: UPLOAD, after: 1 },
			fault: { kind: 'status', status: 400, body: 'no' },
		});
		const items = [{ files: { data: photo, second: contract } }];
		const result = await send({ binaryField: 'data,second' }, { items, onError: 'continueErrorOutput' });
		const { message, description, done } = result.failed[0].json.error as Record<string, unknown>;
		expect(message).toBe('Haptik refused the request');
		expect(description).toMatch(
			/Already delivered for this item: photo\.jpg \(message \d+\)\. Leave those out when you send it again\./,
		);
		expect(done).toEqual({ delivered: expect.stringMatching(/^photo\.jpg \(message \d+\)$/) as unknown });
		expect(files()).toHaveLength(1);
	});
});
