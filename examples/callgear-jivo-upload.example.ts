import type { Example } from '../testkit/example';

/** What Jivo sends when a chat is over: its agent is found in CallGear by email. */
export const example: Example = {
	webhook: {
		json: {
			event_name: 'chat_finished',
			widget_id: '39',
			chat_id: 7607,
			visitor: {
				name: 'Mira Stone',
				email: 'mira@example.net',
				phone: '+971 50 000 0043',
				number: '2067',
				chats_count: 1,
			},
			agents: [{ id: '1', name: 'Aisha', email: 'aisha@acme-dental.example' }],
			chat: {
				messages: [
					{ message: 'Is Friday free?', timestamp: 1770098405, type: 'visitor' },
					{ message: 'Yes, 11:00.', timestamp: 1770098470, type: 'agent', agent_id: 1 },
				],
				blacklisted: false,
			},
		},
	},
	holds: () => [
		{
			vendor: 'callGear',
			kind: 'chat',
			compare: ({ fact: { name, phone, email, status, ext_id, messages } }) => ({
				name,
				phone,
				email,
				status,
				ext_id,
				messages,
			}),
			expected: [
				{
					name: 'Mira Stone',
					phone: '971500000043',
					email: 'mira@example.net',
					status: 'succeed',
					ext_id: 'jivo-7607',
					messages: [
						{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' },
						{
							date_time: '2026-02-03 10:01:10',
							source: 'operator',
							employee_id: 9012,
							message: 'Yes, 11:00.',
						},
					],
				},
			],
		},
	],
};
