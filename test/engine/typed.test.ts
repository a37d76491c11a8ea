import { inHeader, typedPassword, typedText } from '../../nodes/engine/typed';
import { failureOf } from '../support/failure';

it.each([
	[' key ', 'key'],
	['key\r\n', 'key'],
	['\u200bk\u2060ey\ufeff', 'key'],
	['\u202akey\u202c', 'key'],
	['two words', 'two words'],
	['\u00adk\u00ade\u061cy\u00ad', 'key'],
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

it.each([[''], ['key'], ['two words'], ['~!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}']])(
	'%j goes into a header as it is',
	(text) => expect(inHeader(text, 'Token')).toBe(text),
);

it.each([['k\u0435y-of-seven'], ['key\nof-seven'], ['\u00fcber-seven'], ['key\u200d-of-seven'], ['\u007f']])(
	'%j goes into no header, and is not shown',
	(text) => {
		const { message, remedy, delivery } = failureOf(() => inHeader(text, 'Token'));
		expect(message).toBe('"Token" holds characters that no header can hold');
		expect(remedy).toMatch(/^Open the credential and copy it anew.*\.$/);
		expect(remedy).not.toContain('seven');
		expect(delivery).toBe('notSent');
	},
);
