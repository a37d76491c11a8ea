/** The item that an event becomes, of whichever vendor. */

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { given } from './given';

/** Who wrote or did something. */
export interface EventSender {
	type: 'customer' | 'agent' | 'bot' | 'system';
	id?: string;
	name?: string;
}

/** A file that came along. */
export interface EventAttachment {
	url: string;
	name?: string;
	mimeType?: string;
	size?: number;
}

/** An event as every trigger gives it. What the vendor does not tell is left out. */
export interface VendorEvent {
	/** The same for the same event, however often it comes. */
	eventKey: string;
	/** The vendor's name for it. */
	event: string;
	/** In ISO 8601. */
	occurredAt?: string;
	conversationId?: string;
	sender?: EventSender;
	text?: string;
	attachments?: EventAttachment[];
	/** Whether one of our own nodes sent it. */
	isOwn: boolean;
	/** The vendor's ids and whatever else it tells, under its own words. */
	more: IDataObject;
	/** As the vendor sent it. */
	raw: unknown;
}

/**
 * The output item of an event. n8n's AI Agent and its memory read the text as `chatInput` and the conversation as `sessionId`.
 *
 * @param withRaw whether the event as the vendor sent it stands beside what was read from it
 */
export function eventItem(
	{ more, raw, ...event }: VendorEvent,
	{ withRaw }: { withRaw: boolean },
): INodeExecutionData {
	const { text, conversationId } = event;
	const json = given({
		...event,
		chatInput: text,
		sessionId: conversationId,
		...more,
		raw: withRaw ? raw : undefined,
	});
	return { json: json as unknown as IDataObject };
}
