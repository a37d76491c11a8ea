import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, topicField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

export const properties: INodeProperties[] = [
	authenticationField,
	{ ...topicField, required: true },
	{
		displayName: 'Include Agents',
		name: 'includeAgents',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask for the agents of the topic who are present now as well, and how many chats each of them has',
	},
	optionsField(defaults),
];
