import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readDocumentId } from '../fields';

/**
 * The body of `UploadFile`; what is empty stays out: pages before the newest do not know the last three.
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile
 *
 * @throws Failure when a field is missing or does not go with the others
 */
export function uploadBody(fields: Fields) {
	const additional = fields.collection('additionalFields');
	const body = given({
		operationName: 'UploadFile',
		documentId: readDocumentId(fields),
		uploadType: additional.optionalChoice('uploadType'),
		uploadPath: additional.optionalText('uploadPath'),
		description: additional.optionalText('description'),
		text: additional.optionalText('text'),
		messageType: additional.optionalText('messageType'),
		treatAs: additional.optionalChoice('treatAs'),
	});
	if (body.text === undefined) refuseWithoutText(additional, body);
	return body;
}

function refuseWithoutText(additional: Fields, body: { messageType?: string; treatAs?: string }): void {
	for (const name of ['messageType', 'treatAs'] as const) {
		if (body[name] === undefined) continue;
		throw invalidField(
			additional.label(name),
			'is given without a text',
			'It says how Genesys treats the text: add Text as well, or remove this field.',
		);
	}
}
