/** Makes the vendor's answer of what a flow's last node gives. */

import type { IWebhookFunctions } from 'n8n-workflow';

import type { Fields } from './fields';

/** What n8n would send when the flow has ended: the last node's items, or its own words where there are none. */
export interface FlowResult {
	/** `json` of each item of the last node; undefined when the flow failed or gave nothing. */
	items?: Array<Record<string, unknown>>;
}

/** The status and body that the vendor gets instead. */
export interface VendorAnswer {
	status: number;
	body: object;
}

export type Answering = (result: FlowResult, fields: Fields, context: IWebhookFunctions) => VendorAnswer;

/** What is used of Express' response. */
interface JsonResponse {
	statusCode: number;
	json: (body: unknown) => JsonResponse;
}

/**
 * Has the answer made when n8n sends it: n8n gives a trigger no other way to shape what its flow's last node gives. The trigger's description has
 * `responseMode: 'lastNode', responseData: 'allEntries'`, so that n8n sends the last node's items as a list.
 */
export function answerWith(context: IWebhookFunctions, fields: Fields, answering: Answering): void {
	const response = context.getResponseObject() as unknown as JsonResponse;
	const send = response.json.bind(response);
	response.json = (given) => {
		response.json = send;
		const items =
			response.statusCode < 300 && Array.isArray(given) && given.length > 0
				? (given as Array<Record<string, unknown>>)
				: undefined;
		const { status, body } = answering(items ? { items } : {}, fields, context);
		response.statusCode = status;
		return send(body);
	};
}
