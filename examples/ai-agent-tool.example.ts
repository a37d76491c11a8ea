import type { Example } from '../testkit/example';

/** An AI agent with a scripted chat model uses Add Chat Message as its tool: the model gives the text, the webhook the chat. */
export const example: Example = {
	webhook: {
		json: {
			session: 5178,
			question: 'Where is my parcel?',
			known: 'Parcel A-1042 left Bergen <today> – på vei!',
		},
	},
	holds: () => [
		{
			vendor: 'superOffice',
			kind: 'message',
			compare: ({ fact }) => ({
				session: fact.ChatSessionId,
				type: fact.Type,
				text: fact.Message,
				author: fact.Author,
			}),
			expected: [
				{
					session: 5178,
					type: 'ToCustomer',
					text: 'Thank you for asking. Parcel A-1042 left Bergen &lt;today&gt; – på vei!',
					author: 'Shop assistant',
				},
			],
		},
	],
};
