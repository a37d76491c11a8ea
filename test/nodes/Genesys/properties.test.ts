import type { INodeParameters } from 'n8n-workflow';

import { addable, freshNode, nodesOf, untold } from '../../support/freshNode';

/** A locator in which nothing is chosen yet. */
const LIST = { __rl: true, mode: 'list', value: '' };
const CHAT_BEFORE = { __rl: true, mode: 'id', value: '={{ $json.chatId }}' };
const DOCUMENT_BEFORE = { __rl: true, mode: 'id', value: '={{ $json.documentId }}' };

/** What a new node asks for, or takes from the node before, for each of its main choices. */
const rows: Array<[string, INodeParameters, INodeParameters, string[]]> = [
	[
		'genesysAttachFile',
		{},
		{ chatId: LIST, source: 'file', binaryField: 'data', fileDetails: {} },
		['chatId'],
	],
	[
		'genesysAttachFile',
		{ source: 'existingDocument' },
		{ chatId: LIST, source: 'existingDocument', documentId: LIST, fileDetails: {} },
		['chatId', 'documentId'],
	],
	['genesysCompleteChat', {}, { chatId: CHAT_BEFORE, ending: 'Complete' }, []],
	[
		'genesysDownloadFile',
		{},
		{
			source: 'document',
			chatId: CHAT_BEFORE,
			documentId: DOCUMENT_BEFORE,
			outputField: 'data',
			fileDetails: {},
		},
		[],
	],
	[
		'genesysDownloadFile',
		{ source: 'address' },
		{ source: 'address', address: '', outputField: 'data', fileDetails: {} },
		['address'],
	],
	['genesysGetChats', {}, { scope: 'agent', returnAll: false, limit: 50, filters: {}, simplify: true }, []],
	[
		'genesysGetChats',
		{ returnAll: true },
		{ scope: 'agent', returnAll: true, filters: {}, simplify: true },
		[],
	],
	['genesysGetChats', { scope: 'one' }, { scope: 'one', chatId: CHAT_BEFORE, simplify: true }, []],
	['genesysSendMessage', {}, { chatId: LIST, content: 'text', text: '' }, ['chatId', 'text']],
	['genesysSendMessage', { content: 'url' }, { chatId: LIST, content: 'url', url: '' }, ['chatId', 'url']],
	[
		'genesysSendMessage',
		{ content: 'customNotice' },
		{ chatId: LIST, content: 'customNotice', noticeText: '', recipients: 'all' },
		['chatId', 'noticeText'],
	],
	['genesysSetDisposition', {}, { chatId: CHAT_BEFORE, disposition: '' }, ['disposition']],
	['genesysTransferChat', {}, { chatId: CHAT_BEFORE, transferTo: 'queue', queueName: LIST }, ['queueName']],
	[
		'genesysTransferChat',
		{ transferTo: 'agent' },
		{ chatId: CHAT_BEFORE, transferTo: 'agent', agentId: LIST },
		['agentId'],
	],
	[
		'genesysUpdateUserData',
		{},
		{ chatId: CHAT_BEFORE, change: 'UpdateUserData', specifyUserData: 'fields', userData: {} },
		[],
	],
	[
		'genesysUpdateUserData',
		{ change: 'AttachUserData', specifyUserData: 'json' },
		{ chatId: CHAT_BEFORE, change: 'AttachUserData', specifyUserData: 'json', userDataJson: '' },
		[],
	],
	[
		'genesysUpdateUserData',
		{ change: 'DeleteUserData' },
		{ chatId: CHAT_BEFORE, change: 'DeleteUserData', keys: '' },
		['keys'],
	],
	[
		'genesysTrigger',
		{},
		{
			channels: ['/v2/me/chats'],
			events: ['file-uploaded', 'PushUrl', 'Text'],
			sender: 'anyone',
			includeOwnMessages: false,
			filters: {},
			includeRawEvent: false,
		},
		[],
	],
	[
		'genesysTrigger',
		{ channels: ['/v2/me/calls'] },
		{
			channels: ['/v2/me/calls'],
			events: ['file-uploaded', 'PushUrl', 'Text'],
			includeRawEvent: false,
		},
		[],
	],
	['genesysUploadFile', {}, { chatId: CHAT_BEFORE, documentId: DOCUMENT_BEFORE }, []],
];

it.each(rows)('%s with %j shows what it needs, and n8n asks for it', (node, chosen, shown, wanted) => {
	const { holds, wants } = freshNode(node, chosen);
	expect(holds).toEqual(shown);
	expect(wants).toEqual(wanted);
});

it.each([
	[
		'genesysAttachFile',
		'options',
		['Document Wait', 'Include Raw Answer', 'Part Name', 'Retry Uncertain Sends', 'Send Once'],
	],
	['genesysCompleteChat', 'options', ['Include Raw Answer', 'Retry Uncertain Sends', 'Send Once']],
	[
		'genesysCompleteChat',
		'additionalFields',
		['Message Type', 'Queue Name', 'Save Last Agent', 'Text', 'Treat As'],
	],
	['genesysDownloadFile', 'options', []],
	['genesysGetChats', 'options', []],
	['genesysGetChats', 'filters', ['Capability', 'Queue Name', 'State']],
	['genesysSendMessage', 'options', ['Include Raw Answer', 'Retry Uncertain Sends', 'Send Once']],
	['genesysSendMessage', 'additionalFields', ['Message Type', 'Text', 'Treat As']],
	['genesysSetDisposition', 'options', ['Include Raw Answer', 'Retry Uncertain Sends', 'Send Once']],
	['genesysTransferChat', 'options', ['Include Raw Answer', 'Retry Uncertain Sends', 'Send Once']],
	['genesysTransferChat', 'additionalFields', ['Message Type', 'Text', 'Treat As']],
	['genesysUpdateUserData', 'options', ['Include Raw Answer', 'Retry Uncertain Sends', 'Send Once']],
	['genesysUploadFile', 'options', ['Include Raw Answer', 'Retry Uncertain Sends', 'Send Once']],
	[
		'genesysUploadFile',
		'additionalFields',
		['Description', 'Message Type', 'Text', 'Treat As', 'Upload Path', 'Upload Type'],
	],
])('%s offers in its %s, beside what all have, %j', (node, collection, offered) => {
	expect(addable(node, collection)).toEqual(offered);
});

it.each(nodesOf('genesys'))('%s tells what each field is for, and which ID is meant', (node) => {
	expect(untold(node)).toEqual([]);
});
