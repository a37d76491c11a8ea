import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { chatIdField, documentField } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: false };

const ofDocument = { displayOptions: { show: { source: ['document'] } } };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Address', value: 'address', description: 'The uri or path of an attachment in an event' },
			{ name: 'Document', value: 'document', description: 'A document that is linked to a chat' },
		],
		default: 'document',
		description: 'How the file is named',
	},
	{ ...chatIdField({ __rl: true, mode: 'id', value: '={{ $json.chatId }}' }), ...ofDocument },
	{
		...documentField({
			preset: { __rl: true, mode: 'id', value: '={{ $json.documentId }}' },
			description: 'The document to download, one of those that are linked to the chat',
			searchListMethod: 'searchDocuments',
			hint: 'The ID that Genesys Attach File and Genesys Get Chats give as documentId',
		}),
		...ofDocument,
	},
	{
		displayName: 'Address',
		name: 'address',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://gws.example.com/api/v2/attachments/0001PaBMYY3600RC',
		description:
			'The uri or path of the attachment. Only what stands behind /api/v2 counts: the file is fetched from the server of the credential, no other host is asked.',
		displayOptions: { show: { source: ['address'] } },
	},
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
		fileName: 'Name of the file in n8n, instead of the one that Genesys gives',
		mimeType: 'Type of the file in n8n, instead of the one that Genesys gives',
	}),
	optionsField(defaults),
];
