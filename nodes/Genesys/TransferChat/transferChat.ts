import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { pick } from 'lodash';

import type { Fields } from '../../engine/fields';
import type { Hints } from '../answers';
import type { Site } from '../api';
import { operate } from '../operation';
import { userUri } from '../users';
import { transferBody } from './body';
import { defaults } from './properties';

/** What Genesys' codes mean for this operation. */
const hints: Hints = {
	2: {
		message: 'Genesys cannot transfer the chat',
		remedy: 'Check Agent or Queue Name, and that the chat is still open in the hands of this agent.',
	},
};

async function completeBody(fields: Fields, site: Site) {
	const body = transferBody(fields);
	if (body.targetUri === undefined) return body;
	return { ...body, targetUri: await userUri(site, body.targetUri) };
}

/**
 * Transfers one chat, and gives its ID and where it went with Genesys' code.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSingleStepTransfer
 *
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function transferChat(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	return await operate(context, fields, {
		defaults,
		body: completeBody,
		hints,
		shows: (body) => pick(body, 'targetUri', 'queueName'),
	});
}
