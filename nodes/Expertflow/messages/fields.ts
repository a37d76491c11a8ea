import type { INodeProperties } from 'n8n-workflow';

/** The types that CCM knows. https://docs.expertflow.com/cx/4.10/channeldata */
const ATTRIBUTE_TYPES = [
	'Alphanum100',
	'AlphanumSpecial200',
	'Boolean',
	'Email',
	'IP',
	'Number',
	'Password',
	'PhoneNumber',
	'PositiveNumber',
	'String100',
	'String2000',
	'String50',
	'StringList',
	'URL',
	'WebChannelData',
];

const attributesField: INodeProperties = {
	displayName: 'Additional Attributes',
	name: 'additionalAttributes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Attribute',
	default: {},
	description: 'More about the customer or channel, for bots and routing',
	options: [
		{
			displayName: 'Attribute',
			name: 'attribute',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. contract',
					description: 'Name of the attribute, as bots and routing know it',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: ATTRIBUTE_TYPES.map((name) => ({ name, value: name })),
					default: 'String100',
					description: 'Which of the types of CCM the value has',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. K-2041',
					description:
						'What the attribute holds. For WebChannelData an object, for StringList a list of texts, as JSON or by an expression.',
				},
			],
		},
	],
};

/** https://docs.expertflow.com/cx/4.10/intent */
const intentField: INodeProperties = {
	displayName: 'Intent',
	name: 'intent',
	type: 'options',
	options: [
		{ name: 'None', value: '', description: 'An ordinary message' },
		{
			name: 'Reply To',
			value: 'REPLY_TO',
			description: 'Quotes another message. Needs Original Message ID and Provider Message ID.',
		},
		{ name: 'Start Chat', value: 'START_CHAT', description: 'Opens a chat session' },
		{
			name: 'Start Conversation',
			value: 'START_CONVERSATION',
			description: 'Opens session and conversation without routing',
		},
		{ name: 'Update', value: 'UPDATE', description: 'Replaces the message in Original Message ID' },
	],
	default: '',
	description: 'What the message asks Expertflow to do',
};

/** In whose name. */
export const directionNotice: INodeProperties = {
	displayName:
		'The message goes to bots and agents <b>in the name of the customer</b>. Nothing is sent to the customer.',
	name: 'directionNotice',
	type: 'notice',
	default: '',
};

export const originalMessageIdField: INodeProperties = {
	displayName: 'Original Message ID',
	name: 'originalMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 7c0e4b1a-5d2f-4b8e-9a31-0c6d2e7f1a90',
	description: 'ID of the message that is quoted or replaced',
};

export const providerMessageIdField: INodeProperties = {
	displayName: 'Provider Message ID',
	name: 'providerMessageId',
	type: 'string',
	default: '',
	placeholder: 'e.g. wamid.HBgM',
	description: 'ID that the channel itself gave to the message',
};

/** Between whom a message goes. https://docs.expertflow.com/cx/4.10/channeldata */
export const identifierFields: INodeProperties[] = [
	{
		displayName: 'Service Identifier',
		name: 'serviceIdentifier',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 880044',
		description:
			'The address that the customer writes to, such as a number or page ID. It must be the Service Identifier of a channel in Unified Admin, character by character.',
	},
	{
		displayName: 'Customer Identifier',
		name: 'channelCustomerIdentifier',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 4915550001122',
		description:
			'Who the customer is on this channel, such as a phone number. Always write it alike: with and without + are two customers. Messages of one customer are sent one after the other, in input order.',
	},
];

/** The same, taken from what the node before gives. */
export function identifierFieldsFrom(
	serviceIdentifier: string,
	customerIdentifier: string,
): INodeProperties[] {
	const [service, customer] = identifierFields;
	return [
		{ ...service, default: serviceIdentifier },
		{ ...customer, default: customerIdentifier },
	];
}

/** How the customer is named on the channel. */
export const identifierFormatField: INodeProperties = {
	displayName: 'Identifier Format',
	name: 'identifierFormat',
	type: 'options',
	options: [
		{ name: 'As It Stands', value: 'asIs', description: 'For web, email, Facebook and all other channels' },
		{
			name: 'Digits Only',
			value: 'digits',
			description:
				'For WhatsApp, SMS, Viber and voice: +49 1555 0001122 is sent as 4915550001122. What is no number with its country code is refused.',
		},
	],
	default: 'asIs',
	description: 'How Customer Identifier is sent, by the type of the channel',
};

/** What the header of any message may have beside the two identifiers, and the message's ID; for Additional Fields. */
export const headerFields: INodeProperties[] = [
	attributesField,
	{
		displayName: 'Customer First Name',
		name: 'customerFirstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ada',
		description: 'The first name of the customer. If the channel has one name only, enter it here.',
	},
	{
		displayName: 'Customer Last Name',
		name: 'customerLastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Miller',
		description: 'The second part of the name, where the channel has two',
	},
	{
		displayName: 'Entities',
		name: 'entities',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "topic": "billing" }',
		description: 'Data of the intent, as an object',
	},
	intentField,
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7c0e4b1a-5d2f-4b8e-9a31-0c6d2e7f1a90',
		description:
			'ID of the message, to which receipts refer. Without it, it is made from execution, item and content: the same when n8n starts the same execution anew, and a new one in any other. To have repeats recognised across executions, enter an ID of your own.',
	},
	originalMessageIdField,
	providerMessageIdField,
	{
		displayName: 'Request Priority',
		name: 'requestPriority',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
		default: 0,
		description: 'Place in the queue, from 0 (lowest) to 10 (highest)',
	},
	{
		displayName: 'Room ID',
		name: 'roomId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 652fd5a2',
		description: 'ID of the room. Only for private rooms.',
	},
	{
		displayName: 'Sender ID',
		name: 'senderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 460df46c',
		description: 'ID of the connector that sends, instead of one that stands for this node',
	},
	{
		displayName: 'Sender Name',
		name: 'senderName',
		type: 'string',
		default: 'N8N_CONNECTOR',
		placeholder: 'e.g. N8N_CONNECTOR',
		description: 'Name of the connector that sends',
	},
	{
		displayName: 'Timestamp',
		name: 'timestamp',
		type: 'dateTime',
		default: '',
		description: 'When the customer sent the message. Without it, now.',
	},
];

/** What is no business of a message that says nothing itself. */
const OF_WORDS = ['entities', 'intent', 'originalMessageId'];

/** The same for a message that is an instruction or a piece of news. */
export const contextFields = headerFields.filter(({ name }) => !OF_WORDS.includes(name));
