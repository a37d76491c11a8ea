import type { INodeProperties } from 'n8n-workflow';

import { topicField } from './fields';
import { statusOptions } from './statuses';

/** What happens to chats. https://docs.superoffice.com/en/automation/webhook/reference/chat-events */
export const EVENTS = {
	created: 'chatsession.created',
	changed: 'chatsession.changed',
	message: 'chatsession.message',
} as const;

/** What of it starts the flow. */
export const eventsField: INodeProperties = {
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
};

/** Whose messages do. */
export const sendersField: INodeProperties = {
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
};

/** Of which chats. */
export const eventFilters: INodeProperties = {
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
			description: 'Only chats of this topic, which SuperOffice also calls a chat channel',
		},
	],
};
