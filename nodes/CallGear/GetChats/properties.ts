import type { INodeProperties } from 'n8n-workflow';

import { filtersField, limitFields, simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { furtherFilterField } from '../conditions';
import { accountTimezoneOption, userIdOption } from '../fields';
import { campaignFilter, channelTypesFilter, employeeFilter, phoneFilter, siteFilter } from '../filterFields';
import { periodFields } from '../period';
import { columnsField, orderOption } from '../reports';
import { COLUMNS, USUAL_COLUMNS } from '../chatColumns';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: false };

/** https://callgear.github.io/data_api/report/get_chats_report/ */
const filters: INodeProperties[] = [
	campaignFilter('chats'),
	channelTypesFilter('chats'),
	{
		displayName: 'Chat IDs',
		name: 'chatIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 880001, 880002',
		description: "CallGear's numbers of chats, separated by commas",
	},
	employeeFilter('Only chats that this employee took'),
	furtherFilterField,
	{
		displayName: 'Initiators',
		name: 'initiators',
		type: 'multiOptions',
		options: [
			{ name: 'Auto-Invite', value: 'autoinvite' },
			{ name: 'Chatbot', value: 'chatbot' },
			{ name: 'Messenger', value: 'chat_channel' },
			{ name: 'Operator', value: 'operator' },
			{ name: 'Visitor', value: 'visitor' },
		],
		default: [],
		description: 'Only chats that one of these began',
	},
	{
		displayName: 'Own Chat IDs',
		name: 'extIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. tg-5512, tg-5513',
		description: 'Your own IDs of chats (ext_id), separated by commas',
	},
	phoneFilter,
	siteFilter('chats'),
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Lost', value: 'lost' },
			{ name: 'New', value: 'new' },
			{ name: 'Refused', value: 'refused' },
			{ name: 'Succeed', value: 'succeed' },
		],
		default: [],
		description: 'Only chats in one of these states. Both sides wrote in those that succeeded.',
	},
];

/** The fields of the node. */
export const properties: INodeProperties[] = [
	...periodFields,
	...limitFields,
	columnsField({ all: COLUMNS, usual: USUAL_COLUMNS }),
	simplifyField,
	filtersField(filters),
	optionsField(defaults, [accountTimezoneOption, orderOption('desc', 'chats'), userIdOption]),
];
