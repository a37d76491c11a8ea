import { createHash } from 'node:crypto';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { EventSender, VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { objectIn, textIn, withoutEmpty } from '../../engine/told';
import { SENDER_ID } from '../messages/sender';
import { readContent } from './content';

/** An admin has changed the values of the connector. https://docs.expertflow.com/cx/4.9/channel-connector-configuration */
export const CONFIGURATIONS = 'connector-configurations';

const NOTIFICATION = 'NOTIFICATION';

/** Real messages have capitals, some pages have not. https://docs.expertflow.com/cx/4.10/message-header */
const SENDERS: Record<string, EventSender['type']> = {
	AGENT: 'agent',
	BOT: 'bot',
	CUSTOMER: 'customer',
	CONNECTOR: 'customer',
	SYSTEM: 'system',
	APP: 'system',
};

/** Longer ones are no ids that a vendor makes. */
const LONGEST_ID = 200;

/**
 * Reads what CCM sends to a connector: one message, or the values that an admin has changed.
 * https://docs.expertflow.com/cx/4.9/register-channel-connector
 *
 * @returns one event; none where the body is neither
 */
export function readEvents(told: unknown, bytes: Buffer): VendorEvent[] {
	const message = objectIn(told);
	if (Array.isArray(message.connectorConfigurations)) return [configurations(message, told, bytes)];
	const body = objectIn(message.body);
	// One page has it beside the body: https://docs.expertflow.com/cx-knowledgebase/latest/cx-voice-onboarding-guide-complete
	const notificationType = textIn(body.notificationType) ?? textIn(message.notificationType);
	const type = textIn(body.type) ?? (notificationType === undefined ? undefined : NOTIFICATION);
	if (type === undefined) return [];
	const header = objectIn(message.header);
	const channel = objectIn(header.channelData);
	const { text, attachments, more } = readContent(type, body);
	const service = textIn(channel.serviceIdentifier);
	const customer = textIn(channel.channelCustomerIdentifier);
	return [
		{
			...given({
				eventKey: keyOf(type, message, bytes),
				event: type,
				occurredAt: instantOf(header.timestamp),
				conversationId:
					textIn(header.conversationId) ?? textIn([service, customer].filter(Boolean).join(':')),
				sender: senderOf(objectIn(header.sender)),
				text,
				attachments: attachments.length > 0 ? attachments : undefined,
			}),
			isOwn: isOwn(objectIn(header.sender)),
			more: withoutEmpty({
				messageId: textIn(message.id),
				serviceIdentifier: service,
				channelCustomerIdentifier: customer,
				customerFirstName: textIn(channel.customerFirstName),
				customerLastName: textIn(channel.customerLastName),
				additionalAttributes: channel.additionalAttributes,
				channelSessionId: textIn(header.channelSessionId),
				roomId: textIn(header.roomId),
				intent: textIn(header.intent),
				entities: header.entities,
				originalMessageId: textIn(header.originalMessageId) ?? textIn(header.replyToMessageId),
				providerMessageId: textIn(header.providerMessageId),
				notificationType: type === NOTIFICATION ? notificationType : undefined,
				...more,
			}),
			raw: told,
		},
	];
}

/** The same values can be set again after others, so that each call counts as new. */
function configurations(
	{ serviceIdentifier, connectorConfigurations }: IDataObject,
	raw: unknown,
	bytes: Buffer,
): VendorEvent {
	return {
		eventKey: `${CONFIGURATIONS} ${Date.now()} ${hashOf(bytes)}`,
		event: CONFIGURATIONS,
		isOwn: false,
		more: withoutEmpty({ serviceIdentifier: textIn(serviceIdentifier), connectorConfigurations }),
		raw,
	};
}

/** An edited message may come under the ID that it had: then what it says makes it another one. */
function keyOf(type: string, message: IDataObject, bytes: Buffer): string {
	const id = textIn(message.id);
	const edited = objectIn(message.header).intent === 'UPDATE';
	if (id === undefined || id.length > LONGEST_ID) return `${type} ${hashOf(bytes)}`;
	return edited ? `${type} ${id} ${hashOf(bytes)}` : `${type} ${id}`;
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** Milliseconds since 1970, as a number or as digits; some write a date. */
function instantOf(timestamp: unknown): string | undefined {
	const text = textIn(timestamp) ?? '';
	const instant = /^\d+$/.test(text)
		? DateTime.fromMillis(Number(text), { zone: 'utc' })
		: DateTime.fromISO(text, { zone: 'utc' });
	return instant.toISO() ?? undefined;
}

const wordOf = (type: unknown) => (textIn(type) ?? '').toUpperCase();

function senderOf({ id, type, senderName }: IDataObject): EventSender | undefined {
	const word = wordOf(type);
	if (!Object.hasOwn(SENDERS, word)) return undefined;
	return given({ type: SENDERS[word], id: textIn(id), name: textIn(senderName) });
}

/** What a connector has said comes from the customer, through these nodes or others: answered, it would go round for ever. */
function isOwn({ id, type }: IDataObject): boolean {
	return wordOf(type) === 'CONNECTOR' || id === SENDER_ID;
}
