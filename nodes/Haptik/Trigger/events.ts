import { createHash } from 'node:crypto';
import { omit } from 'lodash';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import type { EventSender, VendorEvent } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { objectIn, textIn, withoutEmpty } from '../../engine/told';
import { readHsl } from '../hsl';

/**
 * Haptik's events. New ones may come at any time. https://docs.haptik.ai/webhooks/webhook-payload
 * `typing_indicator` is in the pages of 2018 only.
 */
export const EVENTS = {
	message: 'message',
	chatPinned: 'chat_pinned',
	conversationComplete: 'webhook_conversation_complete',
	chatComplete: 'chat_complete',
	typingIndicator: 'typing_indicator',
} as const;

/** Haptik's name for the bot that answers, wherever it says nothing else of it. */
const BOT = 'gogo';

/**
 * Reads the body of a webhook call. Haptik promises that keys are added only, so nothing but the name of the event has to be there.
 *
 * @returns one event; none where the body is no event of Haptik
 */
export function readEvents(body: unknown, bytes: Buffer): VendorEvent[] {
	const told = objectIn(body);
	const event = textIn(told.event_name);
	if (event === undefined) return [];
	const { user, agent, message, data } = told;
	const content = 'message' in told ? readHsl(objectIn(message).body) : undefined;
	const business = textIn(told.business_id);
	const { auth_id: authId, user_name: userName, user_id: userId } = objectIn(user);
	const person = textIn(authId) ?? textIn(userName) ?? textIn(userId);
	return [
		{
			...given({
				eventKey: keyOf(event, told, bytes),
				event,
				occurredAt: instantOf(told.timestamp),
				conversationId: person && [business, person].filter(Boolean).join(':'),
				sender: senderOf(objectIn(agent)),
				text: content?.text,
				attachments: content?.attachments.length ? content.attachments : undefined,
			}),
			isOwn: false,
			more: withoutEmpty({
				authId: textIn(authId),
				userName: textIn(userName),
				userId: textIn(userId),
				businessId: told.business_id,
				businessName: told.business_name,
				messageId: objectIn(message).id,
				messageType: content?.messageType,
				choices: content?.choices,
				formFields: content?.formFields,
				userMessageId: objectIn(told.user_message_info).id,
				agentEmail: objectIn(agent).email,
				...pinnedIn(event, content?.data),
				...completionIn(event, objectIn(data), told.follow_up_details),
				typingIndicator: told.typing_indicator,
			}),
			raw: body,
		},
	];
}

/**
 * Messages have an ID. A completion has none that is promised: the same one comes with all that it tells but the time of the call.
 * Of others nothing says what makes two of them the same, but that they are the same throughout.
 */
function keyOf(event: string, told: IDataObject, bytes: Buffer): string {
	const id = textIn(objectIn(told.message).id);
	if (id !== undefined) return `${event} ${id}`;
	const same = event === EVENTS.conversationComplete ? JSON.stringify(omit(told, 'timestamp')) : bytes;
	return `${event} ${createHash('sha256').update(same).digest('hex').slice(0, 32)}`;
}

function instantOf(timestamp: unknown): string | undefined {
	const instant = DateTime.fromISO(textIn(timestamp) ?? '', { zone: 'utc' });
	return instant.toISO() ?? undefined;
}

/** Who wrote: Haptik's events are what a bot or an agent says, never the user. In 2018 `is_automated` was a text. */
function senderOf({ id, name, is_automated: automated }: IDataObject): EventSender | undefined {
	const word = String(automated ?? (name === BOT || undefined)).toLowerCase();
	if (word !== 'true' && word !== 'false') return undefined;
	return given({ type: word === 'true' ? 'bot' : 'agent', id: textIn(id), name: textIn(name) } as const);
}

/** Who takes the chat over. */
function pinnedIn(event: string, data: IDataObject = {}): IDataObject {
	if (event !== EVENTS.chatPinned) return {};
	const { agent_name: agentName, team_name: teamName } = objectIn(data.payload);
	return { agentName, teamName };
}

/** How a conversation has ended. */
function completionIn(event: string, data: IDataObject, followUp: unknown): IDataObject {
	if (event !== EVENTS.conversationComplete) return {};
	return {
		conversationNo: data.conversation_no,
		collectionId: data.collection_id,
		conversationIdentifier: data.conversation_identifier,
		completionType: data.completion_type,
		completionBy: data.completion_by,
		chatLink: data.complete_chat_link ?? data.chat_link,
		closingCategories: data.closing_categories,
		conversationDetails: data.conversation_details,
		userDetails: data.user_details,
		followUpDetails: objectIn(followUp),
	};
}
