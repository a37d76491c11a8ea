import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

export const properties: INodeProperties[] = [
	authenticationField,
	{
		...chatSessionField,
		description: 'The chat session that people are to take over, by its number',
	},
	simplifyField,
	optionsField(defaults),
];
