import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import type { Hints } from '../answers';
import { operate } from '../operation';
import { userDataBody } from './body';
import { defaults } from './properties';

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	2: {
		message: 'Genesys does not change the user data in the present state of the chat',
		remedy: 'Change it while the chat is open, or after it was left, but before it is completed.',
	},
};

/**
 * Changes the user data of one chat, and gives the chat's ID with Genesys' code.
 * https://enu.docs.genesys.com/Documentation/HTCC/latest/API/ChatUpdateUserData
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function updateUserData(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	return await operate(context, fields, {
		defaults,
		body: userDataBody,
		hints,
		shows: ({ operationName }) => ({ operationName }),
	});
}
