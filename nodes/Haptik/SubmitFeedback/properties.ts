import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { authIdField, businessIdField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** https://docs.haptik.ai/webhooks/send-feedback-to-haptik */
export const WORST = 1;
export const BEST = 5;

export const properties: INodeProperties[] = [
	{
		...authIdField,
		description:
			'The user who gives the feedback, after a conversation. Haptik takes one feedback an hour from each user.',
	},
	{
		displayName: 'Query Rating',
		name: 'queryRating',
		type: 'number',
		typeOptions: { minValue: WORST, maxValue: BEST, numberPrecision: 0 },
		required: true,
		default: 0,
		description: 'How good the user found it, from 1 (worst) to 5 (best)',
		hint: 'A whole number from 1 to 5.',
	},
	{
		displayName: 'Query Resolved',
		name: 'queryResolved',
		type: 'boolean',
		required: true,
		default: false,
		description: 'Whether the user says that the question was answered',
	},
	{
		displayName: 'Feedback',
		name: 'feedback',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Took too long',
		description: 'What the user says about it, in own words',
	},
	{
		...businessIdField,
		description: 'Where the conversation was; Haptik shows it under Share > View Credentials',
	},
	optionsField(defaults),
];
