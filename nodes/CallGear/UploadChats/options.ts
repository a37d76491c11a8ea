import type { INodeProperties } from 'n8n-workflow';

import type { OptionDefaults } from '../../engine/options';
import { accountTimezoneOption, userIdOption } from '../fields';

/** One request at a time: it carries 50 chats, and the account's points are counted by the minute. */
export const defaults: OptionDefaults = { concurrency: 1, timeoutMs: 60_000, writes: true, ownMemory: true };

export const DEFAULT_BATCH_SIZE = 50;
export const MAX_BATCH_SIZE = 500;

/** The options that only uploads have. */
export const uploadOptions: INodeProperties[] = [
	accountTimezoneOption,
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_BATCH_SIZE, numberPrecision: 0 },
		default: DEFAULT_BATCH_SIZE,
		description:
			'How many chats go into one request. CallGear takes 50; sister brands and older accounts were promised 500.',
	},
	{
		displayName: 'Check Only',
		name: 'checkOnly',
		type: 'boolean',
		default: false,
		description:
			'Whether to only check and pack the chats and upload none. The output shows each chat as it would be sent, in which request, and how many chats and requests there would be.',
	},
	{
		displayName: 'Dates Without Time Zone',
		name: 'inputTimezone',
		type: 'options',
		options: [
			{ name: 'Are in the Account Time Zone', value: 'account' },
			{ name: 'Are in the Workflow Time Zone', value: 'workflow' },
		],
		default: 'workflow',
		displayOptions: { hide: { '/source': ['rows', 'export'] } },
		description: 'How to read dates such as 2026-02-03 10:00:00, which name no time zone of their own',
	},
	{
		displayName: 'Own Chat ID If Missing',
		name: 'missingExtId',
		type: 'options',
		options: [
			{ name: 'Leave It Out', value: 'omit' },
			{ name: 'Make From Content', value: 'content' },
		],
		default: 'content',
		description:
			'What to send as ext_id for a chat without one. Made from the content, it is the same in every run, so a chat that was uploaded twice can be found.',
	},
	{
		displayName: 'Skip Chats Uploaded Before',
		name: 'skipUploaded',
		type: 'options',
		options: [
			{ name: 'By Any Node of This Workflow', value: 'workflow' },
			{ name: 'By This Node', value: 'node' },
			{ name: 'Off', value: 'off' },
		],
		default: 'off',
		description:
			'Which chats to leave out, since n8n remembers that CallGear has stored them. A chat is known by its Own Chat ID, or else by all that it holds.',
	},
	{
		displayName: 'Start Equals First Message',
		name: 'equalStart',
		type: 'options',
		options: [
			{ name: 'Refuse the Chat', value: 'refuse' },
			{ name: 'Shift the Start Back by a Second', value: 'shift' },
		],
		default: 'shift',
		description:
			'What to do when chat and first message have the same time; CallGear wants messages later than the start',
	},
	userIdOption,
];
