/** The body types of media messages. https://docs.expertflow.com/cx/4.10/cim-media-messages */
export type MediaType = 'IMAGE' | 'VIDEO' | 'AUDIO' | 'FILE';

const BY_FAMILY = new Map<string, MediaType>([
	['image', 'IMAGE'],
	['video', 'VIDEO'],
	['audio', 'AUDIO'],
]);

/** The body type for a MIME type, by its first half as in the vendor's own clients; all the rest is a file. */
export function mediaTypeOf(mimeType: string | undefined): MediaType {
	return BY_FAMILY.get((mimeType ?? '').split('/')[0].trim().toLowerCase()) ?? 'FILE';
}

/** The types that the file engine allows as shipped. https://github.com/expertflow/charts */
const MIME_TYPES: Record<string, string> = {
	css: 'text/css',
	csv: 'text/csv',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	eml: 'message/rfc822',
	gif: 'image/gif',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	mpga: 'audio/mpeg',
	oga: 'audio/ogg',
	pdf: 'application/pdf',
	png: 'image/png',
	ppt: 'application/vnd.ms-powerpoint',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	svg: 'image/svg+xml',
	txt: 'text/plain',
	webp: 'image/webp',
	xls: 'application/vnd.ms-excel',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The MIME type that a file name's extension stands for, if the file engine would take such a file as shipped. */
export function mimeTypeOfName(name: string): string | undefined {
	const extension = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
	return Object.hasOwn(MIME_TYPES, extension) ? MIME_TYPES[extension] : undefined;
}
