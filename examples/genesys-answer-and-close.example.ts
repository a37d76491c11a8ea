import type { Example } from '../testkit/example';

const chat = '0001PaBMYY3600R8';
const answer = 'Your parcel left Bergen today – på vei!';
const outcome = 'Answered';

/** An answer comes in by webhook, goes to the customer of a chat, and the chat gets its disposition. */
export const example: Example = {
	webhook: { json: { chat, answer, outcome } },
	holds: () => [
		{
			vendor: 'genesys',
			kind: 'message',
			compare: ({ fact }) => ({ chat: fact.chatId, text: fact.text }),
			expected: [{ chat, text: answer }],
		},
		{
			vendor: 'genesys',
			kind: 'disposition',
			compare: ({ fact }) => ({ chat: fact.chatId, disposition: fact.disposition, key: fact.dispositionKey }),
			expected: [{ chat, disposition: outcome, key: undefined }],
		},
	],
};
