/** The fields for a file's name and type, in every node that takes or gives one. */

import type { INodeProperties } from 'n8n-workflow';

import type { Fields } from './fields';
import { readFileName, readMimeType } from './fileHeaders';

/** Name and type that a user gives a file instead of its own. */
export interface FileDetails {
	fileName?: string;
	mimeType?: string;
}

/** What the node says about each of the details; one that it does not name has no field. */
interface Descriptions {
	fileName: string;
	mimeType?: string;
}

/**
 * The collection File Details of a node that handles files.
 *
 * @param descriptions of File Name and MIME Type
 * @param more what else the node takes of a file, to stand between the two
 */
export function fileDetailsField(
	{ fileName, mimeType }: Descriptions,
	more: INodeProperties[] = [],
): INodeProperties {
	return {
		displayName: 'File Details',
		name: 'fileDetails',
		type: 'collection',
		placeholder: 'Add Detail',
		default: {},
		description: 'Details to use instead of those that the file has',
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. invoice.pdf',
				description: fileName,
			},
			...more,
			...(mimeType === undefined ? [] : [mimeTypeField(mimeType)]),
		],
	};
}

function mimeTypeField(description: string): INodeProperties {
	return {
		displayName: 'MIME Type',
		name: 'mimeType',
		type: 'string',
		default: '',
		placeholder: 'e.g. application/pdf',
		description,
	};
}

/** Reads the collection File Details. @throws Failure when a name or type could not be sent */
export function readFileDetails(fields: Fields): FileDetails {
	const details = fields.collection('fileDetails');
	return { fileName: readFileName(details, 'fileName'), mimeType: readMimeType(details, 'mimeType') };
}
