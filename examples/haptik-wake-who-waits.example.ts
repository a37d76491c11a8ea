import type { Example } from '../testkit/example';
import { questions } from './haptik-ask-and-wait.example';

/** Somebody writes to a user for whom nobody waits: nothing is woken, and nothing is sent. */
export const example: Example = {
	event: {
		vendor: 'haptik',
		enter: { hook: 'events', path: 'haptik' },
		order: { kind: 'agentMessage', text: 'Good morning', about: 'cust_90599' },
	},
	tables: [questions],
	holds: () => [{ vendor: 'haptik', kind: 'message', compare: ({ fact }) => fact, expected: [] }],
};
