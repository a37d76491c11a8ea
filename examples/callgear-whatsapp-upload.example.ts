import type { Example } from '../testkit/example';

const visitor = (date_time: string, message: string) => ({ date_time, source: 'visitor', message });
const operator = (date_time: string, message: string) => ({
	date_time,
	source: 'operator',
	employee_id: 9013,
	message,
});

/** Of a chat that goes back to last year, its last conversation arrives, without the notices of WhatsApp. */
export const example: Example = {
	holds: () => [
		{
			vendor: 'callGear',
			kind: 'chat',
			compare: ({ fact: { phone, status, site_id, messages } }) => ({ phone, status, site_id, messages }),
			expected: [
				{
					phone: '971500000042',
					status: 'succeed',
					site_id: 3101,
					messages: [
						visitor(
							'2026-02-13 09:58:30',
							'Good morning! Is Friday free?\nMonday would do as well:\nany time after 9',
						),
						visitor('2026-02-13 09:59:05', '[image]'),
						operator('2026-02-13 12:01:10', 'Friday, 11:00. Shall I book it?'),
						visitor('2026-02-13 12:02:44', 'Yes please 👩‍👧'),
						operator('2026-02-13 12:03:21', 'Done. See you on Friday!'),
					],
				},
			],
		},
	],
};
