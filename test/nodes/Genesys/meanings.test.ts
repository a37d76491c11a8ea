import { range } from 'lodash';

import { isAbsent, refusal } from '../../../nodes/Genesys/answers';
import { CODES, CSRF, STATUSES } from '../../../nodes/Genesys/meanings';
import { expectWords } from '../../support/words';

const ofCode = (statusCode: number) =>
	refusal({ status: 200, headers: {}, body: JSON.stringify({ statusCode }) });
const ofStatus = (status: number, body = '') => refusal({ status, headers: {}, body });
const which = (has: (code: number) => boolean) => range(1, 21).filter(has);

describe('what Genesys answers', () => {
	it.each(range(1, 21))('is told in words at statusCode %i', (code) => {
		expect(CODES).toHaveProperty(String(code));
		expectWords(ofCode(code)?.facts ?? { message: '', remedy: '' });
	});

	it.each([[401], [403], [404], [413]])('is told in words at HTTP %i', (status) => {
		expect(STATUSES).toHaveProperty(String(status));
		expectWords(ofStatus(status)?.facts ?? { message: '', remedy: '' });
	});

	it('is told in words when the token of the session was refused', () => {
		expectWords(ofStatus(403, 'No CSRF token')?.facts ?? { message: '', remedy: '' });
	});

	it.each([
		['<p class="style">Invalid CSRF token</p>', true],
		['<style>.csrf { color: red }</style><p>Blocked</p>', false],
		['<p>Blocked. See: HTTP basics</p><p>RFC 9110</p>', false],
		['{"statusCode":3}', false],
		['{"statusCode":3,"statusMessage":"CSRF"}', true],
	])('is about the token of the session only where its words are: %s', (body, expected) => {
		expect(ofStatus(403, body)?.facts.message === CSRF.message).toBe(expected);
	});

	it.each([[[]], [[{ statusMessage: 7 }]], ['none'], [undefined]])(
		'has no words of its own where the parts that failed are %j',
		(failed) => {
			const body = JSON.stringify({ statusCode: 7, failed });
			expect(refusal({ status: 200, headers: {}, body })?.facts).toMatchObject({
				vendorCode: 7,
				vendorText: undefined,
			});
		},
	);

	it('leaves in doubt only what was carried out in part, or may have been', () => {
		expect(which((code) => ofCode(code)?.facts.delivery !== 'refused')).toEqual([4, 7, 9]);
		expect(which((code) => ofCode(code)?.facts.delivery === 'uncertain')).toEqual([4, 7, 9]);
	});

	it('can pass the next time only after a failure of a server', () => {
		expect(which((code) => ofCode(code)?.facts.repeatable === true)).toEqual([4]);
	});

	it('blames the credential only for the login', () => {
		expect(which((code) => ofCode(code)?.facts.cause === 'credential-invalid')).toEqual([8, 20]);
		expect(ofStatus(401)?.facts.cause).toBe('credential-invalid');
	});
});

it.each([
	[200, '{"statusCode":6}', true],
	[404, '', true],
	[405, '', true],
	[403, '', false],
	[400, '{"statusCode":2}', false],
	[500, '', false],
])('HTTP %i %s says that nothing is there: %s', (status, body, expected) => {
	const failure = ofStatus(status, body);
	expect(failure && isAbsent(failure)).toBe(expected);
});

describe('what stands in front of Genesys', () => {
	it.each([
		[' Bad Gateway ', 'Bad Gateway'],
		[' <html>', undefined],
		['', undefined],
		['x'.repeat(301), 'x'.repeat(300)],
	])('is quoted unless it is a page: %j', (body, text) =>
		expect(ofStatus(502, body)?.facts.vendorText).toBe(text),
	);

	it('is not taken for a refused token by another status', () => {
		expect(ofStatus(401, 'csrf')?.facts.message).toBe('Genesys did not accept the login');
	});

	it.each([
		[429, 'Genesys is receiving too many requests'],
		[503, 'Genesys is taking a break'],
	])('can ask for patience by HTTP %i, whatever the statusCode in it', (status, message) => {
		const body = JSON.stringify({ statusCode: 3, statusMessage: 'later' });
		const facts = refusal({ status, headers: { 'retry-after': '1' }, body })?.facts;
		expect(facts).toMatchObject({ message, vendorCode: 3, vendorText: 'later', repeatAfterMs: 1000 });
	});
});
