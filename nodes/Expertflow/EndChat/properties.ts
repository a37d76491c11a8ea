import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { contextFields, identifierFields, identifierFormatField } from '../messages/fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'The session ends as if <b>the customer</b> had left. What the customer writes afterwards opens a new one.',
		name: 'endNotice',
		type: 'notice',
		default: '',
	},
	...identifierFields,
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Thank you, goodbye',
		description: 'What the customer says last, as Markdown. No page of Expertflow tells whether it is shown.',
	},
	identifierFormatField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: contextFields,
	},
	optionsField(defaults, [rawAnswerField]),
];
