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
export const OFFLINE_MESSAGES: Words = { one: 'offline message', many: 'offline messages' };

/** The options that only uploads have. */
export const uploadOptions: INodeProperties[] = [
	accountTimezoneOption,
	batchSizeOption(OFFLINE_MESSAGES),
	checkOnlyOption(OFFLINE_MESSAGES),
	inputTimezoneOption,
	missingExtIdOption(OFFLINE_MESSAGES),
	skipUploadedOption(OFFLINE_MESSAGES),
	userIdOption,
];
