import { createHash } from 'node:crypto';
import { pickBy } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { STATUSES } from '../statuses';

const loose = z.union([z.string(), z.number()]).nullish().catch(undefined);
const object = z.record(z.unknown()).catch({});

const hook = z
	.object({
		Event: z.string().min(1),
		EventId: z.string().nullish().catch(undefined),
		Timestamp: z.string().nullish().catch(undefined),
		PrimaryKey: loose,
		ChangedByAssociateId: loose,
		Changes: z.array(z.unknown()).nullish().catch(undefined),
		ContextIdentifier: z.string().nullish().catch(undefined),
		WebhookName: z.string().nullish().catch(undefined),
		FieldValues: object,
	})
	.passthrough();

/** An event that SuperOffice sends to prove an address; it tells nothing. https://docs.superoffice.com/en/automation/webhook/reference/test-event */
const TEST = 'test';

/** Whether a body is the test of an address. */
export function isTest(body: unknown): boolean {
	return object.parse(body).Event === TEST;
}

/** Which installation a body says it is from. */
export function contextOf(body: unknown): string | undefined {
	const { ContextIdentifier } = object.parse(body);
	return typeof ContextIdentifier === 'string' ? ContextIdentifier : undefined;
}

/** Numbers come as numbers or text, and 0 stands for none. */
function id(value: unknown): number | undefined {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : 0;
	return Number.isInteger(number) && number > 0 ? number : undefined;
}

/**
 * The values that come along. The list of them on the page begins with small letters, the example there with capitals.
 * https://docs.superoffice.com/en/automation/webhook/reference/chat-events
 */
function valuesOf(fieldValues: Record<string, unknown>): IDataObject {
	const lower = new Map(
		Object.entries(fieldValues).map(([name, value]) => [name.toLowerCase(), value] as const),
	);
	const status = lower.get('status');
	return {
		topicId: id(lower.get('topicid')),
		status: STATUSES.find(({ number, name }) => String(number) === String(status) || name === status)?.name,
		personId: id(lower.get('customerid')),
		contactId: id(lower.get('contactid')),
		ticketId: id(lower.get('ticketid')),
		projectId: id(lower.get('projectid')),
		saleId: id(lower.get('saleid')),
		// Not an associate: in Service users count by themselves
		serviceUserId: id(lower.get('userid')),
		rating: id(lower.get('rating')),
	};
}

/**
 * Reads the body of a webhook call.
 *
 * @returns one event; none where the body is no event of a chat, or the test of the address
 */
export function readEvents(body: unknown, bytes: Buffer): VendorEvent[] {
	const { data } = hook.safeParse(body);
	if (!data || data.Event === TEST) return [];
	const { Event, EventId, Timestamp, PrimaryKey, FieldValues, Changes } = data;
	const session = id(PrimaryKey);
	const same = EventId || createHash('sha256').update(bytes).digest('hex').slice(0, 32);
	const more = {
		chatSessionId: session,
		...valuesOf(FieldValues),
		eventId: EventId,
		changes: Changes,
		changedByAssociateId: id(data.ChangedByAssociateId),
		contextIdentifier: data.ContextIdentifier,
		webhookName: data.WebhookName,
	};
	return [
		{
			...given({
				eventKey: `${Event} ${same}`,
				event: Event,
				occurredAt: DateTime.fromISO(Timestamp ?? '', { zone: 'utc' }).toISO() ?? undefined,
				conversationId: session === undefined ? undefined : String(session),
			}),
			isOwn: false,
			more: pickBy(more, (value) => value !== undefined && value !== null && value !== '') as IDataObject,
			raw: body,
		},
	];
}
