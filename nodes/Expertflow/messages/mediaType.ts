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
