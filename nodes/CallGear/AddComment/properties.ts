import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { communicationField, communicationTypeField } from '../communication';
import { userIdOption } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	communicationTypeField([
		{ name: 'Call', value: 'call' },
		{ name: 'Chat', value: 'chat' },
		{ name: 'Email', value: 'email' },
		{ name: 'Offline Message', value: 'offline_message' },
	]),
	communicationField({ required: true }),
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		required: true,
		placeholder: 'e.g. Wants a table by the window on Friday',
		description: 'What to note down; only your own people see it in CallGear',
	},
	optionsField(defaults, [userIdOption]),
];
