import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, topicField } from '../fields';
import { sessionDataFields } from '../sessionData';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

export const properties: INodeProperties[] = [
	authenticationField,
	{ ...topicField, required: true, description: 'The topic on which the chat begins' },
	{
		displayName: 'Session Data',
		name: 'sessionData',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What is known of the customer, and what the chat is about',
		options: sessionDataFields,
	},
	simplifyField,
	optionsField(defaults),
];
