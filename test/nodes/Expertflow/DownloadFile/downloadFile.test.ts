import type { Readable } from 'node:stream';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

import { expertflow } from '../../../../sandbox/expertflow';
import { startVendor } from '../../../../sandbox/server';
import { login, mediaUrl, onlyError, PNG, run, store, useExpertflow, vendor } from '../support';

useExpertflow();

const NODE = 'expertflowDownloadFile';
const DOWNLOAD = { method: 'GET', path: '/file-engine/api/downloadFileStream' };
const byName = (storedName: string) => ({ source: 'storedFile', storedName, outputField: 'data' });

const received = () => vendor().store.requests(DOWNLOAD);

async function bytesOf(file: IBinaryData | undefined): Promise<Buffer> {
	if (!file) throw new Error('No file came out');
	return await Container.get(BinaryDataService).getAsBuffer(file);
}

describe('the file', () => {
	it.each(['default', 'filesystem'] as const)('comes byte by byte in %s mode', async (binaryMode) => {
		const bytes = Buffer.alloc(4_900_000, 'Expertflow');
		store('48213_film.mp4', bytes, 'video/mp4');
		const parameters = { ...byName('48213_film.mp4'), outputField: 'film' };
		const { main, error } = await run(NODE, parameters, { binaryMode });
		expect(error).toBeUndefined();
		expect(main[0].json).toEqual({
			name: '48213_film.mp4',
			fileName: '48213_film.mp4',
			type: 'video/mp4',
			size: bytes.length,
			mediaUrl: mediaUrl('48213_film.mp4'),
		});
		const { film } = main[0].binary ?? {};
		expect(film).toMatchObject({ fileName: '48213_film.mp4', mimeType: 'video/mp4', fileExtension: 'mp4' });
		expect((await bytesOf(film)).equals(bytes)).toBe(true);
	});

	it.each(['default', 'filesystem'] as const)('can be empty in %s mode', async (binaryMode) => {
		store('empty.txt', Buffer.alloc(0), 'text/plain');
		const { main, error } = await run(NODE, byName('empty.txt'), { binaryMode });
		expect(error).toBeUndefined();
		expect(main[0].json.size).toBe(0);
		expect(await bytesOf(main[0].binary?.data)).toHaveLength(0);
	});

	it('is found under a name in any script', async () => {
		const name = '1_見積り Größe #1 & 2+3.png';
		store(name, PNG, 'image/png');
		const { main } = await run(NODE, byName(name));
		expect(received()[0].query).toEqual({ filename: name });
		expect(main[0].binary?.data.fileName).toBe(name);
	});

	it('is found when blanks and a line break were copied along with its name', async () => {
		store('1_a b.png', PNG, 'image/png');
		expect((await run(NODE, byName('  1_a b.png\n'))).main[0].json.name).toBe('1_a b.png');
	});

	it('is found when its media URL is pasted as the stored name', async () => {
		store('1_a b.png', PNG, 'image/png');
		const { main, error } = await run(NODE, byName(` ${mediaUrl('1_a b.png')}\n`));
		expect(error).toBeUndefined();
		expect(received()[0].query).toEqual({ filename: '1_a b.png' });
		expect(main[0].json.name).toBe('1_a b.png');
	});

	it('has the name that Expertflow gives to it', async () => {
		store('9f3c', PNG, 'image/png; charset=binary');
		vendor().settings.contentDisposition = `attachment; filename="x.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png`;
		const { main } = await run(NODE, byName('9f3c'));
		expect(main[0].binary?.data).toMatchObject({ fileName: 'Größe.png', mimeType: 'image/png' });
	});

	it.each([
		[`attachment; filename*=UTF-8''100%.png`, '100%.png'],
		['attachment; filename=my holiday.png', 'my holiday.png'],
		['attachment; filename="..\\..\\a.png"', 'a.png'],
		['attachment; xfilename=b.png', '9f3c'],
		['attachment; filename=".."', '9f3c'],
	])('comes whatever the header says of its name: %s', async (contentDisposition, fileName) => {
		store('9f3c', PNG, 'image/png');
		vendor().settings.contentDisposition = contentDisposition;
		const { main, error } = await run(NODE, byName('9f3c'));
		expect(error).toBeUndefined();
		expect(main[0].binary?.data.fileName).toBe(fileName);
	});

	it('has the type of its extension when Expertflow does not know it', async () => {
		store('1_price.pdf', PNG, 'application/octet-stream');
		const { main } = await run(NODE, byName('1_price.pdf'));
		expect(main[0].json.type).toBe('application/pdf');
	});

	it('has the name and type that the user wants', async () => {
		store('1_a.bin', PNG, 'application/octet-stream');
		const fileDetails = { fileName: 'photo.png', mimeType: 'image/png' };
		const { main } = await run(NODE, { ...byName('1_a.bin'), fileDetails });
		expect(main[0].binary?.data).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
	});

	it('is asked for uncompressed, as whatever it is', async () => {
		store('a.png', PNG, 'image/png');
		await run(NODE, byName('a.png'));
		expect(received()[0].headers).toMatchObject({ accept: '*/*', 'accept-encoding': 'identity' });
	});
});

describe('a media URL', () => {
	const byUrl = (url: string) => ({ source: 'mediaUrl', mediaUrl: url, outputField: 'data' });

	it('leads to the file', async () => {
		store('1_Größe & Maß.png', PNG, 'image/png');
		const { main } = await run(NODE, byUrl(mediaUrl('1_Größe & Maß.png')));
		expect(main[0].json.name).toBe('1_Größe & Maß.png');
	});

	it('of another host gets no request, and the credential stays at home', async () => {
		const other = await startVendor(expertflow, { host: '127.0.0.1', port: 0 });
		vendor().settings.gateway = '4.9';
		store('1_a.png', PNG, 'image/png');
		const url = `${other.url}/file-engine/api/downloadFileStream?filename=1_a.png`;
		const { error } = await run(NODE, byUrl(url), { account: login() });
		const seen = other.store.requests();
		await other.stop();
		expect(error).toBeUndefined();
		expect(seen).toEqual([]);
		expect(received()).toHaveLength(1);
	});

	it.each(['https://cdn.example.test/a.png', 'a.png', 'https://cx.example.test/api/downloadFileStream'])(
		'must be one of the file engine, unlike %s',
		async (url) => {
			const { error } = await run(NODE, byUrl(url));
			expect(error?.message).toBe('"Media URL" is no address of a file that Expertflow stores');
			expect(vendor().store.requests()).toEqual([]);
		},
	);
});

describe('what goes wrong', () => {
	beforeEach(() => store('a.png', Buffer.alloc(50_000, 'x'), 'image/png'));
	const failing = async (name = 'a.png', options = {}) =>
		onlyError(await run(NODE, { ...byName(name), options }, { onError: 'continueErrorOutput' }));

	it.each(['default', 'filesystem'] as const)('notices a file cut short in %s mode', async (binaryMode) => {
		vendor().faults.add({ times: Infinity, fault: { kind: 'truncated' } });
		const parameters = { ...byName('a.png'), options: { maxTries: 2 } };
		const result = await run(NODE, parameters, { binaryMode, onError: 'continueErrorOutput' });
		expect(onlyError(result)).toMatchObject({
			message: 'The file with 50 kB did not arrive whole',
			description: expect.stringContaining('Tried 2 times.'),
		});
	});

	it('fetches a file cut short again', async () => {
		vendor().faults.add({ fault: { kind: 'truncated' } });
		const { main, error } = await run(NODE, byName('a.png'));
		expect(error).toBeUndefined();
		expect(main[0].json.size).toBe(50_000);
		expect(received()).toHaveLength(2);
	});

	it('gives up a file that trickles', async () => {
		vendor().faults.add({ times: Infinity, fault: { kind: 'slowBody', ms: 50 } });
		const started = Date.now();
		expect(await failing('a.png', { timeout: 300, maxTries: 1 })).toMatchObject({
			message: expect.stringContaining('did not arrive whole'),
		});
		expect(Date.now() - started).toBeLessThan(2_000);
	});

	it('names a file that is not there, whichever status that has', async () => {
		expect(await failing('b.png')).toMatchObject({
			message: 'Expertflow has no file "b.png"',
			httpStatus: 404,
			vendorText: 'File not found',
		});
		vendor().settings.unknownFileStatus = 500;
		expect(await failing('b.png', { maxTries: 1 })).toMatchObject({
			message: 'The file engine of Expertflow could not give the file "b.png"',
			httpStatus: 500,
		});
	});

	it('does not take JSON for a picture, unless the user says so', async () => {
		vendor().faults.add({ times: 2, fault: { kind: 'wrongShape', body: { error: 'no' } } });
		expect(await failing()).toMatchObject({
			message: 'Expertflow answered with JSON instead of the file "a.png"',
			description: expect.stringContaining('set MIME Type'),
		});
		const fileDetails = { mimeType: 'application/json' };
		const { main } = await run(NODE, { ...byName('a.png'), fileDetails });
		expect(main[0].json).toMatchObject({ type: 'application/json', size: 14 });
	});

	it.each([
		['application/json', 'answered with JSON'],
		['application/problem+json', 'answered with JSON'],
		['text/html; charset=utf-8', 'answered with a web page'],
	])(
		'does not take %s for a file whose name says nothing, unless the user says so',
		async (type, message) => {
			store('9f3c', Buffer.from('{}'), type);
			expect(await failing('9f3c')).toMatchObject({ message: expect.stringContaining(message) });
			const [mimeType] = type.split(';');
			for (const [wanted, files] of [
				[mimeType, 1],
				['image/png', 0],
			] as const) {
				const parameters = { ...byName('9f3c'), fileDetails: { mimeType: wanted } };
				const { main } = await run(NODE, parameters, { onError: 'continueErrorOutput' });
				expect(main).toHaveLength(files);
			}
		},
	);

	it('takes them for what they are where the name says so', async () => {
		store('1_list.json', Buffer.from('{}'), 'application/json');
		store('1_page.html', Buffer.from('<p>'), 'text/html');
		for (const name of ['1_list.json', '1_page.html']) {
			expect((await run(NODE, byName(name))).main[0].json.fileName).toBe(name);
		}
	});

	it.each(['default', 'filesystem'] as const)(
		'lets the connection go when n8n cannot store the file in %s mode',
		async (binaryMode) => {
			const streams: Readable[] = [];
			const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
			const storing = jest
				.spyOn(BinaryDataService.prototype, 'store')
				.mockImplementation(async (_location, stream) => {
					streams.push(stream as Readable);
					throw full;
				});
			const result = await run(NODE, byName('a.png'), { binaryMode, onError: 'continueErrorOutput' });
			storing.mockRestore();
			expect(onlyError(result)).toMatchObject({
				message: 'n8n could not store the file',
				description: expect.stringContaining('ENOSPC'),
				delivery: 'notSent',
			});
			expect(streams.map(({ destroyed }) => destroyed)).toEqual([true]);
		},
	);

	it('tells a wrong path from a missing file', async () => {
		vendor().settings.prefixes = false;
		expect(await failing()).toMatchObject({ message: 'Nothing of Expertflow answers at this address' });
	});
});
