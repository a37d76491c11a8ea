import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField } from '../fields';
import { sessionDataFields } from '../sessionData';
import { statusOptions } from '../statuses';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** Those that a session is in by itself, or that take it away, are not for a flow to set. */
const NOT_SET: unknown[] = ['Invalid', 'Deleted'];

export const properties: INodeProperties[] = [
	authenticationField,
	{
		...chatSessionField,
		description:
			'The chat session, by its number. Items of one session are sent one after the other, in input order.',
	},
	{
		displayName: 'Session Data',
		name: 'sessionData',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What to change; all else stays as it is',
		options: [
			...sessionDataFields,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: statusOptions.filter(({ value }) => !NOT_SET.includes(value)),
				default: 'Finished',
				description:
					'In which status the chat is. Finished ends it; whether SuperOffice then shows the customer its last form is not documented.',
			},
		],
	},
	simplifyField,
	optionsField(defaults),
];
