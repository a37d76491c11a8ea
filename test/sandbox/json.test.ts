import { parseJson } from '../../sandbox/json';

it.each(['"broken \\ud83d"', '["\\uDC4B"]', '{"a":{"b":["x","\\ud83d\\ud83d\\udc4b"]}}', '{"\\ud83d":1}'])(
	'refuses half a character in %s',
	(text) => expect(() => parseJson(text)).toThrow(SyntaxError),
);

it.each([
	'"\\ud83d\\udc4b"',
	'"\u{1f44b}"',
	'"\\\\ud83d"',
	'{"\\u00fc":["\\ud83d\\udc4b",1,null,true]}',
	'12',
])('reads %s', (text) => expect(parseJson(text)).toEqual(JSON.parse(text)));

it.each(['', '{', '"\\ud83d'])('knows that %j is no JSON', (text) => {
	expect(() => parseJson(text)).toThrow(SyntaxError);
});
