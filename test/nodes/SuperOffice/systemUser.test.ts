import { readTicket } from '../../../nodes/SuperOffice/systemUser';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';

const answer = (status: number, body: unknown) => ({ status, headers: {}, body: JSON.stringify(body) });

describe('an exchange that gives no ticket', () => {
	it.each([500, 403])('is told in words at HTTP %i, and has carried nothing out', (status) => {
		const facts = failureOf(() => readTicket(answer(status, {})));
		expectWords(facts);
		expect(facts).toMatchObject({ delivery: 'notSent', httpStatus: status });
		expect(facts.message).toContain('no ticket');
	});

	it.each<[{ IsSuccessful: boolean; ErrorMessage?: string; Token?: string }]>([
		[{ IsSuccessful: false, ErrorMessage: 'no such user' }],
		[{ IsSuccessful: true }],
		[{ IsSuccessful: true, Token: 'a' }],
		[{ IsSuccessful: true, Token: 'a.b.c' }],
		[{ IsSuccessful: true, Token: `a.${Buffer.from('{}').toString('base64url')}.c` }],
	])('is a refusal of the credential: %j', (body) => {
		const facts = failureOf(() => readTicket(answer(200, body)));
		expectWords(facts);
		expect(facts).toMatchObject({ delivery: 'notSent', cause: 'credential-invalid', vendor: 'SuperOffice' });
		expect(facts.vendorText).toBe(body.ErrorMessage);
	});
});
