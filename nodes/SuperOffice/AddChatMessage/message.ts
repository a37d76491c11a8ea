import type { IDataObject } from 'n8n-workflow';
import { escape } from 'lodash';
import type { DateTime } from 'luxon';
import { z } from 'zod';

import { invalidField } from '../../engine/errors';
import { formatInZone } from '../../engine/time';

/** A message before it is checked; what is undefined was not given. */
export interface Draft {
	chatSessionId: number;
	message?: string;
	type: string;
	author?: string;
	specialType?: string;
	specialParam?: string;
	whenPosted?: DateTime;
	readByCustomer?: boolean;
	/** Whether the text is to be shown as it stands. */
	escapeHtml?: boolean;
}

/** The fields' names as the user sees them. */
export type Labels = (field: 'message' | 'author' | 'specialType' | 'specialParam') => string;

/** Of the columns `author` and `special_param`. https://docs.superoffice.com/en/database/tables/chat-message */
const LONGEST_TEXT = 255;

const listOfTexts = z.array(z.string());

function checkLength(text: string | undefined, field: string): void {
	if (text === undefined || text.length <= LONGEST_TEXT) return;
	throw invalidField(
		field,
		`has ${text.length} characters`,
		`SuperOffice keeps up to ${LONGEST_TEXT}: shorten it.`,
	);
}

function isListOfTexts(text: string): boolean {
	try {
		return listOfTexts.safeParse(JSON.parse(text)).success;
	} catch {
		return false;
	}
}

function checkSpecial({ specialType = 'None', specialParam }: Draft, labels: Labels): void {
	if (specialParam !== undefined && specialType === 'None') {
		throw invalidField(
			labels('specialParam'),
			`is set without "${labels('specialType')}"`,
			'It belongs to a special type: choose one, or remove it.',
		);
	}
	if (specialType === 'Options' && !isListOfTexts(specialParam ?? '')) {
		throw invalidField(
			labels('specialParam'),
			'does not hold a list of texts',
			'The special type Options needs one in JSON, e.g. ["Track parcel", "Talk to a person"].',
		);
	}
}

/**
 * Builds the body of a chat message, every field in the vendor's words; what was not given is left out. Only the server numbers messages,
 * so there is no ChatMessageId. https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage
 *
 * @throws Failure for a message that SuperOffice could not keep or show
 */
export function chatMessage(draft: Draft, labels: Labels): IDataObject {
	const { message = '', specialType, specialParam, author, whenPosted, readByCustomer } = draft;
	if (message.trim() === '' && (specialType ?? 'None') === 'None') {
		throw invalidField(
			labels('message'),
			'is empty',
			'Fill it in, or check that its expression gives a value for this item. Only a message with a special type may have no text.',
		);
	}
	checkLength(author, labels('author'));
	checkLength(specialParam, labels('specialParam'));
	checkSpecial(draft, labels);
	const given: Record<string, string | number | undefined> = {
		ChatSessionId: draft.chatSessionId,
		Type: draft.type,
		Message: draft.escapeHtml ? escape(message) : message,
		Author: author,
		ReadByCustomer: readByCustomer === undefined ? undefined : Number(readByCustomer),
		SpecialType: specialType,
		SpecialParam: specialParam,
		WhenPosted: whenPosted && formatInZone(whenPosted, 'utc', "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
	};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
