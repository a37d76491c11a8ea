import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readHeader } from '../messages/header';
import { postMessage } from '../messages/post';
import { readReceipt } from './body';
import { defaults } from './properties';

/**
 * Tells what became of one item's message, or that the customer types. https://docs.expertflow.com/cx/4.10/delivery-notification-message
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or Expertflow refused it
 */
export async function sendReceipt(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData> {
	return await postMessage(context, fields, defaults, () => {
		const { body, about } = readReceipt(fields);
		const header = readHeader(fields, context.getTimezone());
		// The vendor's own clients name the message here as well: https://github.com/expertflow/agent-desk-ui
		const providerMessageId = header.providerMessageId ?? about ?? null;
		const told = given({ receipt: fields.choice('receipt'), receivedMessageId: about });
		return { header: { ...header, providerMessageId }, bodyOf: () => body, told };
	});
}
