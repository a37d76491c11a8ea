/** The bytes of a request from outside, whatever they are. */

import type { INodeProperties, IWebhookFunctions } from 'n8n-workflow';

import { Refusal } from './refusal';

/**
 * Keeps n8n from reading the body itself, which would answer 422 to JSON that is none before the node sees it: for nodes of version 1 it looks into
 * this parameter. Every node that calls `readRawBody` has it.
 */
export const rawBodyField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'hidden',
	default: { binaryData: true },
};

/** What n8n adds to a request. */
interface RawRequest {
	rawBody?: Buffer;
	/** Reads the body into `rawBody`, unpacked when it comes as gzip or deflate. */
	readRawBody?: () => Promise<void>;
}

const TOO_LARGE = 413;

/**
 * The body of the request as it was before a sender packed it.
 *
 * @throws Refusal when it cannot be read: cut short, packed wrongly, or larger than this n8n takes
 */
export async function readRawBody(context: Pick<IWebhookFunctions, 'getRequestObject'>): Promise<Buffer> {
	const request = context.getRequestObject() as unknown as RawRequest;
	if (!request.rawBody) await request.readRawBody?.().catch(unreadable);
	return request.rawBody ?? Buffer.alloc(0);
}

function unreadable(caught: unknown): never {
	const { status } = (caught ?? {}) as { status?: unknown };
	throw status === TOO_LARGE
		? new Refusal(TOO_LARGE, 'tooLarge', 'The body is larger than this n8n takes.')
		: new Refusal(400, 'unreadable', 'The body could not be read: it is cut short or packed wrongly.');
}
