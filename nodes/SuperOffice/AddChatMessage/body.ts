import type { IDataObject } from 'n8n-workflow';
import { escape } from 'lodash';
import { z } from 'zod';

import { jsonIn } from '../../engine/answer';
import { invalidField } from '../../engine/errors';
import type { Fields } from '../../engine/fields';
import { given } from '../../engine/given';
import { readMoment } from '../../engine/clocks';
import { formatInZone } from '../../engine/time';
import { checkValue } from '../../engine/values';
import { readChatSessionId } from '../fields';

/**
 * The body of a new message. Only the server numbers messages, so there is no ChatMessageId.
 * https://docs.superoffice.com/en/api/reference/restful/rest/ChatSession/v1ChatSession_AddMessage
 */
export interface ChatMessage {
	ChatSessionId: number;
	Type: string;
	Message: string;
	Author?: string;
	ReadByCustomer?: number;
	SpecialType?: string;
	SpecialParam?: string;
	WhenPosted?: string;
}

/** Of the columns `author` and `special_param`. https://docs.superoffice.com/en/database/tables/chat-message */
const LONGEST_TEXT = 255;

const listOfTexts = z.array(z.string());

/**
 * Reads the body from the node's fields; what is empty stays out.
 *
 * @param zone the IANA zone of a time that names none
 * @throws Failure for a message that SuperOffice could not keep or show
 */
export function readChatMessage(fields: Fields, zone: string): ChatMessage & IDataObject {
	const more = fields.collection('additionalFields');
	const specialType = more.optionalChoice('specialType');
	const read = more.flag('readByCustomer');
	return given({
		ChatSessionId: readChatSessionId(fields),
		Type: fields.choice('messageType'),
		Message: readText(fields, specialType),
		Author: upToLongest(more.optionalText('author'), more.label('author')),
		ReadByCustomer: read === undefined ? undefined : Number(read),
		SpecialType: specialType,
		SpecialParam: readSpecialParam(more, specialType),
		WhenPosted: readWhenPosted(more, zone),
	});
}

function readText(fields: Fields, specialType = 'None'): string {
	const text = fields.optionalText('text') ?? '';
	if (text.trim() === '' && specialType === 'None') {
		throw invalidField(
			fields.label('text'),
			'is empty',
			'Fill it in, or check that its expression gives a value for this item. Only a message with a special type may have no text.',
		);
	}
	return (fields.collection('options').flag('escapeHtml') ?? true) ? asHtml(text) : text;
}

/** HTML that shows a text as it stands: between other tags a line break would be a space. */
function asHtml(text: string): string {
	return escape(text).replace(/\r\n|\r|\n/g, '<br>');
}

function upToLongest(text: string | undefined, field: string): string | undefined {
	if (text === undefined || text.length <= LONGEST_TEXT) return text;
	throw invalidField(
		field,
		`has ${text.length} characters`,
		`SuperOffice keeps up to ${LONGEST_TEXT}: shorten it.`,
	);
}

/** An expression may give the list of clickable options as it is. */
function readSpecialParam(more: Fields, specialType = 'None'): string | undefined {
	const field = more.label('specialParam');
	const value = more.raw('specialParam');
	const text = Array.isArray(value) ? JSON.stringify(value) : more.optionalText('specialParam');
	const param = upToLongest(text, field);
	if (param !== undefined && specialType === 'None') {
		throw invalidField(
			field,
			`is set without "${more.label('specialType')}"`,
			'It belongs to a special type: choose one, or remove it.',
		);
	}
	if (specialType === 'Options') checkOptions(jsonIn(param ?? ''), field);
	return param;
}

function checkOptions(options: unknown, field: string): void {
	if (!listOfTexts.safeParse(options).success) {
		throw invalidField(
			field,
			'does not hold a list of texts',
			'The special type Options needs one in JSON, e.g. ["Track parcel", "Talk to a person"].',
		);
	}
	// JSON can write half a character in signs that are whole
	checkValue(options, field);
}

function readWhenPosted(more: Fields, zone: string): string | undefined {
	const value = more.raw('whenPosted');
	if (value === undefined) return undefined;
	return formatInZone(
		readMoment(value, zone, more.label('whenPosted')),
		'utc',
		"yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
	);
}
