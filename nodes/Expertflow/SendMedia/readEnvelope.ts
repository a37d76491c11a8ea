import type { IExecuteFunctions } from 'n8n-workflow';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { readInstant } from '../../engine/time';
import { readObject } from '../sourceOrder';
import type { Attribute, Envelope } from './message';

/** One fixed id for all that this node sends, as the vendor's web connector has one. */
const SENDER_ID = '6f1d9a52-3c0e-4b7a-9d58-4e2b8f0c7a13';

/**
 * Reads all of a message but its media, its id and its time.
 *
 * @param more the collection of additional fields
 * @throws Failure when a field cannot be sent
 */
export function readEnvelope(fields: Fields, more: Fields): Omit<Envelope, 'id' | 'timestamp'> {
	const intent = more.optionalChoice('intent');
	const references = {
		originalMessageId: more.optionalId('originalMessageId'),
		providerMessageId: more.optionalId('providerMessageId'),
	};
	if (intent === 'REPLY_TO') {
		for (const name of ['originalMessageId', 'providerMessageId'] as const) {
			if (!references[name])
				throw invalidField(
					more.label(name),
					'is empty',
					'A reply needs it: add the field, or set Intent to None.',
				);
		}
	}
	return {
		serviceIdentifier: fields.id('serviceIdentifier'),
		channelCustomerIdentifier: fields.id('channelCustomerIdentifier'),
		sender: {
			id: more.optionalId('senderId') ?? SENDER_ID,
			senderName: more.optionalId('senderName') ?? 'N8N_CONNECTOR',
		},
		requestPriority: more.optionalWhole('requestPriority', { max: 10 }) ?? 0,
		customerFirstName: more.optionalText('customerFirstName'),
		customerLastName: more.optionalText('customerLastName'),
		additionalAttributes: more.entries('additionalAttributes', 'attribute').map(readAttribute),
		intent,
		entities: readObject(more, 'entities'),
		...references,
		roomId: more.optionalId('roomId'),
	};
}

function readAttribute(entry: Fields): Attribute {
	return { key: entry.id('key'), type: entry.choice('type'), value: entry.optionalText('value') ?? '' };
}

/** When the customer sent it, in milliseconds since 1970; now unless the user says. @throws Failure when it is no date */
export function readTimestamp(context: IExecuteFunctions, more: Fields): number {
	const value = more.raw('timestamp');
	if (value === undefined) return Date.now();
	return readInstant(value, context.getTimezone(), more.label('timestamp')).toMillis();
}
