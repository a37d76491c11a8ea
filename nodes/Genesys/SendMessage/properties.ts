import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { chatIdField } from '../fields';
import { messageTypeField, textField, treatAsField } from '../textAlong';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

const contentField: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Custom Notice',
			value: 'customNotice',
			description: 'A notice of your own for the programs in the chat, such as a widget',
		},
		{ name: 'Text', value: 'text', description: 'A message' },
		{ name: 'URL', value: 'url', description: "An address that is pushed to the customer's browser" },
	],
	default: 'text',
	description: 'What to send into the chat',
};

const only = (...content: string[]) => ({ displayOptions: { show: { content } } });

const contentFields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Your parcel left Bergen this morning.',
		description: 'What the message says to the customer',
		...only('text'),
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://www.example.com/tariffs',
		description: 'The address to push, in full',
		...only('url'),
	},
	{
		displayName: 'Notice Text',
		name: 'noticeText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. show-survey',
		description: 'What the notice holds, in the form that the programs in the chat expect',
		...only('customNotice'),
	},
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'options',
		options: [
			{ name: 'Agents Only', value: 'agents', description: 'The agents in the chat, not the customer' },
			{ name: 'All', value: 'all', description: 'The customer and the agents in the chat' },
		],
		default: 'all',
		description: 'Who gets the notice',
		...only('customNotice'),
	},
];

/** The optional parameters of `SendMessage`, and those of `SendUrl`. */
const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		messageTypeField,
		{
			...textField({
				placeholder: 'e.g. Our tariffs are on this page',
				description: 'A message to the customer that goes along with the URL',
			}),
			displayOptions: { show: { '/content': ['url'] } },
		},
		treatAsField,
	],
	...only('text', 'url'),
};

/** The fields of the node. */
export const properties: INodeProperties[] = [
	chatIdField({ __rl: true, mode: 'list', value: '' }),
	contentField,
	...contentFields,
	additionalFields,
	optionsField(defaults, [rawAnswerField]),
];
