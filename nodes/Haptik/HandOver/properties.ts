import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { businessIdField, userNameField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** https://docs.haptik.ai/developer-guides/what-are-the-different-apis-that-can-be-used-on-conversation-studio */
export const SHORTEST_COUNTDOWN = 5;
export const LONGEST_COUNTDOWN = 10;

export const properties: INodeProperties[] = [
	{
		...userNameField,
		description:
			'The user whose chat is handed over. It is the name that Haptik gives the user, and not the Auth ID.',
	},
	{
		displayName: 'Team Name',
		name: 'teamName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Billing',
		description:
			'The team of human agents that takes the chat over, as it is written on the Teams page of Haptik',
	},
	{
		...businessIdField,
		description: 'Where the chat is; Haptik shows it under Share > View Credentials',
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Countdown',
				name: 'countdown',
				type: 'number',
				typeOptions: {
					minValue: SHORTEST_COUNTDOWN,
					maxValue: LONGEST_COUNTDOWN,
					numberPrecision: 0,
				},
				default: LONGEST_COUNTDOWN,
				description: 'How long until the chat is handed over, from 5 to 10 seconds; 10 unless it is set',
			},
			{
				displayName: 'Receiver',
				name: 'receiver',
				type: 'string',
				default: 'athena',
				placeholder: 'e.g. athena',
				description:
					"Which desk the agents work with: athena is Haptik's own, Smart Agent Chat. The word for another desk is known to Haptik.",
			},
		],
	},
	optionsField(defaults),
];
