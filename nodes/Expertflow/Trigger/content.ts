import type { IDataObject } from 'n8n-workflow';

import type { EventAttachment } from '../../engine/eventItem';
import { given } from '../../engine/given';
import { objectIn, objectsIn, textIn, withoutEmpty } from '../../engine/told';

/** What a body says, flat, whatever its type. */
export interface Content {
	text?: string;
	attachments: EventAttachment[];
	/** What else it tells, under the vendor's words. */
	more: IDataObject;
}

/** Types of which nothing but the words is looked at: the whole body goes along. */
const READ = new Set(
	'PLAIN IMAGE VIDEO AUDIO FILE STICKER LOCATION CONTACT URL BUTTON NOTIFICATION DELIVERYNOTIFICATION'.split(
		' ',
	),
);

/**
 * Reads the body of a message. Files stay where they are: their addresses are given.
 * https://docs.expertflow.com/cx/4.10/cim-message-body and the classes of https://github.com/expertflow/object-model
 */
export function readContent(type: string, body: IDataObject): Content {
	const elements = objectsIn(body.elements);
	const isLink = type === 'URL';
	return {
		...given({ text: lines([body.markdownText, ...elements.map(({ text }) => text)]) }),
		attachments: [
			...attachmentIn({ ...objectIn(body.attachment), fileName: objectIn(body.additionalDetails).fileName }),
			...(isLink ? [] : attachmentIn(body)),
			...objectsIn(body.attachments).flatMap(attachmentIn),
		],
		more: withoutEmpty({
			caption: textIn(body.caption),
			stickerId: textIn(body.stickerId),
			url: isLink ? textIn(body.mediaUrl) : undefined,
			location: body.location,
			contacts: body.contacts,
			choices: [body, ...elements].flatMap(({ buttons }) => objectsIn(buttons).map(choiceOf)),
			subject: textIn(body.subject),
			notificationData: body.notificationData,
			...deliveryIn(type, body),
			additionalDetails: body.additionalDetails,
			body: READ.has(type) ? undefined : body,
		}),
	};
}

const lines = (parts: unknown[]): string | undefined =>
	textIn(
		parts
			.map(textIn)
			.filter((part) => part !== undefined)
			.join('\n'),
	);

/** What the customer can tap; picked, its payload goes back as the intent of a text. */
function choiceOf({ title, type, payload }: IDataObject): IDataObject {
	return given({ label: textIn(title), type: textIn(type), payload: textIn(payload) });
}

/** https://docs.expertflow.com/cx/4.10/delivery-notification-message has the reason as text, other pages as a number. */
function deliveryIn(type: string, { messageId, status, reasonCode }: IDataObject): IDataObject {
	if (type !== 'DELIVERYNOTIFICATION') return {};
	return { acknowledgedMessageId: textIn(messageId), status: textIn(status), reasonCode: textIn(reasonCode) };
}

/** The vendor's widget has the MIME type under `type`, its pages under `mimeType`. */
function attachmentIn({ mediaUrl, mimeType, type, size, ...names }: IDataObject): EventAttachment[] {
	const url = textIn(mediaUrl);
	if (url === undefined) return [];
	const told = textIn(mimeType) ?? textIn(type);
	return [
		given({
			url,
			name: textIn(names.fileName) ?? textIn(names.mediaLabel) ?? textIn(names.mediaName) ?? storedName(url),
			mimeType: told?.includes('/') ? told : undefined,
			size: typeof size === 'number' && size >= 0 ? size : undefined,
		}),
	];
}

function storedName(url: string): string | undefined {
	return URL.canParse(url) ? textIn(new URL(url).searchParams.get('filename')) : undefined;
}
