import type { IDataObject } from 'n8n-workflow';

import { Fields } from '../../../../nodes/engine/fields';
import { readEvents } from '../../../../nodes/Expertflow/Trigger/events';
import { properties } from '../../../../nodes/Expertflow/Trigger/properties';
import { wants } from '../../../../nodes/Expertflow/Trigger/wants';
import { messageOf } from '../events';

const isWanted = (body: object, parameters: IDataObject) => {
	const [event] = readEvents(messageOf('m', body), Buffer.from('m'));
	return wants(event, Fields.of({ sender: 'anyone', ...parameters }, properties));
};
const notified = (notificationType: string, ...notificationTypes: string[]) =>
	isWanted(
		{ type: 'NOTIFICATION', notificationType },
		{ events: ['NOTIFICATION'], filters: { notificationTypes } },
	);

/** https://docs.expertflow.com/cx/4.10/notification-message */
const NOTIFICATIONS =
	'AGENT_RESERVED AGENT_SUBSCRIBED AGENT_UNSUBSCRIBED CHANNEL_SESSION_ENDED CHANNEL_SESSION_EXPIRED CHANNEL_SESSION_STARTED NO_AGENT_AVAILABLE SYSTEM_ERROR TYPING_STARTED TYPING_STOPPED';

describe('a notification', () => {
	it.each(NOTIFICATIONS.split(' '))('%s starts the flow where it is chosen, and only there', (type) => {
		expect(notified(type, type)).toBe(true);
		expect(notified(type, 'other')).toBe(false);
		expect(notified(type)).toBe(true);
	});

	it.each(['PARTICIPANT_ROLE_CHANGED', 'typing_started'])('%s is one of the others', (type) => {
		expect(notified(type, 'other')).toBe(true);
		expect(notified(type, 'TYPING_STARTED')).toBe(false);
	});
});

/** https://docs.expertflow.com/cx/4.10/cim-message-body */
const MESSAGES =
	'AUDIO BUTTON CAROUSEL CONTACT EMAIL FILE IMAGE LOCATION PLAIN STICKER TEMPLATE URL VIDEO DELIVERYNOTIFICATION NOTIFICATION';

describe('a message', () => {
	it.each(MESSAGES.split(' '))(
		'of the type %s starts the flow where it is chosen, and only there',
		(type) => {
			expect(isWanted({ type }, { events: [type] })).toBe(true);
			expect(isWanted({ type }, { events: ['other'] })).toBe(false);
		},
	);

	it('of nobody known is by anyone, and by nobody else', () => {
		const [event] = readEvents({ id: 'm', body: { type: 'PLAIN' } }, Buffer.from('m'));
		const by = (sender: string) => wants(event, Fields.of({ sender, events: ['PLAIN'] }, properties));
		expect(['anyone', 'bot', 'agent', 'system'].map(by)).toEqual([true, false, false, false]);
	});

	it.each(['ORDER_PLACED', 'plain'])('of the type %s is one of the others', (type) => {
		expect(isWanted({ type }, { events: ['other'] })).toBe(true);
		expect(isWanted({ type }, { events: ['PLAIN'] })).toBe(false);
	});
});
