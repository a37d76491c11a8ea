import type { INodeProperties } from 'n8n-workflow';

import { rawBodyField } from '../../engine/rawBody';
import { eventFilters, eventsField, sendersField } from '../eventFields';
import { authenticationField } from '../fields';

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
	eventsField,
	sendersField,
	eventFilters,
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
