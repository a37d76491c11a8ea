import type { Example } from '../testkit/example';

/** An order's news comes in by webhook and is posted to the customer of a chat. */
export const example: Example = {
	webhook: { json: { session: 5177, order: 'A-1042', news: 'left Bergen <today> – på vei!' } },
	holds: () => [
		{
			vendor: 'superOffice',
			kind: 'message',
			compare: ({ fact }) => ({
				session: fact.ChatSessionId,
				type: fact.Type,
				text: fact.Message,
				author: fact.Author,
				special: fact.SpecialType,
				by: fact.postedBy,
			}),
			expected: [
				{
					session: 5177,
					type: 'ToCustomer',
					text: 'Your order A-1042: left Bergen &lt;today&gt; – på vei!',
					author: 'Order bot',
					special: 'None',
					by: 'KARI',
				},
			],
		},
	],
};
