import { reject, uniqBy } from 'lodash';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listed, listOptions } from '../engine/listSearch';
import { bare } from '../engine/values';
import { openSite } from './api';
import { type Chat, readChats } from './chats';
import { chatIdFrom } from './fields';
import { readQueues, readUsers, type User } from './users';

function chatName({ id, participants, interactionQueue, state }: Chat): string {
	const customers = participants.filter(({ type }) => type === 'Customer');
	const names = customers.map(({ nickname }) => nickname).filter((name) => name !== undefined);
	return [names.join(', '), interactionQueue, state, id].filter((part) => part).join(' · ');
}

const matches = (filter: string | undefined, text: string) =>
	text.toLowerCase().includes((filter ?? '').trim().toLowerCase());

async function loadChats(context: ILoadOptionsFunctions): Promise<Chat[]> {
	const site = await openSite(context, listOptions());
	return await readChats(site);
}

/** The pick list of the agent's chats, with customer, queue and state. Genesys gives them all at once. */
export async function searchChats(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, async () => {
		const chats = await loadChats(this);
		const results = chats.map((chat) => ({ name: chatName(chat), value: chat.id }));
		return { results: results.filter(({ name }) => matches(filter, name)) };
	});
}

/** Whether a chat is the one that the node's field Chat holds by now. */
function isChosen(context: ILoadOptionsFunctions): (chat: Chat) => boolean {
	const chatId = context.getCurrentNodeParameter('chatId', { extractValue: true });
	return ({ id }) => typeof chatId === 'string' && id === chatIdFrom(bare(chatId));
}

function documentsOf(chats: Chat[], filter: string | undefined): INodeListSearchResult {
	const documents = uniqBy(
		chats.flatMap(({ attachments = [] }) => attachments),
		'id',
	);
	const results = documents.map(({ id, name }) => ({ name: name ? `${name} · ${id}` : id, value: id }));
	return { results: results.filter(({ name }) => matches(filter, name)) };
}

/** The pick list of the documents that are linked to the chosen chat, or to any of the agent's while that is not known. */
export async function searchDocuments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, async () => {
		const chats = await loadChats(this);
		const chosen = chats.filter(isChosen(this));
		return documentsOf(chosen.length > 0 ? chosen : chats, filter);
	});
}

/** The pick list of the documents that can be linked to the chosen chat as well: those of the agent's other chats. */
export async function searchDocumentsElsewhere(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, async () => documentsOf(reject(await loadChats(this), isChosen(this)), filter));
}

function agentName({ userName, firstName, lastName, uri }: User): string {
	const name = [firstName, lastName].filter((part) => part).join(' ');
	return [name, userName].filter((part) => part).join(' · ') || uri;
}

/** The pick list of the agents whom a chat can be transferred to. Genesys gives them all at once. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, async () => {
		const users = await readUsers(await openSite(this, listOptions()));
		const results = users.map((user) => ({ name: agentName(user), value: user.uri }));
		return { results: results.filter(({ name }) => matches(filter, name)) };
	});
}

/** The pick list of the queues that a chat can go to. */
export async function searchQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, async () => {
		const queues = await readQueues(await openSite(this, listOptions()));
		const results = queues.map(({ name }) => ({ name, value: name }));
		return { results: results.filter(({ name }) => matches(filter, name)) };
	});
}
