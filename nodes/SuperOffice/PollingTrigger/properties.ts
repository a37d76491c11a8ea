import type { INodeProperties } from 'n8n-workflow';

import { watchedHoursField } from '../../engine/watched';
import { eventFilters, eventsField, sendersField } from '../eventFields';
import { authenticationField } from '../fields';

export const properties: INodeProperties[] = [
	authenticationField,
	eventsField,
	sendersField,
	watchedHoursField({
		description:
			'How long after it was asked for a chat is looked at: what happens to it later is not noticed. Each poll lists all chats of that time, and for messages asks for those of each chat that goes on.',
	}),
	eventFilters,
	{
		displayName: 'Include Raw Event',
		name: 'includeRawEvent',
		type: 'boolean',
		default: false,
		description:
			"Whether to add the message, or the row of SuperOffice's list of sessions, as <code>raw</code>",
	},
];
