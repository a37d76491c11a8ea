import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';
import { checkFileHeaders, readFileName, readMimeType } from '../../nodes/engine/fileHeaders';
import { contextOf } from './context';

const properties: INodeProperties[] = [
	{ displayName: 'File Name', name: 'fileName', type: 'string', default: '' },
	{ displayName: 'MIME Type', name: 'mimeType', type: 'string', default: '' },
];
const fields = (values: Record<string, unknown>) =>
	Fields.ofItem(contextOf({ items: [values] }).context, 0, properties);

function refusal(read: () => unknown): unknown {
	try {
		return read();
	} catch (caught) {
		const { message, remedy, field } = (caught as Failure).facts;
		return [message, remedy, field];
	}
}

const RENAME = 'Give the file another name: here, if the node has a field for it, or in the node before.';
const TOO_LONG = 'Use a name of at most 255 bytes: letters beyond English ones count two to four.';

describe('checkFileHeaders', () => {
	const check = (fileName: string, mimeType: string) =>
		refusal(() => checkFileHeaders('File', fileName, mimeType));

	it.each([
		['a.png', 'image/png'],
		['a.png', ''],
		['семейное "фото"\r\n.png', 'text/plain;\tcharset=utf-8'],
		['é'.repeat(127), 'image/png'],
		['a file…..', 'image/png'],
	])('takes %j of type %j', (fileName, mimeType) => expect(check(fileName, mimeType)).toBeUndefined());

	it.each([['a\ud83d.png'], ['\udc4b']])('refuses half a character in %j', (fileName) => {
		expect(check(fileName, 'image/png')).toEqual([
			'"File" holds a file whose name has half a character',
			`An emoji in it was probably cut in two. ${RENAME}`,
			'File',
		]);
	});

	it.each([['.'], ['..'], ['...']])('refuses %s, which names no file', (fileName) => {
		expect(check(fileName, 'image/png')).toEqual([
			`"File" holds a file called "${fileName}"`,
			`Use a name such as contract.pdf. ${RENAME}`,
			'File',
		]);
	});

	it('shows only the beginning of a long name', () => {
		expect(check(`${'x'.repeat(60)}/y`, 'image/png')).toEqual([
			`"File" holds a file called "${'x'.repeat(60)}"`,
			`Use a name without slashes and backslashes. ${RENAME}`,
			'File',
		]);
	});

	it('refuses a name that no file system takes', () => {
		expect(check('é'.repeat(128), 'image/png')).toEqual([
			'"File" holds a file with a name of 256 bytes',
			`${TOO_LONG} ${RENAME}`,
			'File',
		]);
	});

	it.each([
		['text/plain\r\nX-Evil: 1'],
		['text/plain\u0000'],
		['text/pläin'],
		['\u007f'],
		['text/plain\u2028'],
	])('refuses the type %j', (mimeType) => {
		expect(check('a.png', mimeType)).toEqual([
			'"File" holds a.png, whose MIME type has characters that do not belong there',
			'Check the node that produced the file.',
			'File',
		]);
	});
});

describe('readFileName', () => {
	it.each([
		[' a.png ', 'a.png'],
		['\r\na.png\n', 'a.png'],
		// A mark of writing direction belongs to a name as it is read
		['عرض\u200f.pdf', 'عرض\u200f.pdf'],
		['', undefined],
		['  ', undefined],
		[undefined, undefined],
		['x'.repeat(255), 'x'.repeat(255)],
	])('reads %j', (fileName, read) => expect(readFileName(fields({ fileName }), 'fileName')).toBe(read));

	it.each([['.'], ['..'], ['...']])('refuses %s, which names no file', (fileName) => {
		expect(refusal(() => readFileName(fields({ fileName }), 'fileName'))).toEqual([
			`"File Name" holds "${fileName}"`,
			'Use a name such as contract.pdf.',
			'File Name',
		]);
	});

	it.each([['a/b.png'], ['..\\a.png'], ['a.png\\']])('refuses %s, which is a path', (fileName) => {
		expect(refusal(() => readFileName(fields({ fileName }), 'fileName'))).toEqual([
			`"File Name" holds "${fileName}"`,
			'Use a name without slashes and backslashes.',
			'File Name',
		]);
		expect(refusal(() => checkFileHeaders('File', fileName, ''))).toEqual([
			`"File" holds a file called "${fileName}"`,
			`Use a name without slashes and backslashes. ${RENAME}`,
			'File',
		]);
	});

	it('refuses a longer name', () => {
		expect(refusal(() => readFileName(fields({ fileName: 'x'.repeat(256) }), 'fileName'))).toEqual([
			'"File Name" holds a name of 256 bytes',
			TOO_LONG,
			'File Name',
		]);
	});
});

describe('readMimeType', () => {
	it.each([
		[' image/png ', 'image/png'],
		['text/plain; charset=utf-8', 'text/plain; charset=utf-8'],
		['text/plain ;a=b', 'text/plain ;a=b'],
		['application/vnd.ms-x+y_1', 'application/vnd.ms-x+y_1'],
		['', undefined],
		[' ', undefined],
		[undefined, undefined],
	])('reads %j', (mimeType, read) => expect(readMimeType(fields({ mimeType }), 'mimeType')).toBe(read));

	it.each([
		['png'],
		['image/'],
		['/png'],
		['image/png x'],
		['the image/png'],
		['image/png/x'],
		['text/plain;\r\nX-Evil: 1'],
		['text/plain; charset=ü'],
		[`a/${'é'.repeat(100)}`],
	])('refuses %j', (mimeType) => {
		expect(refusal(() => readMimeType(fields({ mimeType }), 'mimeType'))).toEqual([
			`"MIME Type" holds "${mimeType.slice(0, 60)}"`,
			'Use a MIME type such as image/jpeg.',
			'MIME Type',
		]);
	});
});
