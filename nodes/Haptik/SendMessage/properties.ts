import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { authIdField, businessIdField } from '../fields';
import { registrationFields } from '../registration';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

export const properties: INodeProperties[] = [
	{
		displayName:
			'The message goes to the bot or agent <b>in the name of the user</b>. Nothing is sent to the user.',
		name: 'directionNotice',
		type: 'notice',
		default: '',
	},
	{
		...authIdField,
		description: 'The user who writes. Messages of one user are sent one after the other, in input order.',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Picked Button',
				value: 'button',
				description: 'What Haptik waits for when the user picks a quick reply or a button',
			},
			{ name: 'Text', value: 'text', description: 'What the user wrote' },
		],
		default: 'text',
		description: 'Where the words of the message come from',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		required: true,
		default: '',
		placeholder: 'e.g. Where is my parcel?',
		displayOptions: { show: { source: ['text'] } },
		description: 'What the user says. It is sent as it stands.',
	},
	{
		displayName: 'Button',
		name: 'button',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.message.body.data.quick_replies[0] }}',
		displayOptions: { show: { source: ['button'] } },
		description:
			"The quick reply or button that the user picked, whole, as Haptik's event or the trigger gave it. What Haptik waits for is sent, not the label.",
	},
	{
		...businessIdField,
		description: 'Where the message arrives; Haptik shows it under Share > View Credentials',
	},
	...registrationFields,
	optionsField(defaults),
];
