import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { agentField, chatIdField, queueNameField } from '../fields';
import { messageTypeField, textField, treatAsField } from '../textAlong';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
	{
		displayName: 'Transfer To',
		name: 'transferTo',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Agent', value: 'agent', description: 'One agent, who gets the chat offered' },
			{ name: 'Queue', value: 'queue', description: 'A queue, from which routing finds an agent' },
		],
		default: 'queue',
		description: 'Who takes over the chat',
	},
	{ ...agentField, displayOptions: { show: { transferTo: ['agent'] } } },
	{
		...queueNameField('The queue that takes over the chat'),
		required: true,
		displayOptions: { show: { transferTo: ['queue'] } },
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			messageTypeField,
			textField({
				placeholder: 'e.g. I am putting you through to a colleague',
				description: 'A message to the customer that goes along with the transfer',
			}),
			treatAsField,
		],
	},
	optionsField(defaults, [rawAnswerField]),
];
