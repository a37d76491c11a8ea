import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';

const ADDRESS = /^https?:\/\/|^\//;
const CHAT_ADDRESS = /\/chats\/([^/?#\s]+)/;
const DOCUMENT_ADDRESS = /\/attachments\/([^/?#\s]+)/;

function idIn(text: string, address: RegExp): string {
	const part = ADDRESS.test(text) ? address.exec(text)?.[1] : undefined;
	return part === undefined ? text : decoded(part);
}

function decoded(part: string): string {
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
	thing: 'chat' | 'document';
	field: Pick<INodeProperties, 'displayName' | 'name' | 'default' | 'description'>;
	/** The list search behind From List. */
	searchListMethod: string;
	idExample: string;
	/** Where an ID comes from that is typed or handed over. */
	hint: string;
	/** What stands before the ID in an address. */
	path: '/chats/' | '/attachments/';
	urlExample: string;
}

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
				placeholder: `Select a ${thing}…`,
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
							errorMessage: `An address of a ${thing} holds ${path} and its ID`,
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

function refuseAddress(label: string, id: string, thing: Located['thing'], path: Located['path']): void {
	if (!/^https?:\/\//.test(id)) return;
	throw invalidField(
		label,
		`holds an address that names no ${thing}`,
		`Use the ID of a ${thing}, or an address that holds ${path} and the ID.`,
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
