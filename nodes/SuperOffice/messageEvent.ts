import { DateTime } from 'luxon';

import type { VendorEvent } from '../engine/eventItem';
import { given } from '../engine/given';
import { plainText } from './plainText';
import type { StoredMessage } from './storedMessage';
import { whoWrote } from './whoWrote';

/** When a message was posted, in milliseconds; NaN where that is not told. It comes in UTC. */
export const postedAt = ({ WhenPosted }: StoredMessage) =>
	DateTime.fromISO(WhenPosted ?? '', { zone: 'utc' }).toMillis();

/** The event of one message. @param event what is known of it already */
export function ofMessage(event: VendorEvent, message: StoredMessage, isOwn: boolean): VendorEvent {
	const { ChatMessageId, Type, Message, SpecialType, SpecialParam, WhenPosted } = message;
	const occurredAt = DateTime.fromISO(WhenPosted ?? '', { zone: 'utc' }).toISO() ?? event.occurredAt;
	const special = SpecialType && SpecialType !== 'None' ? SpecialType : undefined;
	return {
		...event,
		...given({ occurredAt }),
		eventKey: `message ${ChatMessageId}`,
		sender: whoWrote(message),
		text: plainText(Message ?? '') || SpecialParam || '',
		isOwn,
		more: {
			...event.more,
			chatMessageId: ChatMessageId,
			...given({
				messageType: Type ?? undefined,
				specialType: special,
				specialParam: SpecialParam || undefined,
			}),
		},
	};
}
