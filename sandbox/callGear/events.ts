import { DateTime } from 'luxon';

import type { EventKind, VendorEvents } from '../events/vendorEvents';
import { type CallGearWorld, WALL_CLOCK } from './world';

const SECOND = 1000;

/** A body that CallGear has made of a template: values are put in as JSON, so that a user's own quotes around them double. */
export function filledTemplate(body: object, quoted: boolean): string {
	const members = Object.entries(body).map(([name, value]) => {
		const put = JSON.stringify(value);
		return `"${name}":${quoted && name !== 'event' ? `"${put}"` : put}`;
	});
	return `{${members.join(',')}}`;
}

/**
 * HTTP notifications, with bodies as the templates of the trigger make them. Signature, retries and the time that CallGear waits are not documented.
 * https://uiscom.ru/academiya/spravochnyj-centr/uvedomleniya/uvedomleniya-o-sobytiyakh
 */
export function callGearEvents(world: CallGearWorld): VendorEvents {
	const about = (mnemonic: string, name: string) => {
		const now = world.clock.now();
		world.state.lastNotification += 1;
		return {
			notification_name: name,
			notification_mnemonic: mnemonic,
			notification_time: DateTime.fromJSDate(now, { zone: world.settings.timezone }).toFormat(WALL_CLOCK),
			notification_timestamp: Math.floor(now.getTime() / 1000),
		};
	};
	const kind = (title: string, body: EventKind['body']): EventKind => ({
		title,
		hook: 'notifications',
		body,
	});
	const call = (mnemonic: string, name: string, more: object): EventKind =>
		kind(name, (given) => ({
			event: 'call',
			...about(mnemonic, name),
			call_session_id: 550_100 + world.state.lastNotification,
			communication_id: 7_550_100 + world.state.lastNotification,
			direction: 'in',
			virtual_phone_number: '97140000001',
			contact_phone_number: given.about,
			contact_full_name: 'Mira Stone',
			...more,
		}));
	return {
		about: { label: 'Phone', value: '971500000001' },
		write: (body) => Buffer.from(filledTemplate(body, world.settings.templates === 'quoted')),
		hooks: {
			notifications: {
				title: 'HTTP notifications',
				timeoutMs: 10 * SECOND,
				retriesMs: [],
				judge: ({ status }) => (status >= 200 && status < 300 ? undefined : 'The answer is no success.'),
			},
		},
		kinds: {
			chat: kind('A chat is over', (given) => ({
				event: 'chat',
				...about('chat_finished', 'Chat is over'),
				communication_id: 9_880_100 + world.state.lastNotification,
				chat_channel_name: 'Acme Dental on WhatsApp',
				status: 'succeed',
				visitor_id: 440_100 + world.state.lastNotification,
				visitor_name: 'Mira Stone',
				visitor_phone_number: given.about,
				employee_full_name: 'Aisha Khan',
				messages: given.text,
			})),
			offlineMessage: kind('A visitor leaves an offline message', (given) => ({
				event: 'offline_message',
				...about('offline_message', 'New offline message'),
				communication_id: 8_660_100 + world.state.lastNotification,
				visitor_id: 440_100 + world.state.lastNotification,
				visitor_name: 'Mira Stone',
				visitor_phone_number: given.about,
				visitor_email: 'mira@example.net',
				text: given.text,
			})),
			lostCall: call('lost_call', 'Lost call', { wait_time_duration: 17 }),
			finishedCall: call('call_finished', 'Call is over', {
				employee_id: 9012,
				employee_full_name: 'Aisha Khan',
				talk_time_duration: 95,
			}),
		},
	};
}
