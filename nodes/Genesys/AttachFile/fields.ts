import type { INodeProperties } from 'n8n-workflow';

import { documentField } from '../fields';

const ofNewFile = { displayOptions: { show: { source: ['newFile'] } } };
const ofExisting = { displayOptions: { show: { source: ['existingDocument'] } } };

/** What is linked: a file of the flow, or a document that Genesys has. */
export const sourceFields: INodeProperties[] = [
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
			{ name: 'New File', value: 'newFile', description: 'A file from the input of this node' },
		],
		default: 'newFile',
		description: 'What to link to the chat',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		description: 'Name of the field under Binary in the input that holds the file',
		...ofNewFile,
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
	{
		displayName: 'File Details',
		name: 'fileDetails',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'Name and type to send the file with, instead of its own',
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. tariff.pdf',
				description: 'Name that the customer sees, instead of the one that the file has',
			},
			{
				displayName: 'MIME Type',
				name: 'mimeType',
				type: 'string',
				default: '',
				placeholder: 'e.g. application/pdf',
				description: 'Media type of the file, instead of the one that n8n knows',
			},
		],
		...ofNewFile,
	},
	{
		displayName: 'Document Details',
		name: 'documentDetails',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'What the chat shows of the document',
		options: [
			{
				displayName: 'File Name',
				name: 'fileName',
				type: 'string',
				default: '',
				placeholder: 'e.g. tariff.pdf',
				description: 'Name of the document',
			},
			{
				displayName: 'MIME Type',
				name: 'mimeType',
				type: 'string',
				default: '',
				placeholder: 'e.g. application/pdf',
				description: 'Media type of the document',
			},
			{
				displayName: 'Size',
				name: 'size',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 0,
				placeholder: 'e.g. 48211',
				description: 'Size of the document in bytes',
			},
		],
		...ofExisting,
	},
];

/** Options for what Genesys' pages leave open about new files. */
export const newFileOptions: INodeProperties[] = [
	{
		displayName: 'Document Wait',
		name: 'documentWait',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 15,
		description:
			'How long to look for the new document in the chat when the answer of Genesys does not name it, in seconds',
		displayOptions: { show: { '/source': ['newFile'] } },
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
		displayOptions: { show: { '/source': ['newFile'] } },
	},
];
