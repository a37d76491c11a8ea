import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../engine/fields';
import { type OptionDefaults, readRequestOptions } from '../engine/options';
import { readRawAnswer } from '../engine/rawAnswer';
import { type Hints, readEnvelope } from './answers';
import { call, openSite, type Site } from './api';
import { readChatId } from './fields';
import { CHAT_UNKNOWN } from './meanings';
import { chatPath } from './paths';

/** An operation on one of the agent's chats. */
export interface Operation<Body extends IDataObject> {
	/** What the node's Options start from. */
	defaults: OptionDefaults;
	/** Reads the body from the fields; throws a Failure when one is wrong. */
	body: (fields: Fields, site: Site) => Body | Promise<Body>;
	/** What Genesys' codes mean for it, where the general words are too vague. */
	hints?: Hints;
	/** What of the body a flow goes on with. */
	shows: (body: Body) => IDataObject;
}

/**
 * Carries out one item's operation: `POST /api/v2/me/chats/{id}`. Its answer says that Genesys has accepted it, nothing more.
 * https://docs.genesys.com/Documentation/GWS/8.5.0/API/InteractionsOnChat
 *
 * @returns the chat's ID, what the operation shows, and Genesys' code
 * @throws Failure when a field is wrong, when Genesys refused, or when nobody can tell
 */
export async function operate<Body extends IDataObject>(
	context: IExecuteFunctions,
	fields: Fields,
	{ defaults, body: readBody, hints, shows }: Operation<Body>,
): Promise<INodeExecutionData> {
	const chatId = readChatId(fields);
	const withAnswer = readRawAnswer(fields);
	const site = await openSite(context, readRequestOptions(fields, defaults));
	const body = await readBody(fields, site);
	const answer = await call(
		site,
		{ method: 'POST', effect: 'writes', path: chatPath(chatId), body },
		(received) => readEnvelope(received, { 6: CHAT_UNKNOWN, ...hints }),
	);
	return { json: withAnswer({ chatId, ...shows(body), statusCode: answer.statusCode }, answer) };
}
