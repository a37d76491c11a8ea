import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Fields } from '../../engine/fields';
import { itemsFrom } from '../../engine/many';
import { readRequestOptions } from '../../engine/options';
import type { PageSource } from '../../engine/pages';
import { VENDOR } from '../answers';
import { openSite, type Site } from '../api';
import { type Chat, chatFields, readChats, readOneChat } from '../chats';
import { readChatId, readOptionalQueueName } from '../fields';
import { defaults } from './properties';

const whole = (chat: Chat) => chat.whole;

/** Reads which chats count. @throws Failure when a filter is no text */
function readFilters(filters: Fields): (chat: Chat) => boolean {
	const capability = filters.optionalId('capability');
	const queueName = readOptionalQueueName(filters);
	const state = filters.optionalId('state');
	return (chat) =>
		(capability === undefined || chat.capabilities.includes(capability)) &&
		(queueName === undefined || chat.interactionQueue === queueName) &&
		(state === undefined || chat.state === state);
}

/** The agent's chats, which Genesys gives all at once. */
function chatsOf(site: Site, wants: (chat: Chat) => boolean): PageSource<Chat, number> {
	return {
		vendor: VENDOR,
		first: 0,
		pageSize: Infinity,
		key: ({ id }) => id,
		read: async () => ({ rows: (await readChats(site)).filter(wants) }),
	};
}

/**
 * Gets the agent's chats, or one of them. https://docs.genesys.com/Documentation/GWS/8.5.2/API/ChatAddAttachment
 *
 * @throws Failure when a field is wrong (then nothing was asked), there is no such chat, or they cannot be read
 */
export async function getChats(context: IExecuteFunctions, fields: Fields): Promise<INodeExecutionData[]> {
	const json = (fields.flag('simplify') ?? true) ? chatFields : whole;
	const options = readRequestOptions(fields, defaults);
	if (fields.choice('scope') === 'one') {
		const chatId = readChatId(fields);
		const site = await openSite(context, options);
		return [{ json: json(await readOneChat(site, chatId)) }];
	}
	const wants = readFilters(fields.collection('filters'));
	const site = await openSite(context, options);
	return await itemsFrom(context, fields, chatsOf(site, wants), json);
}
