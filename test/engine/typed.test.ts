import { typedPassword, typedText } from '../../nodes/engine/typed';

it.each([
	[' key ', 'key'],
	['key\r\n', 'key'],
	['\u200bk\u2060ey\ufeff', 'key'],
	['\u202akey\u202c', 'key'],
	['two words', 'two words'],
	['\u200b', ''],
	[undefined, ''],
	[7, ''],
])('%j is typed as %j', (value, text) => expect(typedText(value)).toBe(text));

it.each([
	['pass\n', 'pass'],
	['pass\r\n\n', 'pass'],
	[' pass ', ' pass '],
	['pass\u200b', 'pass\u200b'],
	['pa\nss', 'pa\nss'],
	['\n', ''],
	[undefined, ''],
	[7, ''],
])('the password %j is typed as %j', (value, text) => expect(typedPassword(value)).toBe(text));
