import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { authIdField } from '../fields';
import { userField } from '../user';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

export const properties: INodeProperties[] = [
	{
		...authIdField,
		description:
			'The user of whom Haptik is told. Changes to one user are sent one after the other, in input order.',
		hint: 'The ID of the user in your own system; you choose it: letters, digits and underscores.',
	},
	{
		displayName: 'When User Is Unknown',
		name: 'whenUnknown',
		type: 'options',
		options: [
			{
				name: 'Refuse',
				value: 'refuse',
				description: 'Only change a user whom Haptik knows (PUT)',
			},
			{
				name: 'Register',
				value: 'register',
				description: 'Register an unknown user, change a known one (POST)',
			},
		],
		default: 'register',
		description: 'What to do when Haptik does not know the Auth ID',
	},
	userField({ description: 'What Haptik is told about the user. What is left out is not sent.' }),
	optionsField(defaults),
];
