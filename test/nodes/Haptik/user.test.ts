import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../../nodes/engine/fields';
import { userBody, userField } from '../../../nodes/Haptik/user';
import { failureOf } from '../../support/failure';
import { expectWords } from '../../support/words';

function details(values: Record<string, unknown>): Fields {
	return Fields.of({ userDetails: values }, [userField({})]).collection('userDetails');
}

describe('userBody', () => {
	it('leaves out what is empty', () => {
		expect(userBody('cust_1', details({}))).toEqual({ auth_id: 'cust_1' });
		const empty = { name: '', email: null, customData: '', languageCode: '' };
		expect(userBody('cust_1', details(empty))).toEqual({ auth_id: 'cust_1' });
	});

	it('has a key for every field that is offered', () => {
		const names = ((userField({}).options ?? []) as INodeProperties[]).map(({ name }) => name);
		const filled = Object.fromEntries(names.map((name) => [name, 'x']));
		const body = userBody(
			'cust_1',
			details({ ...filled, languageCode: 'en', customData: '{"plan":"gold"}' }),
		);
		expect(Object.keys(body).sort()).toEqual(
			[
				'auth_id',
				'custom_data',
				'email',
				'language_code',
				'mobile_no',
				'name',
				'os_version',
				'package_name',
				'phone_model',
			].sort(),
		);
		expect(names).toHaveLength(Object.keys(body).length - 1);
	});
});

describe('what identifies a user', () => {
	it.each([
		['email', 'email', ' mira@example.org\n', 'mira@example.org'],
		['mobileNo', 'mobile_no', '\u00a0919800000001 ', '919800000001'],
		['mobileNo', 'mobile_no', 919800000001, '919800000001'],
		['mobileNo', 'mobile_no', '+91\u201198000\u201300001', '+91-98000-00001'],
		['packageName', 'package_name', '\ufeffcom.example.shop', 'com.example.shop'],
	] as const)('%s arrives as %s without what copying adds: %j', (name, key, value, sent) => {
		expect(userBody('cust_1', details({ [name]: value }))[key]).toBe(sent);
	});

	it('leaves a name as it is', () => {
		expect(userBody('cust_1', details({ name: ' Mira ' })).name).toBe(' Mira ');
	});
});

describe('Language Code', () => {
	const languageCode = (value: unknown) => userBody('cust_1', details({ languageCode: value })).language_code;

	it.each([
		[undefined, undefined],
		['en', 'en'],
		[' HI ', 'hi'],
		['\u200ben\ufeff', 'en'],
	])('reads %s as %s', (value, code) => expect(languageCode(value)).toBe(code));

	it.each(['eng', 'en-GB', 'e', '1a', ' '])('refuses "%s"', (value) => {
		expect(() => languageCode(value)).toThrow(/^"User Details > Language Code" holds/);
	});

	it('shows only the beginning of a long one', () => {
		expect(() => languageCode('e'.repeat(61))).toThrow(
			`"User Details > Language Code" holds "${'e'.repeat(60)}"`,
		);
	});
});

describe('Custom Data', () => {
	const customData = (value: unknown) => userBody('cust_1', details({ customData: value })).custom_data;

	it('turns values into text and leaves out empty ones', () => {
		const value = { plan: 'gold', visits: 3, vip: false, note: null, gone: undefined, empty: '' };
		expect(customData(value)).toEqual({ plan: 'gold', visits: '3', vip: 'false', empty: '' });
		expect(customData(undefined)).toBeUndefined();
	});

	it.each([
		2 ** 53,
		-(2 ** 53),
		Number('12345678901234567890'),
		'{"id":9007199254740993}',
		1e21,
		NaN,
		Infinity,
	])('refuses %p, which is not what was meant or not text as anybody would write it', (number) => {
		const value = typeof number === 'string' ? number : { id: number };
		expect(() => customData(value)).toThrow(/^"User Details > Custom Data" holds .*\bid\b/);
	});

	it('takes numbers that are what they seem', () => {
		expect(customData({ id: 2 ** 53 - 1, share: 0.25, none: 0, less: -3 })).toEqual({
			id: '9007199254740991',
			share: '0.25',
			none: '0',
			less: '-3',
		});
	});

	it.each([[['a']], ['"text"'], [3], ['null']])('refuses %j', (value) => {
		const facts = failureOf(() => customData(value));
		expectWords(facts);
		expect(facts.message).toBe('"User Details > Custom Data" is no JSON object');
	});

	it.each([{ address: { city: 'Pune' } }, { tags: ['a'] }, { when: new Date(0) }])('refuses %j', (value) => {
		const facts = failureOf(() => customData(value));
		expectWords(facts);
		expect(facts.message).toBe(
			`"User Details > Custom Data" holds an object or a list under "${Object.keys(value)[0]}"`,
		);
	});
});
