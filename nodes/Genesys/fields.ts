import type { INodeProperties } from 'n8n-workflow';

import { invalidField } from '../engine/errors';
import type { Fields } from '../engine/fields';

const CHAT_ADDRESS = /\/chats\/([^/?#\s]+)/;

/** An id as it stands, or the one in a pasted address of a chat. */
export function chatIdFrom(text: string): string {
	const part = /^https?:\/\/|^\//.test(text) ? CHAT_ADDRESS.exec(text)?.[1] : undefined;
	return part === undefined ? text : decoded(part);
}

function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** The chat that a node works on; the other node's output fits in as it is. */
export function chatIdField(preset: INodeProperties['default']): INodeProperties {
	return {
		displayName: 'Chat',
		name: 'chatId',
		type: 'resourceLocator',
		required: true,
		default: preset,
		description: 'The chat, one of those that the agent of the credential has accepted',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a chat…',
				typeOptions: { searchListMethod: 'searchChats', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0001PaBMYY3600R8',
				hint: 'The interaction ID of the chat; upper and lower case matter',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*\\S*\\s*$',
							errorMessage: 'An ID holds no spaces',
						},
					},
				],
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: 'e.g. https://gws.example.com/api/v2/me/chats/0001PaBMYY3600R8',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '.*/chats/[^/?#\\s]+.*',
							errorMessage: 'An address of a chat holds /chats/ and its ID',
						},
					},
				],
			},
		],
	};
}

/** What differs between the nodes that take a document. */
interface DocumentTexts {
	preset: INodeProperties['default'];
	description: string;
	/** The list search behind From List. */
	searchListMethod: string;
	/** Where an ID comes from that is typed or handed over. */
	hint: string;
}

/** A document that Genesys has. */
export function documentField({
	preset,
	description,
	searchListMethod,
	hint,
}: DocumentTexts): INodeProperties {
	return {
		displayName: 'Document',
		name: 'documentId',
		type: 'resourceLocator',
		required: true,
		default: preset,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a document…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 0001PaBMYY3600RC',
				hint,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*\\S*\\s*$',
							errorMessage: 'An ID holds no spaces',
						},
					},
				],
			},
		],
	};
}

/**
 * Reads the chat's id.
 *
 * @throws Failure when there is none, or when it is a step in a path: even encoded, `..` would lead to another address
 */
export function readChatId(fields: Fields): string {
	const id = chatIdFrom(fields.id('chatId'));
	if (!/^\.{1,2}$/.test(id)) return id;
	throw invalidField(fields.label('chatId'), `holds "${id}"`, 'Use the interaction ID of a chat.');
}
