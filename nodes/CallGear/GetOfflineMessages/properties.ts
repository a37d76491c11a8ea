import type { INodeProperties } from 'n8n-workflow';

import { filtersField, limitFields, simplifyField } from '../../engine/many';
import { type OptionDefaults, optionsField } from '../../engine/options';
import { furtherFilterField } from '../conditions';
import { accountTimezoneOption, userIdOption } from '../fields';
import { campaignFilter, employeeFilter, phoneFilter, siteFilter } from '../filterFields';
import { periodFields } from '../period';
import { columnsField } from '../reports';
import { COLUMNS, USUAL_COLUMNS } from './columns';

/** What the node's Options start from. */
export const defaults: OptionDefaults = { timeoutMs: 60_000, writes: false };

/** https://callgear.github.io/data_api/report/get_offline_messages_report/ */
const filters: INodeProperties[] = [
	campaignFilter('offline messages'),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'e.g. visitor@example.com',
		default: '',
		description: 'The email that the visitor left',
	},
	employeeFilter('Only offline messages that this employee has worked on'),
	{
		displayName: 'Form Names',
		name: 'formNames',
		type: 'string',
		default: '',
		placeholder: 'e.g. Book a table, Callback',
		description: 'Only offline messages left in one of these forms, separated by commas',
	},
	{
		displayName: 'Form Types',
		name: 'formTypes',
		type: 'multiOptions',
		options: [
			{ name: 'Custom Form', value: 'Custom' },
			{ name: 'Standard Form', value: 'Standard' },
			{ name: 'Uploaded by the Data API', value: 'DataAPI' },
		],
		default: [],
		description: 'Only offline messages that came in through one of these',
	},
	furtherFilterField,
	{
		displayName: 'Offline Message IDs',
		name: 'offlineMessageIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 660001, 660002',
		description: "CallGear's numbers of offline messages, separated by commas",
	},
	{
		displayName: 'Own Message IDs',
		name: 'ownMessageIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. form-5512, form-5513',
		description: 'Your own IDs of offline messages (ext_id), separated by commas',
	},
	phoneFilter,
	siteFilter('offline messages'),
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: [
			{ name: 'Being Worked On', value: 'processing' },
			{ name: 'Done', value: 'processed' },
			{ name: 'Not Yet Worked On', value: 'not_processed' },
		],
		default: [],
		description: 'Only offline messages in one of these states',
	},
];

/** The fields of the node. */
export const properties: INodeProperties[] = [
	...periodFields,
	...limitFields,
	columnsField({ all: COLUMNS, usual: USUAL_COLUMNS }),
	simplifyField,
	filtersField(filters),
	optionsField(defaults, [
		accountTimezoneOption,
		{
			displayName: 'Include Technical Messages',
			name: 'includeTechnical',
			type: 'boolean',
			default: false,
			description: 'Whether to get also what CallGear calls technical, which no customer has written',
		},
		userIdOption,
	]),
];
