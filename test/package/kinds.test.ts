import type { INodeTypeDescription } from 'n8n-workflow';

import { packNodes } from '../../testkit/pack';
import { isTrigger, problemsOfKind } from './kinds';

const action = [...packNodes().values()].map(({ description }) => description).find((one) => !isTrigger(one));
if (!action) throw new Error('The pack has no node that works on items');

const trigger: INodeTypeDescription = {
	displayName: 'Acme Trigger',
	name: 'acmeTrigger',
	group: ['trigger'],
	version: 1,
	description: 'Starts the workflow when a customer writes',
	defaults: { name: 'Acme Trigger' },
	inputs: [],
	outputs: ['main'],
	webhooks: [{ name: 'default', httpMethod: 'POST', path: 'webhook', responseMode: 'onReceived' }],
	properties: [
		{ displayName: 'Events', name: 'events', type: 'multiOptions', options: [], default: [] },
		{ displayName: 'Options', name: 'options', type: 'collection', options: [], default: {} },
	],
};

describe('a node that starts a flow', () => {
	it('may be as it is made up here', () => expect(problemsOfKind(trigger)).toEqual([]));

	it.each<[Partial<INodeTypeDescription>, string]>([
		[{ displayName: 'Acme Receiver' }, 'its name does not say that it is a trigger'],
		[{ usableAsTool: true }, 'an AI agent would be offered it'],
		[{ inputs: ['main'] }, 'it has 1 inputs'],
		[{ polling: true }, 'it both polls and has webhooks'],
	])('is not right with %j', (changes, problem) => {
		expect(problemsOfKind({ ...trigger, ...changes })).toEqual([problem]);
	});

	it('has no options for items', () => {
		const { properties } = action;
		expect(problemsOfKind({ ...trigger, properties })).toEqual([
			'options.concurrency is for items',
			'options.maxTries is for items',
			'options.maxRetryWait is for items',
			'options.timeout is for items',
		]);
	});

	it('may poll', () => {
		expect(problemsOfKind({ ...trigger, polling: true, webhooks: undefined })).toEqual([]);
	});
});

describe('a node that works on items', () => {
	it.each<[Partial<INodeTypeDescription>, string]>([
		[{ usableAsTool: undefined }, 'no AI agent can use it'],
		[{ inputs: [] }, 'it has 0 inputs'],
	])('is not right with %j', (changes, problem) => {
		expect(problemsOfKind({ ...action, ...changes })).toEqual([problem]);
	});

	it('is no tool of an agent where it destroys something', () => {
		expect(problemsOfKind({ ...action, usableAsTool: undefined }, true)).toEqual([]);
		expect(problemsOfKind({ ...action, usableAsTool: true }, true)).toEqual(['an AI agent could use it']);
	});

	it('has its options', () => {
		expect(problemsOfKind({ ...action, properties: trigger.properties })).toEqual([
			'options.concurrency is missing',
			'options.maxTries is missing',
			'options.maxRetryWait is missing',
			'options.timeout is missing',
		]);
	});
});
