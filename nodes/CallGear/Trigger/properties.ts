import type { INodeProperties } from 'n8n-workflow';

import { watchedHoursField } from '../../engine/watched';
import { accountTimezoneOption, userIdOption } from '../fields';
import { campaignFilter, channelTypesFilter, employeeFilter, siteFilter } from '../filterFields';
import { columnsField } from '../reports';
import { COLUMNS, USUAL_COLUMNS } from '../chatColumns';

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Chat Changed',
				value: 'changed',
				description: 'Its status, employee, number of messages or tags are others than at the last poll',
			},
			{ name: 'Chat Finished', value: 'finished', description: 'It is over, and was not lost' },
			{ name: 'Chat Lost', value: 'lost', description: 'It is over, and no operator took it' },
			{
				name: 'New Chat',
				value: 'new',
				description: 'It has begun, or was over before the first poll that saw it',
			},
		],
		default: ['finished'],
		description: 'What starts the flow, once for each chat; changes start it each time',
	},
	columnsField({ all: COLUMNS, usual: USUAL_COLUMNS }),
	{
		displayName: 'Include Uploaded Chats',
		name: 'includeUploaded',
		type: 'boolean',
		default: false,
		description:
			'Whether chats that were uploaded by the Data API start the flow too, such as those of Upload Chats',
	},
	watchedHoursField({
		description:
			'How long after its start a chat is looked at: what happens to it later is not noticed. Each poll reads all chats of that time again.',
	}),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Lets pass only some chats',
		options: [
			campaignFilter('chats'),
			channelTypesFilter('chats'),
			employeeFilter('Only chats that this employee took'),
			siteFilter('chats'),
		],
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: "Whether to add the row of CallGear's report as <code>raw</code>",
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		description: 'What differs from account to account',
		options: [accountTimezoneOption, userIdOption],
	},
];
