/** One value that nobody types on purpose, or somebody does with a purpose. */
export interface Hostile {
	/** How the test names it. */
	title: string;
	value: unknown;
}

const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`) as unknown;

const texts: Record<string, string> = {
	'nothing but spaces': '  \t ',
	'a line break at the end': 'abc\n',
	'three lines': 'one\ntwo\r\nthree',
	'100,000 characters': 'x'.repeat(100_000),
	'50,000 spaces and a letter': `${' '.repeat(50_000)}x`,
	'50,000 slashes and a letter': `${'/'.repeat(50_000)}x`,
	'50,000 slashes between letters': `a${'/'.repeat(50_000)}x`,
	'50,000 dots and a letter': `${'.'.repeat(50_000)}x`,
	'50,000 digits and a letter': `${'7'.repeat(50_000)}x`,
	'a prototype key': '__proto__',
	'another prototype key': 'constructor',
	'a method of every object': 'toString',
	'a step up': '..',
	'a step nowhere': '.',
	'a way out of a folder': '../../etc/passwd',
	'an encoded way out': '..%2f..%2fadmin',
	'two encoded steps up': '%2e%2e/%2E%2E/admin',
	'a twice encoded step up': '%252e%252e%252f',
	'a Windows way out': '..\\..\\windows\\win.ini',
	'another path': 'a/b/c',
	'a path’s parameter': 'a;b=c',
	'a query': 'id?admin=true&x=1',
	'a fragment': 'id#part',
	'a percent sign alone': '100%',
	'a zero byte': 'a\u0000b',
	'an encoded zero byte': 'a%00b',
	'a bell and an escape': '\u0007\u001b[31mred',
	'a delete character': 'a\u007fb',
	'a header more': 'abc\r\nX-Evil: 1',
	'a second request': 'abc\r\n\r\nGET /admin HTTP/1.1\r\nHost: evil',
	'an encoded header': 'abc%0d%0aX-Evil:%201',
	'a boundary': '--boundary\r\nContent-Disposition: form-data; name="admin"\r\n\r\n1',
	quotes: `it's "so"\`\``,
	HTML: '<script>alert(1)</script><img src=x onerror=alert(1)>',
	'an entity': '&lt;b&gt; &amp; &#x41;',
	XXE: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
	SQL: "'; DROP TABLE chats; --",
	'a shell': '$(rm -rf /) `id` | cat',
	'an expression of n8n': '{{ $json.secret }}',
	'an expression of n8n in full': '={{ 7 * 7 }}',
	'a template': '${7*7}',
	'a format': '%s%n%x',
	'a spreadsheet’s formula': '=HYPERLINK("http://evil.invalid")',
	'a script for an address': 'javascript:alert(document.cookie)',
	'a file for an address': 'file:///etc/passwd',
	'data for an address': 'data:text/html,<b>hi</b>',
	'an IPv6 address': 'http://[::1]:1/',
	'a decimal host': 'http://2130706433:1/',
	'a hexadecimal host': 'http://0x7f.1:1/',
	'a host with a login': 'http://user:pass@127.0.0.1:1/',
	'the address of a cloud’s secrets': 'http://169.254.169.254/latest/meta-data/',
	'right to left': 'photo\u202egpj.exe',
	'invisible characters': 'a\u200b\u200d\ufeffb',
	'a byte order mark': '\ufeffabc',
	'a family': '👩‍👩‍👧‍👦',
	'piled accents': `Z${'\u0351\u036b\u0343\u036a\u0302'.repeat(40)}`,
	'half an emoji': 'broken \ud83d',
	'the other half': '\udc4b broken',
	'digits of another script': '１２３',
	'line separators': 'a\u2028b\u2029c\u0085d',
	'the word NaN': 'NaN',
	'the word null': 'null',
	'the word true': 'true',
	'a negative number': '-1',
	'a hexadecimal number': '0x10',
	'a number without end': '1e400',
	'more digits than a number holds': '99999999999999999999',
	JSON: '{"a":1}',
	'JSON with a prototype key':
		'{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
	'broken JSON': '{"a":',
	'JSON of 3,000 storeys': `${'['.repeat(3_000)}${']'.repeat(3_000)}`,
	'a day that does not exist': '2026-02-31T25:61:00Z',
	'a year far away': '+275760-09-13T00:00:00Z',
};

const others: Record<string, unknown> = {
	'an empty text': '',
	null: null,
	undefined,
	zero: 0,
	'minus one': -1,
	'a fraction': 1.5,
	'a huge number': 1e21,
	'a number beyond counting': 2 ** 53,
	'not a number': NaN,
	infinity: Infinity,
	true: true,
	false: false,
	'an empty list': [],
	'a list of texts': ['a', 'b'],
	'a list of nothing': [null, undefined],
	'a list of 500 storeys': nested(500),
	'an empty object': {},
	'an object': { a: 1, b: ['c'] },
	'an object with a prototype key': JSON.parse('{"__proto__":{"polluted":true},"a":1}') as unknown,
	'an object that pretends to be text': { toString: 'x', valueOf: 'y', length: 3 },
	'an object with a method of JSON': { toJSON: 'x' },
	'a file’s description': { data: 'x', mimeType: 'text/plain', fileName: 'a.txt' },
	'a resource locator': { __rl: true, mode: 'id', value: '../../admin' },
	'a resource locator of an object': { __rl: true, mode: 'list', value: { a: 1 } },
};

const titled = (values: Record<string, unknown>): Hostile[] =>
	Object.entries(values).map(([title, value]) => ({ title, value }));

/** What can be typed, or pasted. */
export const hostileTexts = titled(texts);

/** Put into every field of every node. */
export const corpus = [...hostileTexts, ...titled(others)];
