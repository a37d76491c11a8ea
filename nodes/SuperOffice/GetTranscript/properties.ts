import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

export const properties: INodeProperties[] = [
	authenticationField,
	chatSessionField,
	{
		displayName: 'Format',
		name: 'format',
		type: 'options',
		options: [
			{ name: 'HTML', value: 'html', description: 'For a mail or a page' },
			{ name: 'Text', value: 'text', description: 'For a note or a model' },
		],
		default: 'text',
		description: 'How SuperOffice writes the transcript',
	},
	optionsField(defaults),
];
