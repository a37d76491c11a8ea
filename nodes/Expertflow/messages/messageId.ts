import { omit } from 'lodash';
import { createHash } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { placeOf } from '../../engine/executionPlace';

/**
 * The id of a message when the user gives none: a UUID that is made from the place in the execution, the input item and the content. It stays the same
 * when n8n starts the same execution anew, so that a message sent twice can be recognised; another execution, run of a loop, item or content has
 * another one, so that nothing is taken for a double that is none. https://docs.expertflow.com/cx/4.10/message-header
 *
 * @param header of the message; its time counts for nothing, since it may be that of the try
 * @param content what makes the message beside its header, without what differs from try to try, such as stored names
 */
export function messageIdFor(
	context: IExecuteFunctions,
	itemIndex: number,
	header: IDataObject,
	content: unknown,
): string {
	const { json } = context.getInputData()[itemIndex];
	const origin = [placeOf(context, itemIndex), json, omit(header, 'timestamp'), content];
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
