import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { given } from '../../engine/given';
import { readDocumentId } from '../fields';

/**
 * The body of `AddAttachment`; what is empty stays out. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @throws Failure when a field is missing or wrong
 */
export function attachBody(fields: Fields) {
	const { fileName, mimeType } = readFileDetails(fields);
	return given({
		operationName: 'AddAttachment',
		documentId: readDocumentId(fields),
		size: fields.collection('fileDetails').optionalWhole('fileSize'),
		name: fileName,
		mime: mimeType,
	});
}
