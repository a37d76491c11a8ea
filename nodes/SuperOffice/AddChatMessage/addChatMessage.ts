import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import type { Fields } from '../../engine/fields';
import type { HttpAnswer } from '../../engine/answer';
import { readRequestOptions } from '../../engine/options';
import { readInstant } from '../../engine/time';
import { unreadable } from '../answers';
import { callSuperOffice } from '../api';
import { readAuthentication, readChatSessionId, readHeaders } from '../fields';
import { chatMessage, type Draft } from './message';
import { defaults } from './properties';

const added = z.object({ ChatMessageId: z.number() }).passthrough();

function readDraft(fields: Fields, zone: string): Draft {
	const more = fields.collection('additionalFields');
	const whenPosted = more.raw('whenPosted');
	return {
		chatSessionId: readChatSessionId(fields),
		message: fields.optionalText('message'),
		type: fields.choice('messageType'),
		author: more.optionalText('author'),
		specialType: more.optionalChoice('specialType'),
		specialParam: readSpecialParam(more),
		readByCustomer: readReadByCustomer(more),
		...(whenPosted === undefined
			? {}
			: { whenPosted: readInstant(whenPosted, zone, more.label('whenPosted')) }),
		escapeHtml: fields.collection('options').flag('escapeHtml'),
	};
}

/** An expression may give the list of clickable options as it is. */
function readSpecialParam(more: Fields): string | undefined {
	const value = more.raw('specialParam');
	return Array.isArray(value) ? JSON.stringify(value) : more.optionalText('specialParam');
}

/** SuperOffice itself writes 0 and 1, so an expression may give its number on. */
function readReadByCustomer(more: Fields): boolean | undefined {
	const value = more.raw('readByCustomer');
	return value === 0 || value === 1 ? value === 1 : more.flag('readByCustomer');
}

/** The message as SuperOffice keeps it; anything else leaves open whether it was added. */
function readAdded(json: unknown, answer: HttpAnswer): IDataObject {
	const { data } = added.safeParse(json);
	if (!data) throw unreadable(answer);
	return data as IDataObject;
}

/**
 * Adds one item's message to its chat session and gives the message as SuperOffice keeps it.
 *
 * @throws Failure when a field breaks a rule (then nothing was sent), or SuperOffice refused it
 */
export async function addChatMessage(
	context: IExecuteFunctions,
	fields: Fields,
): Promise<INodeExecutionData> {
	const options = readRequestOptions(fields, defaults);
	const headers = readHeaders(fields.collection('options'));
	const more = fields.collection('additionalFields');
	const draft = readDraft(fields, context.getTimezone());
	const body = chatMessage(draft, (field) => (field === 'message' ? fields : more).label(field));
	const call = {
		method: 'POST',
		path: `/ChatSession/${draft.chatSessionId}/Messages`,
		headers,
		body,
		effect: 'writes',
		missing: {
			message: `SuperOffice has no chat session ${draft.chatSessionId}`,
			remedy: 'Check the number: SuperOffice removes deleted sessions, and each tenant counts its own.',
			field: fields.label('chatSessionId'),
		},
	} as const;
	const json = await callSuperOffice(context, readAuthentication(fields), call, options, readAdded);
	return { json };
}
