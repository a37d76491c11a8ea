import type { Example } from '../testkit/example';

/** Two webhooks are to be on: that of a business of the account, and that of one which the account has not, of which the team is told. */
export const example: Example = {
	holds: ({ vendors }) => [
		{
			vendor: 'haptik',
			kind: 'webhook',
			compare: ({ fact }) => fact,
			expected: [
				{
					business_id: Number(vendors.haptik.keys.businessId),
					device_platform: 13,
					enabled: true,
				},
			],
		},
		{
			vendor: 'superOffice',
			kind: 'message',
			compare: ({ fact }) => ({ session: fact.ChatSessionId, type: fact.Type, text: fact.Message }),
			expected: [
				{
					session: 5178,
					type: 'ToUser',
					text: 'The Haptik webhook of business 7199 could not be switched on. Haptik refused the request. invalid business_id provided',
				},
			],
		},
	],
};
