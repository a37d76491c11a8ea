import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { jsonIn } from '../../engine/answer';
import { given } from '../../engine/given';
import { readRawBody } from '../../engine/rawBody';
import { Refusal, refuse } from '../../engine/refusal';
import { objectIn, textIn } from '../../engine/told';

/** n8n's name for the address to which admins' changes go: nothing but a success is waited for there. */
export const SETUP = 'setup';

/**
 * Turns what came of a call into the answer that CCM reads: 200 with a delivery notification, or 202 where one follows.
 * https://docs.expertflow.com/cx/4.5.1/cim-messages
 *
 * @param context n8n's, after the call was received
 * @param received what the engine has made of it
 */
export async function acknowledged(
	context: IWebhookFunctions,
	received: IWebhookResponseData,
): Promise<IWebhookResponseData> {
	if (context.getWebhookName() === SETUP || received.noWebhookResponse) return received;
	const { accepted, reason } = objectIn(received.webhookResponse);
	// What came again has the answer that it had
	if (accepted === true || reason === 'duplicate') {
		return { ...received, webhookResponse: await successOf(context) };
	}
	if (reason === 'noEvent')
		return refuse(context, new Refusal(400, 'noEvent', 'The body is no message of CCM.'));
	// What starts no flow is delivered to nobody, so nothing is said of it
	const response = context.getResponseObject() as unknown as EmptyResponse;
	response.status(202).end();
	return { noWebhookResponse: true };
}

/** The body of a success; its status is in the node's description. */
async function successOf(context: IWebhookFunctions): Promise<IDataObject | string> {
	if (context.getNodeParameter('answer') === 'accepted') return '';
	const text = (await readRawBody(context)).toString('utf8').replace(/^\ufeff/, '');
	const message = objectIn(jsonIn(text));
	return {
		type: 'DELIVERYNOTIFICATION',
		markdownText: '',
		...given({ messageId: textIn(message.id) }),
		status: 'DELIVERED',
		reasonCode: 200,
	};
}

/** What is used of Express' response. */
interface EmptyResponse {
	status(code: number): EmptyResponse;
	end(): void;
}
