import { upperFirst } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { OptionDefaults } from '../../engine/options';
import type { Words } from './kind';

/** A request carries 50, so it may take longer than one of a single message. */
export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: true, ownMemory: true };

export const DEFAULT_BATCH_SIZE = 50;
export const MAX_BATCH_SIZE = 500;

export const batchSizeOption = ({ many }: Words): INodeProperties => ({
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_BATCH_SIZE, numberPrecision: 0 },
	default: DEFAULT_BATCH_SIZE,
	description: `How many ${many} go into one request. CallGear takes 50; sister brands and older accounts were promised 500.`,
});

export const checkOnlyOption = ({ one, many }: Words): INodeProperties => ({
	displayName: 'Check Only',
	name: 'checkOnly',
	type: 'boolean',
	default: false,
	description: `Whether to only check and pack the ${many} and upload none. The output shows each ${one} as it would be sent, in which request, and how many ${many} and requests there would be.`,
});

export const inputTimezoneOption: INodeProperties = {
	displayName: 'Dates Without Time Zone',
	name: 'inputTimezone',
	type: 'options',
	options: [
		{ name: 'Are in the Account Time Zone', value: 'account' },
		{ name: 'Are in the Workflow Time Zone', value: 'workflow' },
	],
	default: 'workflow',
	description: 'How to read dates such as 2026-02-03 10:00:00, which name no time zone of their own',
};

export const missingExtIdOption = ({ one }: Words): INodeProperties => ({
	displayName: 'Own ID If Missing',
	name: 'missingExtId',
	type: 'options',
	options: [
		{ name: 'Leave It Out', value: 'omit' },
		{ name: 'Make From Content', value: 'content' },
	],
	default: 'content',
	description: `What to send as ext_id for ${article(one)} ${one} without one. Made from the content, it is the same in every run, so ${article(one)} ${one} that was uploaded twice can be found.`,
});

export const skipUploadedOption = ({ one, many }: Words): INodeProperties => ({
	displayName: 'Skip If Uploaded Before',
	name: 'skipUploaded',
	type: 'options',
	options: [
		{ name: 'By Any Node of This Workflow', value: 'workflow' },
		{ name: 'By This Node', value: 'node' },
		{ name: 'Off', value: 'off' },
	],
	default: 'off',
	description: `Which ${many} to leave out, since n8n remembers that CallGear has stored them. ${upperFirst(article(one))} ${one} is known by its own ID, or else by all that it holds.`,
});

const article = (word: string) => (/^[aeiou]/.test(word) ? 'an' : 'a');
