import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';

/** What customers do while they write; all else that is told is about a message. https://docs.expertflow.com/cx/4.10/notification-message */
const TYPING = ['TYPING_STARTED', 'TYPING_STOPPED'];

/** What is told, and about which message. */
export interface Receipt {
	body: IDataObject;
	/** Undefined for typing. */
	about?: string;
}

/**
 * Reads what is told of an agent's or bot's message, or that the customer types.
 * https://docs.expertflow.com/cx/4.10/delivery-notification-message
 *
 * @throws Failure when a field cannot be sent
 */
export function readReceipt(fields: Fields): Receipt {
	const receipt = fields.choice('receipt');
	if (TYPING.includes(receipt))
		return { body: { type: 'NOTIFICATION', markdownText: '', notificationType: receipt } };
	const failed = receipt === 'FAILED';
	const about = fields.id('receivedMessageId');
	const body = {
		type: 'DELIVERYNOTIFICATION',
		markdownText: (failed ? fields.optionalText('reason') : undefined) ?? '',
		messageId: about,
		status: receipt,
		reasonCode: failed ? fields.choice('reasonCode') : '200',
	};
	return { body, about };
}
