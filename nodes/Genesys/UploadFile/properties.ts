import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { chatIdField, documentField } from '../fields';
import { messageTypeField, textField, treatAsField } from '../textAlong';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The document to deliver; by default the one that the node before has linked. */
const documentIdField = documentField({
	preset: { __rl: true, mode: 'id', value: '={{ $json.documentId }}' },
	description: 'The document to deliver, one of those that are linked to the chat',
	searchListMethod: 'searchDocuments',
	hint: 'The ID that Genesys Attach File gives as documentId',
});

/** The optional parameters of the operation. https://docs.genesys.com/Documentation/GWS/latest/API/ChatUploadFile */
const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Tariff 2024',
			description: 'A description of the file',
		},
		messageTypeField,
		textField({
			placeholder: 'e.g. Here is the tariff that you asked for',
			description: 'A message to the customer that goes along with the file',
		}),
		treatAsField,
		{
			displayName: 'Upload Path',
			name: 'uploadPath',
			type: 'string',
			default: '',
			placeholder: 'e.g. 0000TaQ1ZX9B00AB',
			description:
				'Where the file comes from. For Standard Response: the ID of the standard response. For File System: the path of the file on disk. Nothing is read from there.',
		},
		{
			displayName: 'Upload Type',
			name: 'uploadType',
			type: 'options',
			options: [
				{
					name: 'File System',
					value: 'file-system',
					description: 'The file was taken from a disk',
				},
				{
					name: 'Standard Response',
					value: 'standard-response',
					description: 'The file belongs to a standard response of the contact center',
				},
			],
			default: 'file-system',
			description: 'What kind of source the file comes from',
		},
	],
};

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'The document must be linked to the chat first. Put <b>Genesys Attach File</b> before this node: its output fits in as it is.',
		name: 'linkNotice',
		type: 'notice',
		default: '',
	},
	chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }),
	documentIdField,
	additionalFields,
	optionsField(defaults, [rawAnswerField]),
];
