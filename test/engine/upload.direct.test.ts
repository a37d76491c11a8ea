import { BINARY_IN_JSON_PROPERTY, type IBinaryData } from 'n8n-workflow';

import type { Failure } from '../../nodes/engine/errors';
import {
	closeFiles,
	inMegabytes,
	readUploadFile,
	sizeOf,
	uploadForm,
	type UploadFile,
} from '../../nodes/engine/upload';
import { contextOf, type ContextFacts } from './context';

const photo: IBinaryData = {
	data: Buffer.from('photo').toString('base64'),
	mimeType: 'image/png',
	fileName: 'a.png',
};
const stored: IBinaryData = {
	data: 'filesystem',
	id: 'filesystem:1',
	mimeType: 'image/png',
	fileName: 'a.png',
};

const read = async (facts: ContextFacts, value: unknown = 'data') =>
	await readUploadFile(contextOf(facts).context, 0, value, 'File');

const refusal = async (facts: ContextFacts, value?: unknown) =>
	await read(facts, value).then(
		() => 'taken',
		(caught: unknown) => (caught as Failure).facts,
	);

async function bytesOf(file: UploadFile): Promise<string> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of file.open()) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
}

describe('readUploadFile', () => {
	it('reads a file that n8n keeps in memory, as often as needed', async () => {
		const file = await read({ binary: photo });
		expect(file).toMatchObject({ fileName: 'a.png', mimeType: 'image/png', size: 5 });
		expect([await bytesOf(file), await bytesOf(file)]).toEqual(['photo', 'photo']);
	});

	it('reads a file that n8n has stored, as often as needed', async () => {
		const file = await read({
			binary: stored,
			stored: [Buffer.from('pho'), Buffer.from('to')],
			storedSize: 5,
		});
		expect(file).toMatchObject({ fileName: 'a.png', mimeType: 'image/png', size: 5 });
		expect([await bytesOf(file), await bytesOf(file)]).toEqual(['photo', 'photo']);
	});

	it('stops when the stored bytes are not as many as announced', async () => {
		const file = await read({ binary: stored, stored: [Buffer.from('pho')], storedSize: 5 });
		await expect(bytesOf(file)).rejects.toMatchObject({
			facts: {
				message: 'The file a.png changed while it was being sent',
				remedy: 'Run the node that produced the file again.',
				delivery: 'notSent',
			},
		});
	});

	it.each([
		[{ fileName: 'a.png', fileExtension: 'jpg' }, 'a.png'],
		[{ fileName: '', fileExtension: 'jpg' }, 'file.jpg'],
		[{ fileName: undefined, fileExtension: undefined }, 'file.png'],
		[{ fileName: 'photo', fileExtension: undefined }, 'photo.png'],
		[{ fileName: ' photo.png\r\n' }, 'photo.png'],
	])('names %p', async (changes, name) => {
		expect((await read({ binary: { ...photo, ...changes } })).fileName).toBe(name);
	});

	it.each([['image/png'], ['text/plain; charset=utf-8'], ['application/vnd.x+y-z.1'], ['image/jpeg']])(
		'takes the MIME type %p',
		async (mimeType) => expect(await read({ binary: { ...photo, mimeType } })).toMatchObject({ mimeType }),
	);

	it.each([
		['text/plain\r\nX-Evil: 1'],
		['text/plain\u0000'],
		['text/pläin'],
		['text/plain\u007f'],
		['text/plain\u2028'],
	])('refuses the MIME type %j, which no header carries', async (mimeType) => {
		expect(await refusal({ binary: { ...photo, mimeType } })).toEqual({
			message: '"File" holds a.png, whose MIME type has characters that do not belong there',
			remedy: 'Check the node that produced the file.',
			delivery: 'notSent',
			field: 'File',
		});
	});

	it('takes name and type that the user gives instead, and does not mind its own', async () => {
		const binary = { ...photo, fileName: 'a\ud83d\\b.png', mimeType: 'image/\npng' };
		const { context } = contextOf({ binary });
		const instead = { fileName: 'b.jpg', mimeType: 'image/jpeg' };
		expect(await readUploadFile(context, 0, 'data', 'File', instead)).toMatchObject(instead);
		await expect(readUploadFile(context, 0, 'data', 'File', { fileName: 'b.jpg' })).rejects.toMatchObject({
			facts: { message: '"File" holds b.jpg, whose MIME type has characters that do not belong there' },
		});
	});

	it.each([
		[{ mimeType: undefined }, { fileName: 'a.png', mimeType: 'image/png' }],
		[
			{ fileName: 7, mimeType: 8 },
			{ fileName: '7', mimeType: 'application/octet-stream' },
		],
	])('makes text of what a Code node may have put there: %p', async (odd, expected) => {
		expect(await read({ binary: { ...photo, ...odd } as unknown as IBinaryData })).toMatchObject(expected);
	});

	it.each([
		[''],
		['application/octet-stream'],
		['binary/octet-stream'],
		['application/octet-stream; charset=binary'],
	])('goes by the name where the type %j says nothing', async (mimeType) => {
		expect(await read({ binary: { ...photo, mimeType } })).toMatchObject({ mimeType: 'image/png' });
	});

	it('goes by the first bytes where name and type say nothing, and closes the file again', async () => {
		const binary = { ...stored, fileName: 'photo', mimeType: 'binary/octet-stream' };
		const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(10_000)]);
		const chunks = [bytes.subarray(0, 5_000), bytes.subarray(5_000)];
		const { context, streams } = contextOf({ binary, stored: chunks, storedSize: bytes.length });
		const file = await readUploadFile(context, 0, 'data', 'File');
		expect(file).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png', size: bytes.length });
		expect(streams.map(({ destroyed }) => destroyed)).toEqual([true]);
		expect(await bytesOf(file)).toBe(bytes.toString());
		expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
	});

	it('opens no file of which name or type say what it is', async () => {
		const { context, streams } = contextOf({ binary: stored, stored: [Buffer.from('photo')], storedSize: 5 });
		await readUploadFile(context, 0, 'data', 'File');
		expect(streams).toEqual([]);
	});

	it('refuses a name that is too long with the extension of its type', async () => {
		expect(await refusal({ binary: { ...photo, fileName: 'x'.repeat(253) } })).toMatchObject({
			message: '"File" holds a file with a name of 257 bytes',
		});
	});

	it('takes the bytes of an address that holds them, and its type where the file has none', async () => {
		const data = `data:image/gif;base64,${photo.data}`;
		const file = await read({ binary: { ...photo, data } });
		expect(file).toMatchObject({ fileName: 'a.png', mimeType: 'image/png', size: 5 });
		expect(await bytesOf(file)).toBe('photo');
		const nameless = { data, mimeType: 'application/octet-stream' };
		expect(await read({ binary: nameless })).toMatchObject({ fileName: 'file.gif', mimeType: 'image/gif' });
	});

	it.each([
		['hello world', 'a text that is no base64'],
		['data:text/plain,hello', 'a text that is no base64'],
		[' https://files.example.com/a.png', 'an address'],
		['HTTP://files.example.com/a.png', 'an address'],
		['at https://files.example.com', 'a text that is no base64'],
		['https:', 'a text that is no base64'],
	])('refuses %j in the place of bytes', async (data, what) => {
		expect(await refusal({ binary: { ...photo, data } })).toEqual({
			message: `"File" holds a.png with ${what} in the place of its bytes`,
			remedy:
				'Fetch a file from an address with the HTTP Request node; turn a text into a file with the Convert to File node. Where a Code node makes the file, its data has to be base64.',
			delivery: 'notSent',
			field: 'File',
		});
	});

	it.each([
		[undefined],
		[null],
		[{}],
		[7],
		['filesystem-v2'],
		['filesystem'],
		['database'],
		['s3'],
		['azure'],
	])('refuses a file whose bytes are %p', async (data) => {
		expect(await refusal({ binary: { ...photo, data } as unknown as IBinaryData })).toEqual({
			message: '"File" holds a.png without its bytes',
			remedy: 'Check the node that produced the file.',
			delivery: 'notSent',
			field: 'File',
		});
	});

	it('calls a file without a name so', async () => {
		const nameless = { data: 'hello world', mimeType: '' };
		expect(await refusal({ binary: nameless })).toMatchObject({
			message: '"File" holds file with a text that is no base64 in the place of its bytes',
		});
	});

	it('refuses a name with half a character', async () => {
		expect(await refusal({ binary: { ...photo, fileName: 'a\ud83d.png' } })).toEqual({
			message: '"File" holds a file whose name has half a character',
			remedy:
				'An emoji in it was probably cut in two. Give the file another name: here, if the node has a field for it, or in the node before.',
			delivery: 'notSent',
			field: 'File',
		});
	});

	it('says that there is no file of that name', async () => {
		expect(await refusal({}, 'photo')).toEqual({
			message: '"File" names no file: this item has none called "photo"',
			remedy: 'This item has no file at all: let the node before this one put one into the item.',
			delivery: 'notSent',
			field: 'File',
		});
	});

	it('says which files there are', async () => {
		const { remedy } = (await refusal({ files: { Your_photo: photo, 'b\ufeff': photo } }, 'photo')) as {
			remedy: string;
		};
		expect(remedy).toMatch(/^This item has: Your_photo, b\[U\+FEFF\]\. Type one of these names/);
		const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, photo]));
		expect(await refusal({ files: many }, 'photo')).toMatchObject({
			remedy: expect.stringContaining('f6, f7 and others. '),
		});
		const { f8, ...eight } = many;
		expect(await refusal({ files: eight }, 'photo')).toMatchObject({
			remedy: expect.stringContaining('f6, f7. Type'),
		});
		expect(await refusal({ files: { f8, ['n'.repeat(61)]: photo } }, 'photo')).toMatchObject({
			remedy: expect.stringContaining(`This item has: f8, ${'n'.repeat(60)}. Type`),
		});
	});

	it('says so too where the item is none of the input', async () => {
		expect(await refusal({ items: [] }, 'photo')).toMatchObject({
			message: '"File" names no file: this item has none called "photo"',
			remedy: expect.stringContaining('This item has no file at all'),
		});
	});

	it('takes no number for the name of a file', async () => {
		expect(await refusal({ files: { 7: photo, 8: photo } }, 7)).toMatchObject({
			message: '"File" gives no file',
		});
	});

	it('finds a file by its name in the data of its item, and nothing else that stands there', async () => {
		const second = { ...photo, fileName: 'b.png' };
		const held = { first: photo, second, odd: 7, none: null, text: 'a', link: { url: 'x' } };
		const items = [{ [BINARY_IN_JSON_PROPERTY]: held }];
		expect(await read({ items }, 'second')).toMatchObject({ fileName: 'b.png' });
		expect(await refusal({ items }, 'odd')).toMatchObject({
			message: '"File" names no file: this item has none called "odd"',
			remedy: expect.stringContaining('This item has: first, second. Type') as unknown,
		});
	});

	it('takes the only file for the name that the field holds from the start, and for no other', async () => {
		expect(await read({ files: { Your_photo: photo } })).toMatchObject({ fileName: 'a.png' });
		expect(await refusal({ files: { Your_photo: photo, second: photo } })).toMatchObject({
			remedy: expect.stringContaining('This item has: Your_photo, second.'),
		});
		expect(await refusal({ files: { Your_photo: photo } }, 'Data')).toMatchObject({
			message: '"File" names no file: this item has none called "Data"',
		});
	});

	it.each([[undefined], [{ data: 'x' }], [7]])('says that %p gives no file', async (value) => {
		expect(await refusal({}, value ?? null)).toEqual({
			message: '"File" gives no file',
			remedy:
				'Type the name of the binary field, e.g. data. An expression can only hand over a file that n8n stores on disk or in its database.',
			delivery: 'notSent',
			field: 'File',
		});
	});
});

describe('uploadForm', () => {
	it('is a form whose parts keep their order, and whose files are opened when they are sent', async () => {
		const file = await read({ binary: photo });
		const open = jest.fn(file.open);
		const form = uploadForm([
			['note', 'a'],
			['file', { ...file, open }],
			['note', 'b'],
		]);
		expect(form).toBeInstanceOf(FormData);
		const part = { name: 'a.png', type: 'image/png', size: 5, stream: expect.any(Function) as unknown };
		const expected = [
			['note', 'a'],
			['file', part],
			['note', 'b'],
		];
		// The client walks either of them; the compiler's list of browser types knows neither
		const walked = form as unknown as Iterable<unknown> & { entries(): Iterable<unknown> };
		expect([...walked.entries()]).toEqual(expected);
		expect([...walked]).toEqual(expected);
		expect(open).not.toHaveBeenCalled();
		const [, [, sent]] = [...walked] as Array<[string, { stream(): AsyncIterable<Uint8Array> }]>;
		const chunks: Uint8Array[] = [];
		for await (const chunk of sent.stream()) chunks.push(chunk);
		expect(Buffer.concat(chunks).toString()).toBe('photo');
		expect(open).toHaveBeenCalledTimes(1);
	});

	it('tells how large its files are together', async () => {
		const file = await read({ binary: photo });
		expect(
			sizeOf(
				uploadForm([
					['note', 'a'],
					['file', file],
					['more', file],
				]),
			),
		).toBe(10);
		for (const other of [uploadForm([['note', 'a']]), undefined, null, 'text', {}])
			expect(sizeOf(other)).toBe(0);
	});

	it('leaves a file alone that cannot be closed', async () => {
		const next = async () => await Promise.resolve({ done: false, value: Buffer.from('x') });
		const open = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
		const form = uploadForm([['file', { fileName: 'a', mimeType: '', size: 5, open }]]);
		for (const [, part] of form as unknown as Iterable<[string, { stream(): AsyncIterable<Uint8Array> }]>)
			await part.stream()[Symbol.asyncIterator]().next();
		expect(() => closeFiles(form)).not.toThrow();
	});

	it('closes what was opened of its files and not read to its end, and can be sent again', async () => {
		const closed: string[] = [];
		async function* bytes() {
			try {
				yield Buffer.from('pho');
				yield Buffer.from('to');
			} finally {
				closed.push('closed');
			}
		}
		const form = uploadForm([['file', { fileName: 'a', mimeType: '', size: 5, open: bytes }]]);
		const walked = form as unknown as Iterable<[string, { stream(): AsyncIterable<Uint8Array> }]>;
		const begin = async () => {
			for (const [, part] of walked) await part.stream()[Symbol.asyncIterator]().next();
		};
		await begin();
		closeFiles(form);
		await begin();
		closeFiles(form);
		closeFiles(form);
		await new Promise(setImmediate);
		expect(closed).toEqual(['closed', 'closed']);
		for (const other of [undefined, null, 'text', {}]) closeFiles(other);
	});
});

describe('inMegabytes', () => {
	it.each([
		[0, '0 kB'],
		[1, '1 kB'],
		[1000, '1 kB'],
		[1001, '2 kB'],
		[999_500, '1000 kB'],
		[1_000_000, '1.0 MB'],
		[4_800_000, '4.8 MB'],
		[10_000_000, '10.0 MB'],
		[10_000_001, '10.1 MB'],
	])('writes %i', (bytes, text) => expect(inMegabytes(bytes)).toBe(text));
});
