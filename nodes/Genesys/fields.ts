import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';
import { locatedId } from '../engine/locator';
import { checkValue } from '../engine/values';

const ADDRESS = /^https?:\/\/|^\//;
/** The ID in the address of a chat. */
export const CHAT_ADDRESS = /\/chats\/([^/?#\s]+)/;
const AGENT_ADDRESS = /\/users\/([^/?#\s]+)/;
const DOCUMENT_ADDRESS = /\/attachments\/([^/?#\s]+)/;

function idIn(text: string, address: RegExp): string {
	const part = ADDRESS.test(text) ? address.exec(text)?.[1] : undefined;
	return part === undefined ? text : decoded(part);
}

/** Whether a text is an address with its host. */
export const isAddress = (text: string) => /^https?:\/\//.test(text);

/** A part of an address as it was before it was encoded; one that cannot be decoded as it is. */
export function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** An id as it stands, or the one in a pasted address of a chat. */
export function chatIdFrom(text: string): string {
	return idIn(text, CHAT_ADDRESS);
}

/** What differs between the locators of this room. */
interface Located {
	thing: 'agent' | 'chat' | 'document';
	field: Pick<INodeProperties, 'displayName' | 'name' | 'default' | 'description'>;
	/** The list search behind From List. */
	searchListMethod: string;
	idExample: string;
	/** Where an ID comes from that is typed or handed over. */
	hint: string;
	/** What stands before the ID in an address. */
	path: '/attachments/' | '/chats/' | '/users/';
	urlExample: string;
}

const withArticle = (thing: Located['thing']) => (thing === 'agent' ? 'an agent' : `a ${thing}`);

function locator({
	thing,
	field,
	searchListMethod,
	idExample,
	hint,
	path,
	urlExample,
}: Located): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select ${withArticle(thing)}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${idExample}`,
				hint,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*(?:\\S+\\s*)?$',
							errorMessage: 'An ID holds no spaces',
						},
					},
				],
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${urlExample}`,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `[^]*${path}[^/?#\\s][^]*`,
							errorMessage: `An address of ${withArticle(thing)} holds ${path} and its ID`,
						},
					},
				],
			},
		],
	};
}

/** The chat that a node works on; the other node's output fits in as it is. */
export function chatIdField(preset: INodeProperties['default']): INodeProperties {
	return locator({
		thing: 'chat',
		field: {
			displayName: 'Chat',
			name: 'chatId',
			default: preset,
			description: 'The chat, one of those that the agent of the credential has accepted',
		},
		searchListMethod: 'searchChats',
		idExample: '0001PaBMYY3600R8',
		hint: 'The interaction ID of the chat; upper and lower case matter',
		path: '/chats/',
		urlExample: 'https://gws.example.com/api/v2/me/chats/0001PaBMYY3600R8',
	});
}

/** What differs between the nodes that take a document. */
interface DocumentTexts extends Pick<Located, 'searchListMethod' | 'hint'> {
	preset: INodeProperties['default'];
	description: string;
}

/** A document that Genesys has. */
export function documentField({ preset, description, ...located }: DocumentTexts): INodeProperties {
	return locator({
		...located,
		thing: 'document',
		field: { displayName: 'Document', name: 'documentId', default: preset, description },
		idExample: '0001PaBMYY3600RC',
		path: '/attachments/',
		urlExample: 'https://gws.example.com/api/v2/attachments/0001PaBMYY3600RC',
	});
}

/** The agent who is to get something. */
export const agentField: INodeProperties = locator({
	thing: 'agent',
	field: {
		displayName: 'Agent',
		name: 'agentId',
		default: { __rl: true, mode: 'list', value: '' },
		description: 'The agent who takes over the chat',
	},
	searchListMethod: 'searchAgents',
	idExample: 'e62d21e405a04274bd6bbcaf78bd8c38',
	hint: "The ID of the agent's user in Genesys Web Services, not the user name",
	path: '/users/',
	urlExample: 'https://gws.example.com/api/v2/users/e62d21e405a04274bd6bbcaf78bd8c38',
});

/** A queue, which Genesys takes by its name. */
export function queueNameField(description: string): INodeProperties {
	return {
		displayName: 'Queue Name',
		name: 'queueName',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a queue…',
				typeOptions: { searchListMethod: 'searchQueues', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. chat-inbound-q',
				hint: 'The name of the queue as Genesys Web Services has it',
				validation: [
					{
						type: 'regex',
						properties: { regex: '[^\\r\\n]*', errorMessage: 'A name of a queue stands on one line' },
					},
				],
			},
		],
	};
}

/**
 * Reads the name of a queue where the locator stands in a collection.
 *
 * @throws Failure when it is no text
 */
export function readOptionalQueueName(fields: Fields): string | undefined {
	const label = fields.label('queueName');
	const name = locatedId(fields.raw('queueName'));
	if (name === undefined || typeof name === 'string') return name;
	checkValue(name, label);
	if (typeof name === 'number') return String(name);
	throw invalidField(label, 'holds no text', 'Use the name of a queue.');
}

/** Reads the agent: the whole address of a user as Genesys gave it, or an ID. @throws Failure when there is none, or an address of something else */
export function readAgent(fields: Fields): string {
	const text = fields.id('agentId');
	const id = idIn(text, AGENT_ADDRESS);
	refuseAddress(fields.label('agentId'), id, 'agent', '/users/');
	return isAddress(text) ? text : id;
}

function refuseAddress(label: string, id: string, thing: Located['thing'], path: Located['path']): void {
	if (!isAddress(id)) return;
	throw invalidField(
		label,
		`holds an address that names no ${thing}`,
		`Use the ID of ${withArticle(thing)}, or an address that holds ${path} and the ID.`,
	);
}

/**
 * Reads the chat's id.
 *
 * @throws Failure when there is none, or when it is a step in a path: even encoded, `..` would lead to another address
 */
export function readChatId(fields: Fields): string {
	const id = chatIdFrom(fields.id('chatId'));
	refuseAddress(fields.label('chatId'), id, 'chat', '/chats/');
	if (!/^\.{1,2}$/.test(id)) return id;
	throw invalidField(fields.label('chatId'), `holds "${id}"`, 'Use the interaction ID of a chat.');
}

/** Reads the document's id, also from one of the links that Genesys gives for an attachment. @throws Failure when there is none */
export function readDocumentId(fields: Fields): string {
	const id = idIn(fields.id('documentId'), DOCUMENT_ADDRESS);
	refuseAddress(fields.label('documentId'), id, 'document', '/attachments/');
	return id;
}
