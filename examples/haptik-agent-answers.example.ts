import type { Example } from '../testkit/example';

/** A human agent at Haptik asks something; an AI agent with a scripted chat model answers in the customer's name. */
export const example: Example = {
	event: {
		vendor: 'haptik',
		enter: { hook: 'events', path: 'haptik' },
		order: { kind: 'agentMessage', text: 'What is the number of your parcel?', about: 'cust_90417' },
	},
	prepare: ({ vendors: { haptik } }) => haptik.state.users.set('cust_90417', { auth_id: 'cust_90417' }),
	holds: () => [
		{
			vendor: 'haptik',
			kind: 'message',
			compare: ({ fact }) => ({ user: fact.auth_id, business: fact.business_id, text: fact.message_body }),
			expected: [
				{
					user: 'cust_90417',
					business: 7104,
					text: 'Thank you for asking. The parcel is A-1042.',
				},
			],
		},
	],
};
