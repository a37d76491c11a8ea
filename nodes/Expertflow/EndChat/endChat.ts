import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { readHeader } from '../messages/header';
import { postMessage } from '../messages/post';
import { END_CHAT, endBody } from './body';
import { defaults } from './properties';

/**
 * Ends the session of one item's customer. https://docs.expertflow.com/cx/4.10/intent
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Expertflow refused it
 */
export async function endChat(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	return await postMessage(context, fields, defaults, () => {
		const body = endBody(fields);
		const header = { ...readHeader(fields, context.getTimezone()), ...END_CHAT };
		return { header, bodyOf: () => body, told: {} };
	});
}
