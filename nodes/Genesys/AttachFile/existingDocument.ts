import type { Fields } from '../../engine/fields';
import { type Hints, readEnvelope } from '../answers';
import { call, type Site } from '../api';
import { chatPath } from '../paths';
import { attachBody } from './body';

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	6: {
		message: 'Genesys does not know the chat or the document',
		remedy:
			'Check Chat and Document; upper and lower case matter. A standard response and the file attached to it have different IDs: here the one of the file is wanted.',
	},
};

/**
 * A document that Genesys has, as the fields name it, and how it is linked to a chat.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @returns sends the request; throws a Failure when it was refused, or when nobody can tell
 * @throws Failure when a field is missing or wrong
 */
export function existingDocument(fields: Fields) {
	const body = attachBody(fields);
	const { documentId, name, size, mime } = body;

	return async (site: Site, chatId: string) => {
		const answer = await call(
			site,
			{ method: 'POST', effect: 'writes', path: chatPath(chatId), body },
			(received) => readEnvelope(received, hints),
		);
		return { document: { documentId, name, size, mime }, answer };
	};
}
