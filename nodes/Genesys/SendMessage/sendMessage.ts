import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { operate } from '../operation';
import { messageBody } from './body';
import { defaults } from './properties';

/**
 * Sends one item's text, URL or notice, and gives the chat's ID with Genesys' code.
 * https://docs.genesys.com/Documentation/GWS/latest/API/ChatSend
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function sendMessage(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	return await operate(context, fields, {
		defaults,
		body: messageBody,
		shows: ({ operationName }) => ({ operationName }),
	});
}
