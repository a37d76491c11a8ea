import { Failure } from '../../nodes/engine/errors';
import { scrub } from '../../nodes/engine/secrets';

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

	it('hides a longer secret before one that is part of it', () => {
		expect(shown('token-and-more', 'token', 'token-and-more')).toBe('[hidden]');
		expect(shown('token-and-more', 'token-and-more', 'token')).toBe('[hidden]');
	});

	it('leaves words alone that a very short or empty secret would blot out', () => {
		expect(shown('a fine day', '', 'day', 'a')).toBe('a fine day');
		expect(shown('a fine days', 'days')).toBe('a fine [hidden]');
		expect(shown('Stryker was here')).toBe('Stryker was here');
	});
});
