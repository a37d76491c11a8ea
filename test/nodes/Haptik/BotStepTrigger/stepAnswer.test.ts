import type { IDataObject } from 'n8n-workflow';

import { stepAnswer } from '../../../../nodes/Haptik/BotStepTrigger/answer';
import { failureOf } from '../../../support/failure';
import { expectWords } from '../../../support/words';

const answered = (...items: IDataObject[]) => stepAnswer(items, false);

describe('an answer to a step', () => {
	it.each<[string, IDataObject]>([
		['no details', {}],
		['details that are nothing', { conversationDetails: null, userDetails: undefined }],
	])('has what it needs alone, with %s', (_what, more) =>
		expect(answered({ text: 'Hi', ...more }, { text: 'there' })).toEqual({
			status: false,
			response: ['Hi', 'there'],
		}),
	);

	it('takes details that other items leave out or hold nothing in', () =>
		expect(
			answered(
				{ text: 'Hi', conversationDetails: null, userDetails: { plan: 'gold', gone: undefined, lost: null } },
				{ conversationDetails: { order: 7 } },
			),
		).toEqual({
			status: false,
			response: ['Hi'],
			conversation_details: { order: 7 },
			user_details: { plan: 'gold' },
		}));

	it('takes as many details as Haptik does, and none more', () => {
		const details = (length: number) => ({
			text: 'Hi',
			conversationDetails: { a: 'x'.repeat(200) },
			userDetails: { b: 'x'.repeat(length) },
		});
		// Both with their signs: {"a":"…"} has eight besides its text
		expect(answered(details(284)).user_details).toEqual({ b: 'x'.repeat(284) });
		const facts = failureOf(() => answered(details(285)));
		expectWords(facts);
		expect(facts).toMatchObject({
			message: '"conversationDetails" and "userDetails" of the last node have 501 characters',
			remedy: 'Haptik takes 500, both together.',
			delivery: 'notSent',
		});
	});

	it.each<[IDataObject, string[]]>([
		[{ text: true }, ['true']],
		[{ text: 0 }, ['0']],
		[{ text: null, output: 'from the agent' }, ['from the agent']],
		[{ text: 'Hi', images: null, buttons: null, quickReplies: '', hsl: undefined }, ['Hi']],
		[{ text: 'Hi', images: '', buttons: '', quickReplies: null, hsl: '' }, ['Hi']],
		[{ text: 'Hi', images: ['', null] }, ['Hi']],
	])('says what %j says', (item, response) => expect(answered(item).response).toEqual(response));

	it.each<[IDataObject, string]>([
		[{}, 'says nothing to the user'],
		[{ text: null, images: [''] }, 'says nothing to the user'],
		[
			{ text: 'Hi', images: [{ url: 'https://a.example/b.png' }] },
			'"images" of the last node holds something',
		],
		[{ text: 'Hi', buttons: [{ label: ['a'] }] }, '"buttons" of the last node holds something'],
		[{ text: 'Hi', buttons: [''] }, '"buttons" of the last node has an entry without a label'],
		[{ text: 'Hi', quickReplies: [null] }, '"quickReplies" of the last node has an entry without a label'],
		[{ text: 'Hi', quickReplies: [{}] }, '"quickReplies" of the last node has an entry without a label'],
		[{ text: 'Hi', conversationDetails: ['gold'] }, '"conversationDetails" of the last node is no object'],
		[{ text: 'Hi', userDetails: 7 }, '"userDetails" of the last node is no object'],
		[{ text: 'Hi', userDetails: { a: [1] } }, 'holds an object under "a"'],
	])('is refused in words, and not given, with %j', (item, message) => {
		const facts = failureOf(() => answered(item));
		expectWords(facts);
		expect(facts.message).toContain(message);
		expect(facts.delivery).toBe('notSent');
	});
});
