import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { businessIdField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

export const properties: INodeProperties[] = [
	{
		displayName:
			'Haptik switches a webhook off after an hour of failed deliveries, and then keeps events for 60 minutes only. Run this on a schedule, so that they are not lost.',
		name: 'healthNotice',
		type: 'notice',
		default: '',
	},
	{
		...businessIdField,
		description: 'Whose webhook it is; Haptik shows it under Share > View Credentials',
	},
	{
		displayName: 'Device Platform',
		name: 'devicePlatform',
		type: 'options',
		// https://docs.haptik.ai/external-chat-tool/appendix
		options: [
			{ name: 'Android', value: 2 },
			{ name: 'Facebook', value: 3 },
			{ name: 'iOS', value: 6 },
			{ name: 'Jio', value: 4 },
			{ name: 'Jio Chat Connector', value: 15 },
			{ name: 'Web SDK', value: 5 },
			{ name: 'Webhook or Bot API', value: 13, description: 'The channel of this pack' },
			{ name: 'WhatsApp', value: 14 },
		],
		default: 13,
		description: 'The channel that the webhook belongs to',
	},
	optionsField(defaults),
];
