import { Fields } from '../../../nodes/engine/fields';
import {
	chatSessionField,
	LARGEST_INT32,
	optionalRecordId,
	quoted,
	readChatSessionId,
	readTopicId,
	topicField,
} from '../../../nodes/SuperOffice/fields';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';

const session = (chatSessionId: unknown) =>
	readChatSessionId(Fields.of({ chatSessionId }, [chatSessionField]));
const topics = (topicId: unknown) => Fields.of({ topicId }, [topicField]);
const topic = (topicId: unknown) => optionalRecordId(topics(topicId), 'topicId', 'the number of a topic');

const long = '7'.repeat(61);

describe('the number of a chat session', () => {
	it.each<[unknown, number]>([
		[7, 7],
		[' 7 ', 7],
		['007', 7],
		[LARGEST_INT32, LARGEST_INT32],
		['https://crm.example/SuperOffice/api/v1/ChatSession/12', 12],
		['https://crm.example/api/v1/chatsession/12/Messages', 12],
	])('of %j is %i', (value, id) => expect(session(value)).toBe(id));

	it.each<[unknown, string]>([
		[0, '0'],
		['-7', '-7'],
		['7.5', '7.5'],
		['7a', '7a'],
		['a7', 'a7'],
		['1e3', '1e3'],
		[LARGEST_INT32 + 1, '2147483648'],
		[long, '7'.repeat(60)],
		['https://crm.example/api/v1/ChatSession/0', 'https://crm.example/api/v1/ChatSession/0'],
		['https://crm.example/api/v1/Contact/12', 'https://crm.example/api/v1/Contact/12'],
	])('is none of %j', (value, shown) => {
		const facts = failureOf(() => session(value));
		expectWords(facts);
		expect(facts.message).toMatch(/^"[^"]+" holds "/);
		expect(facts.message).toContain(`holds "${shown}"`);
		expect(facts.delivery).toBe('notSent');
	});
});

describe('the number of a topic', () => {
	it.each<[unknown, number | undefined]>([
		[3, 3],
		['\u200b3 ', 3],
		[{ __rl: true, mode: 'id', value: '3' }, 3],
		[LARGEST_INT32, LARGEST_INT32],
		['', undefined],
		[' ', undefined],
		[undefined, undefined],
	])('of %j is %p', (value, id) => expect(topic(value)).toBe(id));

	it.each<[unknown, string]>([
		['0', '"0"'],
		['3x', '"3x"'],
		['x3', '"x3"'],
		['1e3', '"1e3"'],
		[LARGEST_INT32 + 1, '"2147483648"'],
		[long, `"${'7'.repeat(60)}"`],
		[{ id: 3 }, 'an object'],
	])('is none of %j', (value, shown) => {
		const facts = failureOf(() => topic(value));
		expectWords(facts);
		expect(facts).toMatchObject({ message: `"Topic" holds ${shown}`, field: 'Topic', delivery: 'notSent' });
	});

	it('has to be there where a node works on it', () => {
		expect(readTopicId(topics('3'))).toBe(3);
		const facts = failureOf(() => readTopicId(topics('')));
		expectWords(facts);
		expect(facts.message).toBe('"Topic" is empty');
	});
});

it.each([
	['plain', "'plain'"],
	["O'Neill's", "'O''Neill''s'"],
	['', "''"],
])('a text in a condition is quoted: %s', (text, expected) => expect(quoted(text)).toBe(expected));
