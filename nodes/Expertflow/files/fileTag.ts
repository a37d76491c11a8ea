import type { IExecuteFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { z } from 'zod';

const TAG_LENGTH = 12;

/**
 * The tag in front of a stored file's name when the user gives none. Vendor clients send a random number of five digits; this one comes from execution,
 * node, run and item, so a job that n8n starts anew overwrites its own file, and no file of another execution.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 */
export function fileTag(context: IExecuteFunctions, itemIndex: number): string {
	const run = z.number().catch(0).parse(context.getWorkflowDataProxy(itemIndex).$runIndex);
	const place = [context.getWorkflow().id, context.getExecutionId(), context.getNode().id, run, itemIndex];
	return createHash('sha256').update(JSON.stringify(place)).digest('hex').slice(0, TAG_LENGTH);
}
