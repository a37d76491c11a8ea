import type { INodeParameters } from 'n8n-workflow';

import { addable, freshNode, nodesOf, untold } from '../../support/freshNode';

const rows: Array<[string, INodeParameters, INodeParameters, string[]]> = [
	[
		'haptikBotStepTrigger',
		{},
		{ checkBy: 'signature', completesChat: false, fallback: '', includeRawEvent: false },
		[],
	],
	['haptikEnableWebhook', {}, { businessId: '', devicePlatform: 13 }, []],
	[
		'haptikGetTranscript',
		{},
		{ identifyBy: 'userName', userName: '', conversationNo: '', businessId: '', responseType: 'json' },
		['userName', 'conversationNo'],
	],
	[
		'haptikGetTranscript',
		{ identifyBy: 'pxut' },
		{ identifyBy: 'pxut', pxut: '', conversationNo: '', responseType: 'json' },
		['pxut', 'conversationNo'],
	],
	['haptikHandOver', {}, { userName: '', teamName: '', businessId: '' }, ['userName', 'teamName']],
	[
		'haptikSendFile',
		{},
		{
			authId: '',
			binaryField: 'data',
			fileDetails: {},
			businessId: '',
			messageType: 'auto',
			text: '',
			registerUser: false,
		},
		['authId'],
	],
	[
		'haptikSendMessage',
		{},
		{ authId: '', source: 'text', text: '', businessId: '', registerUser: false },
		['authId', 'text'],
	],
	[
		'haptikSendMessage',
		{ source: 'button', registerUser: true },
		{ authId: '', source: 'button', button: '', businessId: '', registerUser: true, userDetails: {} },
		['authId'],
	],
	[
		'haptikSubmitFeedback',
		{},
		{ authId: '', queryRating: 0, queryResolved: false, feedback: '', businessId: '' },
		['authId'],
	],
	[
		'haptikTrigger',
		{},
		{ events: ['message'], checkBy: 'signature', sender: 'anyone', filters: {}, includeRawEvent: false },
		[],
	],
	['haptikUpsertUser', {}, { authId: '', whenUnknown: 'register', userDetails: {} }, ['authId']],
];

it.each(rows)('%s with %j shows what it needs, and n8n asks for it', (node, chosen, shown, wanted) => {
	const { holds, wants } = freshNode(node, chosen);
	expect(holds).toEqual(shown);
	expect(wants).toEqual(wanted);
});

it.each(['haptikBotStepTrigger', 'haptikTrigger'])('%s asks for a secret in its address', (node) => {
	const { holds, wants } = freshNode(node, { checkBy: 'address' });
	expect(holds).toMatchObject({ checkBy: 'address', addressSecret: '' });
	expect(wants).toEqual(['addressSecret']);
});

const ofSending = ['Retry Uncertain Sends', 'Send Once'];

it.each([
	['haptikEnableWebhook', 'options', ofSending],
	['haptikGetTranscript', 'options', ['Limit']],
	['haptikHandOver', 'options', ofSending],
	['haptikHandOver', 'additionalFields', ['Countdown', 'Receiver']],
	['haptikSendFile', 'options', ['Max File Size', ...ofSending]],
	['haptikSendFile', 'fileDetails', ['File Name']],
	['haptikSendMessage', 'options', ofSending],
	['haptikSubmitFeedback', 'options', ofSending],
	['haptikTrigger', 'filters', ['Auth IDs', 'Business IDs']],
	['haptikUpsertUser', 'options', ofSending],
])('%s offers in its %s, beside what all have, %j', (node, collection, offered) => {
	expect(addable(node, collection)).toEqual(offered);
});

it.each(nodesOf('haptik'))('%s tells what each field is for', (node) => {
	expect(untold(node)).toEqual([]);
});
