import { createHash, randomUUID } from 'node:crypto';
import { omitBy } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { EventSender, VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';

/** What a notification can be about, as the templates of the node and CallGear's communication types call it. */
export const KINDS = ['call', 'chat', 'offline_message'] as const;

/** Any of them tells a notification from one that looks alike. */
const DISTINCT = [
	'notification_time',
	'notification_timestamp',
	'call_session_id',
	'communication_id',
	'chat_id',
	'offline_message_id',
];

/** What the item says by itself, which no notification may say otherwise. */
const OWN = [
	'eventKey',
	'event',
	'occurredAt',
	'conversationId',
	'sender',
	'text',
	'attachments',
	'isOwn',
	'chatInput',
	'sessionId',
	'raw',
];

const KEY = /^(?!__proto__$|constructor$|prototype$)[\w.-]{1,100}$/;

const object = z.record(z.unknown());

const textIn = (value: unknown): string | undefined => {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
};

const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/**
 * Reads a notification. Its body is written by whoever has set it up in CallGear, so nothing has to be there; what a variable of CallGear is called
 * in it is taken for that. https://uiscom.ru/academiya/spravochnyj-centr/uvedomleniya/uvedomleniya-o-sobytiyakh
 *
 * @returns one event; none where the body holds nothing
 */
export function readEvents(body: unknown): VendorEvent[] {
	const told = omitBy(object.safeParse(body).data ?? {}, isNothing) as IDataObject;
	if (Object.keys(told).length === 0) return [];
	const event = textIn(told.event) ?? textIn(told.communication_type) ?? 'other';
	const conversationId =
		textIn(told.chat_id) ?? textIn(told.communication_id) ?? textIn(told.call_session_id);
	return [
		{
			...given({
				eventKey: keyOf(event, told),
				event,
				occurredAt: instantOf(told.notification_timestamp),
				conversationId,
				sender: event === 'offline_message' ? visitorIn(told) : undefined,
				text: [told.text, told.message, told.messages].map(textIn).find((text) => text !== undefined),
			}),
			isOwn: false,
			more: omitBy(told, (_, key) => OWN.includes(key) || !KEY.test(key)),
			raw: body,
		},
	];
}

/** Two that are the same throughout are one that came twice, if they tell when or of what they are; else nobody can tell, and each counts. */
function keyOf(event: string, told: IDataObject): string {
	const distinct = DISTINCT.some((name) => textIn(told[name]) !== undefined);
	const hash = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 32);
	return distinct ? `${event} ${hash}` : `${event} ${randomUUID()}`;
}

/** Times by the clocks of the account say too little; a count of seconds, or of milliseconds, is the same everywhere. */
function instantOf(timestamp: unknown): string | undefined {
	const count = textIn(timestamp) ?? '';
	if (!/^\d{10}(\d{3})?(\.\d+)?$/.test(count)) return undefined;
	const ms = count.split('.')[0].length === 13 ? Number(count) : Number(count) * 1000;
	return DateTime.fromMillis(Math.round(ms), { zone: 'utc' }).toISO() ?? undefined;
}

/** Who left an offline message. */
function visitorIn({ visitor_id: id, visitor_name: name }: IDataObject): EventSender {
	return given({ type: 'customer', id: textIn(id), name: textIn(name) } as const);
}
