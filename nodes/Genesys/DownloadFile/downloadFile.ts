import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HttpAnswer } from '../../engine/answer';
import { keepFile, type WantedFile } from '../../engine/download';
import { asFailure } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readFileDetails } from '../../engine/fileDetails';
import { given } from '../../engine/given';
import { readRequestOptions } from '../../engine/options';
import { isAbsent, VENDOR } from '../answers';
import { call, openSite, type Site } from '../api';
import { linkedDocuments, unlessRefused } from '../chats';
import { readChatId, readDocumentId } from '../fields';
import { pathsOfDocument, type Place, readAddress } from './attachmentPath';
import { fileAnswer } from './fileAnswer';
import { defaults } from './properties';

/** What is known of a file before it is asked for. */
interface Known extends Place {
	chatId?: string;
	name?: string;
	mime?: string;
}

/** Reads the fields, and gives what looks the document up in its chat. @throws Failure when a field is wrong */
function readSource(fields: Fields): (site: Site) => Promise<Known> {
	if (fields.choice('source') === 'address') {
		const place = readAddress(fields);
		return async () => place;
	}
	const chatId = readChatId(fields);
	const documentId = readDocumentId(fields);
	const byIds = pathsOfDocument(chatId, documentId);
	return async (site) => {
		const documents = await linkedDocuments(site, chatId).catch(unlessRefused);
		const shown = documents?.find(({ id }) => id === documentId);
		if (!shown) return { chatId, documentId, paths: byIds };
		const { name, mime } = shown;
		return { chatId, documentId, name, mime, paths: pathsOfDocument(chatId, documentId, shown) };
	};
}

async function fetchFile(
	context: IExecuteFunctions,
	site: Site,
	paths: string[],
	wanted: WantedFile,
): ReturnType<typeof keepFile> {
	const [path, ...others] = paths;
	const download = {
		method: 'GET',
		path,
		// Uncompressed, so that its bytes can be counted
		headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
		read: 'stream',
		effect: 'reads',
	} as const;
	const keep = async (answer: HttpAnswer<unknown>) =>
		await keepFile(context, await fileAnswer(answer), wanted);
	return await call(site, download, keep).catch(async (caught: unknown) => {
		// Another address may have the document
		if (others.length === 0 || !isAbsent(asFailure(caught))) throw caught;
		return await fetchFile(context, site, others, wanted);
	});
}

/**
 * Downloads one item's file, and gives it with the IDs, its name, size and type.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @throws Failure when a field is wrong, there is no such document, or it did not arrive whole
 */
export async function downloadFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const lookUp = readSource(fields);
	const outputField = fields.id('outputField');
	const { fileName, mimeType } = readFileDetails(fields);
	const site = await openSite(context, readRequestOptions(fields, defaults));
	const { chatId, documentId, name, mime, paths } = await lookUp(site);
	const wanted = given({
		vendor: VENDOR,
		name: name ?? documentId,
		fileName: fileName ?? name,
		mimeType: mimeType ?? mime,
	});
	const { binary, size } = await fetchFile(context, site, paths, wanted);
	return {
		json: given({ chatId, documentId, name: binary.fileName, size, mime: binary.mimeType }),
		binary: { [outputField]: binary },
	};
}
