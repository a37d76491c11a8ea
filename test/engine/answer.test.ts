import { isPage, jsonIn, plainText, statusFailure, textAnswer } from '../../nodes/engine/answer';

describe('textAnswer', () => {
	it('keeps status, text and headers of what n8n gives', () => {
		const headers = { 'Retry-After': '3600', 'set-cookie': ['a=1', 'b=2'] };
		const answer = textAnswer({ statusCode: 429, headers, body: 'later' });
		expect(answer).toEqual({
			status: 429,
			headers: { 'retry-after': '3600', 'set-cookie': 'a=1\nb=2' },
			body: 'later',
		});
		expect(statusFailure('Acme', answer)?.facts).toMatchObject({ repeatAfterMs: 3_600_000 });
	});

	it('has no text where there is none', () => {
		expect(textAnswer({ statusCode: 204, headers: undefined, body: undefined })).toEqual({
			status: 204,
			headers: {},
			body: '',
		});
	});
});

describe('texts of answers', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['{"id":9007199254740993}', { id: '9007199254740993' }],
		['7', 7],
		['', undefined],
		['{"a":', undefined],
		['<html>', undefined],
	])('reads the JSON in %j as %j', (text, expected) => expect(jsonIn(text)).toEqual(expected));

	it.each([
		['  <!doctype html>', true],
		['a < b', false],
		['', false],
	])('takes %j for a page: %j', (text, expected) => expect(isPage(text)).toBe(expected));

	it.each([
		['  no route \n', 'no route'],
		['   ', undefined],
		[' <html>no</html>', undefined],
		['x'.repeat(400), 'x'.repeat(300)],
	])('has the words of %j', (text, expected) => expect(plainText(text)).toBe(expected));
});
