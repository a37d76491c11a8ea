import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { shown, storedNameField } from '../fields';
import {
	directionNotice,
	headerFields,
	identifierFields,
	identifierFormatField,
	originalMessageIdField,
	providerMessageIdField,
} from '../messages/fields';
import { contactsField } from './contacts';
import { anyTypeField, customBodyField } from './customBody';
import { customHeaderField } from './customHeader';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

const ofType = (...types: string[]) => ({ messageType: types });
const withinType = (...types: string[]) => ({ '/messageType': types });
const BESIDE = withinType('CONTACT', 'LOCATION', 'STICKER');

/** What a reply has as fields of its own. */
const OF_REPLY = ['intent', 'originalMessageId', 'providerMessageId'];

const coordinate = (
	displayName: string,
	name: string,
	example: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder: `e.g. ${example}`,
	description,
});

const ownFields: INodeProperties[] = [
	shown(
		{
			displayName: 'Additional Details',
			name: 'additionalDetails',
			type: 'json',
			default: '',
			placeholder: 'e.g. { "metadata": { "emojis": ["wave"] } }',
			description: 'More about what is sent, as an object',
		},
		BESIDE,
	),
	shown(anyTypeField, withinType('custom')),
	shown(customHeaderField, withinType('custom')),
	shown(
		{
			displayName: 'Location Address',
			name: 'locationAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. Main Street 1, Springfield',
			description: 'The address of the place',
		},
		withinType('LOCATION'),
	),
	shown(
		{
			displayName: 'Location Name',
			name: 'locationName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Our Office',
			description: 'What the place is called',
		},
		withinType('LOCATION'),
	),
	shown(
		{
			displayName: 'Location URL',
			name: 'locationUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://www.example.com/office',
			description: 'Address of a page about the place',
		},
		withinType('LOCATION'),
	),
	shown(
		{
			displayName: 'Sticker ID',
			name: 'stickerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 21a0f7',
			description: 'ID that the channel gave to the sticker',
		},
		withinType('STICKER'),
	),
	shown(
		{
			displayName: 'Text Beside',
			name: 'textBeside',
			type: 'string',
			default: '',
			placeholder: 'e.g. I am here',
			description: 'Text that goes with it, as Markdown',
		},
		BESIDE,
	),
];

/** The fields of the node. */
export const properties: INodeProperties[] = [
	directionNotice,
	...identifierFields,
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Contact', value: 'CONTACT', description: 'Cards of one or more people' },
			{ name: 'Custom', value: 'custom', description: 'A CIM message of any type, its body as JSON' },
			{ name: 'Location', value: 'LOCATION', description: 'A place on the map' },
			{ name: 'Reply', value: 'reply', description: 'A text that quotes another message' },
			{ name: 'Sticker', value: 'STICKER', description: 'A sticker that is stored as a file' },
			{ name: 'Text', value: 'PLAIN', description: 'What the customer wrote' },
		],
		default: 'PLAIN',
		description: 'What the customer sends. For an image, video, audio or file use Expertflow Send Media.',
	},
	shown(
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			required: true,
			default: '',
			placeholder: 'e.g. Where is my order?',
			description: 'What the customer says, as Markdown. It is sent as it stands.',
		},
		ofType('PLAIN', 'reply'),
	),
	shown({ ...originalMessageIdField, required: true }, ofType('reply')),
	shown({ ...providerMessageIdField, required: true }, ofType('reply')),
	shown(
		coordinate('Latitude', 'latitude', '47.3769', 'In degrees, from -90 in the south to 90 in the north'),
		ofType('LOCATION'),
	),
	shown(
		coordinate('Longitude', 'longitude', '8.5417', 'In degrees, from -180 in the west to 180 in the east'),
		ofType('LOCATION'),
	),
	shown(contactsField, ofType('CONTACT')),
	shown(storedNameField, ofType('STICKER')),
	shown(customBodyField, ofType('custom')),
	identifierFormatField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: sortBy([...headerFields.map(unlessReply), ...ownFields], 'displayName'),
	},
	optionsField(defaults, [rawAnswerField]),
];

function unlessReply(field: INodeProperties): INodeProperties {
	if (!OF_REPLY.includes(field.name)) return field;
	return { ...field, displayOptions: { hide: { '/messageType': ['reply'] } } };
}
