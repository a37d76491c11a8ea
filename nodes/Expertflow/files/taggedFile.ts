import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { readUploadFile, type UploadFile } from '../../engine/upload';
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
	return { file, conversationId: tag ?? fileTag(context, fields.itemIndex, knownBy(context, fields)) };
}

/** In n8n's store a file has an id of its own; outside of it, it is here as a whole. */
function knownBy({ helpers }: IExecuteFunctions, fields: Fields): string {
	const { id, data } = helpers.assertBinaryData(fields.itemIndex, fields.raw('binaryField') as string);
	return id ?? data;
}
