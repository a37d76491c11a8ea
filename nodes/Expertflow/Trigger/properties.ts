import type { INodeProperties } from 'n8n-workflow';

import { addressSecretField } from '../../engine/addressSecret';
import { rawBodyField } from '../../engine/rawBody';
import { CONFIGURATIONS } from './events';

/** Stands for the types that are not named here. */
export const OTHER = 'other';

/** https://docs.expertflow.com/cx/4.10/notification-message, and the classes of https://github.com/expertflow/object-model */
const NOTIFICATIONS: Array<[name: string, value: string, description: string]> = [
	['Agent Reserved', 'AGENT_RESERVED', 'An agent was found'],
	['Agent Subscribed', 'AGENT_SUBSCRIBED', 'An agent has joined the conversation'],
	['Agent Unsubscribed', 'AGENT_UNSUBSCRIBED', 'An agent has left the conversation'],
	['Any Other Notification', OTHER, 'What Expertflow tells beside these'],
	['Channel Session Ended', 'CHANNEL_SESSION_ENDED', 'The session of the customer was closed'],
	['Channel Session Expired', 'CHANNEL_SESSION_EXPIRED', 'The customer was silent for too long'],
	['Channel Session Started', 'CHANNEL_SESSION_STARTED', 'A session of the customer was opened'],
	['No Agent Available', 'NO_AGENT_AVAILABLE', 'No agent was found'],
	['System Error', 'SYSTEM_ERROR', 'Something went wrong at Expertflow'],
	['Typing Started', 'TYPING_STARTED', 'An agent or bot begins to type'],
	['Typing Stopped', 'TYPING_STOPPED', 'An agent or bot types no more'],
];

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'A person enters the address in Expertflow: copy the <b>Production URL</b> above into <b>Provider Webhook</b> of the channel provider in Unified Admin. Expertflow puts <b>/cim-messages</b> behind it.',
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
				name: 'Any Other Message',
				value: OTHER,
				description: 'A message of any type that is not named here',
			},
			{ name: 'Audio', value: 'AUDIO', description: 'A sound' },
			{ name: 'Button', value: 'BUTTON', description: 'A text with buttons or a list to choose from' },
			{ name: 'Carousel', value: 'CAROUSEL', description: 'Cards beside each other' },
			{
				name: 'Connector Configurations',
				value: CONFIGURATIONS,
				description: 'An admin has changed the values of the channel connector. They may hold secrets.',
			},
			{ name: 'Contact', value: 'CONTACT', description: 'Cards of one or more people' },
			{
				name: 'Delivery Notification',
				value: 'DELIVERYNOTIFICATION',
				description: 'What became of a message of the customer',
			},
			{ name: 'Email', value: 'EMAIL', description: 'A letter with subject and attachments' },
			{ name: 'File', value: 'FILE', description: 'A document' },
			{ name: 'Image', value: 'IMAGE', description: 'A picture' },
			{ name: 'Location', value: 'LOCATION', description: 'A place on the map' },
			{
				name: 'Notification',
				value: 'NOTIFICATION',
				description:
					'Somebody types, an agent comes or goes, the session ends; see Filters > Notification Types',
			},
			{ name: 'Sticker', value: 'STICKER', description: 'A sticker' },
			{ name: 'Template', value: 'TEMPLATE', description: 'A template of WhatsApp or the like' },
			{ name: 'Text', value: 'PLAIN', description: 'What a bot or an agent writes' },
			{ name: 'URL', value: 'URL', description: 'A link' },
			{ name: 'Video', value: 'VIDEO', description: 'A film' },
		],
		// What says something to the customer
		default: [
			'AUDIO',
			'BUTTON',
			'CAROUSEL',
			'CONTACT',
			'EMAIL',
			'FILE',
			'IMAGE',
			'LOCATION',
			'PLAIN',
			'STICKER',
			'TEMPLATE',
			'URL',
			'VIDEO',
		],
		description:
			'Which events start the flow. Expertflow sends all of them; the others are answered and dropped.',
	},
	addressSecretField({}),
	{
		displayName: 'Answer',
		name: 'answer',
		type: 'options',
		options: [
			{
				name: 'Delivered (200)',
				value: 'delivered',
				description: 'Tells Expertflow at once that the message was delivered, as soon as n8n has it',
			},
			{
				name: 'Accepted (202)',
				value: 'accepted',
				description:
					'Tells nothing yet: let the flow tell with Expertflow Send Receipt what became of the message',
			},
		],
		default: 'delivered',
		description: 'What Expertflow is answered to a message that starts the flow',
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'options',
		options: [
			{ name: 'Anyone', value: 'anyone', description: 'Also where Expertflow does not say who it was' },
			{ name: 'Bot', value: 'bot', description: 'Only what a bot did' },
			{ name: 'Human Agent', value: 'agent', description: 'Only what a human agent did' },
			{ name: 'System', value: 'system', description: 'Only what Expertflow or an app did' },
		],
		default: 'anyone',
		description: 'By whom the messages are. What customers say themselves never starts the flow.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Lets pass only events of some channels, customers or kinds',
		options: [
			{
				displayName: 'Customer Identifiers',
				name: 'customerIdentifiers',
				type: 'string',
				default: '',
				placeholder: 'e.g. 4915550001122, 4915550001133',
				description: 'Who the customers are on their channels, separated by commas',
			},
			{
				displayName: 'Notification Types',
				name: 'notificationTypes',
				type: 'multiOptions',
				options: NOTIFICATIONS.map(([name, value, description]) => ({ name, value, description })),
				default: [],
				displayOptions: { show: { '/events': ['NOTIFICATION'] } },
				description: 'Which notifications start the flow; all of them while none is chosen',
			},
			{
				displayName: 'Service Identifiers',
				name: 'serviceIdentifiers',
				type: 'string',
				default: '',
				placeholder: 'e.g. 880044, 880045',
				description: 'Identifiers of channels, separated by commas',
			},
		],
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: 'Whether to add the whole event as Expertflow sent it, as <code>raw</code>',
	},
	rawBodyField,
];

/** The values that are named in a field with several choices. */
const named = (options: INodeProperties['options'] = []) =>
	new Set(options.flatMap((option) => ('value' in option ? [String(option.value)] : [])));

const EVENTS = named(properties.find(({ name }) => name === 'events')?.options);
const TYPES = new Set(NOTIFICATIONS.map(([, value]) => value));

/** How an event is called in the field Events. */
export const eventChoice = (event: string) => (EVENTS.has(event) ? event : OTHER);

/** How a notification is called in the filter. */
export const notificationChoice = (type: string) => (TYPES.has(type) ? type : OTHER);
