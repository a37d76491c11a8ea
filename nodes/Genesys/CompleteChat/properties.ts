import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { chatIdField, queueNameField } from '../fields';
import { messageTypeField, textField, treatAsField } from '../textAlong';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** How the agent's part ends, under the operation's own name. */
const endingField: INodeProperties = {
	displayName: 'Ending',
	name: 'ending',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Complete',
			value: 'Complete',
			description: 'Ends the chat, for the customer too, and the work of the agent on it',
		},
		{
			name: 'Leave',
			value: 'Leave',
			description:
				'Ends the chat for the customer unless other agents stay in it. The agent can still change user data and disposition, and has to complete it.',
		},
	],
	default: 'Complete',
	description: "How the agent's part in the chat ends",
};

const onlyComplete = { displayOptions: { show: { '/ending': ['Complete'] } } };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'Complete hangs up on the customer, and so does Leave when no other agent is in the chat. Set the disposition before.',
		name: 'endNotice',
		type: 'notice',
		default: '',
	},
	chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
	endingField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			messageTypeField,
			{
				...queueNameField('The queue to place the chat in afterwards'),
				...onlyComplete,
			},
			{
				displayName: 'Save Last Agent',
				name: 'saveLAR',
				type: 'boolean',
				default: false,
				description:
					"Whether to remember this agent as the customer's last one, for last-agent routing (saveLAR)",
				...onlyComplete,
			},
			textField({
				placeholder: 'e.g. Thank you for your patience. Goodbye!',
				description: 'A last message to the customer',
			}),
			treatAsField,
		],
	},
	optionsField(defaults, [rawAnswerField]),
];
