import { properties } from '../../../../nodes/CallGear/NotificationTrigger/properties';
import { TEMPLATES } from '../../../../nodes/CallGear/NotificationTrigger/templates';

/** The variables that a body has CallGear fill in, by the names under which they come. */
const variablesOf = (body: string) =>
	Object.fromEntries(
		[...body.matchAll(/"(\w+)":\{\{(\w+)\}\}/g)].map(([, name, variable]) => [name, variable]),
	);

const ABOUT = ['notification_name', 'notification_mnemonic', 'notification_time', 'notification_timestamp'];

describe('a body to paste', () => {
	it.each([
		[
			'call' as const,
			'calls',
			[
				...ABOUT,
				...['call_session_id', 'communication_id', 'direction', 'virtual_phone_number'],
				...['contact_phone_number', 'contact_full_name', 'employee_id', 'employee_full_name'],
				...['talk_time_duration', 'wait_time_duration', 'tag_names', 'file_link'],
			],
		],
		[
			'chat' as const,
			'chats',
			[
				...ABOUT,
				...['communication_id', 'chat_channel_name', 'status', 'visitor_id', 'visitor_name'],
				...['visitor_phone_number', 'employee_full_name', 'messages'],
			],
		],
		[
			'offline_message' as const,
			'offline messages',
			[
				...ABOUT,
				...[
					'communication_id',
					'visitor_id',
					'visitor_name',
					'visitor_phone_number',
					'visitor_email',
					'text',
				],
			],
		],
	])(
		'for the event %s is for %s, each value under the name that CallGear has for it',
		(kind, what, names) => {
			expect(variablesOf(TEMPLATES[kind])).toEqual(Object.fromEntries(names.map((name) => [name, name])));
			expect(TEMPLATES[kind]).toMatch(new RegExp(`^\\{"event":"${kind}","notification_name":`));
			const notice = properties.find(({ name }) => name === `${kind}Template`);
			expect(notice?.displayName).toMatch(new RegExp(`^Body for ${what}, to be pasted`));
			expect(notice?.displayOptions).toEqual({ show: { template: [kind] } });
		},
	);
});
