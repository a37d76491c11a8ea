import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { stepJudgement } from '../../../../sandbox/haptik/botStep';
import { publishTrigger } from '../../../../testkit/webhook';
import { signature } from '../events';
import { question } from './contract';

/** Asks, and gives the answer; what the sandbox thinks of it stands beside it. */
async function ask(given: IDataObject[] | undefined, parameters: INodeParameters = {}) {
	const trigger = await publishTrigger({
		node: 'haptikBotStepTrigger',
		parameters,
		credentials: {
			haptikApi: {
				baseUrl: 'https://haptik.example.org',
				token: 'haptik-channel-token',
				clientId: 'haptik-client',
				webhookSecret: signature.secret,
			},
		},
		lastNode: () => given,
	});
	const body = Buffer.from(JSON.stringify(question));
	const headers = {
		'content-type': 'application/json',
		[signature.header]: signature.sign(body, signature.secret),
	};
	const { status, data } = await axios.post<IDataObject>(trigger.url, body, {
		headers,
		proxy: false,
		validateStatus: () => true,
	});
	await trigger.stop();
	const problem = stepJudgement({ status, body: JSON.stringify(data) });
	return { status, answer: data, problem };
}

const reply = (label: string, message = label, forTheBot = '') => ({
	actionable_text: label,
	is_default: 0,
	location_required: false,
	type: 'TEXT_ONLY',
	uri: '',
	payload: { message, gogo_message: forTheBot },
});

const link = (label: string, url: string) => ({
	actionable_text: label,
	is_default: 0,
	location_required: false,
	type: 'APP_ACTION',
	uri: 'LINK',
	payload: { url, gogo_message: '' },
});

const picture = (url: string) => ({
	text: '',
	type: 'CAROUSEL',
	data: { width: 'FAT', image_aspect_ratio: 1.77, items: [{ thumbnail: { image: url }, actionables: [] }] },
});

describe('what the last node gives', () => {
	it.each<[string, IDataObject[], unknown[]]>([
		['a text', [{ text: 'It is on its way' }], ['It is on its way']],
		['the output of an AI Agent', [{ output: 'It is on its way' }], ['It is on its way']],
		['a number', [{ text: 7 }], ['7']],
		['several items', [{ text: 'One' }, { text: 'Two' }], ['One', 'Two']],
		[
			'quick replies by their labels',
			[{ text: 'Which one?', quickReplies: ['A-1', 'A-2'] }],
			[{ text: 'Which one?', type: 'TEXT', data: { quick_replies: [reply('A-1'), reply('A-2')] } }],
		],
		[
			'quick replies with what they say',
			[{ text: 'Which?', quickReplies: [{ label: 'First', message: 'The first', reply: 'pick{task}' }] }],
			[
				{
					text: 'Which?',
					type: 'TEXT',
					data: { quick_replies: [reply('First', 'The first', 'pick{task}')] },
				},
			],
		],
		[
			'buttons, with quick replies among them',
			[
				{
					text: 'Your invoice',
					buttons: [{ label: 'Open', url: 'https://files.example.org/1.pdf' }],
					quickReplies: 'Thanks',
				},
			],
			[
				{
					text: 'Your invoice',
					type: 'BUTTON',
					data: { items: [link('Open', 'https://files.example.org/1.pdf'), reply('Thanks')] },
				},
			],
		],
		[
			'images, before the text',
			[
				{
					images: ['https://files.example.org/1.png', 'https://files.example.org/2.png'],
					text: 'Two of them',
				},
			],
			[picture('https://files.example.org/1.png'), picture('https://files.example.org/2.png'), 'Two of them'],
		],
		[
			'HSL of its own',
			[{ hsl: { text: 'Form', type: 'SYSTEM', data: {} } }],
			[{ text: 'Form', type: 'SYSTEM', data: {} }],
		],
	])('%s becomes what the user sees', async (_, given, expected) => {
		const { status, answer, problem } = await ask(given);
		expect({ status, problem }).toEqual({ status: 200, problem: undefined });
		const response = (answer.response as string[]).map((text) =>
			text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
		);
		expect(response).toEqual(expected);
		expect(answer.status).toBe(false);
	});

	it('carries details of the conversation and of the user', async () => {
		const { answer, problem } = await ask([
			{
				text: 'One',
				conversationDetails: { order: 'A-1' },
				userDetails: { plan: 'gold', age: 7, gone: null },
			},
			{ text: 'Two', conversationDetails: { open: true } },
		]);
		expect(problem).toBeUndefined();
		expect(answer).toEqual({
			status: false,
			response: ['One', 'Two'],
			conversation_details: { order: 'A-1', open: true },
			user_details: { plan: 'gold', age: '7' },
		});
	});

	it.each<[INodeParameters, IDataObject, boolean]>([
		[{}, {}, false],
		[{ completesChat: true }, {}, true],
		[{ completesChat: true }, { status: false }, false],
		[{}, { status: true }, true],
		[{}, { status: 'yes' }, false],
	])('with %j and %j completes the chat: %s', async (parameters, more, expected) => {
		const { answer } = await ask([{ text: 'Done', ...more }], parameters);
		expect(answer.status).toBe(expected);
	});
});

describe('what is no answer', () => {
	const cases: Array<[string, IDataObject[] | undefined, string]> = [
		[
			'a flow that failed',
			undefined,
			'The flow failed, or its last node gave nothing. Look among its executions in n8n.',
		],
		['no item', [], 'The flow failed, or its last node gave nothing'],
		[
			'an item that says nothing',
			[{ text: '', found: 7 }],
			'The last node of the flow says nothing to the user',
		],
		['a text that is none', [{ text: { a: 1 } }], '"text" of the last node holds something else than text'],
		[
			'a button without a label',
			[{ buttons: [{ url: 'https://a.example' }] }],
			'"buttons" of the last node has an entry without a label',
		],
		[
			'details that are too long',
			[{ text: 'Hi', userDetails: { a: 'x'.repeat(500) } }],
			'"conversationDetails" and "userDetails" of the last node have 510 characters',
		],
		[
			'details that are no object',
			[{ text: 'Hi', conversationDetails: 'gold' }],
			'"conversationDetails" of the last node is no object',
		],
		[
			'details that are nested',
			[{ text: 'Hi', userDetails: { a: { b: 1 } } }],
			'"userDetails" of the last node holds an object under "a"',
		],
	];

	it.each(cases)(
		'%s is told with 500, upon which the bot says that it has not understood',
		async (_, given, message) => {
			const { status, answer } = await ask(given);
			expect(status).toBe(500);
			expect(answer).toMatchObject({ accepted: false, reason: 'noAnswer' });
			expect(String(answer.message)).toMatch(/[.\w)]$/);
			expect(answer.message).toContain(message);
		},
	);

	it.each(cases)('%s has the fallback in its place', async (_, given) => {
		const { status, answer, problem } = await ask(given, { fallback: 'I cannot look that up now' });
		expect({ status, problem }).toEqual({ status: 200, problem: undefined });
		expect(answer).toEqual({ status: false, response: ['I cannot look that up now'] });
	});
});
