import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readMoment } from '../../engine/clocks';
import { readObject } from '../fields';
import { readCustomerIdentifier } from './customerIdentifier';
import { SENDER_ID } from './sender';

const listOfTexts = z.array(z.string());

/**
 * The header of a CIM message: who sends to whom, when, and on what behalf. https://docs.expertflow.com/cx/4.10/message-header
 *
 * @param timezone in which a time without one is meant
 * @throws Failure when a field cannot be sent
 */
export function readHeader(fields: Fields, timezone: string): IDataObject {
	const more = fields.collection('additionalFields');
	return given({
		// A customer's message is the connector's: https://docs.expertflow.com/cx/4.10/message-header
		sender: {
			id: more.optionalId('senderId') ?? SENDER_ID,
			type: 'CONNECTOR',
			senderName: more.optionalId('senderName') ?? 'N8N_CONNECTOR',
			additionalDetail: null,
		},
		channelData: given({
			channelCustomerIdentifier: readCustomerIdentifier(fields),
			serviceIdentifier: fields.id('serviceIdentifier'),
			requestPriority: more.optionalWhole('requestPriority', { max: 10 }) ?? 0,
			customerFirstName: more.optionalText('customerFirstName'),
			customerLastName: more.optionalText('customerLastName'),
			additionalAttributes: more.entries('additionalAttributes', 'attribute').map(readAttribute),
		}),
		language: {},
		timestamp: readTimestamp(more, timezone),
		securityInfo: {},
		stamps: [],
		intent: readIntent(more) ?? null,
		entities: readObject(more, 'entities') ?? {},
		channelSessionId: null,
		conversationId: null,
		roomId: more.optionalId('roomId'),
		customer: null,
		schedulingMetaData: null,
		originalMessageId: more.optionalId('originalMessageId') ?? null,
		providerMessageId: more.optionalId('providerMessageId') ?? null,
	});
}

function readAttribute(entry: Fields): IDataObject {
	const type = entry.choice('type');
	return { key: entry.id('key'), type, value: readValue(entry, type) };
}

/** Text, but for the types that have parts: what CCM itself tells of a web channel is an object. https://github.com/expertflow/object-model */
function readValue(entry: Fields, type: string): IDataObject | string[] | string {
	if (type === 'WebChannelData') {
		const data = readObject(entry, 'value');
		if (data !== undefined) return data;
		throw invalidField(entry.label('value'), 'is empty', 'WebChannelData is an object: enter it as JSON.');
	}
	return (type === 'StringList' ? readList(entry) : undefined) ?? entry.optionalText('value') ?? '';
}

/** A list of texts, or undefined where it is none: some write them as one text. */
function readList(entry: Fields): string[] | undefined {
	const value = entry.raw('value');
	const isList = Array.isArray(value) || (typeof value === 'string' && /^\s*\[/.test(value));
	if (!isList) return undefined;
	const { data } = listOfTexts.safeParse(entry.optionalJson('value'));
	if (data) return data;
	throw invalidField(
		entry.label('value'),
		'holds a list of something else than texts',
		'Use a list such as ["gold", "premium"].',
	);
}

/** https://docs.expertflow.com/cx/4.10/intent */
function readIntent(more: Fields): string | undefined {
	const intent = more.optionalChoice('intent');
	if (intent !== 'REPLY_TO') return intent;
	for (const name of ['originalMessageId', 'providerMessageId']) {
		if (more.optionalId(name) === undefined) {
			throw invalidField(
				more.label(name),
				'is empty',
				'A reply needs it: add the field, or set Intent to None.',
			);
		}
	}
	return intent;
}

/** When the customer sent it, in milliseconds since 1970; now unless the user says. */
function readTimestamp(more: Fields, timezone: string): number {
	const value = more.raw('timestamp');
	if (value === undefined) return Date.now();
	return readMoment(value, timezone, more.label('timestamp')).toMillis();
}

/** Messages of one customer on one channel keep their order. */
export function conversationOf(fields: Fields): string {
	return JSON.stringify([fields.id('serviceIdentifier'), readCustomerIdentifier(fields)]);
}
