import type { INodeProperties } from 'n8n-workflow';

import { optionsField } from '../../engine/options';
import { locatorField } from '../fields';
import { onlyFor } from '../uploads/onlyFor';
import { defaults } from '../uploads/options';
import { sourceIdField, visitorNameField, visitorSessionField } from '../uploads/fields';
import { MESSAGE_KEYS, USER_FIELD_KEYS } from './body';
import { uploadOptions } from './options';

const inputFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{
				name: 'Fields Below',
				value: 'fields',
				description: 'Each item is one offline message, put together here',
			},
			{
				name: 'Offline Message as JSON',
				value: 'json',
				description: "Each item holds a whole offline message in CallGear's own words",
			},
		],
		default: 'fields',
		description: 'Where the offline messages come from',
	},
	{
		displayName: 'Offline Message',
		name: 'offlineMessage',
		type: 'json',
		default: '={{ $json }}',
		placeholder: 'e.g. { "phone": "971500000001", "site_id": 3101, "message": "Please call me" }',
		required: true,
		description: `An object with ${MESSAGE_KEYS.join(', ')} and user_fields, a list of objects with ${USER_FIELD_KEYS.join(' and ')}. The date may be any ISO 8601.`,
		...onlyFor('json'),
	},
];

const visitorFields: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Please call me about Friday',
		description: 'What the visitor wrote',
		...onlyFor('fields'),
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 971500000001',
		description: "The visitor's phone in international form. Phone or email is needed.",
		...onlyFor('fields'),
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. visitor@example.com',
		description: "The visitor's email. Phone or email is needed.",
		...onlyFor('fields'),
	},
];

const timeField: INodeProperties = {
	displayName: 'Time',
	name: 'dateTime',
	type: 'dateTime',
	default: '={{ $now }}',
	required: true,
	description:
		'When the offline message was left; as it stands here, the time of the run. With JSON, it is for those that bring no date_time.',
};

const ELSEWHERE = 'With JSON, it is for those that name no site, campaign or visitor session.';

const placeFields: INodeProperties[] = [
	locatorField({
		displayName: 'Site',
		name: 'siteId',
		description: `Where the offline message was left. Site, campaign or visitor session is needed. ${ELSEWHERE}`,
		searchListMethod: 'searchSites',
		thing: 'a site',
		exampleId: '3101',
	}),
	locatorField({
		displayName: 'Campaign',
		name: 'campaignId',
		description: `The advertising campaign that it counts for, one of the site's own; -1 is that of visitors without campaign, and needs the site. ${ELSEWHERE}`,
		searchListMethod: 'searchCampaigns',
		thing: 'a campaign',
		exampleId: '501',
		form: { regex: '^\\s*(?:(?:-1|\\d+)\\s*)?$', errorMessage: 'An ID is a number' },
	}),
	visitorSessionField(
		'The visit in which it was left: from the list of the last seven days, or the number that CallGear.getSessionId() gives on the page. It must have begun before, at most 180 days earlier.',
	),
];

const userFieldsField: INodeProperties = {
	displayName: 'User Fields',
	name: 'userFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add User Field',
	default: {},
	description:
		"What your form asks for beside name, phone, email and message: the account's own fields of offline messages. Those without a value are left out.",
	...onlyFor('fields'),
	options: [
		{
			displayName: 'User Field',
			name: 'userField',
			values: [
				locatorField(
					{
						displayName: 'Field',
						name: 'userFieldId',
						description: 'Which field, one of those of the account',
						searchListMethod: 'searchUserFields',
						thing: 'a field',
						exampleId: 'guests',
						form: { regex: '^[^\\r\\n]*$', errorMessage: 'An ID stands in one line' },
					},
					{ required: true },
				),
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. 2',
					description: 'What the visitor entered; a numeric field takes digits only',
				},
			],
		},
	],
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
			displayName: 'Own Message ID',
			name: 'ownMessageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. form-5512',
			description: 'Your own ID of the offline message (ext_id), to find it in CallGear again',
		},
		sourceIdField,
		visitorNameField,
	],
};

const formField: INodeProperties = {
	displayName: 'Form Name',
	name: 'formName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Book a table',
	description: 'In which form it was left, as reports are to call it',
	...onlyFor('fields'),
};

/** The node's fields: all of https://callgear.github.io/data_api/communication/upload_offline_messages/ */
export const properties: INodeProperties[] = [
	{
		displayName:
			'For messages that were left elsewhere, such as in a form or with a bot: CallGear counts them in its reports. Nothing is sent to the visitor. A message that is uploaded twice is there twice: see Skip If Uploaded Before in the options.',
		name: 'directionNotice',
		type: 'notice',
		default: '',
	},
	...inputFields,
	timeField,
	...visitorFields,
	...placeFields,
	formField,
	userFieldsField,
	additionalFields,
	optionsField(defaults, uploadOptions),
];
