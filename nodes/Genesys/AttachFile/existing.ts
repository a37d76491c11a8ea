import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import type { Hints } from '../answers';
import { readDocumentId } from '../fields';

/** The body of `AddAttachment`. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment */
export interface Addition {
	operationName: 'AddAttachment';
	documentId: string;
	size?: number;
	name?: string;
	mime?: string;
}

/**
 * Reads the body from the node's fields; what is empty stays out.
 *
 * @throws Failure when a field is missing or wrong
 */
export function readAddition(fields: Fields): Addition & IDataObject {
	const { fileName, mimeType } = readFileDetails(fields);
	const size = fields.collection('fileDetails').optionalWhole('fileSize');
	const optional = { size, name: fileName, mime: mimeType };
	const given = Object.entries(optional).filter(([, value]) => value !== undefined);
	return {
		operationName: 'AddAttachment',
		documentId: readDocumentId(fields),
		...Object.fromEntries(given),
	};
}

/** What Genesys' codes mean for this operation. */
export const additionHints: Hints = {
	6: {
		message: 'Genesys does not know the chat or the document',
		remedy:
			'Check Chat and Document; upper and lower case matter. A standard response and the file attached to it have different IDs: here the one of the file is wanted.',
	},
};
