import { accessHeaders, baseUrlOf, businessIdOf, secretsOf } from '../../../nodes/Haptik/account';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';

describe('the account', () => {
	it.each([
		'https://us-messenger.haptikapi.com',
		' https://us-messenger.haptikapi.com/ ',
		'https://us-messenger.haptikapi.com/v1.0',
		'https://us-messenger.haptikapi.com/v1.0/log_file_from_user/',
		'https://us-messenger.haptikapi.com/v1.0/user?x=1',
	])('has the same address for %s', (baseUrl) => {
		expect(baseUrlOf({ baseUrl })).toBe('https://us-messenger.haptikapi.com');
	});

	it('keeps a path that is not Haptik’s', () => {
		expect(baseUrlOf({ baseUrl: 'https://gateway.example/haptik/v1.0/user/' })).toBe(
			'https://gateway.example/haptik',
		);
	});

	it('keeps a path that only begins as Haptik’s does', () => {
		const baseUrl = 'https://gateway.example/v1.0-haptik';
		expect(baseUrlOf({ baseUrl })).toBe(baseUrl);
	});

	it('takes the word that stands before a token off, and leaves a token that holds it as it is', () => {
		const signed = (token: string) =>
			accessHeaders({ token, clientId: 'c' }, 'https://h.example').Authorization;
		expect(signed('bearer  t0ken')).toBe('Bearer t0ken');
		expect(signed('for-bearer')).toBe('Bearer for-bearer');
		expect(signed('bearer-t0ken')).toBe('Bearer bearer-t0ken');
		expect(() => signed('Bearer')).toThrow('"Token" is empty');
	});

	it.each(['1e3', '7104.0', '0x1BC0', '-7104', '+7104', '7104a', 'a7104'])(
		'refuses a business that is no plain number: %s',
		(businessId) =>
			expect(() => businessIdOf(businessId, 'Business ID', {})).toThrow(
				`"Business ID" holds "${businessId}"`,
			),
	);

	it('prefers the field’s business to its own', () => {
		expect(businessIdOf('7105', 'Business ID', { businessId: '7104' })).toBe('7105');
		expect(businessIdOf(undefined, 'Business ID', { businessId: ' 7104 ' })).toBe('7104');
		expect(businessIdOf(undefined, 'Business ID', { businessId: '\u200b7104\ufeff' })).toBe('7104');
		expect(() => businessIdOf('71 04', 'Business ID', {})).toThrow('"Business ID" holds "71 04"');
		const none = failureOf(() => businessIdOf('', 'Business ID', {}));
		expectWords(none);
		expect(none.message).toBe('"Business ID" is empty');
		const long = 'x'.repeat(61);
		expect(() => businessIdOf(long, 'Business ID', {})).toThrow(`holds "${'x'.repeat(60)}"`);
		expect(() => businessIdOf('', 'Business ID', { businessId: long })).toThrow(
			`of the credential holds "${'x'.repeat(60)}"`,
		);
	});

	it.each(['9007199254740993', '99999999999999999999', Number('12345678901234567890')])(
		'refuses a business that JSON would carry as another number: %s',
		(businessId) => {
			expect(() => businessIdOf(String(businessId), 'Business ID', {})).toThrow(
				`"Business ID" holds "${businessId}"`,
			);
			expect(() => businessIdOf(undefined, 'Business ID', { businessId })).toThrow(
				`"Business ID" of the credential holds "${businessId}"`,
			);
		},
	);

	it('hides what is sent, not what was typed', () => {
		const typed = {
			token: ' Bearer t0ken ',
			clientId: 'client ',
			webhookSecret: 'hook',
			partnerToken: 'partner',
		};
		expect(secretsOf(typed)).toEqual(['t0ken', 'client', 'hook', 'partner']);
		const copied = {
			token: '\u200bBearer t0\u00adken\ufeff',
			clientId: '\u202aclient\u202c',
			webhookSecret: ' höok ✓\u00ad',
			partnerToken: '\u2066partner\u2069\u00a0',
		};
		expect(secretsOf(copied)).toEqual(['t0ken', 'client', 'höok ✓', 'partner']);
		expect(secretsOf({})).toEqual(['', '', '', '']);
	});
});
