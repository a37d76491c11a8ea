import type { INodeProperties } from 'n8n-workflow';

import { addressSecretField } from '../../engine/addressSecret';
import { rawBodyField } from '../../engine/rawBody';
import { TEMPLATES } from './templates';

/** Stands for notifications of which the node has no template. */
export const OTHER_EVENTS = 'other';

/** What to paste, where its kind is chosen. */
const templateNotice = (kind: keyof typeof TEMPLATES, what: string): INodeProperties => ({
	displayName: `Body for ${what}, to be pasted without quotes around the variables: <br><code>${TEMPLATES[kind]}</code><br>Take out what the list of variables in CallGear does not have, and add what you miss.`,
	name: `${kind}Template`,
	type: 'notice',
	default: '',
	displayOptions: { show: { template: [kind] } },
});

export const properties: INodeProperties[] = [
	{
		displayName:
			'CallGear has no call that registers an address: in the client area under <b>Notifications</b>, make one for an event, choose <b>HTTP</b> and <b>POST</b>, enter the <b>Production URL</b> above, and paste a body from below.',
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
				name: 'Any Other Notification',
				value: OTHER_EVENTS,
				description: 'Whatever else is sent, e.g. with a body of your own that names no event',
			},
			{ name: 'Call', value: 'call', description: 'What happens to calls' },
			{ name: 'Chat', value: 'chat', description: 'What happens to chats' },
			{ name: 'Offline Message', value: 'offline_message', description: 'A form or callback request' },
		],
		default: ['chat', 'offline_message', 'call'],
		description:
			'Which notifications start the flow, by the event that their body names. Which of them CallGear sends is set up there.',
	},
	addressSecretField({}),
	{
		displayName: 'Body to Paste',
		name: 'template',
		type: 'options',
		options: [
			{ name: 'For Calls', value: 'call' },
			{ name: 'For Chats', value: 'chat' },
			{ name: 'For Offline Messages', value: 'offline_message' },
		],
		default: 'chat',
		description: 'Which body is shown below, to be pasted into CallGear; it changes nothing in this node',
	},
	templateNotice('call', 'calls'),
	templateNotice('chat', 'chats'),
	templateNotice('offline_message', 'offline messages'),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		description: 'Lets pass only some notifications',
		options: [
			{
				displayName: 'Notification Names',
				name: 'notificationNames',
				type: 'string',
				default: '',
				placeholder: 'e.g. Lost call, Chat is over',
				description:
					'Names of notifications, or what CallGear calls their kind (notification_mnemonic), separated by commas',
			},
		],
	},
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description: 'Whether to add the whole body as <code>raw</code>',
	},
	rawBodyField,
];
