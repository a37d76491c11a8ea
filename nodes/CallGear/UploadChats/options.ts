import type { INodeProperties } from 'n8n-workflow';

import { accountTimezoneOption, userIdOption } from '../fields';
import type { Words } from '../uploads/kind';
import {
	batchSizeOption,
	checkOnlyOption,
	inputTimezoneOption,
	missingExtIdOption,
	skipUploadedOption,
} from '../uploads/options';

/** What texts call them. */
export const CHATS: Words = { one: 'chat', many: 'chats' };

/** The options that only uploads have. */
export const uploadOptions: INodeProperties[] = [
	accountTimezoneOption,
	batchSizeOption(CHATS),
	checkOnlyOption(CHATS),
	{ ...inputTimezoneOption, displayOptions: { hide: { '/source': ['rows', 'export'] } } },
	missingExtIdOption(CHATS),
	skipUploadedOption(CHATS),
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
