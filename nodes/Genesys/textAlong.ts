import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { given } from '../engine/given';

/** A label of the text that a node sends. */
export const messageTypeField: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'string',
	default: '',
	placeholder: 'e.g. Text',
	description: 'A label for the text that goes along. Needs Text.',
};

/** How Genesys is to treat the text that a node sends. */
export const treatAsField: INodeProperties = {
	displayName: 'Treat As',
	name: 'treatAs',
	type: 'options',
	options: [
		{ name: 'Normal', value: 'Normal', description: 'As a message of the agent' },
		{ name: 'System', value: 'System', description: 'As a message of the system' },
	],
	default: 'Normal',
	description: 'How Genesys treats the text that goes along. Needs Text.',
};

/** A text to the customer that goes along with something else. */
export function textField({
	placeholder,
	description,
}: Pick<INodeProperties, 'placeholder' | 'description'>): INodeProperties {
	return {
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder,
		description,
	};
}

/**
 * Reads the text that goes along, with what belongs to it; what is empty stays out.
 * https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatSingleStepTransfer
 *
 * @throws Failure when there is something about the text, but no text
 */
export function readTextAlong(fields: Fields) {
	const along = given({
		text: fields.optionalText('text'),
		messageType: fields.optionalText('messageType'),
		treatAs: fields.optionalChoice('treatAs'),
	});
	if (along.text === undefined) refuseWithoutText(fields, along);
	return along;
}

function refuseWithoutText(fields: Fields, along: { messageType?: string; treatAs?: string }): void {
	for (const name of ['messageType', 'treatAs'] as const) {
		if (along[name] === undefined) continue;
		throw invalidField(
			fields.label(name),
			'is given without a text',
			'It says how Genesys treats the text: add Text as well, or remove this field.',
		);
	}
}
