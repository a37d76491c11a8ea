import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

export const properties: INodeProperties[] = [
	authenticationField,
	{
		...chatSessionField,
		description:
			'The chat session, by its number. It has to be one of the user of the credential: SuperOffice does nothing for others.',
	},
	{
		displayName: 'Agent',
		name: 'agentId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The agent to whom the chat is offered',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an agent…',
				typeOptions: { searchListMethod: 'searchAgents', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 22',
				hint: 'The AssociateId or the user name. What Service calls a user has another number.',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^[^/?#]*$',
							errorMessage: 'An agent is named by a number or a user name',
						},
					},
				],
			},
		],
	},
	simplifyField,
	optionsField(defaults),
];
