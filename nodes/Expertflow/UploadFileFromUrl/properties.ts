import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import {
	apiKey360Field,
	channelField,
	conversationIdField,
	oauthField,
	sourceUrlField,
	uploadPathField,
} from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: true };

export const properties: INodeProperties[] = [
	{
		displayName:
			'The file is stored, and nothing is sent. <b>Expertflow Send Media</b> uploads and sends in one step, or sends what is stored.',
		name: 'storeNotice',
		type: 'notice',
		default: '',
	},
	sourceUrlField,
	channelField,
	fileDetailsField({
		fileName:
			'Name under which the file is stored, after the Conversation ID. Without it Expertflow takes the name from the address.',
		mimeType: 'Type of the file, instead of the one that the source gives',
	}),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [apiKey360Field, conversationIdField, oauthField],
	},
	optionsField(defaults, [rawAnswerField, uploadPathField]),
];
