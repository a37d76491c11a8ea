import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import type { Hints } from '../answers';
import { operate } from '../operation';
import { endingBody } from './body';
import { defaults } from './properties';

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	2: {
		message: 'Genesys cannot end the chat in its present state',
		remedy: 'It may be completed already, or left: a chat that was left can still be completed.',
	},
};

/**
 * Completes or leaves one chat, and gives its ID with Genesys' code.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatComplete
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function completeChat(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	return await operate(context, fields, {
		defaults,
		body: endingBody,
		hints,
		shows: ({ operationName }) => ({ operationName }),
	});
}
