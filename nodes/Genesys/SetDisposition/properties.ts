import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { chatIdField } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
	{
		displayName: 'Disposition',
		name: 'disposition',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. CallBackLater',
		description: 'The disposition code: how the chat has ended, in the words of your contact center',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Disposition Key',
				name: 'dispositionKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. DispositionCode',
				description:
					'The key of the user data that keeps the disposition, instead of the one that the server is set to',
			},
		],
	},
	optionsField(defaults, [rawAnswerField]),
];
