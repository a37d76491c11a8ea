import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { chatIdField } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** What is done to the user data, under the operation's own name. */
const changeField: INodeProperties = {
	displayName: 'Change',
	name: 'change',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Attach', value: 'AttachUserData', description: 'Add keys to the user data' },
		{ name: 'Delete Keys', value: 'DeleteUserData', description: 'Remove keys from the user data' },
		{
			name: 'Update',
			value: 'UpdateUserData',
			description: 'Overwrite keys of the user data; the others stay as they are',
		},
	],
	default: 'UpdateUserData',
	description: 'What to do to the user data of the chat',
};

const writing = ['AttachUserData', 'UpdateUserData'];

const dataFields: INodeProperties[] = [
	{
		displayName: 'Specify User Data',
		name: 'specifyUserData',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Using Fields Below', value: 'fields', description: 'Key by key' },
			{ name: 'Using JSON', value: 'json', description: 'As one object' },
		],
		default: 'fields',
		description: 'How the user data is given',
		displayOptions: { show: { change: writing } },
	},
	{
		displayName: 'User Data (JSON)',
		name: 'userDataJson',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. { "OrderNumber": "A-1042", "Priority": 3 }',
		description: 'An object of keys with texts or numbers',
		displayOptions: { show: { change: writing, specifyUserData: ['json'] } },
	},
	{
		displayName: 'Keys',
		name: 'keys',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. OrderNumber, Priority',
		description: 'The keys to remove, separated by commas, or an expression that gives a list of them',
		displayOptions: { show: { change: ['DeleteUserData'] } },
	},
	{
		displayName: 'User Data',
		name: 'userData',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Key',
		default: {},
		description: 'The keys to write, with what they are to hold',
		displayOptions: { show: { change: writing, specifyUserData: ['fields'] } },
		options: [
			{
				displayName: 'Entry',
				name: 'entry',
				values: [
					{
						displayName: 'Key',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. OrderNumber',
						description: 'Name of the entry; it may contain spaces, and upper and lower case matter',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. A-1042',
						description: 'What the entry holds: a text, or a number from an expression',
					},
				],
			},
		],
	},
];

/** The fields of the node. */
export const properties: INodeProperties[] = [
	chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
	changeField,
	...dataFields,
	optionsField(defaults, [rawAnswerField]),
];
