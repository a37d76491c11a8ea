import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import type { Hints } from '../answers';
import { operate } from '../operation';
import { dispositionBody } from './body';
import { defaults } from './properties';

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	2: {
		message: 'Genesys does not take a disposition in the present state of the chat',
		remedy: 'Set it while the chat is open, or after it was left, but before it is completed.',
	},
};

/**
 * Sets one chat's disposition, and gives it with Genesys' code.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSetDisposition
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function setDisposition(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	return await operate(context, fields, {
		defaults,
		body: dispositionBody,
		hints,
		shows: ({ disposition, dispositionKey }) => given({ disposition, dispositionKey }),
	});
}
