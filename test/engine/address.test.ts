import { pathSegment, readBaseUrl, webAddress } from '../../nodes/engine/address';
import { failureOf } from '../support/failure';

const refusal = (value: unknown) => failureOf(() => readBaseUrl(value, 'Base URL'));

describe('readBaseUrl', () => {
	it.each([
		['https://gws.example', 'https://gws.example'],
		['http://gws.example', 'http://gws.example'],
		[' https://gws.example:8443/ ', 'https://gws.example:8443'],
		['\ufeffhttps://gws.\u200bexample\u200e/\u202c', 'https://gws.example'],
		['https://gws.example//', 'https://gws.example'],
		['https://gws.example/a/b', 'https://gws.example/a/b'],
		['https://[::1]:8443/', 'https://[::1]:8443'],
		['http://2130706433', 'http://127.0.0.1'],
	])('reads %p', (value, expected) => expect(readBaseUrl(value, 'Base URL')).toBe(expected));

	it('cuts off the path of an API with what follows it', () => {
		const api = /\/api\/v2(\/.*)?$/;
		const pasted = 'https://gws.example/proxy/api/v2/me/chats?x=1#y';
		expect(readBaseUrl(pasted, 'Base URL', api)).toBe('https://gws.example/proxy');
	});

	it.each([[''], ['  '], [undefined], [null], [7], [{}]])('says that %p is empty', (value) => {
		expect(refusal(value)).toEqual({
			message: '"Base URL" is empty',
			remedy: 'Open the credential and enter the address.',
			delivery: 'notSent',
			field: 'Base URL',
		});
	});

	it.each([
		['gws.example'],
		['ftp://gws.example'],
		['javascript:alert(1)'],
		['file:///etc/passwd'],
		['//gws.example'],
	])('refuses %p as no address of the web', (value) => {
		expect(refusal(value)).toMatchObject({
			message: `"Base URL" holds "${value}"`,
			remedy: 'Enter a full address that starts with https:// or http://.',
		});
	});

	it('shows only the beginning of a long value', () => {
		expect(refusal('x'.repeat(200))).toMatchObject({ message: `"Base URL" holds "${'x'.repeat(100)}"` });
	});

	it.each([['https://user:pass@gws.example'], ['https://user@gws.example'], ['https://:pass@gws.example']])(
		'refuses a login inside %p',
		(value) => {
			expect(refusal(value)).toMatchObject({
				message: '"Base URL" holds a user name or password',
				remedy: 'Remove it from the address: the credential has fields of its own for it.',
			});
		},
	);

	it.each([
		['ftp://user:pass@gws.example'],
		['user:pass@gws.example'],
		['https://user:pass@gws .example'],
		['https://user:p/ss@gws.example:x'],
	])('never repeats the password in %p', (value) => {
		const refused = refusal(value);
		expect(refused).toMatchObject({ message: expect.stringContaining('"Base URL" holds ') as string });
		expect(JSON.stringify(refused)).not.toMatch(/pass|p\/ss/);
	});
});

describe('pathSegment', () => {
	it.each([
		['a/b?c#d e', 'a%2Fb%3Fc%23d%20e'],
		['..a', '..a'],
		['a..', 'a..'],
		['%2e%2e', '%252e%252e'],
		['../x', '..%2Fx'],
		[42, '42'],
		['a\r\nb', 'a%0D%0Ab'],
		['é👋', '%C3%A9%F0%9F%91%8B'],
	])('keeps %p inside its segment', (value, expected) => expect(pathSegment(value, 'ID')).toBe(expected));
});

describe('a path segment that is a step', () => {
	it.each(['.', '..'])('is refused by its field: %s', (value) => {
		expect(failureOf(() => pathSegment(value, 'Chat ID'))).toEqual({
			message: `"Chat ID" holds "${value}"`,
			remedy: 'Use an ID as the vendor gives it.',
			delivery: 'notSent',
			field: 'Chat ID',
		});
	});
});

describe('webAddress', () => {
	it.each(['https://files.example/a b.png?x=1#y', 'http://files.example', 'HTTPS://Files.example/'])(
		'takes %s as it was typed',
		(address) => expect(webAddress(address, 'URL')).toBe(address),
	);

	it.each(['files.example/a.png', '', 'ftp://files.example/a.png', 'javascript:alert(1)', 'https://'])(
		'refuses %j',
		(text) => {
			expect(failureOf(() => webAddress(text, 'URL'))).toMatchObject({
				message: '"URL" is no web address',
				remedy: 'Enter a full address that starts with https:// or http://.',
				delivery: 'notSent',
			});
			expect(failureOf(() => webAddress(text, 'URL', 'Or upload the file.')).remedy).toBe(
				'Enter a full address that starts with https:// or http://. Or upload the file.',
			);
		},
	);
});
