import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../engine/options';
import { CHAT_KEYS, MESSAGE_KEYS } from './body';
import { chatFields, messagesField } from './chatFields';
import { optionalColumns, requiredColumns } from './columns';
import { optionalExportFields, requiredExportFields } from './exports/exportFields';
import { onlyFor } from '../uploads/onlyFor';
import { defaults } from '../uploads/options';
import { uploadOptions } from './options';
import { wordsField } from './words';

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
		{
			name: 'Export of Another Chat Tool',
			value: 'export',
			description: 'Each item is one conversation of Chatwoot, Intercom, Jivo, Telegram or WhatsApp',
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

/** How a table is read. */
const tableFields: INodeProperties[] = [
	{
		displayName: 'Times Without Time Zone',
		name: 'timesWithoutZone',
		type: 'options',
		options: [
			{ name: 'Of the CallGear Account', value: 'account' },
			{ name: 'Of the Workflow', value: 'workflow' },
		],
		default: 'account',
		description:
			'By which clocks times such as 2026-02-03 10:00:00 are, which name no time zone of their own. The output shows each time as it stands in the file and as it was sent.',
		...onlyFor('rows'),
	},
	{
		displayName: 'Default Country Code',
		name: 'countryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 971',
		description:
			'For phones that begin with a single 0: this calling code takes its place. Phones in international form stay as they are.',
		...onlyFor('rows', 'export'),
	},
	wordsField,
];

/** The node's fields: all of https://callgear.github.io/data_api/communication/upload_chats/ */
export const properties: INodeProperties[] = [
	{
		displayName:
			'For conversations that are over: CallGear counts them in its reports. Nothing is sent to the visitor. A chat that is uploaded twice is there twice: see Skip If Uploaded Before in the options.',
		name: 'directionNotice',
		type: 'notice',
		default: '',
	},
	sourceField,
	chatField,
	...requiredExportFields,
	...requiredColumns,
	messagesField,
	...optionalExportFields,
	...optionalColumns,
	...tableFields,
	...chatFields,
	optionsField(defaults, uploadOptions),
];
