import type { IDataObject } from 'n8n-workflow';

import type { MediaType } from '../mediaType';

/** An attribute of the customer or channel, in one of CCM's types. */
export interface Attribute {
	key: string;
	type: string;
	value: string;
}

/** Who sends to whom, and on what behalf: all of a message but its media. */
export interface Envelope {
	id: string;
	/** In milliseconds since 1970. */
	timestamp: number;
	sender: { id: string; senderName: string };
	channelCustomerIdentifier: string;
	serviceIdentifier: string;
	requestPriority: number;
	customerFirstName?: string;
	customerLastName?: string;
	additionalAttributes: Attribute[];
	intent?: string;
	entities?: IDataObject;
	originalMessageId?: string;
	providerMessageId?: string;
	roomId?: string;
}

/** The media of a message. */
export interface Media {
	type: MediaType;
	mediaUrl: string;
	mimeType?: string;
	/** In bytes. */
	size?: number;
	thumbnail?: string;
	caption?: string;
	markdownText?: string;
	additionalDetails: IDataObject;
}

/**
 * One CIM message of a customer with an image, video, audio or file.
 * https://docs.expertflow.com/cx/4.10/message-header and https://docs.expertflow.com/cx/4.10/cim-media-messages
 */
export function mediaMessage(envelope: Envelope, media: Media): IDataObject {
	return { id: envelope.id, header: header(envelope), body: body(media) };
}

function header(envelope: Envelope): IDataObject {
	const { customerFirstName, customerLastName, roomId } = envelope;
	return {
		// A customer's message is the connector's: https://docs.expertflow.com/cx/4.10/message-header
		sender: {
			id: envelope.sender.id,
			type: 'CONNECTOR',
			senderName: envelope.sender.senderName,
			additionalDetail: null,
		},
		channelData: {
			channelCustomerIdentifier: envelope.channelCustomerIdentifier,
			serviceIdentifier: envelope.serviceIdentifier,
			requestPriority: envelope.requestPriority,
			...(customerFirstName === undefined ? {} : { customerFirstName }),
			...(customerLastName === undefined ? {} : { customerLastName }),
			additionalAttributes: envelope.additionalAttributes.map((attribute) => ({ ...attribute })),
		},
		language: {},
		timestamp: envelope.timestamp,
		securityInfo: {},
		stamps: [],
		intent: envelope.intent ?? null,
		entities: envelope.entities ?? {},
		channelSessionId: null,
		conversationId: null,
		...(roomId === undefined ? {} : { roomId }),
		customer: null,
		schedulingMetaData: null,
		originalMessageId: envelope.originalMessageId ?? null,
		providerMessageId: envelope.providerMessageId ?? null,
	};
}

function body({ type, caption, markdownText, additionalDetails, ...attachment }: Media): IDataObject {
	const { mediaUrl, mimeType, size, thumbnail } = attachment;
	return {
		type,
		caption: caption ?? '',
		markdownText: markdownText ?? null,
		attachment: {
			mediaUrl,
			// Agent Desk splits the type to choose an icon and stumbles over a missing one
			mimeType: mimeType ?? 'application/octet-stream',
			...(size === undefined ? {} : { size }),
			thumbnail: thumbnail ?? null,
		},
		additionalDetails,
	};
}
