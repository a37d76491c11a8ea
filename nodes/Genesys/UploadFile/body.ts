import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readDocumentId } from '../fields';
import { readTextAlong } from '../textAlong';

/**
 * The body of `UploadFile`; what is empty stays out: pages before the newest do not know the last three.
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile
 *
 * @throws Failure when a field is missing or does not go with the others
 */
export function uploadBody(fields: Fields) {
	const additional = fields.collection('additionalFields');
	return given({
		operationName: 'UploadFile',
		documentId: readDocumentId(fields),
		uploadType: additional.optionalChoice('uploadType'),
		uploadPath: additional.optionalText('uploadPath'),
		description: additional.optionalText('description'),
		...readTextAlong(additional),
	});
}
