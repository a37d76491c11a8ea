import { Failure } from '../../../../nodes/engine/errors';
import { readUpload } from '../../../../nodes/Expertflow/files/storedFile';

const read = (body: unknown, status = 200) =>
	readUpload({ status, headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) });

it('reads the answer to an upload in either casing of the pages', () => {
	const body = { Message: 'File uploaded successfully.', name: '1_a.png', size: '12', type: 7 };
	expect(read(body)).toEqual({
		name: '1_a.png',
		size: 12,
		etag: undefined,
		type: undefined,
	});
});

it.each([
	{ name: '48213_Error' },
	{ name: '48213_Error', code: null, error: null, stack: '' },
	{ name: '48213_Error.png', code: 200 },
	{ name: '48213_a.png', code: 'OK', status: 200 },
	{ name: '48213_a.png', status: 'ok' },
	{ name: '48213_a.png', statusCode: 600 },
])('takes no file for an error because of its name or what stands beside it: %j', (body) => {
	expect(read(body).name).toBe(body.name);
});

describe('what the file engine says of a file', () => {
	const stored = { message: 'File uploaded successfully', name: '1_a.png' };

	it.each([
		[{ size: null }, undefined],
		[{ size: '' }, undefined],
		[{ size: true }, undefined],
		[{ size: -1 }, undefined],
		[{ size: 1.5 }, undefined],
		[{ size: '0x10' }, undefined],
		[{ size: [7] }, undefined],
		[{ size: 0 }, 0],
		[{ size: ' 18244 ' }, 18244],
	])('has a size only where it is one: %j', (more, size) => {
		expect(read({ ...stored, ...more }).size).toBe(size);
	});

	it.each([
		[{ type: '' }, undefined],
		[{ type: ' ' }, undefined],
		[{ type: null }, undefined],
		[{ type: 'image/png' }, 'image/png'],
	])('has a type only where it is one: %j', (more, type) => {
		expect(read({ ...stored, ...more }).type).toBe(type);
	});
});

describe('a success by its status', () => {
	const insides: Array<[body: unknown, facts: object]> = [
		[
			{ message: 'File uploaded successfully' },
			{
				message: 'Expertflow did not say under which name it stored the file',
				remedy: 'Its answer has no name, so no message can refer to the file.',
				delivery: 'uncertain',
			},
		],
		[{ name: '' }, { delivery: 'uncertain' }],
		[{ name: ' ' }, { delivery: 'uncertain' }],
		[{ name: 7 }, { delivery: 'uncertain' }],
		// Half a character cannot stand in an address
		['{"name": "1_\\ud83d.png"}', { delivery: 'uncertain' }],
		[['other'], { delivery: 'uncertain' }],
		['null', { delivery: 'uncertain' }],
		['', { delivery: 'uncertain' }],
		[
			{ status: 400, name: 'BadRequest', message: 'no file' },
			{ delivery: 'refused', vendorCode: 400, vendorText: 'no file' },
		],
		[
			{ statusCode: 404, message: 'An error occurred while uploading file.' },
			{ delivery: 'refused', message: 'Expertflow refused the file' },
		],
		[
			{ name: 'MulterError', message: 'File too large', code: 'LIMIT_FILE_SIZE' },
			{ delivery: 'uncertain', vendorCode: 'LIMIT_FILE_SIZE', vendorText: 'File too large' },
		],
		[
			{ name: 'Error', message: 'no space', stack: 'Error: no space' },
			{ delivery: 'uncertain', vendorText: 'no space' },
		],
		[
			{ error: 'An error occurred while uploading file.' },
			{ delivery: 'uncertain', vendorText: 'An error occurred while uploading file.' },
		],
		[
			{ name: '1_a.png', result: { isInfected: true } },
			{ delivery: 'refused', message: 'Expertflow found a virus in the file' },
		],
	];

	it.each(insides)('is none by what it holds: %j', (body, facts) => {
		expect(() => read(body)).toThrow(Failure);
		expect(() => read(body)).toThrow(
			expect.objectContaining({ facts: expect.objectContaining({ ...facts, httpStatus: 200 }) }),
		);
	});
});
