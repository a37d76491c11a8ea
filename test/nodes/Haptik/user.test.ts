import type { INodeProperties } from 'n8n-workflow';

import { Fields } from '../../../nodes/engine/fields';
import { userBody, userField } from '../../../nodes/Haptik/user';

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

describe('Language Code', () => {
	const languageCode = (value: unknown) => userBody('cust_1', details({ languageCode: value })).language_code;

	it.each([
		[undefined, undefined],
		['en', 'en'],
		[' HI ', 'hi'],
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

	it.each([[['a']], ['"text"'], [3], ['null']])('refuses %j', (value) => {
		expect(() => customData(value)).toThrow('"User Details > Custom Data" is no JSON object');
	});

	it.each([{ address: { city: 'Pune' } }, { tags: ['a'] }, { when: new Date(0) }])('refuses %j', (value) => {
		expect(() => customData(value)).toThrow(
			`"User Details > Custom Data" holds an object or a list under "${Object.keys(value)[0]}"`,
		);
	});
});
