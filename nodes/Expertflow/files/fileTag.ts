import { createHash } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { placeOf } from '../../engine/executionPlace';

const TAG_LENGTH = 12;

/**
 * The tag in front of a stored file's name when the user gives none. Vendor clients send a random number of five digits; this one comes from the
 * item's place in the execution and from the file, so a job that n8n starts anew overwrites its own file, and no other one.
 * https://docs.expertflow.com/cx/4.10/send-a-media-message
 *
 * @param file what the file is known by
 */
export function fileTag(context: IExecuteFunctions, itemIndex: number, file: string): string {
	const place = JSON.stringify(placeOf(context, itemIndex));
	return createHash('sha256').update(place).update(file).digest('hex').slice(0, TAG_LENGTH);
}
