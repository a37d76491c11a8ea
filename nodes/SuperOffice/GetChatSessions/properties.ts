import type { INodeProperties } from 'n8n-workflow';

import { byDisplayName } from '../../engine/alphabet';
import { filtersField, limitFields, simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, headerOptions, timeZoneOption, topicField } from '../fields';
import { statusOptions } from '../statuses';

export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: false };

const filters: INodeProperties[] = [
	{
		displayName: 'Further Conditions',
		name: 'conditions',
		type: 'string',
		default: '',
		placeholder: 'e.g. rating ge 4 and personId gt 0',
		description:
			'Conditions in the words of SuperOffice, such as a column, an operator and a value. Several are joined by "and"; "or" is refused.',
	},
	{
		displayName: 'Last Message Contains',
		name: 'lastMessage',
		type: 'string',
		default: '',
		placeholder: 'e.g. parcel',
		description: 'Only sessions whose last message holds this text',
	},
	{
		displayName: 'Requested After',
		name: 'requestedAfter',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-05-04T00:00:00Z',
		description:
			"Only sessions that the customer asked for after this time. A time without a zone counts in the workflow's time zone.",
	},
	{
		displayName: 'Requested Before',
		name: 'requestedBefore',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. 2026-05-05T00:00:00Z',
		description:
			"Only sessions that the customer asked for before this time. A time without a zone counts in the workflow's time zone.",
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: statusOptions,
		default: [],
		description:
			'Only sessions in one of these. Those that are going on are Waiting, Waiting for Agent and Waiting for Customer.',
	},
	{
		...topicField,
		description: 'Only sessions of this topic, which SuperOffice also calls a chat channel',
	},
];

const orderOption: INodeProperties = {
	displayName: 'Order',
	name: 'order',
	type: 'options',
	options: [
		{ name: 'Newest First', value: 'desc' },
		{ name: 'Oldest First', value: 'asc' },
	],
	default: 'desc',
	description: 'In which order the sessions come, by their numbers',
};

export const properties: INodeProperties[] = [
	authenticationField,
	...limitFields,
	simplifyField,
	filtersField(byDisplayName(filters)),
	optionsField(defaults, [orderOption, ...headerOptions.filter((option) => option !== timeZoneOption)]),
];
