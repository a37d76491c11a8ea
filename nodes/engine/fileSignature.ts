/** What the first bytes of a file say it is. */

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** Folders that only one kind of Office file has; their names stand among the first bytes of its archive. */
const OFFICE_FOLDERS: Array<[folder: string, type: string]> = [
	['word/', `${OFFICE}.wordprocessingml.document`],
	['xl/', `${OFFICE}.spreadsheetml.sheet`],
	['ppt/', `${OFFICE}.presentationml.presentation`],
];

/** Of the brands in the first box of an MP4 file: https://mp4ra.org/registered-types/brands */
const BRANDS: Array<[brand: RegExp, type: string]> = [
	[/^M4[AB]/, 'audio/mp4'],
	[/^qt/, 'video/quicktime'],
	[/^3g[p2]/, 'video/3gpp'],
	[/^avi[fs]/, 'image/avif'],
	[/^(hei|hev|mif1)/, 'image/heic'],
];

const RIFF_FORMS: Record<string, string> = { WEBP: 'image/webp', WAVE: 'audio/wav' };

interface Signature {
	mark: string;
	type: string | ((head: string) => string | undefined);
	/** Where the mark stands; at the beginning when left out. */
	at?: number;
}

/** https://mimesniff.spec.whatwg.org */
const SIGNATURES: Signature[] = [
	{ mark: '\x89PNG\r\n\x1a\n', type: 'image/png' },
	{ mark: '\xff\xd8\xff', type: 'image/jpeg' },
	{ mark: 'GIF87a', type: 'image/gif' },
	{ mark: 'GIF89a', type: 'image/gif' },
	{ mark: 'RIFF', type: (head) => RIFF_FORMS[head.slice(8, 12)] },
	{ mark: '%PDF-', type: 'application/pdf' },
	{ mark: 'PK\x03\x04', type: typeOfArchive },
	{ mark: 'ftyp', type: typeOfBrand, at: 4 },
	{ mark: 'OggS', type: 'audio/ogg' },
	{ mark: 'ID3', type: 'audio/mpeg' },
	{ mark: '\xff\xfb', type: 'audio/mpeg' },
	{ mark: '\xff\xf3', type: 'audio/mpeg' },
	{ mark: '\xff\xf2', type: 'audio/mpeg' },
];

/** How many bytes are looked at: the names of the first files of an Office archive are among them. */
export const HEAD_BYTES = 4096;

function typeOfArchive(head: string): string {
	const folder = OFFICE_FOLDERS.find(([name]) => head.includes(name));
	return folder?.[1] ?? 'application/zip';
}

function typeOfBrand(head: string): string {
	const brand = head.slice(8, 12);
	return BRANDS.find(([start]) => start.test(brand))?.[1] ?? 'video/mp4';
}

/** The MIME type of a file by its first bytes; undefined for one without a known mark. */
export function typeOfBytes(bytes: Uint8Array): string | undefined {
	const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
	const type = SIGNATURES.find(({ mark, at }) => head.startsWith(mark, at))?.type;
	return typeof type === 'function' ? type(head) : type;
}

/** The first bytes of a file, which is closed again. */
export async function headOf(source: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of source) {
		chunks.push(chunk);
		length += chunk.length;
		if (length >= HEAD_BYTES) break;
	}
	return Buffer.concat(chunks);
}
