import type { INodeProperties } from 'n8n-workflow';

import { fileDetailsField } from '../../engine/fileDetails';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { rawAnswerField } from '../../engine/rawAnswer';
import {
	binaryField,
	channelField,
	maxFileSizeField,
	shown,
	sourceUrlField,
	storedNameField,
	uploadPathField,
} from '../fields';
import { directionNotice, identifierFields, identifierFormatField } from '../messages/fields';
import { additionalFields } from './additionalFields';

export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: true };

const FROM_FILE = { source: ['file'] };
const FROM_URL = { source: ['url'] };
const STORED = { source: ['storedFile'] };

export const properties: INodeProperties[] = [
	directionNotice,
	...identifierFields,
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'File', value: 'file', description: 'A file of the input item; it is uploaded first' },
			{
				name: 'Stored File',
				value: 'storedFile',
				description: 'A file that was uploaded before; nothing is uploaded',
			},
			{ name: 'URL', value: 'url', description: 'A file that Expertflow fetches from an address first' },
		],
		default: 'file',
		description: 'Where the media comes from',
	},
	shown(binaryField, FROM_FILE),
	shown(sourceUrlField, FROM_URL),
	shown(channelField, FROM_URL),
	shown(storedNameField, STORED),
	identifierFormatField,
	fileDetailsField(
		{
			fileName: 'Name under which the file is sent, instead of its own',
			mimeType: 'Type of the file, instead of its own',
		},
		[
			{
				displayName: 'File Size',
				name: 'fileSize',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 0 },
				default: 0,
				placeholder: 'e.g. 48211',
				displayOptions: { show: { '/source': ['storedFile'] } },
				description: 'In bytes, e.g. the size that the upload gave',
			},
		],
	),
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		options: [
			{ name: 'Audio', value: 'AUDIO' },
			{
				name: 'Detect From File',
				value: 'auto',
				description: 'Image, video or audio by the MIME type; everything else is a file',
			},
			{ name: 'File', value: 'FILE' },
			{ name: 'Image', value: 'IMAGE' },
			{ name: 'Video', value: 'VIDEO' },
		],
		default: 'auto',
		description: 'As what agents see it',
	},
	{
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		default: '',
		placeholder: 'e.g. My broken router',
		description: 'Short text that is shown with the media',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. It does not start any more',
		description: 'Text that goes with the file, as Markdown',
	},
	additionalFields,
	optionsField(defaults, [
		shownOption(maxFileSizeField, 'file'),
		rawAnswerField,
		shownOption(uploadPathField, 'url'),
	]),
];

/** Inside a collection, another field of the node is named with a slash. */
function shownOption(field: INodeProperties, source: string): INodeProperties {
	return shown(field, { '/source': [source] });
}
