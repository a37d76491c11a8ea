import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../engine/options';
import { CHAT_KEYS, MESSAGE_KEYS } from './body';
import { chatFields, messagesField } from './chatFields';
import { optionalColumns, requiredColumns } from './columns';
import { onlyFor } from './onlyFor';
import { defaults, uploadOptions } from './options';

const sourceField: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{
			name: 'Chat as JSON',
			value: 'json',
			description: "Each item holds a whole chat in CallGear's own words",
		},
		{ name: 'Fields Below', value: 'fields', description: 'Each item is one chat, put together here' },
		{
			name: 'One Row per Message',
			value: 'rows',
			description:
				'Each item is one message, e.g. a row of a spreadsheet; a key says which chat it belongs to',
		},
	],
	default: 'fields',
	description: 'Where the chats come from',
};

const chatField: INodeProperties = {
	displayName: 'Chat',
	name: 'chat',
	type: 'json',
	default: '={{ $json }}',
	placeholder: 'e.g. { "phone": "971500000001", "site_id": 3101, "messages": [] }',
	required: true,
	description: `An object with ${CHAT_KEYS.join(', ')} and messages, a list of objects with ${MESSAGE_KEYS.join(', ')}. Dates may be any ISO 8601.`,
	...onlyFor('json'),
};

/** The node's fields: all of https://callgear.github.io/data_api/communication/upload_chats/ */
export const properties: INodeProperties[] = [
	{
		displayName:
			'For conversations that are over: CallGear counts them in its reports. Nothing is sent to the visitor.',
		name: 'directionNotice',
		type: 'notice',
		default: '',
	},
	sourceField,
	chatField,
	...requiredColumns,
	messagesField,
	...optionalColumns,
	...chatFields,
	optionsField(defaults, uploadOptions),
];
