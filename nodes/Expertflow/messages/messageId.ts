import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';

/**
 * The id of a message when the user gives none: a UUID that is the same whenever the same node sends the same content for the same item,
 * so that a message sent twice can be recognised. https://docs.expertflow.com/cx/4.10/message-header
 *
 * @param content what makes the message, without what differs from try to try, such as stored names and times
 */
export function messageIdFor(context: IExecuteFunctions, itemIndex: number, content: unknown): string {
	const { json } = context.getInputData()[itemIndex];
	const origin = [context.getWorkflow().id, context.getNode().id, itemIndex, json, content];
	const hash = createHash('sha256').update(JSON.stringify(origin)).digest('hex');
	// Version 8 of RFC 9562: a UUID of the maker's own making
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		`a${hash.slice(17, 20)}`,
		hash.slice(20, 32),
	].join('-');
}
