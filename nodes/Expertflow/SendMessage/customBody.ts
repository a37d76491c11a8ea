import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readObject } from '../fields';
import { isBodyType } from '../messages/bodyTypes';

/** The body of a message of any type. https://docs.expertflow.com/cx/4.10/cim-messages */
export const customBodyField: INodeProperties = {
	displayName: 'Body',
	name: 'customBody',
	type: 'json',
	required: true,
	default: '',
	placeholder: 'e.g. { "type": "URL", "mediaUrl": "https://www.example.com" }',
	description: 'The body of the CIM message, as an object with its type. It is sent as it stands.',
};

export const anyTypeField: INodeProperties = {
	displayName: 'Any Type',
	name: 'anyType',
	type: 'boolean',
	default: false,
	description:
		'Whether to send a type that the classes of Expertflow do not know. It takes every one, but agents see nothing of it, so a slip would go unnoticed.',
};

/** Reads the body. @throws Failure when it is no object, or its type is none that Expertflow knows */
export function readCustomBody(fields: Fields): IDataObject & { type: string } {
	const label = fields.label('customBody');
	const body = readObject(fields, 'customBody');
	if (body === undefined)
		throw invalidField(
			label,
			'is empty',
			'Use an object such as {"type": "PLAIN", "markdownText": "Hello"}.',
		);
	const { type } = body;
	if (typeof type !== 'string' || type.trim() === '') {
		throw invalidField(label, 'has no type', 'Add it, such as "type": "PLAIN", in capital letters.');
	}
	const more = fields.collection('additionalFields');
	if (isBodyType(type) || more.flag('anyType')) return { ...body, type };
	throw invalidField(
		label,
		`has the type "${type.slice(0, 60)}", which Expertflow does not know`,
		`Write a type as Expertflow's pages do, such as PLAIN, in capital letters. To send it all the same, turn on "${more.label('anyType')}".`,
	);
}
