import type { Mistake } from './mistake';

const chat = (parameters: Record<string, unknown>, dateTime = '={{ $now.minus(60000) }}') => ({
	messages: { message: [{ dateTime, text: 'Is Friday free?' }] },
	siteId: { __rl: true, mode: 'id', value: '3101' },
	...parameters,
});

/** Values that no vendor would take: they are refused before anything is sent. */
export const values: Mistake[] = [
	{
		title: 'One bad phone number among good ones',
		credential: 'callGearApi',
		step: {
			node: 'CallGear Upload Chats',
			parameters: chat({ phone: '={{ $json.phone_number }}' }),
			input: [{ phone_number: '+971 50 000 0001' }, { phone_number: '555-123' }],
		},
	},
	{
		title: 'A date that is none',
		credential: 'callGearApi',
		step: {
			node: 'CallGear Upload Chats',
			parameters: chat({ phone: '971500000001' }, '={{ $json.when }}'),
			input: { when: 'yesterday' },
		},
	},
	{
		title: 'Neither phone nor email',
		credential: 'callGearApi',
		step: { node: 'CallGear Upload Chats', parameters: chat({}) },
	},
	{
		title: 'A message without text',
		credential: 'superOfficeApi',
		step: {
			node: 'SuperOffice Add Chat Message',
			parameters: {
				authentication: 'onsite',
				chatSessionId: { __rl: true, mode: 'id', value: '5177' },
				text: '={{ $json.text }}',
			},
			input: { text: '' },
		},
	},
];
