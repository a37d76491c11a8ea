import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { shown } from '../fields';
import { contextFields, identifierFieldsFrom, identifierFormatField } from '../messages/fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	...identifierFieldsFrom('={{ $json.serviceIdentifier }}', '={{ $json.channelCustomerIdentifier }}'),
	{
		displayName: 'Receipt',
		name: 'receipt',
		type: 'options',
		options: [
			{ name: 'Delivered', value: 'DELIVERED', description: 'The message has reached the customer' },
			{ name: 'Failed', value: 'FAILED', description: 'The message could not be delivered' },
			{ name: 'Read', value: 'READ', description: 'The customer has read the message' },
			{ name: 'Typing Started', value: 'TYPING_STARTED', description: 'The customer begins to type' },
			{ name: 'Typing Stopped', value: 'TYPING_STOPPED', description: 'The customer types no more' },
		],
		default: 'DELIVERED',
		description: 'What bots and agents are told',
	},
	shown(
		{
			displayName: 'Received Message ID',
			name: 'receivedMessageId',
			type: 'string',
			required: true,
			default: '={{ $json.messageId }}',
			placeholder: 'e.g. 1b0a77de-2c7a-4f3e-8a2d-6a5c0e9d1f33',
			description: 'ID of the message of the agent or bot: the messageId that Expertflow Trigger gives',
		},
		{ receipt: ['DELIVERED', 'FAILED', 'READ'] },
	),
	shown(
		{
			displayName: 'Reason Code',
			name: 'reasonCode',
			type: 'options',
			options: [
				{ name: '400 Bad Request', value: '400', description: 'The channel does not take such a message' },
				{
					name: '404 Channel Not Registered',
					value: '404',
					description: 'The channel does not know the address',
				},
				{ name: '500 Internal Error', value: '500', description: 'Anything else' },
			],
			default: '500',
			description: 'Why the message could not be delivered',
		},
		{ receipt: ['FAILED'] },
	),
	shown(
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '',
			placeholder: 'e.g. The customer has blocked us',
			description: 'Why the message could not be delivered, in words',
		},
		{ receipt: ['FAILED'] },
	),
	identifierFormatField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: contextFields,
	},
	optionsField(defaults, [rawAnswerField]),
];
