import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { readUploadFile, uploadForm } from '../../engine/upload';
import { answeredId, type Hints, readEnvelope } from '../answers';
import { call, type Site } from '../api';
import { linkedDocuments, unlessRefused } from '../chats';
import { attachmentsPath } from '../paths';
import { awaitDocument } from './findDocument';

const DOCUMENT_WAIT_S = 15;

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	1: {
		message: 'Genesys found no file in the request',
		remedy:
			'Sites differ in the name of the part that carries the file: choose the other Part Name in the options.',
	},
	6: {
		message: 'Genesys does not know the chat, or takes no files in it',
		remedy:
			'Check Chat: upper and lower case matter, and the agent of the credential must have accepted the chat, which must not have been completed or transferred. If it is right, ask your Genesys administrator whether the chat feature (api-multimedia) and file transfer are switched on.',
	},
};

const named = z.object({ documentId: answeredId });

/**
 * A new file as the fields name it, and how it is linked to a chat. One answer that Genesys documents names the document; where it does not, the chat is read
 * until it shows the document. Uploads to one chat must not overlap, or two files of equal name and size could not be told apart.
 * https://en.docs.genesys.com/index.php?diff=cur&oldid=431700&title=Documentation%3AHTCC%3AAPI%3AChatAddAttachment%3A8.5.2DRAFT
 * https://docs.genesys.com/Documentation/HTCC/8.5.1/API/AttachmentsAPI
 *
 * @returns sends the file; throws a Failure when it was refused, when nobody can tell, or when its document cannot be found
 * @throws Failure when a field is wrong, or there is no such file
 */
export async function newFile(context: IExecuteFunctions, fields: Fields) {
	const options = fields.collection('options');
	const file = await readUploadFile(
		context,
		fields.itemIndex,
		fields.raw('binaryField'),
		fields.label('binaryField'),
		readFileDetails(fields),
	);
	const partName = options.optionalChoice('partName') ?? 'attachment';
	const waitMs = (options.optionalWhole('documentWait') ?? DOCUMENT_WAIT_S) * 1000;
	const { fileName: name, size, mimeType: mime } = file;

	return async (site: Site, chatId: string) => {
		const before = await linkedDocuments(site, chatId).catch(unlessRefused);
		const body = uploadForm([[partName, file]]);
		const answer = await call(
			site,
			{ method: 'POST', effect: 'writes', path: attachmentsPath(chatId), body },
			(received) => readEnvelope(received, hints),
		);
		const search = { chatId, waitMs, signal: context.getExecutionCancelSignal() };
		const documentId =
			named.safeParse(answer).data?.documentId ?? (await awaitDocument(site, before, file, search));
		return { document: { documentId, name, size, mime }, answer };
	};
}
