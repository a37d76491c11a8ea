import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { findBinary, readUploadFile, storedAs, type UploadFile } from '../../engine/upload';
import { checkFileSize } from '../fields';
import { fileTag } from './fileTag';

/** A file to be uploaded, with its tag. */
export interface TaggedFile {
	file: UploadFile;
	conversationId: string;
}

/**
 * Finds an item's file under the name and type that the user wants, and its tag, without reading the bytes.
 *
 * @throws Failure when there is no such file, or it is too large
 */
export async function readTaggedFile(context: IExecuteFunctions, fields: Fields): Promise<TaggedFile> {
	const label = fields.label('binaryField');
	const instead = readFileDetails(fields);
	const tag = fields.collection('additionalFields').optionalId('conversationId');
	const binary = fields.raw('binaryField');
	const file = await readUploadFile(context, fields.itemIndex, binary, label, instead);
	checkFileSize(file, label, fields.collection('options'));
	if (tag !== undefined) return { file, conversationId: tag };
	const stored = findBinary(context, fields.itemIndex, binary, label);
	return { file, conversationId: fileTag(context, fields.itemIndex, storedAs(stored)) };
}
