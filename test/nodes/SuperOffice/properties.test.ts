import type { INodeParameters } from 'n8n-workflow';

import { addable, freshNode, nodesOf, untold } from '../../support/freshNode';

/** A locator in which nothing is chosen yet. */
const LIST = { __rl: true, mode: 'list', value: '' };

const rows: Array<[string, INodeParameters, INodeParameters, string[]]> = [
	[
		'superOfficeAddChatMessage',
		{},
		{ chatSessionId: LIST, text: '', messageType: 'ToCustomer' },
		['chatSessionId'],
	],
	['superOfficeCreateChatSession', {}, { topicId: LIST, sessionData: {}, simplify: true }, ['topicId']],
	[
		'superOfficeGetChatMessages',
		{},
		{ chatSessionId: LIST, output: 'messages', returnAll: false, limit: 50, simplify: true, filters: {} },
		['chatSessionId'],
	],
	[
		'superOfficeGetChatMessages',
		{ output: 'transcript', returnAll: true },
		{ chatSessionId: LIST, output: 'transcript', returnAll: true, filters: {} },
		['chatSessionId'],
	],
	['superOfficeGetChatSession', {}, { chatSessionId: LIST, simplify: true }, ['chatSessionId']],
	['superOfficeGetChatSessions', {}, { returnAll: false, limit: 50, simplify: true, filters: {} }, []],
	['superOfficeGetTopicStatus', {}, { topicId: LIST, includeAgents: true }, ['topicId']],
	['superOfficeGetTranscript', {}, { chatSessionId: LIST, format: 'text' }, ['chatSessionId']],
	['superOfficeHandOffChat', {}, { chatSessionId: LIST, simplify: true }, ['chatSessionId']],
	[
		'superOfficePollingTrigger',
		{},
		{
			events: ['chatsession.message'],
			senders: ['customer'],
			watchedHours: 24,
			filters: {},
			includeRawEvent: false,
		},
		[],
	],
	[
		'superOfficeTransferChat',
		{},
		{ chatSessionId: LIST, agentId: LIST, simplify: true },
		['chatSessionId', 'agentId'],
	],
	[
		'superOfficeTrigger',
		{},
		{
			registration: 'byNode',
			events: ['chatsession.message'],
			senders: ['customer'],
			filters: {},
			includeSession: false,
			includeRawEvent: false,
		},
		[],
	],
	[
		'superOfficeTrigger',
		{ registration: 'byHand', events: ['chatsession.created'] },
		{
			registration: 'byHand',
			webhookSecret: '',
			events: ['chatsession.created'],
			filters: {},
			includeSession: false,
			includeRawEvent: false,
		},
		['webhookSecret'],
	],
	[
		'superOfficeUpdateChatSession',
		{},
		{ chatSessionId: LIST, sessionData: {}, simplify: true },
		['chatSessionId'],
	],
];

it.each(rows)('%s with %j shows what it needs, and n8n asks for it', (node, chosen, shown, wanted) => {
	const { holds, wants } = freshNode(node, chosen);
	expect(holds).toEqual({ authentication: 'oAuth2', ...shown });
	expect(wants).toEqual(wanted);
});

const ofSending = ['Retry Uncertain Sends', 'Send Once'];
const headers = ['Accept Language', 'Culture', 'Language'];

/** What can be told of a session. */
const told = [
	'Chatbot Is Active',
	'Company ID',
	'Contact Person ID',
	'Customer Alias',
	'Customer Company',
	'Customer Consented',
	'Customer Email',
	'Customer Name',
	'Customer Phone',
	'Project ID',
	'Request ID',
	'Sale ID',
];

it.each([
	[
		'superOfficeAddChatMessage',
		'options',
		['Accept Language', 'Culture', 'Escape HTML', 'Language', ...ofSending, 'Time Zone'],
	],
	[
		'superOfficeAddChatMessage',
		'additionalFields',
		['Author', 'Read by Customer', 'Special Param', 'Special Type', 'When Posted'],
	],
	['superOfficeCreateChatSession', 'options', ofSending],
	['superOfficeCreateChatSession', 'sessionData', told],
	['superOfficeGetChatMessages', 'options', ['Time Zone']],
	['superOfficeGetChatMessages', 'filters', ['After Message', 'Message Type']],
	['superOfficeGetChatSession', 'options', []],
	// Its dates come in UTC, whatever the zone
	['superOfficeGetChatSessions', 'options', [...headers, 'Order']],
	[
		'superOfficeGetChatSessions',
		'filters',
		[
			'Further Conditions',
			'Last Message Contains',
			'Requested After',
			'Requested Before',
			'Statuses',
			'Topic',
		],
	],
	['superOfficeGetTopicStatus', 'options', []],
	['superOfficeGetTranscript', 'options', []],
	['superOfficeHandOffChat', 'options', ofSending],
	['superOfficePollingTrigger', 'filters', ['Not by Authors', 'Statuses', 'Topic']],
	['superOfficeTransferChat', 'options', ofSending],
	['superOfficeTrigger', 'filters', ['Not by Authors', 'Statuses', 'Topic']],
	['superOfficeUpdateChatSession', 'options', ofSending],
	['superOfficeUpdateChatSession', 'sessionData', [...told, 'Status']],
])('%s offers in its %s, beside what all have, %j', (node, collection, offered) => {
	expect(addable(node, collection)).toEqual(offered);
});

it.each(nodesOf('superOffice'))('%s tells what each field is for, and which ID is meant', (node) => {
	expect(untold(node)).toEqual([]);
});
