import { Fields } from '../../../nodes/engine/fields';
import { readUploadPath, uploadPathField } from '../../../nodes/Expertflow/fields';
import { contextOf } from '../../engine/context';

const options = {
	displayName: 'Options',
	name: 'options',
	type: 'collection' as const,
	default: {},
	options: [uploadPathField],
};

/** Reads Upload Path as a user has filled it in. */
function read(uploadPath?: string): string {
	const { context } = contextOf({ items: [{ options: { uploadPath } }] });
	return readUploadPath(Fields.ofItem(context, 0, [options]).collection('options'));
}

describe('the path of upload from URL', () => {
	it.each([
		[undefined, 'api/uploadFileFromUrl'],
		[' /api/v2/fetch/ ', 'api/v2/fetch'],
		['a.b/c..d/...', 'a.b/c..d/...'],
		['files%20in/%2e%2e%2e', 'files%20in/%2e%2e%2e'],
		['x%2e/y', 'x%2e/y'],
	])('%p is %s', (given, path) => expect(read(given)).toBe(path));

	it.each([
		'.',
		'..',
		'api/../admin',
		'api/%2E%2e/admin',
		'api/.%2e',
		'a b',
		'a%2',
		'a%zz',
		'//evil.example?x',
	])('"%s" leads elsewhere', (given) => {
		const shown = given.replace(/^\/+/, '');
		expect(() => read(given)).toThrow(`"Options > Upload Path" holds "${shown}"`);
		expect(() => read(given)).toThrow(
			expect.objectContaining({
				facts: expect.objectContaining({
					remedy: expect.stringMatching(/path below the file engine/) as string,
				}) as object,
			}),
		);
	});

	it('is shown in part when it is long', () => {
		expect(() => read(`a b${'c'.repeat(100)}`)).toThrow(`holds "a b${'c'.repeat(57)}"`);
	});
});
