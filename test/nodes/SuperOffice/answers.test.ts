import { z } from 'zod';

import {
	isMissingRecord,
	readLoginAnswer,
	refusal,
	unreadable,
	wordsOf,
} from '../../../nodes/SuperOffice/answers';

import { failureOf } from '../../support/failure';
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

	it.each([
		[404, '{"ErrorType":"SoEntityNotFoundException"}', true],
		[404, '{"ErrorType":"notfound"}', true],
		[404, '{"Message":"No HTTP resource was found"}', false],
		[404, '', false],
		[500, '{"ErrorType":"SoEntityNotFoundException"}', false],
		[400, '{"ErrorType":"SoEntityNotFoundException"}', false],
	])(
		'misses a record only where the status and the error are those of one: %i %s',
		(status, body, expected) => expect(isMissingRecord(answer(status, body))).toBe(expected),
	);

	it.each([
		['<html>', 'a web page'],
		['{"Endpoint":7}', 'something else'],
		['', 'something else'],
	])('is not what the login host answers with %j', (body, what) => {
		const facts = failureOf(() => readLoginAnswer(answer(200, body), z.object({ Endpoint: z.string() })));
		expectWords(facts);
		expect(facts).toMatchObject({ delivery: 'notSent', vendor: 'The host', httpStatus: 200 });
		expect(facts.message).toContain(what);
		expect(facts.remedy).toContain('Login URL');
	});
});
