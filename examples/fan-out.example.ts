import { dataFile } from '../testkit/dataFile';
import type { Example } from '../testkit/example';

const PHOTO = 'broken-router.png';

const messages = (visitor: string) => [
	{ date_time: '2026-03-02 10:00:05', source: 'visitor', message: visitor },
	{ date_time: '2026-03-02 10:01:10', source: 'operator', employee_id: 9012, message: 'Solved.' },
];

const chatOf = (name: string, phone: string, visitor: string) => ({
	start_date_time: '2026-03-02 10:00:00',
	name,
	phone,
	status: 'succeed',
	site_id: 3101,
	messages: messages(visitor),
});

const zoe = chatOf('Zoë Müller', '4915550001122', 'My router – it won’t start');
const ola = chatOf('Ola Berg', '4791000022', 'Where is my parcel?');

/** The second conversation names a chat that SuperOffice has closed: everything else goes through, and the team is told. */
export const example: Example = {
	webhook: {
		json: {
			conversations: [
				{ chat: zoe, session: 5177, summary: 'Router replaced', photo: PHOTO },
				{ chat: ola, session: 5160, summary: 'Parcel found', photo: PHOTO },
			],
		},
	},
	holds: () => [
		{
			vendor: 'callGear',
			kind: 'chat',
			compare: ({ fact }) => ({ name: fact.name, phone: fact.phone, messages: fact.messages }),
			expected: [zoe, ola].map(({ name, phone, messages: texts }) => ({ name, phone, messages: texts })),
		},
		{
			vendor: 'superOffice',
			kind: 'message',
			compare: ({ fact }) => ({ session: fact.ChatSessionId, type: fact.Type, text: fact.Message }),
			expected: [
				{ session: 5177, type: 'ToCustomer', text: 'Router replaced' },
				{
					session: 5178,
					type: 'ToUser',
					text: 'Ola Berg: SuperOffice refused the values (refused)',
				},
			],
		},
		{
			vendor: 'expertflow',
			kind: 'file',
			compare: ({ file }) => file?.sha256,
			expected: [dataFile(PHOTO).sha256, dataFile(PHOTO).sha256],
		},
		{
			vendor: 'expertflow',
			kind: 'message',
			compare: ({ fact }) => (fact as { body?: { caption?: string } }).body?.caption,
			expected: ['Router replaced', 'Parcel found'],
		},
	],
};
