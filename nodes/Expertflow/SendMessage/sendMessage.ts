import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readStoredName } from '../files/mediaUrl';
import { readHeader } from '../messages/header';
import { postMessage } from '../messages/post';
import { readBody } from './body';
import { readCustomHeader } from './customHeader';
import { defaults } from './properties';

/**
 * Sends what one item says in the name of a customer. https://docs.expertflow.com/cx/4.10/cim-messages
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Expertflow refused it
 */
export async function sendMessage(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	return await postMessage(context, fields, defaults, () => {
		const bodyOf = readBody(fields);
		const header = { ...readHeader(fields, context.getTimezone()), ...ownHeader(fields) };
		return { header, bodyOf, told: toldOf(fields, bodyOf({ mediaUrl: String }).type) };
	});
}

function toldOf(fields: Fields, messageType: string): IDataObject {
	const isSticker = fields.choice('messageType') === 'STICKER';
	return given({ messageType, name: isSticker ? readStoredName(fields) : undefined });
}

/** What a type of message has in its header beside that of every message. https://docs.expertflow.com/cx/4.10/intent */
function ownHeader(fields: Fields): IDataObject {
	switch (fields.choice('messageType')) {
		case 'custom':
			return readCustomHeader(fields.collection('additionalFields'));
		case 'reply':
			return {
				intent: 'REPLY_TO',
				originalMessageId: fields.id('originalMessageId'),
				providerMessageId: fields.id('providerMessageId'),
			};
		default:
			return {};
	}
}
