import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { businessIdField, userNameField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

export const properties: INodeProperties[] = [
	{
		displayName: 'Identify User By',
		name: 'identifyBy',
		type: 'options',
		options: [
			{ name: 'Haptik User Name', value: 'userName', description: 'The name that Haptik gives the user' },
			{ name: 'PXUT', value: 'pxut', description: 'The token of a user of an external desk' },
		],
		default: 'userName',
		description: 'How Haptik is told whose conversation it is',
	},
	{ ...userNameField, displayOptions: { show: { identifyBy: ['userName'] } } },
	{
		displayName: 'PXUT',
		name: 'pxut',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. eyJ1c2VyIjoiYjcxZjBjIn0',
		displayOptions: { show: { identifyBy: ['pxut'] } },
		description: 'The token that Haptik gave the external desk for the user',
	},
	{
		displayName: 'Conversation Number',
		name: 'conversationNo',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 6',
		description:
			'Which of the conversations of the user; the event at the end of a conversation has it as data.conversation_no',
	},
	{
		...businessIdField,
		displayOptions: { show: { identifyBy: ['userName'] } },
		description: 'Where the conversation was; Haptik shows it under Share > View Credentials',
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		options: [
			{
				name: 'Messages',
				value: 'json',
				description: 'A list with text, sender, ID and time of each message',
			},
			{ name: 'Text', value: 'text', description: 'One text with a line for each message' },
		],
		default: 'json',
		description: 'In which form the transcript comes',
	},
	optionsField(defaults, [
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 50,
			description: 'Max number of results to return',
		},
	]),
];
