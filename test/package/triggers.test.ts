import { createHmac } from 'node:crypto';
import type { INodeType } from 'n8n-workflow';

import { actionContracts, contractIn, triggerContracts } from '../../testkit/contracts';
import { packNodes } from '../../testkit/pack';
import { problemsOfTrigger, type TriggerContract } from '../../testkit/trigger';

const FILE = 'test/nodes/SuperOffice/Trigger/contract.ts';

/** A trigger that there is not, for what every trigger has to keep. */
const trigger: TriggerContract = {
	node: 'acmeTrigger',
	foundBy: [],
	credentials: () => ({}),
	parameters: {},
	foreign: { id: 9, news: 'of a kind that nobody knows' },
	subtitles: [],
	samples: {
		'a message of a customer': {
			told: { id: 7, chat: 5177, from: 'customer', body: 'Where is my parcel?' },
			item: {
				eventKey: 'message 7',
				event: 'message',
				occurredAt: '2026-02-03T06:00:05.000Z',
				conversationId: '5177',
				sender: { type: 'customer', name: 'Zoë' },
				text: 'Where is my parcel?',
				attachments: [{ url: 'https://files.example.test/7.png' }],
				isOwn: false,
				chatInput: 'Where is my parcel?',
				sessionId: '5177',
				raw: { id: 7 },
			},
		},
		'an end that tells nothing more': {
			told: { id: 8 },
			item: { eventKey: 'end 8', event: 'end', isOwn: true },
		},
	},
	registration: {
		enter: { method: 'POST', path: '/webhooks' },
		remove: { method: 'DELETE', path: /^\/webhooks\/\d+$/ },
	},
	signature: {
		header: 'x-acme-signature',
		sign: (bytes, secret) => createHmac('sha256', secret).update(bytes).digest('hex'),
		secret: 'acme-signs-with-this',
	},
};

const answers = async () => true;
const description = { webhooks: [{ name: 'default' }] };
const node = {
	description,
	webhookMethods: { default: { checkExists: answers, create: answers, delete: answers } },
};
const listening = { description: {}, trigger: answers };
const polling = { description: {}, poll: answers };

const problems = (changes: Partial<TriggerContract>, type: object = node) =>
	problemsOfTrigger({ ...trigger, ...changes }, type as INodeType);

const [sample, other] = Object.values(trigger.samples);
const withItem = (changes: object) => ({
	samples: { one: { ...sample, item: { ...sample.item, ...changes } } },
});

describe('the contract of a trigger', () => {
	it('is found by its place, like that of an action node', () => {
		expect(contractIn(FILE, { trigger })).toEqual({
			...trigger,
			folder: 'nodes/SuperOffice/Trigger',
			vendor: 'superOffice',
		});
		const [action] = actionContracts;
		expect(contractIn(FILE, { contract: action })).toMatchObject({ node: action.node });
	});

	it.each([
		['nothing', {}],
		['two contracts', { trigger, contract: actionContracts[0] }],
	])('is not found in a file that exports %s', (_, exported) => {
		expect(() => contractIn(FILE, exported)).toThrow(`${FILE} must export "contract"`);
	});

	it('is not found in the folder of no vendor', () => {
		const file = 'test/nodes/Acme/Trigger/contract.ts';
		expect(() => contractIn(file, { trigger })).toThrow(`The sandbox has no vendor for ${file}`);
	});

	it('is kept as it is made up here', () => {
		expect(problems({})).toEqual([]);
		const unheard = { registration: undefined, signature: undefined, happens: () => {} };
		expect(problems(unheard, listening)).toEqual([]);
		expect(problems({ ...unheard, foreign: undefined }, polling)).toEqual([]);
	});

	it.each<[string, Partial<TriggerContract>, string]>([
		['no sample', { samples: {} }, 'it has no sample of an event'],
		[
			'a key twice',
			{ samples: { one: sample, two: { ...other, item: sample.item } } },
			'two samples have the same eventKey',
		],
		['no key', withItem({ eventKey: '' }), 'one: eventKey > String must contain at least 1 character(s)'],
		['another text for agents', withItem({ chatInput: 'Hi' }), 'one: chatInput is not the text'],
		[
			'another conversation for memories',
			withItem({ sessionId: '1' }),
			'one: sessionId is not the conversation',
		],
		[
			'a sender of no known sort',
			withItem({ sender: { type: 'robot' } }),
			"one: sender > type > Invalid enum value. Expected 'customer' | 'agent' | 'bot' | 'system', received 'robot'",
		],
		[
			'a signature of anything',
			{ signature: { header: 'x', sign: () => 'good', secret: '' } },
			'its signature does not depend on the bytes and on the secret',
		],
		['no foreign event', { foreign: undefined }, 'it has no event of a name that nobody knows'],
	])('is broken by %s', (_, changes, problem) => {
		expect(problems(changes)).toEqual([problem]);
	});

	it('is broken where nothing calls, and nothing says how something happens', () => {
		expect(problems({}, listening)).toEqual(['nothing says how its samples happen at the vendor']);
	});

	it('is broken by events that are there only sometimes', () => {
		const events = (more: object) => ({
			...node,
			description: { ...description, properties: [{ displayName: 'Events', name: 'events', ...more }] },
		});
		expect(problems({}, events({}))).toEqual([]);
		expect(problems({}, events({ displayOptions: { show: { channels: ['chats'] } } }))).toEqual([
			"n8n's panel offers its events one by one, and puts the condition of their field in place of what another one holds",
		]);
	});

	it('is broken by a node that registers and never removes', () => {
		const half = { description, webhookMethods: { default: { checkExists: answers, create: answers } } };
		expect(problems({}, half)).toEqual(['when it is published n8n can ask it for checkExists,create']);
		expect(problems({}, { description })).toEqual(['when it is published n8n can ask it for nothing']);
		expect(problems({ happens: () => {} }, { ...node, description: {} })).toEqual([
			'when it is published n8n can ask it for checkExists,create,delete',
		]);
	});
});

it('every trigger of the pack keeps its contract', () => {
	const nodes = packNodes();
	const found = triggerContracts.flatMap((contract) =>
		problemsOfTrigger(contract, nodes.get(contract.node) as INodeType).map(
			(problem) => `${contract.node}: ${problem}`,
		),
	);
	expect(found).toEqual([]);
});
