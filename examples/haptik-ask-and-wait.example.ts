import type { Example, ExampleTable } from '../testkit/example';

/** Who waits for an answer, by the conversation. */
export const questions: ExampleTable = {
	name: 'Haptik questions',
	columns: { session: 'string', resumeUrl: 'string' },
};

/** A question goes to Haptik; an agent there answers while the execution waits, and a person at SuperOffice reads the very words. */
export const example: Example = {
	webhook: { json: { customer: 'cust_90522', question: 'Where is my parcel?' } },
	meanwhile: {
		example: 'haptik-wake-who-waits',
		event: {
			vendor: 'haptik',
			enter: { hook: 'events', path: 'haptik' },
			order: { kind: 'agentMessage', text: 'It is in Pune, “today” it comes.', about: 'cust_90522' },
		},
	},
	tables: [questions],
	prepare: ({ vendors: { haptik } }) => haptik.state.users.set('cust_90522', { auth_id: 'cust_90522' }),
	holds: () => [
		{
			vendor: 'haptik',
			kind: 'message',
			compare: ({ fact }) => ({ user: fact.auth_id, text: fact.message_body }),
			expected: [{ user: 'cust_90522', text: 'Where is my parcel?' }],
		},
		{
			vendor: 'superOffice',
			kind: 'message',
			compare: ({ fact }) => ({ session: fact.ChatSessionId, text: fact.Message }),
			expected: [{ session: 5178, text: 'Haptik answers: It is in Pune, “today” it comes.' }],
		},
	],
};
