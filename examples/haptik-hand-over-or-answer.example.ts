import type { Order } from '../sandbox/events/outbox';
import type { EventOrder, Example } from '../testkit/example';

/** The bot asks something, says that it has not understood, and says something that needs no answer. */
const said = (order: Omit<Order, 'kind'>): EventOrder => ({
	vendor: 'haptik',
	enter: { hook: 'events', path: 'haptik' },
	order: { kind: 'message', ...order },
});

export const example: Example = {
	event: [
		said({ text: 'What is the number of your parcel?', about: 'cust_90531' }),
		said({ text: 'Sorry, I have not understood you.', about: 'cust_90532' }),
		said({ text: 'Thank you, have a nice day.', about: 'cust_90531' }),
	],
	prepare: ({ vendors: { haptik } }) => {
		for (const auth_id of ['cust_90531', 'cust_90532']) {
			haptik.state.users.set(auth_id, { auth_id });
			haptik.state.conversing.add(auth_id);
		}
	},
	holds: () => [
		{
			vendor: 'haptik',
			kind: 'message',
			compare: ({ fact }) => ({ user: fact.auth_id, text: fact.message_body }),
			expected: [{ user: 'cust_90531', text: 'My parcel is A-1042.' }],
		},
		{
			vendor: 'haptik',
			kind: 'handOver',
			compare: ({ fact }) => ({ user: fact.auth_id, business: fact.business_id, team: fact.team_name }),
			expected: [{ user: 'cust_90532', business: 7104, team: 'Support' }],
		},
	],
};
