import type { INodeProperties } from 'n8n-workflow';

import { filtersField, limitFields, simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField, timeZoneOption } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

const [returnAllField, limitField] = limitFields;

export const properties: INodeProperties[] = [
	authenticationField,
	chatSessionField,
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Messages', value: 'messages', description: 'One item for each message' },
			{
				name: 'Transcript',
				value: 'transcript',
				description: 'One item for each session, with its messages as a text that people and models read',
			},
		],
		default: 'messages',
		description: 'What becomes of the messages',
	},
	returnAllField,
	{
		...limitField,
		hint: 'The latest ones; with After Message, those that follow it',
	},
	{ ...simplifyField, displayOptions: { show: { output: ['messages'] } } },
	filtersField([
		{
			displayName: 'After Message',
			name: 'afterMessage',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 0,
			description:
				'Only messages that came after the one with this ChatMessageId, e.g. the last one that the flow has seen. 0 for all.',
		},
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			options: [
				{ name: 'Special', value: 'Special', description: 'Events of the chat, such as its end' },
				{ name: 'To Customer', value: 'ToCustomer', description: 'From an agent or bot to the customer' },
				{ name: 'To User', value: 'ToUser', description: 'From the customer to the agent' },
			],
			default: 'ToUser',
			description: 'Only messages that go this way',
		},
	]),
	optionsField(defaults, [timeZoneOption]),
];
