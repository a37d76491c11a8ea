import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authIdField, businessIdField } from '../fields';
import { registrationFields } from '../registration';

export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: true };

/** In megabytes; Haptik's limit. https://docs.haptik.ai/bot-as-an-api/how-to-send-file-to-haptik-using-api */
export const MAX_FILE_SIZE = 10;

export const properties: INodeProperties[] = [
	{
		displayName:
			'The file goes to the bot or agent <b>in the name of the user</b>. Nothing is sent to the user.',
		name: 'directionNotice',
		type: 'notice',
		default: '',
	},
	{
		...authIdField,
		description:
			'The user who sends the file. Files of one user are sent one after the other, in input order.',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		description:
			'Name of the field under Binary in the input that holds the file, of up to 10 MB. With "data" the only file of an item is found under any name. Separate several by commas: each file is sent as a message of its own, in this order.',
	},
	fileDetailsField({
		fileName:
			'Name under which the file is sent, instead of its own. Haptik goes by its extension: jpg, jpeg, png, gif, docx, doc, pdf, xls, xlsx or csv.',
	}),
	{
		...businessIdField,
		description: 'Where the file arrives; Haptik shows it under Share > View Credentials',
	},
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{
				name: 'Detect From File',
				value: 'auto',
				description: 'Image or document, by the extension of the file',
			},
			{
				name: 'Document',
				value: 'document',
				description: 'Type 52: docx, doc, pdf, xls, xlsx or csv. Other files are refused.',
			},
			{
				name: 'Image',
				value: 'image',
				description: 'Type 1: jpg, jpeg, png or gif. Other files are refused.',
			},
		],
		default: 'auto',
		description: 'As what the file is sent',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Here is the signed contract',
		description:
			'Text for the bot or agent that goes with the file. With several files it goes with the first one.',
	},
	...registrationFields,
	optionsField(defaults, [
		{
			displayName: 'Max File Size',
			name: 'maxFileSize',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: MAX_FILE_SIZE,
			description: 'The largest file that is sent, in megabytes. Haptik takes up to 10 MB.',
		},
	]),
];
