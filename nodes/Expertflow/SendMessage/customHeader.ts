import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readObject } from '../fields';

export const customHeaderField: INodeProperties = {
	displayName: 'Header',
	name: 'customHeader',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "intent": "TRACK_ORDER", "originalMessageId": "7c0e4b1a" }',
	description: 'What the header has instead of the values of the fields above, as an object',
};

/** What the node's own fields say, and what tells an echo from an answer. */
const OWN = ['sender', 'channelData'];

/** Reads what replaces keys of the header. @throws Failure when it is no object, or would change who writes to whom */
export function readCustomHeader(more: Fields): IDataObject {
	const header = readObject(more, 'customHeader') ?? {};
	const own = OWN.find((key) => Object.hasOwn(header, key));
	if (own === undefined) return header;
	throw invalidField(
		more.label('customHeader'),
		`holds "${own}"`,
		'Who writes to whom is said by the fields of the node: take it out.',
	);
}
