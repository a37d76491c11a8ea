/** Name and type of a file, each completed by the other, and by its first bytes where both are silent. */

import { typeOfBytes } from './fileSignature';

/** The types that chats carry, each with its extensions, the usual one first. */
const EXTENSIONS: Record<string, string[]> = {
	'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
	'image/png': ['png'],
	'image/gif': ['gif'],
	'image/webp': ['webp'],
	'image/avif': ['avif'],
	'image/heic': ['heic', 'heif'],
	'image/bmp': ['bmp'],
	'image/tiff': ['tif', 'tiff'],
	'image/svg+xml': ['svg'],
	'video/mp4': ['mp4', 'm4v'],
	'video/quicktime': ['mov'],
	'video/3gpp': ['3gp'],
	'video/webm': ['webm'],
	'video/mpeg': ['mpeg', 'mpg'],
	'video/ogg': ['ogv'],
	'video/x-msvideo': ['avi'],
	'video/x-matroska': ['mkv'],
	'audio/mpeg': ['mp3', 'mpga'],
	'audio/ogg': ['ogg', 'oga', 'opus'],
	'audio/wav': ['wav'],
	'audio/mp4': ['m4a'],
	'audio/aac': ['aac'],
	'audio/amr': ['amr'],
	'audio/flac': ['flac'],
	'application/pdf': ['pdf'],
	'application/msword': ['doc'],
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
	'application/vnd.ms-excel': ['xls'],
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
	'application/vnd.ms-powerpoint': ['ppt'],
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
	'application/vnd.oasis.opendocument.text': ['odt'],
	'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
	'application/vnd.oasis.opendocument.presentation': ['odp'],
	'application/rtf': ['rtf'],
	'application/json': ['json'],
	'application/xml': ['xml'],
	'application/zip': ['zip'],
	'application/gzip': ['gz'],
	'application/vnd.rar': ['rar'],
	'application/x-7z-compressed': ['7z'],
	'application/vnd.ms-outlook': ['msg'],
	'message/rfc822': ['eml'],
	'text/plain': ['txt', 'log'],
	'text/csv': ['csv'],
	'text/html': ['html', 'htm'],
	'text/css': ['css'],
	'text/markdown': ['md'],
	'text/calendar': ['ics'],
	'text/vcard': ['vcf'],
};

/** Other names in use for the same types. */
const ALIASES: Record<string, string> = {
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'image/x-png': 'image/png',
	'image/heif': 'image/heic',
	'image/x-ms-bmp': 'image/bmp',
	'video/x-m4v': 'video/mp4',
	'video/avi': 'video/x-msvideo',
	'audio/mp3': 'audio/mpeg',
	'audio/x-mp3': 'audio/mpeg',
	'audio/opus': 'audio/ogg',
	'audio/wave': 'audio/wav',
	'audio/x-wav': 'audio/wav',
	'audio/m4a': 'audio/mp4',
	'audio/x-m4a': 'audio/mp4',
	'audio/x-aac': 'audio/aac',
	'audio/x-flac': 'audio/flac',
	'application/ogg': 'audio/ogg',
	'application/x-pdf': 'application/pdf',
	'application/x-zip-compressed': 'application/zip',
	'application/x-gzip': 'application/gzip',
	'application/x-rar-compressed': 'application/vnd.rar',
	'application/csv': 'text/csv',
	'text/x-csv': 'text/csv',
	'text/rtf': 'application/rtf',
	'text/xml': 'application/xml',
	'text/x-markdown': 'text/markdown',
	'text/x-vcard': 'text/vcard',
};

/** Types that programs give a file of which they know nothing. */
const SILENT = new Set([
	'',
	'*/*',
	'application/octet-stream',
	'application/binary',
	'application/unknown',
	'application/download',
	'application/x-download',
	'application/force-download',
	'application/x-octet-stream',
	'binary/octet-stream',
]);

/** The type of bytes of which nothing is known. https://www.rfc-editor.org/rfc/rfc2046#section-4.5.1 */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The extension that n8n gives such a file. */
const UNKNOWN_EXTENSION = 'bin';

const LONGEST_EXTENSION = 8;

const TYPES = new Map(
	Object.entries(EXTENSIONS).flatMap(([type, extensions]) =>
		extensions.map((extension): [string, string] => [extension, type]),
	),
);

/** A MIME type in its plain form: small letters, without parameters, under its usual name. */
export function plainType(mimeType: string): string {
	const type = mimeType.split(';', 1)[0].trim().toLowerCase();
	return Object.hasOwn(ALIASES, type) ? ALIASES[type] : type;
}

/** Whether a MIME type says what a file is; `application/octet-stream` and its like do not, nor does what is no type at all. */
export function isTelling(mimeType = ''): boolean {
	const type = plainType(mimeType);
	return type.includes('/') && !SILENT.has(type);
}

/** What follows a name's last dot, in small letters, if it looks like an extension: `Offer 2.5` has none. */
export function extensionOf(fileName: string): string | undefined {
	const dot = fileName.lastIndexOf('.');
	const end = dot === -1 ? '' : fileName.slice(dot + 1).toLowerCase();
	return end.length <= LONGEST_EXTENSION && /^\d*[a-z][a-z\d]*$/.test(end) ? end : undefined;
}

/** The MIME type that a name's extension stands for. */
export function typeOfName(fileName: string): string | undefined {
	return TYPES.get(extensionOf(fileName) ?? '');
}

/** The usual extension of files of a type. */
export function extensionOfType(mimeType: string): string | undefined {
	const type = plainType(mimeType);
	return Object.hasOwn(EXTENSIONS, type) ? EXTENSIONS[type][0] : undefined;
}

/** What is known of a file: all of it, or nothing, as the node left it that made the file. */
export interface FileFacts {
	fileName?: string;
	/** Without a dot. */
	extension?: string;
	mimeType?: string;
}

/**
 * Settles under which name and type a file is sent. What the user gives stays as it is. A type that says nothing gives way to the one that the
 * name stands for, a name without an extension gets that of the type, and where neither says anything the file's first bytes are asked.
 *
 * @param own name and type of the file itself
 * @param instead what the user gives instead
 * @param firstBytes opens the file; called only where it has to be
 */
export async function settleFile(
	own: FileFacts,
	instead: FileFacts,
	firstBytes: () => Promise<Uint8Array>,
): Promise<{ fileName: string; mimeType: string }> {
	const name = own.fileName?.trim() ?? '';
	const extension = tellingExtension(own.extension);
	const telling = isTelling(own.mimeType) ? own.mimeType : undefined;
	const named = [instead.fileName ?? '', name, `.${extension ?? ''}`].map(typeOfName);
	const known = [instead.mimeType, telling, ...named].find((type) => type !== undefined);
	const mimeType = known ?? typeOfBytes(await firstBytes()) ?? UNKNOWN_TYPE;
	return {
		fileName: instead.fileName ?? withExtension(name, extension ?? extensionOfType(mimeType)),
		mimeType,
	};
}

function tellingExtension(extension = ''): string | undefined {
	return extension === UNKNOWN_EXTENSION ? undefined : extensionOf(`.${extension}`);
}

/** A name that has an extension: its own, else the one that is given, if any. A file without a name is called `file`. */
export function withExtension(name: string, extension: string | undefined): string {
	if (name === '') return withExtension('file', extension);
	// A dot at the end would stand before the one of the extension
	return extension === undefined || extensionOf(name) !== undefined
		? name
		: `${withoutDots(name)}.${extension}`;
}

function withoutDots(name: string): string {
	let end = name.length;
	while (name[end - 1] === '.') end -= 1;
	return name.slice(0, end);
}
