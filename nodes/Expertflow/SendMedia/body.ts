import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { UNKNOWN_TYPE } from '../../engine/fileType';
import { given } from '../../engine/given';
import { readObject } from '../fields';
import { mediaTypeOf } from '../messages/mediaType';

/** A stored file, as the message tells of it. */
export interface MediaFile {
	mediaUrl: string;
	fileName: string;
	/** Whether the user gives it to a file that is stored under another one: then no address tells it. */
	renamed?: boolean;
	mimeType?: string;
	/** In bytes. */
	size?: number;
}

/**
 * Reads the body of a message with an image, video, audio or file, before the file is stored. https://docs.expertflow.com/cx/4.10/cim-media-messages
 *
 * @returns makes the body as soon as the file is stored
 * @throws Failure when a field cannot be sent
 */
export function readBody(fields: Fields): (file: MediaFile) => IDataObject & { type: string } {
	const more = fields.collection('additionalFields');
	const chosen = fields.choice('messageType');
	const caption = fields.optionalText('caption') ?? '';
	const markdownText = fields.optionalText('text') ?? null;
	const thumbnail = more.optionalId('thumbnail') ?? null;
	const details = readObject(more, 'additionalDetails');
	return ({ fileName, renamed, mediaUrl, mimeType, size }) => {
		const type = chosen === 'auto' ? mediaTypeOf(mimeType) : chosen;
		return {
			type,
			caption,
			markdownText,
			attachment: given({
				mediaUrl,
				// Agent Desk splits the type to choose an icon and stumbles over a missing one
				mimeType: mimeType ?? UNKNOWN_TYPE,
				size,
				thumbnail,
			}),
			additionalDetails: type === 'FILE' || renamed ? { fileName, ...details } : { ...details },
		};
	};
}
