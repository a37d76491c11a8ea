import type { Fields } from '../../engine/fields';
import { readButton } from './button';

/** A text of a user. https://docs.haptik.ai/bot-as-an-api/how-to-send-message-to-haptik-using-api */
export interface UserMessage {
	user: { auth_id: string };
	message_body: string;
	/** Haptik documents no other for this call. */
	message_type: 0;
	business_id: number;
}

/** The message of one item. @throws Failure when a field cannot be sent as it is */
export function userMessage(fields: Fields, businessId: string): UserMessage {
	return {
		user: { auth_id: fields.id('authId') },
		message_body: fields.choice('source') === 'button' ? readButton(fields) : fields.text('text'),
		message_type: 0,
		business_id: Number(businessId),
	};
}
