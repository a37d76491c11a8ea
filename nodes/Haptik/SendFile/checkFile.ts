import { type Failure, invalidField } from '../../engine/errors';
import { inMegabytes, type UploadFile } from '../../engine/upload';

/**
 * The values of `message_type`.
 * https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api
 */
export const MESSAGE_TYPES = { image: '1', document: '52' } as const;

export type FileKind = keyof typeof MESSAGE_TYPES;

/** The ten extensions that Haptik takes, with the MIME type that is sent and others in use for the same format. */
const FORMATS: Record<string, { kind: FileKind; mimeType: string; aliases?: string[] }> = {
	jpg: { kind: 'image', mimeType: 'image/jpeg', aliases: ['image/jpg', 'image/pjpeg'] },
	jpeg: { kind: 'image', mimeType: 'image/jpeg', aliases: ['image/jpg', 'image/pjpeg'] },
	png: { kind: 'image', mimeType: 'image/png', aliases: ['image/x-png'] },
	gif: { kind: 'image', mimeType: 'image/gif' },
	pdf: { kind: 'document', mimeType: 'application/pdf', aliases: ['application/x-pdf'] },
	docx: {
		kind: 'document',
		mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	},
	doc: { kind: 'document', mimeType: 'application/msword' },
	xlsx: {
		kind: 'document',
		mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	},
	xls: { kind: 'document', mimeType: 'application/vnd.ms-excel' },
	// Windows calls a CSV file an Excel file
	csv: { kind: 'document', mimeType: 'text/csv', aliases: ['application/csv', 'application/vnd.ms-excel'] },
};

const ALLOWED =
	'Haptik takes jpg, jpeg, png and gif as images, and docx, doc, pdf, xls, xlsx and csv as documents.';

/** What the node says about a file, beside the file itself. */
export interface FileRules {
	/** The display name of the field that names the file. */
	field: string;
	kind: FileKind | 'auto';
	/** A name that the user chose for the file, and in which field; then its extension counts and the MIME type does not. */
	chosen?: { fileName: string; field: string };
	maxMegabytes: number;
}

/** A file as it is sent: a name with the right extension, and the MIME type that belongs to it. */
export interface CheckedFile extends UploadFile {
	messageType: (typeof MESSAGE_TYPES)[FileKind];
}

/**
 * Checks a file against Haptik's rules by its name, MIME type and size, without reading it. A name without an extension gets that of the
 * MIME type, since Haptik goes by the extension.
 *
 * @throws Failure when Haptik would not take it
 */
export function checkFile(file: UploadFile, rules: FileRules): CheckedFile {
	checkSize(file, rules);
	const { fileName, extension } = nameOf(file, rules);
	const { kind, mimeType } = FORMATS[extension];
	if (rules.kind !== 'auto' && rules.kind !== kind) {
		throw invalidField(
			'Message Type',
			`is ${rules.kind === 'image' ? 'Image' : 'Document'}, but ${fileName} is ${kind === 'image' ? 'an image' : 'a document'}`,
			`Choose "Detect From File", or send another file. ${ALLOWED}`,
		);
	}
	return { ...file, fileName, mimeType, messageType: MESSAGE_TYPES[kind] };
}

function checkSize({ fileName, size }: UploadFile, { field, maxMegabytes }: FileRules): void {
	if (size === 0) {
		throw invalidField(field, `holds an empty file: ${fileName}`, 'Check the node that produced the file.');
	}
	if (size > maxMegabytes * 1_000_000) {
		throw invalidField(
			field,
			`holds ${fileName} with ${inMegabytes(size)}, more than the ${maxMegabytes} MB allowed`,
			'Haptik takes up to 10 MB a file: send a smaller one. If your account takes more, raise "Max File Size" in the options.',
		);
	}
}

function nameOf(file: UploadFile, { field: fileField, chosen }: FileRules) {
	const { fileName, field } = chosen ?? { fileName: file.fileName, field: fileField };
	const mimeType = file.mimeType.split(';')[0].trim().toLowerCase();
	const extension = extensionOf(fileName);
	if (extension === undefined) return extended(fileName, mimeType, field);
	if (!Object.hasOwn(FORMATS, extension)) throw unsupported(field, fileName, `the extension .${extension}`);
	if (chosen === undefined && contradicts(mimeType, extension)) {
		throw invalidField(
			field,
			`holds ${fileName}, which is of type ${mimeType} by its MIME type but .${extension} by its name`,
			'Set "File Name" under File Details to the right name if the file is good, or check the node that produced it.',
		);
	}
	return { fileName, extension };
}

/** What follows the last dot, if it looks like an extension: `Offer 2.5` has none. */
function extensionOf(fileName: string): string | undefined {
	return /\.(?=\d*[a-z])([a-z\d]{1,8})$/i.exec(fileName)?.[1].toLowerCase();
}

function extended(fileName: string, mimeType: string, field: string) {
	const extension = Object.keys(FORMATS).find((candidate) => isOfType(mimeType, candidate));
	if (extension === undefined) throw unsupported(field, fileName, `no extension and the type ${mimeType}`);
	return { fileName: `${fileName.replace(/\.+$/, '')}.${extension}`, extension };
}

function unsupported(field: string, fileName: string, what: string): Failure {
	return invalidField(
		field,
		`holds ${fileName}, which has ${what}`,
		`${ALLOWED} If the file is one of these under a wrong name, set "File Name" under File Details.`,
	);
}

function isOfType(mimeType: string, extension: string): boolean {
	const { mimeType: own, aliases = [] } = FORMATS[extension];
	return mimeType === own || aliases.includes(mimeType);
}

/** Only a MIME type that surely means something else contradicts; `application/octet-stream` or `text/plain` say nothing. */
function contradicts(mimeType: string, extension: string): boolean {
	const telling =
		/^(image|audio|video)\//.test(mimeType) ||
		Object.keys(FORMATS).some((candidate) => isOfType(mimeType, candidate));
	return telling && !isOfType(mimeType, extension);
}
