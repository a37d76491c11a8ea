import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readRequestOptions } from '../../engine/options';
import { readRawAnswer } from '../../engine/rawAnswer';
import { openSite } from '../api';
import { readChatId } from '../fields';
import { existingDocument } from './existingDocument';
import { newFile } from './newFile';
import { defaults } from './properties';

/**
 * Links a file to a chat, and gives what Genesys Upload File asks for: the IDs of both, with what is known of the file.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function attachFile(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const isFile = fields.choice('source') === 'file';
	const chatId = readChatId(fields);
	const link = isFile ? await newFile(context, fields) : existingDocument(fields);
	const withAnswer = readRawAnswer(fields);
	const site = await openSite(context, readRequestOptions(fields, defaults));
	const { document, answer } = await link(site, chatId);
	return { json: withAnswer({ chatId, ...document }, answer) };
}
