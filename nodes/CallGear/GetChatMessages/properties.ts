import type { INodeProperties } from 'n8n-workflow';

import { filtersField, limitFields, simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { furtherFilterField } from '../conditions';
import { accountTimezoneOption, userIdOption } from '../fields';
import { channelTypesFilter, employeeFilter } from '../filterFields';
import { periodFields } from '../period';
import { columnsField, orderOption } from '../reports';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: false };

/** https://callgear.github.io/data_api/report/get_chat_messages_report/ */
const COLUMNS = [
	'id',
	'chat_id',
	'channel_id',
	'channel_type',
	'date_time',
	'is_group_chat',
	'visitor_id',
	'text',
	'source',
	'resource',
	'employee_id',
	'employee_full_name',
];

const USUAL_COLUMNS = COLUMNS.filter((column) => column !== 'channel_id');

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Of a Period', value: 'period', description: 'Whatever was written in a period' },
			{ name: 'Of Chats', value: 'chats', description: 'All that was written in one or more chats' },
		],
		default: 'chats',
		description: 'Which messages to get',
	},
	{
		displayName: 'Chat IDs',
		name: 'chatIds',
		type: 'string',
		default: '={{ $json.chat_id }}',
		required: true,
		placeholder: 'e.g. 880001, 880002',
		description: "CallGear's numbers of chats, separated by commas",
		displayOptions: { show: { scope: ['chats'] } },
	},
	...periodFields.map((field) => ({ ...field, displayOptions: { show: { scope: ['period'] } } })),
	...limitFields,
	columnsField({ all: COLUMNS, usual: USUAL_COLUMNS }),
	simplifyField,
	filtersField([
		channelTypesFilter('messages'),
		employeeFilter('Only messages that this employee wrote'),
		furtherFilterField,
	]),
	optionsField(defaults, [accountTimezoneOption, orderOption('asc', 'messages'), userIdOption]),
];
