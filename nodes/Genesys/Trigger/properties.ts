import type { INodeProperties } from 'n8n-workflow';

import { CHATS } from './events';

/** Stands for the events that Genesys' pages do not tell of. */
export const OTHER_EVENTS = 'other';

/** Stands for participants of a kind that is neither customer nor agent. */
export const OTHERS = 'others';

const ofChats = { displayOptions: { show: { channels: [CHATS] } } };

/** The fields of the node. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'No address has to be registered: the node keeps a connection to Genesys, and is told of the chats that the <b>agent of the credential</b> has accepted. Use a login of its own for the flow where you can.',
		name: 'connectionNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Channels',
		name: 'channels',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Calls', value: '/v2/me/calls', description: "The agent's calls" },
			{ name: 'Channels', value: '/v2/me/channels', description: "The agent's state on each channel" },
			{ name: 'Chats', value: CHATS, description: "Messages and changes of the agent's chats" },
			{ name: 'Devices', value: '/v2/me/devices', description: "The agent's devices" },
			{ name: 'Emails', value: '/v2/me/emails', description: "The agent's emails" },
			{
				name: 'Services',
				value: '/notifications/services',
				description: 'State of the services behind Genesys',
			},
		],
		default: [CHATS],
		description:
			'What the node listens to. Each event of a channel other than Chats starts the flow, with its data as Genesys tells it.',
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
				description: 'Messages and changes of kinds that are not listed here',
			},
			{
				name: 'Custom Notice',
				value: 'CustomNotice',
				description: 'A notice for the software of the other side',
			},
			{
				name: 'Error',
				value: 'Error',
				description: 'An operation on a chat has failed after it was accepted',
			},
			{ name: 'File Uploaded', value: 'file-uploaded', description: 'Somebody has sent a file' },
			{ name: 'Notice', value: 'Notice', description: 'Genesys tells something to those in the chat' },
			{
				name: 'Participants Updated',
				value: 'ParticipantsUpdated',
				description: 'Somebody has joined or left a chat',
			},
			{ name: 'Push URL', value: 'PushUrl', description: 'Somebody has sent a link' },
			{
				name: 'Status Change',
				value: 'StatusChange',
				description: 'A chat was offered, accepted, left or completed',
			},
			{ name: 'Text', value: 'Text', description: 'Somebody has written a message' },
			{ name: 'Typing Started', value: 'TypingStarted', description: 'Somebody begins to type' },
			{ name: 'Typing Stopped', value: 'TypingStopped', description: 'Somebody stops typing' },
			{
				name: 'User Data Updated',
				value: 'PropertiesUpdated',
				description: 'The user data of a chat has changed, also by a node of this pack',
			},
		],
		default: ['file-uploaded', 'PushUrl', 'Text'],
		description: 'Which events of the chats start the flow, where Channels has Chats',
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'options',
		options: [
			{ name: 'Agent', value: 'Agent', description: 'Only messages of agents' },
			{ name: 'Anyone', value: 'anyone', description: 'Messages of everybody in the chat' },
			{ name: 'Customer', value: 'Customer', description: 'Only messages of the customer' },
			{
				name: 'Others',
				value: OTHERS,
				description: 'Only messages of participants who are neither customer nor agent, such as the system',
			},
		],
		default: 'anyone',
		description: 'Whose messages start the flow. It says nothing about events that are no messages.',
		...ofChats,
	},
	{
		displayName: 'Include Own Messages',
		name: 'includeOwnMessages',
		type: 'boolean',
		default: false,
		description:
			'Whether what the agent of the credential writes starts the flow as well: in Workspace, or by a node of this pack. A flow that answers would answer itself.',
		...ofChats,
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Lets pass only events of some chats',
		options: [
			{
				displayName: 'Chat IDs',
				name: 'chatIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0001PaBMYY3600R8, 0001RaC8KT5M00QX',
				description: 'IDs of chats, separated by commas; upper and lower case matter',
			},
		],
		...ofChats,
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: 'Whether to add the event as Genesys sent it, as <code>raw</code>',
	},
];
