import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { locatorField, userIdOption } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'A deleted chat is gone, with its messages. CallGear deletes only chats that were uploaded by its Data API.',
		name: 'deletionNotice',
		type: 'notice',
		default: '',
	},
	locatorField(
		{
			displayName: 'Chat',
			name: 'chatId',
			description:
				"The chat to delete, by CallGear's number: from the list of those that were uploaded and began within the last seven days, or the ID that Upload Chats and Get Chats give",
			searchListMethod: 'searchUploadedChats',
			thing: 'a chat',
			exampleId: '880001',
		},
		{ required: true },
	),
	optionsField(defaults, [userIdOption]),
];
