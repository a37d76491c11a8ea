import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { type FileDetails, readFileDetails } from '../../engine/fileDetails';
import { readUploadPath } from '../fields';
import { readTaggedFile, type TaggedFile } from '../file';
import { fileTag } from '../identity';
import type { MediaType } from '../mediaType';
import { readStoredName } from '../mediaUrl';
import { readObject, readSource, type Source } from '../sourceOrder';

/** Where the media comes from. */
export type MediaSource =
	| ({ from: 'file' } & TaggedFile)
	| { from: 'url'; source: Source; path: string }
	| { from: 'storedFile'; name: string; size?: number };

/** The media as the user describes it, before it is uploaded. */
export interface MediaOrder extends FileDetails {
	source: MediaSource;
	/** What the user has chosen; undefined to be found from the file. */
	type?: MediaType;
	caption?: string;
	markdownText?: string;
	thumbnail?: string;
	additionalDetails?: IDataObject;
}

/**
 * Reads the fields of the media and finds the file, without reading its bytes.
 *
 * @param more the collection of additional fields
 * @throws Failure when a field cannot be sent, or there is no such file
 */
export async function readMedia(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: Fields,
	more: Fields,
): Promise<MediaOrder> {
	const type = fields.choice('messageType');
	return {
		source: await readMediaSource(context, itemIndex, fields),
		type: type === 'auto' ? undefined : (type as MediaType),
		caption: fields.optionalText('caption'),
		markdownText: fields.optionalText('text'),
		...readFileDetails(fields),
		thumbnail: more.optionalId('thumbnail'),
		additionalDetails: readObject(more, 'additionalDetails'),
	};
}

async function readMediaSource(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: Fields,
): Promise<MediaSource> {
	switch (fields.choice('source')) {
		case 'url': {
			const source = readSource(fields);
			const conversationId = source.conversationId ?? fileTag(context, itemIndex);
			return {
				from: 'url',
				source: { ...source, conversationId },
				path: readUploadPath(fields.collection('options')),
			};
		}
		case 'storedFile':
			return {
				from: 'storedFile',
				name: readStoredName(fields),
				size: fields.collection('fileDetails').optionalWhole('fileSize') || undefined,
			};
		default:
			return { from: 'file', ...(await readTaggedFile(context, itemIndex, fields)) };
	}
}

/** What makes this media itself: without tags, times and other things that differ from try to try. */
export function contentOf({ source, ...rest }: MediaOrder): unknown {
	switch (source.from) {
		case 'file':
			return [rest, source.file.fileName, source.file.mimeType, source.file.size];
		case 'url':
			return [rest, source.source.sourceUrl];
		default:
			return [rest, source.name];
	}
}
