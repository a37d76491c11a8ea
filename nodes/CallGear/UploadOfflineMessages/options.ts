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

export const OWN_ID = 'Own Message ID';

/** The options that only uploads have. */
export const uploadOptions: INodeProperties[] = [
	accountTimezoneOption,
	batchSizeOption(OFFLINE_MESSAGES),
	checkOnlyOption(OFFLINE_MESSAGES),
	inputTimezoneOption,
	missingExtIdOption(OWN_ID, OFFLINE_MESSAGES),
	skipUploadedOption(OWN_ID, OFFLINE_MESSAGES),
	userIdOption,
];
