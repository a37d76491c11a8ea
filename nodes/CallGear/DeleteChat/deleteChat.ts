import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { type Hints, uploadHints } from '../meanings';
import { operate, readSuccess } from '../operation';
import { requiredId } from '../values';
import { defaults } from './properties';

const hints: Hints = {
	...uploadHints('Uploading chats from an external system'),
	forbidden: {
		message: () => 'CallGear does not let this chat be deleted',
		remedy:
			'Only chats that were uploaded by the Data API can be: chat_channel_type of Get Chats is dataapi for them. Otherwise the user of the key lacks the right.',
		accountWide: undefined,
	},
	entity_not_found: {
		remedy: 'It may have been deleted before. Give the number of the chat, not that of its communication.',
	},
};

/**
 * Deletes an uploaded chat. https://callgear.github.io/data_api/communication/delete_chats/
 *
 * @throws Failure when there is no ID, CallGear refused, or nobody can tell
 */
export async function deleteChat(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	const params = { id: requiredId(fields, 'chatId') };
	const method = 'delete.chats';
	const places = { id: 'chatId' };
	const read = readSuccess;
	await operate(context, fields, { defaults, method, params, places, effect: 'writes', hints, read });
	return { json: { chat_id: params.id, deleted: true } };
}
