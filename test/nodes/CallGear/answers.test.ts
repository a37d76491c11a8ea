import { readResult, Refusal } from '../../../nodes/CallGear/answers';
import { MEANINGS, UNKNOWN } from '../../../nodes/CallGear/meanings';
import { Points } from '../../../nodes/CallGear/minutePoints';
import { failureOf } from '../../support/failure';

const answer = (body: unknown, status = 200) => ({ status, headers: {}, body: JSON.stringify(body) });
const read = (body: unknown, status?: number) => readResult(answer(body, status), new Points());
const errorOf = (data: object, more: object = {}) => ({
	error: { code: -32602, message: 'As CallGear says', data, ...more },
});

function refusalOf(data: object, more: object = {}): Refusal {
	return refusedIn(() => read(errorOf(data, more)));
}

function refusedIn(work: () => unknown): Refusal {
	try {
		work();
	} catch (caught) {
		if (caught instanceof Refusal) return caught;
		throw caught;
	}
	throw new Error('CallGear refused nothing');
}

const INVALID = { mnemonic: 'invalid_parameter_value' };

describe('a refusal', () => {
	it('is told with the vendor’s code, text and status', () => {
		expect(refusalOf(INVALID).facts).toEqual({
			vendor: 'CallGear',
			vendorCode: 'invalid_parameter_value',
			vendorText: 'As CallGear says',
			httpStatus: 200,
			delivery: 'refused',
			message: MEANINGS.invalid_parameter_value.message({}),
			remedy: 'Check the value.',
		});
	});

	it('counts before a status that says the same', () => {
		const { facts } = refusedIn(() => read(errorOf(INVALID), 400));
		expect(facts.vendorCode).toBe('invalid_parameter_value');
	});

	it('without a word of its own goes by its number, without a text by none', () => {
		const { code, facts } = refusalOf({}, { code: -32601, message: undefined });
		expect([code, facts.vendorCode, facts.vendorText]).toEqual([-32601, '-32601', '']);
		expect(facts.remedy).toBe(UNKNOWN.remedy);
	});

	it.each([
		['-32603 without a word', {}, -32603, 200],
		['-32603 with one that is not documented', { mnemonic: 'oops' }, -32603, 200],
		['a status of 500 with a word that is not documented', { mnemonic: 'oops' }, -32000, 500],
		['a status of 504 with nothing else', {}, -32000, 504],
	])('is none where nobody can tell what was done: %s', (_what, data, code, status) => {
		const facts = failureOf(() => read(errorOf(data, { code }), status));
		expect(() => read(errorOf(data, { code }), status)).not.toThrow(Refusal);
		expect(facts).toMatchObject({
			delivery: 'uncertain',
			repeatable: true,
			message: MEANINGS.internal_error.message({}),
			vendorText: 'As CallGear says',
		});
	});

	it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
		'with a word that every object knows is one of those that are not documented: %s',
		(mnemonic) => {
			const refusal = refusalOf({ mnemonic, field: mnemonic, value: 7 });
			expect(refusal.facts).toMatchObject({
				vendorCode: mnemonic,
				message: UNKNOWN.message({}),
				remedy: UNKNOWN.remedy,
				field: mnemonic,
				delivery: 'refused',
			});
		},
	);

	it('takes what else it needs to be judged from what its word means', () => {
		expect(refusalOf({ mnemonic: 'access_token_blocked' }).facts.cause).toBe('credential-invalid');
		const stumbled = failureOf(() => read(errorOf({ mnemonic: 'internal_error' })));
		expect(stumbled).toMatchObject({ delivery: 'uncertain', repeatable: true, anew: 'Try again later.' });
	});

	it.each([
		['access_token', 'API Key'],
		['login', 'Login'],
		['password', 'Password'],
		['user_id', 'User ID'],
		['chats.site_id', 'chats.site_id'],
	])('that points at %s names %s', (field, label) => {
		expect(refusalOf({ ...INVALID, field }).facts.field).toBe(label);
	});

	it.each(['', null, undefined])('that points at nothing names no place: %j', (field) => {
		const { facts } = refusalOf({ ...INVALID, field });
		expect(facts).not.toHaveProperty('field');
		expect([facts.message, facts.remedy]).toEqual([
			'The request holds a value which CallGear does not take',
			'Check the value.',
		]);
	});

	it('names the place by what the user calls it where that is known', () => {
		const refusal = refusalOf({ ...INVALID, field: 'chats.site_id', value: 7 });
		expect(refusal.at('Site').facts).toMatchObject({
			field: 'Site',
			message: '"Site" holds 7, which CallGear does not take',
			remedy: 'Check the value. CallGear calls it chats.site_id.',
		});
		expect(refusal.at('Chat > site_id').facts.remedy).toBe('Check the value.');
	});

	it('says where the customer of an agent stands, and gives no vendor’s word for what is no part of a chat', () => {
		expect(refusalOf({ ...INVALID, field: 'user_id' }).facts.remedy).toBe(
			'Check the value. It stands in the credential, and as User ID in the node.',
		);
		expect(refusalOf({ ...INVALID, field: 'site_id' }).at('Place').facts.remedy).toBe('Check the value.');
	});

	it.each([
		['text', 'ä'.repeat(78), true],
		['a text that is too long', 'ä'.repeat(79), false],
		['a number', 7, true],
		['a switch', false, true],
		['an object', { a: 1 }, false],
		['nothing', null, false],
	])('shows %s that was sent: %j, %p', (_, value, is) => {
		const { message } = refusalOf({ ...INVALID, field: 'login', value }).facts;
		const told = is ? `holds ${JSON.stringify(value)}, which` : 'holds a value which';
		expect(message).toBe(`"Login" ${told} CallGear does not take`);
	});

	it('says what to do where there are no options, if that is something else', () => {
		const { elsewhere } = refusalOf({ mnemonic: 'data_limit_exceeded', field: 'user_id' }).facts;
		expect(elsewhere).toBe('Ask for less at once. It stands in the credential, and as User ID in the node.');
	});

	it('never shows a key that was sent', () => {
		const { message } = refusalOf({ ...INVALID, field: 'access_token', value: 'key-1' }).facts;
		expect(message).not.toContain('key-1');
	});

	it('tells the address that CallGear saw, where that was the reason', () => {
		const remedy = (mnemonic: string, ip: unknown) => refusalOf({ mnemonic, params: { ip } }).facts.remedy;
		const known = MEANINGS.ip_not_whitelisted.remedy;
		expect(remedy('ip_not_whitelisted', '192.0.2.7')).toBe(`${known} CallGear saw the address 192.0.2.7.`);
		expect(remedy('ip_not_whitelisted', 7)).toBe(known);
		expect(remedy('forbidden', '192.0.2.7')).toBe(MEANINGS.forbidden.remedy);
	});

	it('tells the components that would do', () => {
		const remedy = (components: unknown) =>
			refusalOf({ mnemonic: 'method_component_disabled', params: { components } }).facts.remedy;
		const known = MEANINGS.method_component_disabled.remedy;
		expect(remedy(['a', 'b'])).toBe(`${known} Any of these components will do: a, b.`);
		expect(remedy('a, b')).toBe(`${known} Any of these components will do: a, b.`);
		for (const none of [[], '', ' ', 7, {}, null]) expect(remedy(none)).toBe(known);
	});

	it('for the size of a request can come from a web server in between', () => {
		const tooLarge = { status: 413, headers: {}, body: '<html>' };
		const refusal = refusedIn(() => readResult(tooLarge, new Points()));
		expect(refusal.code).toBe(-32602);
		expect(refusal.facts).toMatchObject({
			message: 'The request holds more than CallGear takes',
			remedy: MEANINGS.data_limit_exceeded.remedy,
			delivery: 'refused',
			httpStatus: 413,
		});
		expect(refusal.at('Site')).toEqual(refusal);
	});
});

describe('points that are used up', () => {
	const spent = (data: object, message?: string) =>
		failureOf(() => read(errorOf({ mnemonic: 'limit_exceeded', ...data }, message ? { message } : {})));
	const today = 'Run the rest tomorrow, or raise the limit under Rates and options.';

	it('for today are back tomorrow', () => {
		const metadata = { limits: { day_reset: 3541 } };
		const facts = spent({ params: { limit_type: 'day', limit_max_value: 1000 }, metadata });
		expect(facts).toMatchObject({
			vendor: 'CallGear',
			vendorCode: 'limit_exceeded',
			delivery: 'refused',
			message: "CallGear's points for today are used up (1000)",
			remedy: `${today} They come back in 60 minutes.`,
			cause: 'quota-exhausted',
		});
		expect(facts.elsewhere).toBe(
			'Try again tomorrow, or raise the limit under Rates and options. They come back in 60 minutes.',
		);
		expect(facts.repeatable).toBeUndefined();
	});

	it.each([{}, { metadata: null }, { metadata: {} }, { metadata: { limits: null } }, { metadata: 'odd' }])(
		'are known by the text alone, and told without what is not known: %j',
		(data) => {
			const facts = spent(data, 'The daily limit is exceeded');
			expect([facts.message, facts.remedy]).toEqual(["CallGear's points for today are used up", today]);
		},
	);

	it('for this minute are waited for', () => {
		const metadata = { limits: { minute_reset: 12 } };
		const facts = spent({ params: { limit_type: 'minute', limit_max_value: '60' }, metadata });
		expect(Math.ceil((facts.repeatAfterMs ?? 0) / 1000)).toBe(12);
		expect(facts).toMatchObject({
			message: "CallGear's points for this minute are used up",
			remedy: 'Allow a longer Max Retry Wait in the options, or raise the limit under Rates and options.',
			elsewhere: 'Wait a minute, or raise the limit under Rates and options.',
			delivery: 'refused',
			repeatable: true,
			cause: 'rate-limited',
		});
	});
});

describe('a result', () => {
	it.each([
		[{ metadata: { limits: { minute_reset: 30 } } }, true],
		[{ meta_data: { limits: { minute_reset: 30 } } }, true],
		[{ metadata: { limits: { minute_reset: '30' } } }, false],
		[{ metadata: { limits: null } }, false],
		[{ metadata: null }, false],
		[{ metadata: 'odd' }, false],
		[{}, false],
	])('comes as it is, and tells of the minute when it does: %j, %p', (about, tells) => {
		const points = new Points();
		const result = { data: [{ id: 7 }], ...about };
		expect(readResult(answer({ result }), points)).toMatchObject({ data: [{ id: 7 }] });
		expect(points.minuteEndsAt > 0).toBe(tells);
	});

	it('that is none leaves open what became of the call', () => {
		expect(failureOf(() => read({ id: 'req1' }))).toEqual({
			vendor: 'CallGear',
			message: 'CallGear gave an answer that the node does not understand',
			remedy: 'Check Host or Base URL in the credential.',
			delivery: 'uncertain',
			httpStatus: 200,
		});
	});
});
