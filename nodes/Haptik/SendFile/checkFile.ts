import { invalidField } from '../../engine/errors';
import { extensionOf, extensionOfType, plainType, typeOfName, withExtension } from '../../engine/fileType';
import { inMegabytes, type UploadFile } from '../../engine/upload';

/**
 * The values of `message_type`.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 */
export const MESSAGE_TYPES = { image: '1', document: '52' } as const;

export type FileKind = keyof typeof MESSAGE_TYPES;

/** The ten extensions that Haptik takes. */
const KINDS: Record<string, FileKind> = {
	jpg: 'image',
	jpeg: 'image',
	png: 'image',
	gif: 'image',
	docx: 'document',
	doc: 'document',
	pdf: 'document',
	xls: 'document',
	xlsx: 'document',
	csv: 'document',
};

/** Their MIME types. */
const TYPES = new Set(Object.keys(KINDS).map((extension) => typeOfName(`.${extension}`)));

const ALLOWED =
	'Haptik takes jpg, jpeg, png and gif as images, and docx, doc, pdf, xls, xlsx and csv as documents.';

/** What the node says about a file, beside the file itself. */
export interface FileRules {
	/** The display name of the field that names the file. */
	field: string;
	kind: FileKind | 'auto';
	/** The field in which the user chose another name for the file, if so; then its extension counts and the MIME type does not. */
	chosenIn?: string;
	maxMegabytes: number;
}

/** A file as it is sent: a name with the right extension, and the MIME type that belongs to it. */
export interface CheckedFile extends UploadFile {
	messageType: (typeof MESSAGE_TYPES)[FileKind];
}

/**
 * Checks a file against Haptik's rules by its name, MIME type and size, without reading it. A name that the user chose without an extension
 * gets that of the file's type, since Haptik goes by the extension; the type that is sent is that of the extension.
 *
 * @throws Failure when Haptik would not take it
 */
export function checkFile(file: UploadFile, rules: FileRules): CheckedFile {
	checkSize(file, rules);
	const fileName = withExtension(file.fileName, extensionOfType(file.mimeType));
	const kind = kindOf(file, fileName, rules);
	if (rules.kind !== 'auto' && rules.kind !== kind) {
		throw invalidField(
			'Message Type',
			`is ${rules.kind === 'image' ? 'Image' : 'Document'}, but ${fileName} is ${kind === 'image' ? 'an image' : 'a document'}`,
			`Choose "Detect From File", or send another file. ${ALLOWED}`,
		);
	}
	const mimeType = typeOfName(fileName) ?? file.mimeType;
	return { ...file, fileName, mimeType, messageType: MESSAGE_TYPES[kind] };
}

function checkSize({ fileName, size }: UploadFile, { field, maxMegabytes }: FileRules): void {
	if (size === 0) {
		throw invalidField(field, `holds ${fileName}, which is empty`, 'Check the node that produced the file.');
	}
	if (size > maxMegabytes * 1_000_000) {
		throw invalidField(
			field,
			`holds ${fileName} with ${inMegabytes(size)}, more than the ${maxMegabytes} MB allowed`,
			'Haptik takes up to 10 MB a file: send a smaller one. If your account takes more, raise "Max File Size" in the options.',
		);
	}
}

function kindOf({ mimeType }: UploadFile, fileName: string, { field, chosenIn }: FileRules): FileKind {
	const extension = extensionOf(fileName);
	if (extension === undefined || !Object.hasOwn(KINDS, extension)) {
		const what =
			extension === undefined ? `no extension and the type ${mimeType}` : `the extension .${extension}`;
		throw invalidField(
			chosenIn ?? field,
			`holds ${fileName}, which has ${what}`,
			`${ALLOWED} If the file is one of these under a wrong name, set "File Name" under File Details.`,
		);
	}
	if (chosenIn === undefined && contradicts(plainType(mimeType), extension)) {
		throw invalidField(
			field,
			`holds ${fileName}, which is of type ${plainType(mimeType)} by its MIME type but .${extension} by its name`,
			'Set "File Name" under File Details to the right name if the file is good, or check the node that produced it.',
		);
	}
	return KINDS[extension];
}

/** Only a MIME type that surely means something else contradicts; `application/octet-stream` or `text/plain` say nothing. */
function contradicts(type: string, extension: string): boolean {
	// Windows calls a CSV file an Excel file
	if (extension === 'csv' && type === typeOfName('.xls')) return false;
	return (/^(image|audio|video)\//.test(type) || TYPES.has(type)) && type !== typeOfName(`.${extension}`);
}
