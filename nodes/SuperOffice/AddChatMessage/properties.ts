import type { INodeProperties } from 'n8n-workflow';

import { type OptionDefaults, optionsField } from '../../engine/options';
import { authenticationField, chatSessionField, headerOptions } from '../fields';

/** Order matters in a conversation, so one message at a time. */
export const defaults: OptionDefaults = { timeoutMs: 30_000, writes: true };

/** https://docs.superoffice.com/en/automation/chatbot/reference */
const messageTypeField: INodeProperties = {
	displayName: 'Message Type',
	name: 'messageType',
	type: 'options',
	options: [
		{ name: 'To Customer', value: 'ToCustomer', description: 'From an agent or bot to the customer' },
		{ name: 'To User', value: 'ToUser', description: 'From the customer to the agent' },
		{ name: 'Special', value: 'Special', description: 'An event of the chat, which Special Type names' },
		{
			name: 'Invalid',
			value: 'Invalid',
			description: 'What SuperOffice assumes for a message without a type',
		},
	],
	default: 'ToCustomer',
	description: 'Which way the message goes',
};

/** One "r" in TransferedSession, as SuperOffice writes it. Same page. */
const specialTypeField: INodeProperties = {
	displayName: 'Special Type',
	name: 'specialType',
	type: 'options',
	options: [
		{ name: 'Block', value: 'Block' },
		{ name: 'Bot Message', value: 'BotMessage', description: 'Shown in the bubble of a bot' },
		{ name: 'Clicked Option', value: 'ClickedOption' },
		{ name: 'Closed by Customer', value: 'ClosedByCustomer' },
		{ name: 'Closed by Idle', value: 'ClosedByIdle' },
		{ name: 'Closed by User', value: 'ClosedByUser' },
		{ name: 'Error', value: 'Error' },
		{ name: 'FAQ Success Question', value: 'FaqSuccessQuestion' },
		{ name: 'Illegal File Type', value: 'IllegalFileType' },
		{ name: 'New Session', value: 'NewSession' },
		{ name: 'None', value: 'None', description: 'An ordinary message' },
		{
			name: 'Options',
			value: 'Options',
			description: 'Answers to click on; Special Param holds them as a JSON list of texts',
		},
		{ name: 'Reopened by Customer', value: 'ReopenedByCustomer' },
		{ name: 'Session Deleted', value: 'SessionDeleted' },
		{ name: 'Transfer Rejected', value: 'TransferRejected' },
		{ name: 'Transferred Session', value: 'TransferedSession' },
		{ name: 'URL', value: 'Url', description: 'Sends the customer to an address' },
		{ name: 'Welcome', value: 'Welcome' },
	],
	default: 'None',
	description: 'What the message is beside its text',
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'The message shows in the chat at once. Message Type decides for whom: <b>To User</b> speaks to the agent in the name of the customer.',
		name: 'directionNotice',
		type: 'notice',
		default: '',
	},
	authenticationField,
	{
		...chatSessionField,
		description:
			'The chat session, by its number. Items of one session are sent one after the other, in input order.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Your parcel left Bergen this morning.',
		description:
			'What the message says; needed unless there is a Special Type. It shows as it stands here, line breaks too; to send HTML, turn off Escape HTML in the options.',
	},
	messageTypeField,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Author',
				name: 'author',
				type: 'string',
				default: '',
				placeholder: 'e.g. Order bot',
				description: 'Name shown above the message, of up to 255 characters',
			},
			{
				displayName: 'Read by Customer',
				name: 'readByCustomer',
				type: 'boolean',
				default: false,
				description: 'Whether the message counts as read by the customer',
			},
			{
				displayName: 'Special Param',
				name: 'specialParam',
				type: 'string',
				default: '',
				placeholder: 'e.g. ["Track parcel", "Talk to a person"]',
				description:
					'What belongs to the Special Type, of up to 255 characters. For Options a JSON list of texts, or an expression that gives a list.',
			},
			specialTypeField,
			{
				displayName: 'When Posted',
				name: 'whenPosted',
				type: 'dateTime',
				default: '',
				placeholder: 'e.g. 2026-05-04T11:30:00Z',
				description:
					"When the message was or will be posted; leave it out for now. A future time delays the message. A time without a zone counts in the workflow's time zone.",
			},
		],
	},
	optionsField(defaults, [
		...headerOptions,
		{
			displayName: 'Escape HTML',
			name: 'escapeHtml',
			type: 'boolean',
			default: true,
			description:
				'Whether Text is plain text, whose line breaks and characters such as &lt; and &amp; show as they were written. Turn it off for a text that is HTML, of which SuperOffice keeps a few tags such as b, i and ul; never for what strangers or models have written.',
		},
	]),
];
