import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import { chatIdField, documentField } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 300_000, writes: true };

const ofFile = { displayOptions: { show: { source: ['file'] } } };
const ofExisting = { displayOptions: { show: { source: ['existingDocument'] } } };

/** What is linked: a file of the flow, or a document that Genesys has. */
const sourceFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Existing Document',
				value: 'existingDocument',
				description: 'A document that Genesys has already, e.g. the attachment of a standard response',
			},
			{ name: 'File', value: 'file', description: 'A file of the input item' },
		],
		default: 'file',
		description: 'What to link to the chat',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		description:
			'Name of the field under Binary in the input that holds the file. With "data" the only file of an item is found under any name.',
		...ofFile,
	},
	{
		...documentField({
			preset: { __rl: true, mode: 'list', value: '' },
			description:
				"The document to link. The list shows those of the agent's other chats; any other one of the contact server (UCS) is taken by its ID.",
			searchListMethod: 'searchDocumentsElsewhere',
			hint: 'For the file of a standard response this is not the ID of the response',
		}),
		...ofExisting,
	},
	fileDetailsField(
		{
			fileName: 'Name that the customer sees, instead of the one that the file has',
			mimeType: 'Media type of the file, instead of the one that n8n knows',
		},
		[
			{
				displayName: 'File Size',
				name: 'fileSize',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 0,
				placeholder: 'e.g. 48211',
				displayOptions: { show: { '/source': ['existingDocument'] } },
				description: 'Size of the document in bytes',
			},
		],
	),
];

/** Options for what Genesys' pages leave open about new files. */
const newFileOptions: INodeProperties[] = [
	{
		displayName: 'Document Wait',
		name: 'documentWait',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 15,
		description:
			'How long to look for the new document in the chat when the answer of Genesys does not name it, in seconds',
		displayOptions: { show: { '/source': ['file'] } },
	},
	{
		displayName: 'Part Name',
		name: 'partName',
		type: 'options',
		options: [
			{ name: 'Attachment (Lower Case)', value: 'attachment' },
			{ name: 'Attachment (Upper Case)', value: 'Attachment' },
		],
		default: 'attachment',
		description:
			'Name of the part of the upload that carries the file. Two pages of Genesys write it differently: choose the other one if Genesys finds no file.',
		displayOptions: { show: { '/source': ['file'] } },
	},
];

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'The customer sees nothing yet. Put <b>Genesys Upload File</b> behind this node: it delivers the document.',
		name: 'linkNotice',
		type: 'notice',
		default: '',
	},
	chatIdField({ __rl: true, mode: 'list', value: '' }),
	...sourceFields,
	optionsField(defaults, [...newFileOptions, rawAnswerField]),
];
