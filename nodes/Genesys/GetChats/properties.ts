import type { INodeProperties } from 'n8n-workflow';

import { filtersField, limitFields, simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { chatIdField, queueNameField } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

/** Only where all chats of the agent are asked for. */
const ofAgent = (field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { scope: ['agent'], ...field.displayOptions?.show } },
});

const filters = filtersField([
	{
		displayName: 'Capability',
		name: 'capability',
		type: 'string',
		default: '',
		placeholder: 'e.g. Accept',
		description:
			'Only chats that allow this operation now, by the name that Genesys has for it: Accept for chats that are offered to the agent, SendMessage for those that can be written to',
	},
	queueNameField('Only chats that came through this queue'),
	{
		displayName: 'State',
		name: 'state',
		type: 'string',
		default: '',
		placeholder: 'e.g. Chatting',
		description: 'Only chats in this state, by the name that Genesys has for it, e.g. Chatting or LeftChat',
	},
]);

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All of the Agent', value: 'agent', description: 'The chats that the agent has now' },
			{ name: 'One Chat', value: 'one', description: 'One of them, by its ID' },
		],
		default: 'agent',
		description: 'Which chats to get',
	},
	{
		...chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
		displayOptions: { show: { scope: ['one'] } },
	},
	...limitFields.map(ofAgent),
	ofAgent(filters),
	simplifyField,
	optionsField(defaults),
];
