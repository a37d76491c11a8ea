import { repaired } from '../../../../nodes/CallGear/NotificationTrigger/repair';
import { filledTemplate } from '../../../../sandbox/callGear/events';

describe('a body that users have written', () => {
	it.each<[string, string, unknown]>([
		['quotes around texts', '{"a":""Is Friday free?"","b":""x""}', { a: 'Is Friday free?', b: 'x' }],
		['quotes around an empty text', '{"a":"""","b":1}', { a: '', b: 1 }],
		['quotes inside a text in quotes', '{"a":""He said \\"hi\\"""}', { a: 'He said "hi"' }],
		['quotes around numbers and null', '{"a":"7","b":"null","c":""x""}', { a: '7', b: 'null', c: 'x' }],
		[
			'quotes around a list',
			'{"messages":"[{"text":"Hi, [you]"},{"text":"Yes"}]","b":2}',
			{ messages: [{ text: 'Hi, [you]' }, { text: 'Yes' }], b: 2 },
		],
		['quotes around an object', '{"v":"{"id":7,"tags":["a"]}"}', { v: { id: 7, tags: ['a'] } }],
		['quotes around an empty list', '{"a":"[]","b":""x""}', { a: '[]', b: 'x' }],
		['nothing where a value was to be', '{"a":,"b":}', { a: null, b: null }],
		[
			'placeholders that CallGear does not know',
			'{"a":{{chat_id}},"b":"{{ name }}"}',
			{ a: null, b: '{{ name }}' },
		],
		[
			'a placeholder with spaces, and one in a list',
			'{"a":{{ chat_id }},"b":[{{x}},1]}',
			{ a: null, b: [null, 1] },
		],
		['a quote too many before a text alone', '{"a":""x","b":1}', { a: 'x', b: 1 }],
		['line breaks inside a text', '{"a":"one\ntwo\r\nthree\tfour"}', { a: 'one\ntwo\r\nthree\tfour' }],
		['spaces between all of it', '{ "a" : ""x"" ,\n "b" : ,\n "c" : 1 }', { a: 'x', b: null, c: 1 }],
		['an emoji', '{"a":""😀 ok""}', { a: '😀 ok' }],
		[
			'quotes around a list with spaces in it',
			'{"a":"[ {"b":1} ]","c":"{ "d":2 }"}',
			{ a: [{ b: 1 }], c: { d: 2 } },
		],
		['quotes around lists in each other', '{"a":"[["b"],[1]]"}', { a: [['b'], [1]] }],
		['quotes around a list of texts', '{"a":"["b","c"]","d":""}', { a: ['b', 'c'], d: '' }],
		['a backslash at the end of a text', '{"a":""b\\\\"","c":1}', { a: 'b\\', c: 1 }],
		['nothing in front of a list', '{"a":,"b":[{"c":}]}', { a: null, b: [{ c: null }] }],
		['a placeholder with dots', '{"a":{{visitor.name_1}}}', { a: null }],
		['nothing but an empty text', '""', ''],
	])('with %s is read', (_what, body, expected) => {
		expect(repaired(body)).toEqual(expected);
	});

	it.each([
		'',
		'hello',
		'{"a":',
		'{"a":""x',
		'{"a":"x',
		'<html></html>',
		'{"a" "b"}',
		'"{"',
		'{"a":"[{"x":1}',
		'{"a":{{chat id}}}',
		'{"a":{{ }}}',
	])('stays unread where nothing can be made of it: %s', (body) => expect(repaired(body)).toBeUndefined());

	it.each([
		'plain',
		'',
		'with "quotes" and \\ in it',
		'line\nbreak\ttab',
		'colon: comma, {brackets} [and] more',
		'😀',
		'"',
		'{{name}}',
	])('of a template in quotes says the same as one without: %j', (text) => {
		const texts = { event: 'chat', text, status: 'succeed' };
		const told = { ...texts, messages_count: 2, nothing: null };
		expect(JSON.parse(filledTemplate(told, false))).toEqual(told);
		expect(repaired(filledTemplate(told, true))).toMatchObject(texts);
	});

	it('is read in a time that grows with its length alone', () => {
		for (const unit of ['"', '""', '"[{', '{{', '{"a":', ',', '\\"']) {
			const begun = process.cpuUsage().user;
			repaired(`{"a":${unit.repeat(100_000)}`);
			expect(process.cpuUsage().user - begun).toBeLessThan(2_000_000);
		}
	});
});
