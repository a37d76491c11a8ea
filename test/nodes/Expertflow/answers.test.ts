import { isNoComponent, noComponent, refusal, vendorText } from '../../../nodes/Expertflow/answers';
import { expectWords } from '../../support/words';

const answer = (status: number, body: unknown = '') => ({
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('what the gateway of Expertflow answers', () => {
	it.each([401, 403, 502, 504])('is told in words at HTTP %i', (status) => {
		const facts = refusal(answer(status), {})?.facts ?? { message: '', remedy: '' };
		expectWords(facts);
		expect(facts.message).toContain('Expertflow');
	});

	it('is tried again later where the gateway has got nothing from the component', () => {
		expect(refusal(answer(502), {})?.facts).toMatchObject({ remedy: '', anew: 'Try again later.' });
		expect(refusal(answer(504), {})?.facts).toMatchObject({
			remedy: expect.stringMatching(/^The gateway waits/) as string,
			anew: 'Try again later.',
		});
	});

	it('gives way to what the component means by it', () => {
		const own = { message: 'The file engine knows no such file', remedy: 'Check its name.' };
		expect(refusal(answer(403), { 403: own })?.facts).toMatchObject(own);
	});

	it('is its text where it is neither JSON nor a page, up to 300 characters', () => {
		expect(vendorText(answer(500, ` ${'x'.repeat(301)}`))).toBe('x'.repeat(300));
		expect(vendorText(answer(500, ' \n <html>'))).toBeUndefined();
		expect(vendorText(answer(500, ''))).toBeUndefined();
	});
});

describe('the gateway’s own limit', () => {
	const limited = (status: number, headers: Record<string, string>) =>
		refusal({ ...answer(status, { error: 'Rate limit exceeded' }), headers }, {})?.facts.repeatAfterMs;

	it.each([
		[429, { 'x-ratelimit-reset': '7' }, 7000],
		[429, { 'retry-after': '2', 'x-ratelimit-reset': '7' }, 2000],
		[429, { 'x-ratelimit-reset': 'soon' }, undefined],
		// A time, as another gateway in front of it tells it: no wait of 56 years, for which every item would be given up
		[429, { 'x-ratelimit-reset': '1795995532' }, undefined],
		[429, {}, undefined],
		// The quota stands in the headers of every answer, and a component that fails says nothing of a break
		[503, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '7' }, undefined],
	])('%i with %j asks for a wait of %s ms', (status, headers, ms) =>
		expect(limited(status, headers as Record<string, string>)).toBe(ms),
	);
});

describe('answers', () => {
	it.each([
		[{ message: 'a', description: 'b' }, 'b'],
		[{ error: 'a', error_description: 'b' }, 'b'],
		[{ Message: 'An error' }, 'An error'],
		[{ error_msg: '404 Route Not Found' }, '404 Route Not Found'],
		[{ error: 'Rate limit' }, 'Rate limit'],
		[{ error: { deep: 1 }, message: ' ' }, undefined],
		['upstream timed out', 'upstream timed out'],
		['<html>', undefined],
		['', undefined],
		['[]', undefined],
	])('say %j: %s', (body, text) => expect(vendorText(answer(400, body))).toBe(text));

	it('of no component name the field that holds the address, and more where that is known', () => {
		const facts = (more?: string) =>
			noComponent(answer(404, { error_msg: 'no route' }), 'CCM URL', more).facts;
		const check = 'Check "CCM URL" in the credential: the path may be wrong.';
		expect(facts()).toMatchObject({ remedy: check, vendorText: 'no route', delivery: 'refused' });
		expect(facts('Ask the operator.').remedy).toBe(`${check} Ask the operator.`);
	});

	it.each([
		[404, '<html>', true],
		[404, { error_msg: '404 Route Not Found' }, true],
		[404, { message: 'An error occurred while uploading file.' }, false],
		[404, '', false],
		[400, '<html>', false],
	])('%i %j leads to no component: %s', (status, body, none) => {
		expect(isNoComponent(answer(status, body))).toBe(none);
	});
});
