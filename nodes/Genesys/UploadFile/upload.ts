import type { IDataObject } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import type { Hints } from '../answers';
import { readDocumentId } from '../fields';

/** The body of `UploadFile`. https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
export interface Upload {
	operationName: 'UploadFile';
	documentId: string;
	uploadType?: string;
	uploadPath?: string;
	description?: string;
	text?: string;
	messageType?: string;
	treatAs?: string;
}

/**
 * Reads the body from the node's fields. What is empty stays out: pages before the newest do not know the last three.
 *
 * @throws Failure when a field is missing or does not go with the others
 */
export function readUpload(fields: Fields): Upload & IDataObject {
	const additional = fields.collection('additionalFields');
	const optional = {
		uploadType: additional.optionalChoice('uploadType'),
		uploadPath: additional.optionalText('uploadPath'),
		description: additional.optionalText('description'),
		text: additional.optionalText('text'),
		messageType: additional.optionalText('messageType'),
		treatAs: additional.optionalChoice('treatAs'),
	};
	for (const name of ['messageType', 'treatAs'] as const) {
		if (optional.text === undefined && optional[name] !== undefined) {
			throw invalidField(
				additional.label(name),
				'is given without a text',
				'It says how Genesys treats the text: add Text as well, or remove this field.',
			);
		}
	}
	const given = Object.entries(optional).filter(([, value]) => value !== undefined);
	return { operationName: 'UploadFile', documentId: readDocumentId(fields), ...Object.fromEntries(given) };
}

/** What Genesys' codes mean for this operation. */
export const uploadHints: Hints = {
	2: {
		message: 'Genesys cannot deliver this document in the chat now',
		remedy:
			'The document must be linked to this very chat first: put Genesys Attach File before this node. The chat must also still be open.',
	},
	6: {
		message: 'Genesys does not know the chat or the document',
		remedy:
			'Check Chat and Document; upper and lower case matter. The agent of the credential must have the chat. If no chat at all is found, the chat feature (api-multimedia) may be switched off.',
	},
};
