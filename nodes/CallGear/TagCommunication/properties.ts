import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { communicationField, communicationTypeField } from '../communication';
import { locatorField, userIdOption } from '../fields';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Change',
		name: 'change',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Remove Tag', value: 'unset', description: 'Take a tag away, also one of a sale' },
			{ name: 'Set Tag', value: 'set', description: 'Add a tag to those that are there' },
		],
		default: 'set',
		required: true,
		description: 'What to do with the tag',
	},
	communicationTypeField([
		{ name: 'Call', value: 'call' },
		{ name: 'Chat', value: 'chat' },
		{ name: 'Goal', value: 'goal' },
		{ name: 'Offline Message', value: 'offline_message' },
	]),
	{
		displayName: 'Find Communication By',
		name: 'findCommunicationBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: "CallGear's Number", value: 'id', description: 'As CallGear and the other nodes give it' },
			{ name: 'Own ID', value: 'extId', description: 'The ID that it was uploaded with (ext_id)' },
		],
		default: 'id',
		description: 'How to say which one it is',
	},
	communicationField({ required: true, displayOptions: { show: { findCommunicationBy: ['id'] } } }),
	{
		displayName: 'Own Communication ID',
		name: 'communicationExtId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. tg-5512',
		description: 'Your own ID of the chat, call or offline message (ext_id)',
		displayOptions: { show: { findCommunicationBy: ['extId'] } },
	},
	locatorField(
		{
			displayName: 'Tag',
			name: 'tagId',
			description: 'The tag, one of those in CallGear',
			searchListMethod: 'searchTags',
			thing: 'a tag',
			exampleId: '401',
		},
		{ required: true },
	),
	optionsField(defaults, [userIdOption]),
];
