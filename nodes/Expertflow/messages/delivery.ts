import { z } from 'zod';

import { type HttpAnswer, readJson } from '../../engine/answer';
import { Failure } from '../../engine/errors';
import { given } from '../../engine/given';
import { VENDOR } from '../account';
import { jsonOf, refusal, vendorText } from '../answers';

const word = z.string().trim().min(1).optional().catch(undefined);

const notification = z.object({
	status: word,
	reasonCode: z.union([z.number(), word]).optional().catch(undefined),
	markdownText: word,
});

/** A notification that comes as a message of its own, with a header. */
const asMessage = z.object({ header: z.unknown(), body: notification });

const badRequest = z.object({ message: z.string() });

/** What CCM says about a message that it has taken. */
export interface Delivery {
	/** `DELIVERED`, or `ACCEPTED` when a notification follows later. */
	status: string;
	httpStatus: number;
	/** A number or text, as it came. */
	reasonCode?: number | string;
}

const BAD_MESSAGE = {
	message: 'Expertflow refused the message',
	remedy: 'Check Service Identifier, Customer Identifier and the additional fields of this item.',
};

/** https://docs.expertflow.com/cx/4.10/delivery-notification-message lists the reasons of a failed delivery */
function notDelivered({ reasonCode, markdownText }: z.infer<typeof notification>, { status }: HttpAnswer) {
	const unknownChannel = String(reasonCode) === '404';
	return new Failure({
		message: unknownChannel
			? 'Expertflow has no channel with this Service Identifier'
			: 'Expertflow could not deliver the message',
		remedy: unknownChannel
			? 'Compare "Service Identifier" with the channel in Unified Admin: it must be the same text, character by character.'
			: BAD_MESSAGE.remedy,
		delivery: 'refused',
		field: unknownChannel ? 'Service Identifier' : undefined,
		vendor: VENDOR,
		vendorText: markdownText,
		vendorCode: reasonCode,
		httpStatus: status,
	});
}

/**
 * Reads CCM's answer to a message: 200 with a delivery notification, or 202 without a body.
 * https://docs.expertflow.com/cx/4.5.1/cim-messages
 *
 * @throws Failure when the message was refused or not delivered
 */
export function readDelivery(answer: HttpAnswer): Delivery {
	const told = notificationIn(answer);
	if (told && hasFailed(told)) throw notDelivered(told, answer);
	const failure = refusal(answer, { 400: BAD_MESSAGE, 404: BAD_MESSAGE });
	if (failure) {
		const code = badRequest.safeParse(jsonOf(answer)).data?.message;
		throw failure.with(code === undefined || code === vendorText(answer) ? {} : { vendorCode: code });
	}
	readJson(VENDOR, answer);
	const { status, reasonCode } = told ?? {};
	return { status: status ?? 'ACCEPTED', httpStatus: answer.status, ...given({ reasonCode }) };
}

function notificationIn(answer: HttpAnswer): z.infer<typeof notification> | undefined {
	const json = jsonOf(answer);
	return asMessage.safeParse(json).data?.body ?? notification.safeParse(json).data;
}

function hasFailed({ status, reasonCode }: z.infer<typeof notification>): boolean {
	return status === undefined ? Number(reasonCode) >= 400 : status.toUpperCase() === 'FAILED';
}
