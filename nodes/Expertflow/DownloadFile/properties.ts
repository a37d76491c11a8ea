import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { shown, storedNameField } from '../fields';

export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: false };

export const properties: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Media URL', value: 'mediaUrl', description: 'The address in a media message' },
			{ name: 'Stored File', value: 'storedFile', description: 'The name that an upload gave' },
		],
		default: 'storedFile',
		description: 'How the file is named: by what an upload gave, or by an address from a message',
	},
	shown(storedNameField, { source: ['storedFile'] }),
	shown(
		{
			displayName: 'Media URL',
			name: 'mediaUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder:
				'e.g. https://cx.example.com/file-engine/api/downloadFileStream?filename=48213_invoice.pdf',
			description:
				'The mediaUrl of an upload or of a message. Only the file name in it counts: the file is fetched from the file engine of the credential, no other host is asked.',
		},
		{ source: ['mediaUrl'] },
	),
	{
		displayName: 'Output Data Field Name',
		name: 'outputField',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		description: 'Name of the field under Binary in the output that gets the file',
	},
	fileDetailsField({
		fileName: 'Name of the file in n8n, instead of the stored one',
		mimeType: 'Type of the file in n8n, instead of the one that Expertflow gives',
	}),
	optionsField(defaults),
];
