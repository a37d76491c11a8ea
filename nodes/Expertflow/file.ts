import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../engine/fields';
import { readFileName, readMimeType } from '../engine/fileHeaders';
import { readUploadFile, type UploadFile } from '../engine/upload';
import { checkFileSize } from './fields';
import { fileTag } from './identity';

/** A file to be uploaded, with its tag. */
export interface TaggedFile {
	file: UploadFile;
	conversationId: string;
}

/**
 * Finds an item's file under the name and type that the user wants, and its tag, without reading the bytes.
 *
 * @param more the collection that holds the optional fields
 * @param conversationId the tag that the user gives
 * @throws Failure when there is no such file, or it is too large
 */
export async function readTaggedFile(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: Fields,
	more: Fields,
	conversationId: string | undefined,
): Promise<TaggedFile> {
	const label = fields.label('binaryField');
	const file = await readUploadFile(context, itemIndex, fields.raw('binaryField'), label, {
		fileName: readFileName(more, 'fileName'),
		mimeType: readMimeType(more, 'mimeType'),
	});
	checkFileSize(file, label, fields.collection('options'));
	return { file, conversationId: conversationId?.trim() || fileTag(context, itemIndex) };
}
