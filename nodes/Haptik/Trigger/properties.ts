import type { INodeProperties } from 'n8n-workflow';

import { rawBodyField } from '../../engine/rawBody';
import { checkByFields } from '../incoming';
import { EVENTS } from './events';

/** Stands for the events that Haptik's pages do not tell of. */
export const OTHER_EVENTS = 'other';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Haptik has no call that registers an address: copy the <b>Production URL</b> above into <b>Webhook URL</b> in Haptik (Business Manager > Channels > Platform Deployment > Bot as an API), and make <b>Secret Key</b> there and <b>Webhook Secret</b> of the credential the same.',
		name: 'registrationNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Any Other Event',
				value: OTHER_EVENTS,
				description: 'What Haptik sends beside these; it may add events at any time',
			},
			{
				name: 'Chat Complete',
				value: EVENTS.chatComplete,
				description: 'An agent has ended the chat. Haptik is giving it up for Conversation Complete.',
			},
			{
				name: 'Chat Pinned',
				value: EVENTS.chatPinned,
				description: 'A human agent was assigned',
			},
			{
				name: 'Conversation Complete',
				value: EVENTS.conversationComplete,
				description: 'The conversation was ended by an agent, the bot or time',
			},
			{
				name: 'Message',
				value: EVENTS.message,
				description: 'The bot or an agent has written to the user',
			},
			{
				name: 'Typing Indicator',
				value: EVENTS.typingIndicator,
				description: 'Somebody begins or stops typing. Only older pages of Haptik tell of it.',
			},
		],
		default: [EVENTS.message],
		description:
			'Which events start the flow. Haptik sends all of them; the others are answered and dropped.',
	},
	...checkByFields,
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'options',
		options: [
			{ name: 'Anyone', value: 'anyone', description: 'Also where Haptik does not say who it was' },
			{ name: 'Bot', value: 'bot', description: 'Only what the bot did' },
			{ name: 'Human Agent', value: 'agent', description: 'Only what a human agent did' },
		],
		default: 'anyone',
		description: 'By whom the events are',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Lets pass only events of some users or businesses',
		options: [
			{
				displayName: 'Auth IDs',
				name: 'authIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. cust_88123, cust_88124',
				description: 'IDs of users in your own system, separated by commas',
			},
			{
				displayName: 'Business IDs',
				name: 'businessIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 7104, 7105',
				description: 'Numbers of channels or queues, separated by commas',
			},
		],
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: 'Whether to add the whole event as Haptik sent it, as <code>raw</code>',
	},
	rawBodyField,
];
