import { refusal, unreadable, wordsOf } from '../../../nodes/SuperOffice/answers';
import { expectWords } from '../../support/words';

const answer = (status: number, body = '') => ({ status, headers: {}, body });

describe('what SuperOffice answers', () => {
	it.each([400, 401, 403, 404, 421])('is told in words at HTTP %i', (status) => {
		const facts = refusal(answer(status))?.facts ?? { message: '', remedy: '' };
		expectWords(facts);
		expect(facts.message).toContain('SuperOffice');
	});

	it('is told in words when it is a success without its data', () =>
		expectWords(unreadable(answer(200), 'Its answer is no list.').facts));

	it.each([
		['', {}],
		[' <html>', {}],
		['"no"', { vendorText: 'no' }],
		['no', { vendorText: 'no' }],
		[`"${'x'.repeat(301)}"`, { vendorText: 'x'.repeat(300) }],
		['x'.repeat(301), { vendorText: 'x'.repeat(300) }],
		[
			'{"ErrorType":"SoApiException","ErrorMessage":"no right"}',
			{ vendorText: 'no right', vendorCode: 'SoApiException' },
		],
		['{"Message":"No","MessageDetail":"Not here."}', { vendorText: 'No Not here.' }],
		['{"Message":null,"MessageDetail":"Not here."}', { vendorText: 'Not here.' }],
		['{}', {}],
		['[]', {}],
	])('has its own words in it: %s', (body, words) => expect(wordsOf(answer(400, body))).toEqual(words));
});
