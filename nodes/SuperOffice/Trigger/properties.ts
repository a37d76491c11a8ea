import type { INodeProperties } from 'n8n-workflow';

import { rawBodyField } from '../../engine/rawBody';
import { authenticationField, topicField } from '../fields';
import { statusOptions } from '../statuses';

/** https://docs.superoffice.com/en/automation/webhook/reference/chat-events */
export const EVENTS = {
	created: 'chatsession.created',
	changed: 'chatsession.changed',
	message: 'chatsession.message',
} as const;

const byHand = { show: { registration: ['byHand'] } };

export const properties: INodeProperties[] = [
	authenticationField,
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'By Hand in SuperOffice',
				value: 'byHand',
				description: 'An administrator enters the address. For apps without access to webhooks.',
			},
			{
				name: 'By This Node',
				value: 'byNode',
				description:
					'The node registers a webhook when the flow is published, and removes it when that is taken back',
			},
		],
		default: 'byNode',
		description: 'Who tells SuperOffice the address of this node',
	},
	{
		displayName:
			'In SuperOffice open Settings and Maintenance > Webhooks, add a webhook with the <b>Production URL</b> above as its address and the events below, and enter the <b>Webhook Secret</b> there as well. SuperOffice calls the address when it is saved, so publish the flow first.',
		name: 'byHandNotice',
		type: 'notice',
		default: '',
		displayOptions: byHand,
	},
	{
		displayName: 'Webhook Secret',
		name: 'webhookSecret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. kq3-v8Wd_Zt61mLx0pRb',
		description:
			'The secret of the webhook in SuperOffice, which signs with it what it sends. What is not signed with it starts nothing.',
		hint: 'Any text of at least 16 characters, made up for this node alone',
		displayOptions: byHand,
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Message Added', value: EVENTS.message, description: 'Somebody has written in a chat' },
			{ name: 'Session Created', value: EVENTS.created, description: 'A chat begins' },
			{
				name: 'Status Changed',
				value: EVENTS.changed,
				description: 'A chat waits for somebody else, has ended, or is opened again',
			},
		],
		default: [EVENTS.message],
		description: 'Which events start the flow',
	},
	{
		displayName: 'Messages From',
		name: 'senders',
		type: 'multiOptions',
		options: [
			{ name: 'Agent', value: 'agent', description: 'What is written to the customer' },
			{ name: 'Bot', value: 'bot', description: 'What is written to the customer as a bot message' },
			{
				name: 'Customer',
				value: 'customer',
				description: 'What the customer writes, or clicks among the options of a bot',
			},
			{ name: 'System', value: 'system', description: 'What the chat itself tells, such as its end' },
		],
		default: ['customer'],
		description:
			'Whose messages start the flow. Those that nodes of this n8n have added never do, as far as it still knows them.',
		displayOptions: { show: { events: [EVENTS.message] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Lets pass only events of some chats or messages',
		options: [
			{
				displayName: 'Not by Authors',
				name: 'notByAuthors',
				type: 'string',
				default: '',
				placeholder: 'e.g. Order bot, Night bot',
				description:
					'Names whose messages start nothing, separated by commas: those that your own flows write under, where n8n runs in several processes',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				options: statusOptions,
				default: [],
				description:
					'Only sessions in one of these, for events of sessions. A chat that has ended is Finished or Closed.',
			},
			{
				...topicField,
				description: 'Only chats of this topic. SuperOffice sends those of all topics.',
			},
		],
	},
	{
		displayName: 'Include Chat Session',
		name: 'includeSession',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask SuperOffice for the session of each event and add it as <code>session</code>: the customer, the agent, and whom and what the chat is about',
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: 'Whether to add the whole event as SuperOffice sent it, as <code>raw</code>',
	},
	rawBodyField,
];
