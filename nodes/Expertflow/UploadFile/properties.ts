import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { binaryField, conversationIdField, maxFileSizeField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: true };

export const properties: INodeProperties[] = [
	{
		displayName:
			'The file is stored, and nothing is sent. <b>Expertflow Send Media</b> uploads and sends in one step, or sends what is stored.',
		name: 'storeNotice',
		type: 'notice',
		default: '',
	},
	binaryField,
	fileDetailsField({
		fileName: 'Name under which the file is sent, instead of its own',
		mimeType: 'Type under which the file is sent, instead of its own',
	}),
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				...conversationIdField,
				description:
					'A tag for the file; the stored name begins with it. Any text will do. Two files with the same tag and name replace each other, so without it every file gets a tag of its own.',
			},
		],
	},
	optionsField(defaults, [maxFileSizeField, rawAnswerField]),
];
