import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { userIdOption } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. get.calls_report',
		description:
			'The method of the Data API, as its page names it. What begins with get only reads, and is sent again when an answer is lost; anything else is taken to change something.',
	},
	{
		displayName: 'Params',
		name: 'params',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "date_from": "2026-02-03 00:00:00", "date_till": "2026-02-04 00:00:00" }',
		description:
			"What the method takes, in CallGear's own words and types. The key comes from the credential and is not among them.",
	},
	{
		displayName: 'Split Rows',
		name: 'splitRows',
		type: 'boolean',
		default: true,
		description: 'Whether to give each row of a list as an item of its own, instead of the whole result',
	},
	optionsField(defaults, [userIdOption]),
];
