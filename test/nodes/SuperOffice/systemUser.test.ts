import { loginUnreachable, readTicket } from '../../../nodes/SuperOffice/systemUser';
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

describe('a login host that does not answer', () => {
	const url = 'https://online.superoffice.com/login';
	const told = (error: object) =>
		failureOf(() => loginUnreachable(url, Object.assign(new Error('no'), error)));

	it.each([
		[{ code: 'ENOTFOUND' }, 'The host online.superoffice.com was not found', 'ENOTFOUND'],
		[{ cause: { code: 'ENOTFOUND' } }, 'The host online.superoffice.com was not found', 'ENOTFOUND'],
		[{ code: 'X', cause: { code: 'ENOTFOUND' } }, /login host broke/, 'X'],
		[
			{ code: 'ETIMEDOUT', syscall: 'connect' },
			"SuperOffice's login host could not be reached at online.superoffice.com",
			'ETIMEDOUT',
		],
		[
			{ cause: { code: 'ETIMEDOUT', syscall: 'connect' } },
			"SuperOffice's login host could not be reached at online.superoffice.com",
			'ETIMEDOUT',
		],
		[
			{ code: 'ECONNABORTED' },
			/^SuperOffice's login host did not answer within \d+ seconds$/,
			'ECONNABORTED',
		],
		[{ code: 'ECONNRESET' }, /login host broke/, 'ECONNRESET'],
		[{}, /login host broke/, 'UNKNOWN'],
	])('is told by %j', (error, message, networkCode) => {
		const facts = told(error);
		expect(facts.message).toMatch(message);
		expect(facts).toMatchObject({ delivery: 'notSent', networkCode });
	});
});
