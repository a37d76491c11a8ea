import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from '../../fields';
import { onlyFor } from '../../uploads/onlyFor';

export type ExportFormat = 'chatwoot' | 'intercom' | 'jivo' | 'telegram' | 'whatsapp';

/** What users call them. */
export const NAMES: Record<ExportFormat, string> = {
	chatwoot: 'Chatwoot',
	intercom: 'Intercom',
	jivo: 'Jivo',
	telegram: 'Telegram',
	whatsapp: 'WhatsApp',
};

/** Those that never end, and whose times name no zone. */
const ENDLESS: ExportFormat[] = ['telegram', 'whatsapp'];

const onlyForFormats = (...exportFormat: ExportFormat[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { source: ['export'], exportFormat } },
});

const formatField: INodeProperties = {
	displayName: 'Export Format',
	name: 'exportFormat',
	type: 'options',
	options: [
		{
			name: NAMES.chatwoot,
			value: 'chatwoot',
			description: 'Messages of a conversation from the API, or webhooks message_created as a list',
		},
		{ name: NAMES.intercom, value: 'intercom', description: 'A conversation from the API' },
		{ name: NAMES.jivo, value: 'jivo', description: 'The webhook chat_finished' },
		{
			name: NAMES.telegram,
			value: 'telegram',
			description: "A personal chat of Telegram Desktop's export as JSON",
		},
		{ name: NAMES.whatsapp, value: 'whatsapp', description: 'The text file that Export Chat writes' },
	],
	default: 'whatsapp',
	description: 'Which tool has made the export',
	...onlyFor('export'),
};

const exportField: INodeProperties = {
	displayName: 'Export',
	name: 'export',
	type: 'string',
	default: '={{ $json }}',
	placeholder: 'e.g. {{ $json.data }}',
	required: true,
	description:
		'One conversation as the other tool gives it: an object, a list, or the text of a file. What Extract From File and Webhook put around it may stay.',
	...onlyFor('export'),
};

const agentsField: INodeProperties = {
	displayName: 'Agents',
	name: 'agents',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Agent',
	default: {},
	description:
		"Your own people in the export. WhatsApp needs them to tell the sides apart; elsewhere they are only for those whom CallGear's employees do not have by email or full name.",
	...onlyFor('export'),
	options: [
		{
			displayName: 'Agent',
			name: 'agent',
			values: [
				{
					displayName: 'In the Export',
					name: 'inExport',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Acme Desk',
					description: 'Name, email or ID, as it stands in the export',
				},
				locatorField({
					displayName: 'Employee',
					name: 'employeeId',
					description: 'Who it is in CallGear. Empty: the employee of this email or full name.',
					searchListMethod: 'searchEmployees',
					thing: 'an employee',
					exampleId: '9012',
				}),
			],
		},
	],
};

const otherEmployeeField = locatorField(
	{
		displayName: 'Employee for Other Agents',
		name: 'otherEmployeeId',
		description:
			'For agents and bots of whom CallGear has no employee by email or name. Empty: such a chat is refused.',
		searchListMethod: 'searchEmployees',
		thing: 'an employee',
		exampleId: '9012',
	},
	onlyFor('export'),
);

/** What of a chat that never ends. */
const partFields: INodeProperties[] = [
	{
		displayName: 'Part of the Chat',
		name: 'exportPart',
		type: 'options',
		options: [
			{ name: 'All Messages', value: 'all' },
			{ name: 'Last Conversation', value: 'last', description: 'The messages since the last long pause' },
		],
		default: 'all',
		description: 'What to upload as one chat: such an export holds all that was ever said',
		...onlyForFormats(...ENDLESS),
	},
	{
		displayName: 'Pause in Hours',
		name: 'pauseHours',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 10_000, numberPrecision: 1 },
		default: 24,
		description: 'How long nobody has written before the last conversation',
		displayOptions: { show: { source: ['export'], exportFormat: ENDLESS, exportPart: ['last'] } },
	},
];

const timeFields: INodeProperties[] = [
	{
		displayName: 'Time Zone of the Export',
		name: 'exportTimezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Asia/Dubai',
		description:
			'IANA name of the zone of the phone or computer that made the export, for times that name none. Empty: that of the CallGear account.',
		...onlyForFormats(...ENDLESS),
	},
	{
		displayName: 'Order of Day and Month',
		name: 'dayMonthOrder',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'As the dates of the export tell; refused where both orders can be meant',
			},
			{ name: 'Day First', value: 'dayFirst', description: '03/02/2026 is in February' },
			{ name: 'Month First', value: 'monthFirst', description: '03/02/2026 is in March' },
			{ name: 'Year First', value: 'yearFirst', description: '26/02/03 is in February 2026' },
		],
		default: 'auto',
		description: 'How dates such as 03/02/2026 are meant, which phones write by their own settings',
		...onlyForFormats('whatsapp'),
	},
];

/** Which export it is. */
export const requiredExportFields: INodeProperties[] = [formatField, exportField];

/** How it is read. */
export const optionalExportFields: INodeProperties[] = [
	agentsField,
	otherEmployeeField,
	...partFields,
	...timeFields,
];

/** Whether a format can have times without a zone. */
export const hasOwnZone = (format: string): boolean => ENDLESS.includes(format as ExportFormat);
