import type { IExecuteFunctions } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { type FileDetails, readFileDetails } from '../../engine/fileDetails';
import { hashedFile } from '../../engine/hashedFile';
import type { Installation } from '../api';
import { readUploadPath } from '../fields';
import { uploadFileStream, uploadFromUrl } from '../files/fileEngine';
import { fileTag } from '../files/fileTag';
import { readStoredName } from '../files/mediaUrl';
import { readSource, secretsOfSource } from '../files/source';
import type { StoredFile } from '../files/storedFile';
import { readTaggedFile } from '../files/taggedFile';

/** Where the media comes from. */
export interface MediaSource {
	/** The beginning of the name under which it is stored; undefined for a file that is stored already. */
	tag?: string;
	/** What is known of the file before it is stored. */
	file: FileDetails & { size?: number };
	/** What makes the media itself, without what differs from try to try, such as tags; to be asked for once it is stored. */
	content(): Promise<string>;
	/** The values that nothing may show. */
	secrets: string[];
	/** Sees to it that the file engine has the file. */
	store(installation: Installation): Promise<StoredFile>;
}

/**
 * Reads the fields of the media's source and finds the file, without reading its bytes.
 *
 * @throws Failure when a field cannot be sent, or there is no such file
 */
export async function readMediaSource(context: IExecuteFunctions, fields: Fields): Promise<MediaSource> {
	switch (fields.choice('source')) {
		case 'url':
			return sourceUrl(context, fields);
		case 'storedFile':
			return storedFile(fields);
		default:
			return await itemFile(context, fields);
	}
}

async function itemFile(context: IExecuteFunctions, fields: Fields): Promise<MediaSource> {
	const { file: own, conversationId } = await readTaggedFile(context, fields);
	const { fileName, mimeType, size } = own;
	const { file, digest } = hashedFile(own);
	return {
		tag: conversationId,
		file: { fileName, mimeType, size },
		content: digest,
		secrets: [],
		store: async (installation) => (await uploadFileStream(installation, { file, conversationId })).value,
	};
}

function sourceUrl(context: IExecuteFunctions, fields: Fields): MediaSource {
	const order = readSource(fields);
	const path = readUploadPath(fields.collection('options'));
	const tag = order.conversationId ?? fileTag(context, fields.itemIndex, order.sourceUrl);
	const source = { ...order, conversationId: tag };
	return {
		tag,
		file: readFileDetails(fields),
		content: async () => order.sourceUrl,
		secrets: secretsOfSource(order),
		store: async (installation) => (await uploadFromUrl(installation, { path, source })).value,
	};
}

function storedFile(fields: Fields): MediaSource {
	const name = readStoredName(fields);
	const size = fields.collection('fileDetails').optionalWhole('fileSize') || undefined;
	return {
		file: { ...readFileDetails(fields), size },
		content: async () => name,
		secrets: [],
		store: async () => ({ name, size }),
	};
}
