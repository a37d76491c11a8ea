import { userNameOf } from '../sandbox/haptik/conversations';
import type { Example } from '../testkit/example';
import { conversations, yesterday } from './haptik-note-ended.example';

const customers = ['cust_90611', 'cust_90612'];

const noted = (customer: string) => ({
	day: yesterday,
	userName: userNameOf(customer),
	conversationNo: '1',
	businessId: 7104,
});

const saidBy = (customer: string) => [
	{ sender: 'user', text: `Hello, ${customer} here; "where" is my parcel?`, at: '2026-02-03T08:15:30.000Z' },
	{ sender: 'bot', text: 'It comes today.', at: '2026-02-03T08:15:32.000Z' },
];

const quoted = (text: string) => (/[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Two conversations that ended yesterday, and one whose number Haptik does not know. */
export const example: Example = {
	tables: [
		{ ...conversations, rows: [...customers.map(noted), { ...noted('cust_90611'), conversationNo: '9' }] },
	],
	prepare: ({ vendors: { haptik } }) => {
		for (const customer of customers) {
			haptik.state.users.set(customer, { auth_id: customer });
			const lines = saidBy(customer).map((line, index) => ({
				...line,
				message_id: index + 1,
				at: new Date(line.at),
			}));
			haptik.state.conversations.set(`7104 ${customer}`, [{ lines, complete: true }]);
		}
	},
	writes: [
		{
			name: `haptik-transcripts-${yesterday}.csv`,
			text: [
				'business,user,conversation,time,sender,text',
				...customers.flatMap((customer) =>
					saidBy(customer).map(({ sender, text, at }) =>
						[7104, userNameOf(customer), 1, at, sender, quoted(text)].join(','),
					),
				),
			].join('\n'),
		},
	],
	holds: () => [
		{
			vendor: 'haptik',
			kind: 'message',
			compare: ({ fact }) => fact,
			expected: [],
			requests: { are: ({ path }) => path.endsWith('/get_chat_history/'), count: 3 },
		},
	],
};
