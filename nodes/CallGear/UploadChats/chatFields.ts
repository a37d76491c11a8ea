import type { INodeProperties } from 'n8n-workflow';

import { locatorField } from '../fields';
import { sourceIdField, visitorNameField, visitorSessionField } from '../uploads/fields';
import { onlyFor } from '../uploads/onlyFor';

const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{
			name: 'Lost',
			value: 'lost',
			description: 'Nobody took the chat, or the visitor left before an answer',
		},
		{ name: 'Refused', value: 'refused', description: 'The visitor never wrote' },
		{ name: 'Succeed', value: 'succeed', description: 'Both sides wrote' },
	],
	default: 'succeed',
	description: 'How the chat ended. With JSON or rows, it is for the chats that bring no status.',
	...onlyFor('fields', 'json', 'rows'),
};

const visitorFields: INodeProperties[] = [
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 971500000001',
		description:
			"The visitor's phone in international form. Phone or email is needed; with an export, it is for the chats that have neither.",
		...onlyFor('fields', 'export'),
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. visitor@example.com',
		description:
			"The visitor's email. Phone or email is needed; with an export, it is for the chats that have neither.",
		...onlyFor('fields', 'export'),
	},
];

const ELSEWHERE =
	'With JSON, rows or an export, it is for the chats that name no site, campaign or visitor session.';

const placeFields: INodeProperties[] = [
	locatorField({
		displayName: 'Site',
		name: 'siteId',
		description: `Where the chat took place. Site, campaign or visitor session is needed. ${ELSEWHERE}`,
		searchListMethod: 'searchSites',
		thing: 'a site',
		exampleId: '3101',
	}),
	locatorField({
		displayName: 'Campaign',
		name: 'campaignId',
		description: `The advertising campaign that the chat counts for, one of the site's own. ${ELSEWHERE}`,
		searchListMethod: 'searchCampaigns',
		thing: 'a campaign',
		exampleId: '501',
	}),
	visitorSessionField(
		'The visit in which the chat took place: from the list of the last seven days, or the number that CallGear.getSessionId() gives on the page. It must have begun before the chat, at most 180 days earlier.',
	),
];

const startField: INodeProperties = {
	displayName: 'Chat Start',
	name: 'startDateTime',
	type: 'dateTime',
	default: '',
	description: 'When the chat began, before its first message. Empty: a second before the first message.',
	...onlyFor('fields'),
};

/** What was said, in the order of the list or not. */
export const messagesField: INodeProperties = {
	displayName: 'Messages',
	name: 'messages',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Message',
	default: {},
	required: true,
	description: 'What was said. The chat goes to the employee of the last operator message.',
	options: [
		{
			displayName: 'Message',
			name: 'message',
			values: [
				{
					displayName: 'Time',
					name: 'dateTime',
					type: 'dateTime',
					default: '',
					required: true,
					description: 'When the message was sent',
				},
				{
					displayName: 'Message Source',
					name: 'messageSource',
					type: 'options',
					options: [
						{ name: 'Operator', value: 'operator', description: 'An employee of yours' },
						{ name: 'System', value: 'system', description: 'An automatic invitation' },
						{ name: 'Visitor', value: 'visitor', description: 'The customer on the site' },
					],
					default: 'visitor',
					description: 'Who wrote the message',
				},
				locatorField(
					{
						displayName: 'Employee',
						name: 'employeeId',
						description: 'The employee who wrote the message, one of those in CallGear',
						searchListMethod: 'searchEmployees',
						thing: 'an employee',
						exampleId: '9012',
					},
					{ required: true, displayOptions: { show: { messageSource: ['operator'] } } },
				),
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					required: true,
					placeholder: 'e.g. Is Friday free?',
					description: 'Text of the message; CallGear takes no attachments here',
				},
			],
		},
	],
	...onlyFor('fields'),
};

const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	...onlyFor('fields'),
	options: [
		{
			displayName: 'Initiator',
			name: 'initiator',
			type: 'options',
			options: [
				{ name: 'Auto-Invite', value: 'autoinvite' },
				{ name: 'Operator', value: 'operator' },
				{ name: 'Visitor', value: 'visitor' },
			],
			default: 'visitor',
			description:
				"Who began the chat; CallGear takes the source of the first message otherwise. A visitor's chat without a message of visitor or operator is stored as lost.",
		},
		{
			displayName: 'Own Chat ID',
			name: 'extId',
			type: 'string',
			default: '',
			placeholder: 'e.g. tg-5512',
			description: 'Your own ID of the chat (ext_id), to find it in CallGear again',
		},
		sourceIdField,
		visitorNameField,
	],
};

/** The members of a chat beside its messages. https://callgear.github.io/data_api/communication/upload_chats/ */
export const chatFields: INodeProperties[] = [
	...visitorFields,
	statusField,
	...placeFields,
	startField,
	additionalFields,
];
