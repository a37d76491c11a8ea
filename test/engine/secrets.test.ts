import { Failure } from '../../nodes/engine/errors';
import { cleaned, cleanedBreathing, cleanerFor, scrub, UsedSecrets } from '../../nodes/engine/secrets';

const failure = (vendorText: string) =>
	new Failure({
		message: 'Acme refused it',
		remedy: 'Change it.',
		delivery: 'refused',
		vendorText,
		httpStatus: 400,
	});
const shown = (text: string, ...secrets: string[]) => scrub(failure(text), secrets).facts.vendorText;

describe('scrub', () => {
	it('hides a secret in every form in which a vendor could repeat it', () => {
		const secret = 'pa"ss/wörd';
		const base64 = Buffer.from(secret).toString('base64');
		const repeated = `${secret} ${encodeURIComponent(secret)} ${JSON.stringify(secret)} ${base64}`;
		expect(shown(repeated, secret)).toBe('[hidden] [hidden] "[hidden]" [hidden]');
	});

	it('hides what is left of a secret in a header, which carries no line breaks and no characters beyond Latin-1', () => {
		expect(shown('no such key: abcdef-123', 'abcdef\n-123…')).toBe('no such key: [hidden]');
	});

	it('hides a secret that was pasted with a space, which a header leaves out', () => {
		expect(shown('no such key: abcdef-123, sorry', ' abcdef-123 ')).toBe('no such key: [hidden], sorry');
	});

	it('hides a secret in a text that was quoted within another', () => {
		const quoted = JSON.stringify(JSON.stringify('pa"ss\\word'));
		expect(shown(quoted, 'pa"ss\\word')).toBe('"\\"[hidden]\\""');
	});

	it('keeps what stands right behind a secret, also where that begins as the secret does', () => {
		expect(shown('abcdef-123abc is no key', 'abcdef-123')).toBe('[hidden]abc is no key');
	});

	it('hides what is left of a secret that was cut off with the text, unless it could be the end of a word', () => {
		expect(shown('refused: password-of-acm', 'password-of-acme')).toBe('refused: [hidden]');
		expect(shown('refused: passwo', 'password-of-acme')).toBe('refused: [hidden]');
		expect(shown('refused: passw', 'password-of-acme')).toBe('refused: passw');
		expect(shown('refused: password-of-acm, sorry', 'password-of-acme')).toBe(
			'refused: password-of-acm, sorry',
		);
		expect(shown('cut: long-two-se', 'long-two', 'long-two-secrets')).toBe('cut: [hidden]');
	});

	it('hides a secret with half a character in it, which no address can hold', () => {
		expect(shown('abc\ud83ddef %EF%BF%BD', 'abc\ud83ddef')).toBe('[hidden] %EF%BF%BD');
		expect(shown('no such key: abc%EF%BF%BDdef', 'abc\ud83ddef')).toBe('no such key: [hidden]');
	});

	it('hides every secret in every text and keeps the rest', () => {
		const facts = { ...failure('one and two').facts, message: 'two', remedy: 'one two', networkCode: 'none' };
		expect(
			scrub(new Failure({ ...facts, message: 'long-one', remedy: 'long-two' }), ['long-one', 'long-two'])
				.facts,
		).toEqual({
			...facts,
			message: '[hidden]',
			remedy: '[hidden]',
		});
	});

	it.each(['%', '&', '\\', '+', '%D0%B0', '&#38;', '\\7', '\\\\u00e9'])(
		'does not stop at each sign of an escape in a long text: %s',
		(sign) => {
			const clean = cleanerFor(['secret-words-that-are-long', 'p+ss%w&rd\\']);
			const text = sign.repeat(10_000);
			const looks = (['test', 'exec'] as const).map((name) => jest.spyOn(RegExp.prototype, name));
			const same = clean(text) === text;
			const count = looks.reduce((sum, { mock }) => sum + mock.calls.length, 0);
			for (const look of looks) look.mockRestore();
			expect([same, count < 200]).toEqual([true, true]);
		},
	);

	it('hides a longer secret before one that is part of it', () => {
		expect(shown('token-and-more', 'token', 'token-and-more')).toBe('[hidden]');
		expect(shown('token-and-more', 'token-and-more', 'token')).toBe('[hidden]');
	});

	it('leaves words alone that a very short or empty secret would blot out', () => {
		expect(shown('a fine day', '', 'day', 'a')).toBe('a fine day');
		expect(shown('a fine days', 'days')).toBe('a fine [hidden]');
		expect(shown('Stryker was here')).toBe('Stryker was here');
	});

	it.each([
		['a form', 'pass%21word+and+more'],
		['an address, in small letters', 'p%61ss%21word%20and more'],
		['an address in an address', 'pass%2521word%2520and%2520more'],
		['a web page', 'pass&#33;word&nbsp;and&#x20;more'],
		['a web page in a web page', 'pass&amp;#33;word and more'],
		['a program', 'pass\\u0021word\\x20and more'],
		['a program in a program', 'pass\\\\u0021word and more'],
	])('hides it as %s writes it', (_, repeated) => {
		expect(shown(`told: ${repeated}!`, 'pass!word and more')).toBe('told: [hidden]!');
	});

	it.each([
		['a web page, by their names', '"a&b<c>d\'e f', '&quot;a&amp;b&lt;c&gt;d&apos;e&nbsp;f'],
		['a web page in a web page, by their names', 'a&b<c>', 'a&amp;amp;b&amp;lt;c&amp;gt;'],
		['a web page, in digits', 'pass!w', 'pass&#33;w'],
		['a web page, in digits with zeros', 'pass!w', 'pass&#0033;w'],
		['a web page, in hexadecimal digits', 'pass!w', 'pass&#X0021;w'],
		['a web page in a web page, in hexadecimal digits', 'pass!w', 'pass&amp;#x21;w'],
		['JSON, by their letters', 'a\n\r\t\b\f"/\'z', 'a\\n\\r\\t\\b\\f\\"\\/\\\'z'],
		['JSON within JSON, by their letters', 'a\nb"c', 'a\\\\nb\\\\\\"c'],
		['a program, in braces', 'pass!w', 'pass\\u{21}w'],
		['a program, in braces with zeros', 'pass!w', 'pass\\u{000021}w'],
		['a program, by its code', 'pass!w\u00e9', 'pass\\x21w\\xE9'],
		['JSON, beyond Latin-1', 'pass\u0101w', 'pass\\u0101w'],
		['JSON, in two halves', 'pass\u{1f600}w', 'pass\\ud83d\\ude00w'],
		['JSON within JSON, in two halves', 'pass\u{1f600}w', 'pass\\\\ud83d\\\\ude00w'],
		['a program, in one', 'pass\u{1f600}w', 'pass\\u{1f600}w'],
		['a web page, in one', 'pass\u{1f600}w', 'pass&#128512;w'],
		['an address, in bytes', 'pass\u{1f600}w', 'pass%F0%9F%98%80w'],
		['an address, five times within others', 'pass!w', 'pass%2525252521w'],
		['a program, itself', 'pass\\w', 'pass\\\\w'],
		['a form', 'pass w', 'pass+w'],
	])('hides it as %s', (_, secret, repeated) => {
		expect(shown(`told: ${repeated}!`, secret)).toBe('told: [hidden]!');
	});

	it.each([
		['pass!w', 'pass%22w'],
		['pass!w', 'pass&#34;w'],
		['pass!w', 'pass&#33w'],
		['pass!w', 'pass\\u{21w'],
		['pass!w', 'pass\\nw'],
		['pass w', 'pass-w'],
		['pass+w', 'pass w'],
		['pass\u0101w', 'pass\\x101w'],
		['pass\u0100w', 'pass\\x100w'],
		// What stands for other characters
		['pass!w', 'pass\\w'],
		['pass!w', 'pass\\\\w'],
		['pass!w', 'pass+w'],
		['pass!w', 'pass&undefinedw'],
	])('leaves what is no form of %j: %j', (secret, text) => {
		expect(shown(`told: ${text}!`, secret)).toBe(`told: ${text}!`);
	});

	it.each([
		['no such key: pass!word&', 'no such key: [hidden]'],
		['no such key: pass!word\\u00', 'no such key: [hidden]'],
		['no such key: pass!word&#x2', 'no such key: [hidden]'],
		['no such key: pass!word&nb…', 'no such key: [hidden]'],
		['no such key: pass!word%2 and so on', 'no such key: pass!word%2 and so on'],
		['no such key: pass!..', 'no such key: pass!..'],
	])('hides what was cut off in the middle of an escape: %s', (text, expected) => {
		expect(shown(text, 'pass!word and more')).toBe(expected);
	});

	it('hides each of several, one right after the other', () => {
		expect(shown('a-secreta-secret, a-secret', 'a-secret')).toBe('[hidden][hidden], [hidden]');
		expect(shown('a-seca-secret', 'a-secret')).toBe('a-sec[hidden]');
	});

	it.each([
		['no such key: pass!wor…', 'no such key: [hidden]…'],
		['no such key: pass%21wor…', 'no such key: [hidden]…'],
		['no such key: pass!word and... (cut)', 'no such key: [hidden]... (cut)'],
		['no such key: pass!word%2', 'no such key: [hidden]'],
		['no such key: pass!word and other', 'no such key: pass!word and other'],
		['no such key: pass!word 12', 'no such key: pass!word 12'],
	])('hides what was cut off: %s', (text, expected) => {
		expect(shown(text, 'pass!word and more')).toBe(expected);
	});

	it('hides it in Base64 of either alphabet, whatever stands around it there', () => {
		const secret = 'sécret??>>value~~';
		for (const around of ['', 'a', 'ab', 'user:'])
			for (const encoding of ['base64', 'base64url'] as const) {
				const text = Buffer.from(`${around}${secret}${around}`).toString(encoding);
				expect(shown(`Basic ${text}`, secret)).toContain('[hidden]');
				expect(shown(`Basic ${text}`, secret)?.replaceAll('[hidden]', '').length).toBeLessThan(24);
			}
	});

	it('hides of Base64 just what is made of it', () => {
		const inBase64 = (text: string) => Buffer.from(text).toString('base64');
		// Of what stands behind one more byte, the first two characters belong to both
		const whole = inBase64('asecretlyxyz');
		expect(shown(whole, 'secretly')).toBe(`${whole.slice(0, 2)}[hidden]${whole.slice(12)}`);
		// And the last one where more stands behind it
		const cut = inBase64('asecretsx');
		expect(shown(cut, 'secrets')).toBe(`${cut.slice(0, 2)}[hidden]${cut.slice(10)}`);
		// Seven characters alone may be a word
		expect(shown(inBase64('asecretxx'), 'secret')).toBe(inBase64('asecretxx'));
	});

	it.each(['secret', 'secrets', 'secretly'])(
		'hides the whole Base64 of %s, with its padding or without',
		(secret) => {
			const text = Buffer.from(secret).toString('base64');
			expect(shown(`key ${text}.`, secret)).toBe('key [hidden].');
			expect(shown(`key ${text.replace(/=+$/, '')}.`, secret)).toBe('key [hidden].');
		},
	);

	it('does not hide its own words of how to mend a field', () => {
		const facts = { ...failure('').facts, vendor: undefined, field: 'Private Key' };
		const remedy = 'Paste the whole file, from -----BEGIN to KEY-----.';
		const own = scrub(new Failure({ ...facts, message: 'holds BEGIN', remedy }), ['BEGIN', 'KEY-----']);
		expect(own.facts).toMatchObject({ message: 'holds [hidden]', remedy });
		const told = scrub(new Failure({ ...facts, vendor: 'Acme', remedy }), ['BEGIN']);
		expect(told.facts.remedy).toContain('[hidden]');
	});

	it('hides secrets in what was carried out, in keys and in numbers', () => {
		const done = { fileName: 'a-secret.png', 'a-secret': 'x' };
		const shownFacts = scrub(new Failure({ ...failure('').facts, done, vendorCode: 12345678 }), [
			'a-secret',
			'12345678',
		]).facts;
		expect(shownFacts.done).toEqual({ fileName: '[hidden].png', '[hidden]': 'x' });
		expect(shownFacts.vendorCode).toBe('[hidden]');
	});
});

describe('cleaned', () => {
	const clean = cleanerFor(['a-secret']);

	it('copies, and keeps what holds no text', () => {
		const when = new Date(0);
		const value = { text: 'a-secret', list: ['a-secret', 3, null, undefined, true], when, deep: { ok: 1 } };
		expect(cleaned(value, clean)).toEqual({
			text: '[hidden]',
			list: ['[hidden]', 3, null, undefined, true],
			when,
			deep: { ok: 1 },
		});
		expect(value.text).toBe('a-secret');
	});

	it('gives back what holds none, as it is', () => {
		const value = { text: 'fine', list: [1, { deep: 'a-sec' }] };
		expect(cleaned(value, clean)).toBe(value);
		expect([cleaned('fine', clean), cleaned(undefined, clean), cleaned(7, clean)]).toEqual([
			'fine',
			undefined,
			7,
		]);
	});

	it('hides a number that is a secret, and leaves one that only holds it', () => {
		const pin = cleanerFor(['123456']);
		expect(cleaned({ pin: 123456, other: 1234567, text: '1234567' }, pin)).toEqual({
			pin: '[hidden]',
			other: 1234567,
			text: '[hidden]7',
		});
	});

	it('hides it in keys, also of what has no prototype', () => {
		const bare = Object.assign(Object.create(null) as object, { 'a-secret': ['a-secret'] });
		expect(cleaned({ bare }, clean)).toEqual({ bare: { '[hidden]': ['[hidden]'] } });
	});

	it('leaves alone what is no text of a vendor', () => {
		class Told {
			text = 'a-secret';
		}
		const told = new Told();
		const value = { told, text: 'a-secret' };
		expect(cleaned(value, clean).told).toBe(told);
		expect(told.text).toBe('a-secret');
	});

	it('gets to the bottom of an answer, however deep', () => {
		let deep: unknown = 'a-secret';
		for (let level = 0; level < 50_000; level += 1) deep = level % 2 ? [deep] : { deep };
		let shownDeep = cleaned(deep, clean);
		while (typeof shownDeep === 'object') [shownDeep] = Object.values(shownDeep as object) as unknown[];
		expect(shownDeep).toBe('[hidden]');
	});

	it.each([
		['backslashes', '\\'],
		['percent signs', '%'],
		['ampersands', '&'],
		['its own beginnings', 'a-secre'],
		['escaped percent signs', '%25'],
	])('is not held up by many %s', (_, part) => {
		const text = part.repeat(300_000);
		expect(clean(`${text} a-secret`)).toBe(`${text} [hidden]`);
	});
});

describe('cleanedBreathing', () => {
	const clean = cleanerFor(['s3cret-value']);
	const many = (last: string) => ({
		rows: [...Array.from({ length: 100 }, (_, row) => ({ row })), { last }],
	});

	it('gives what cleaned gives', async () => {
		for (const value of [many('Hi'), many('is s3cret-value'), { 's3cret-value': 1 }, {}]) {
			await expect(cleanedBreathing(value, clean, () => undefined)).resolves.toEqual(cleaned(value, clean));
		}
		const plain = many('Hi');
		await expect(cleanedBreathing(plain, clean, () => undefined)).resolves.toBe(plain);
	});

	it('can be halted at each text, number and key', async () => {
		let halts = 0;
		await cleanedBreathing(many('Hi'), clean, async () => await Promise.resolve(void (halts += 1)));
		// The key of the list, and a key with its value in each of its members
		expect(halts).toBe(1 + 2 * 101);
	});
});

describe('UsedSecrets', () => {
	it('makes what takes them out anew for new ones alone', () => {
		const used = new UsedSecrets();
		used.add(['a-secret']);
		const { clean } = used;
		used.add(['a-secret']);
		expect(used.clean).toBe(clean);
		used.add(['b-secret']);
		expect(used.clean).not.toBe(clean);
	});

	it('takes out what was added before, and what comes later', () => {
		const used = new UsedSecrets();
		expect(used.clean('a-secret')).toBe('a-secret');
		used.add(['a-secret']);
		expect(used.clean('a-secret and b-secret')).toBe('[hidden] and b-secret');
		used.add(['a-secret', 'b-secret']);
		expect(used.clean('a-secret and b-secret')).toBe('[hidden] and [hidden]');
	});
});
