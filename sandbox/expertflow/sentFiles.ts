import { createHash } from 'node:crypto';

import type { ExpertflowWorld } from './world';

/** A file that an agent sends. */
export interface SentFile {
	/** as it is stored */
	name: string;
	type: string;
	bytes: Buffer;
}

const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
	'base64',
);

/** What agents have at hand. */
export const SENT_FILES = {
	picture: { name: '77120_map.png', type: 'image/png', bytes: PIXEL },
	sticker: { name: '77120_wave.webp', type: 'image/webp', bytes: PIXEL },
	document: {
		name: '77120_return-label.pdf',
		type: 'application/pdf',
		bytes: Buffer.from('%PDF-1.7 a label'),
	},
	sound: { name: '77120_greeting.mp3', type: 'audio/mpeg', bytes: Buffer.from('ID3 a greeting') },
	film: { name: '77120_reset.mp4', type: 'video/mp4', bytes: Buffer.from('a film') },
} satisfies Record<string, SentFile>;

/** Stores a file of an agent; what an attachment says of it. */
export function storeSent({ name, type, bytes }: SentFile, { state, store, url }: ExpertflowWorld) {
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	store.keepFile(sha256, bytes);
	state.files.set(name, { sha256, type, size: bytes.length });
	return {
		mediaUrl: `${url()}/file-engine/api/downloadFileStream?filename=${encodeURIComponent(name)}`,
		mimeType: type,
		size: bytes.length,
	};
}
