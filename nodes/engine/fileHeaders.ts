/** Names and types of files, which arrive as they are or are refused. */

import { invalidField } from './errors';
import type { Fields } from './fields';

/** In bytes; what file systems take, and so what any service that stores the file under its name can take. */
const LONGEST_NAME = 255;

/** How to go on when the file brings the name. */
const RENAME = 'Give the file another name: here, if the node has a field for it, or in the node before.';

const ANY_PRINTABLE = /^[\t\x20-\x7e]*$/;
const TYPE_AND_SUBTYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;|$)/;

/**
 * Checks what n8n knows of a file and what travels in the header of its part, where some characters would be changed or end the header.
 *
 * @param field the display name of the field that names the file
 * @throws Failure when the name or the MIME type would not arrive as it is
 */
export function checkFileHeaders(field: string, fileName: string, mimeType: string): void {
	if (/\p{Surrogate}/u.test(fileName)) {
		throw invalidField(
			field,
			'holds a file whose name has half a character',
			`An emoji in it was probably cut in two. ${RENAME}`,
		);
	}
	checkName(
		field,
		{ called: 'holds a file called', long: 'holds a file with a name', remedy: RENAME },
		fileName,
	);
	if (!ANY_PRINTABLE.test(mimeType)) {
		throw invalidField(
			field,
			`holds ${fileName}, whose MIME type has characters that do not belong there`,
			'Check the node that produced the file.',
		);
	}
}

/** The name that a user gives a file instead of its own, without spaces around it, or undefined when empty. @throws Failure when it is too long, or none at all */
export function readFileName(fields: Fields, name: string): string | undefined {
	const fileName = fields.optionalText(name)?.trim() || undefined;
	if (fileName !== undefined)
		checkName(fields.label(name), { called: 'holds', long: 'holds a name', remedy: '' }, fileName);
	return fileName;
}

interface Words {
	called: string;
	long: string;
	remedy: string;
}

function checkName(field: string, { called, long, remedy }: Words, fileName: string): void {
	const refuse = (problem: string, allowed: string) =>
		invalidField(field, problem, [allowed, remedy].filter((sentence) => sentence !== '').join(' '));
	const shown = `${called} "${fileName.slice(0, 60)}"`;
	if (/^\.+$/.test(fileName)) throw refuse(shown, 'Use a name such as contract.pdf.');
	// Servers cut off what stands before a slash, and some take a backslash for the sign that keeps a quote from ending the name
	if (/[\\/]/.test(fileName)) throw refuse(shown, 'Use a name without slashes and backslashes.');
	const length = Buffer.byteLength(fileName);
	if (length <= LONGEST_NAME) return;
	throw refuse(
		`${long} of ${length} bytes`,
		`Use a name of at most ${LONGEST_NAME} bytes: letters beyond English ones count two to four.`,
	);
}

/** The MIME type that a user gives a file instead of its own, or undefined when empty. @throws Failure when it is none */
export function readMimeType(fields: Fields, name: string): string | undefined {
	const mimeType = fields.optionalId(name);
	if (mimeType === undefined || (TYPE_AND_SUBTYPE.test(mimeType) && ANY_PRINTABLE.test(mimeType)))
		return mimeType;
	throw invalidField(
		fields.label(name),
		`holds "${mimeType.slice(0, 60)}"`,
		'Use a MIME type such as image/jpeg.',
	);
}
