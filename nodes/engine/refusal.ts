/** Turns down a request from outside without starting a flow. */

import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** Why a request is turned down; the words go to its sender, so they hold no secret. */
export class Refusal extends Error {
	constructor(
		/** HTTP's status for it. */
		readonly status: number,
		/** One word for programs, e.g. `unsigned`. */
		readonly reason: string,
		message: string,
	) {
		super(message);
		this.name = 'Refusal';
	}
}

/** Answers with a refusal. n8n starts nothing and adds nothing to it; thrown instead, it would make an execution with an error. */
export function refuse(
	context: Pick<IWebhookFunctions, 'getResponseObject'>,
	{ status, reason, message }: Refusal,
): IWebhookResponseData {
	const response = context.getResponseObject() as unknown as JsonResponse;
	response.status(status).json({ accepted: false, reason, message });
	return { noWebhookResponse: true };
}

/** What is used of Express' response. */
interface JsonResponse {
	status(code: number): JsonResponse;
	json(body: object): void;
}
