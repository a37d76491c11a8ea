import { fingerprintOf, packSession, unpackSession } from '../../nodes/engine/fingerprint';

describe('a fingerprint', () => {
	it('is the same for the same values, and another for any others', () => {
		const print = fingerprintOf(['https://a.example', 'anna', 'secret']);
		expect(fingerprintOf(['https://a.example', 'anna', 'secret'])).toBe(print);
		for (const other of [
			['https://a.example', 'anna', 'secreT'],
			['https://a.example', 'annasecret', ''],
			['https://a.example', 'anna\nsecret'],
			['https://a.example', ['anna', 'secret']],
		])
			expect(fingerprintOf(other)).not.toBe(print);
		expect(print).toMatch(/^[0-9a-f]{16}$/);
	});
});

describe('a session', () => {
	const mine = fingerprintOf(['anna']);
	const packed = packSession(mine, 'token.with.dots');

	it('is given back to whom it belongs', () => {
		expect(unpackSession(packed, mine)).toBe('token.with.dots');
	});

	it.each([
		[packed, fingerprintOf(['berta'])],
		['token.with.dots', mine],
		[packSession(mine, ''), mine],
		['', mine],
		[undefined, mine],
		[7, mine],
	])('is none: %j', (value, print) => expect(unpackSession(value, print)).toBeUndefined());
});
