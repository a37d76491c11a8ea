import { DateTime } from 'luxon';

import { userNameOf } from '../sandbox/haptik/conversations';
import type { Example, ExampleTable } from '../testkit/example';

/** The conversations that are over, by the day. */
export const conversations: ExampleTable = {
	name: 'Haptik conversations',
	columns: { day: 'string', userName: 'string', conversationNo: 'string', businessId: 'number' },
};

/** An agent ends a conversation, of which a note is made. */
export const example: Example = {
	event: {
		vendor: 'haptik',
		enter: { hook: 'events', path: 'haptik' },
		order: { kind: 'conversationComplete', about: 'cust_90610' },
	},
	tables: [
		{
			...conversations,
			gains: [{ userName: userNameOf('cust_90610'), businessId: 7104 }],
		},
	],
	holds: () => [{ vendor: 'haptik', kind: 'message', compare: ({ fact }) => fact, expected: [] }],
};

/** The day before, in the time zone of an n8n that was told none. */
export const yesterday = DateTime.now().setZone('America/New_York').minus({ days: 1 }).toFormat('yyyy-MM-dd');
