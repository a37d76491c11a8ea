import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const TAG_LENGTH = 12;

function fingerprint(values: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

/**
 * The tag in front of a stored file's name when the user gives none. Vendor clients send a random number of five digits; this one comes from execution,
 * node, run and item, so a job that n8n starts anew overwrites its own file, and no file of another execution.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 */
export function fileTag(context: IExecuteFunctions, itemIndex: number): string {
	const run = z.number().catch(0).parse(context.getWorkflowDataProxy(itemIndex).$runIndex);
	const place = [context.getWorkflow().id, context.getExecutionId(), context.getNode().id, run, itemIndex];
	return fingerprint(place).slice(0, TAG_LENGTH);
}

/**
 * The id of a message when the user gives none: a UUID that is the same whenever the same node sends the same content for the same item,
 * so that a message sent twice can be recognised. https://docs.expertflow.com/cx/4.10/message-header
 *
 * @param content what makes the message, without what differs from try to try, such as stored names and times
 */
export function messageIdFor(context: IExecuteFunctions, itemIndex: number, content: unknown): string {
	const { json } = context.getInputData()[itemIndex];
	const hash = fingerprint([context.getWorkflow().id, context.getNode().id, itemIndex, json, content]);
	// Version 8 of RFC 9562: a UUID of the maker's own making
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(13, 16)}`,
		`a${hash.slice(17, 20)}`,
		hash.slice(20, 32),
	].join('-');
}
