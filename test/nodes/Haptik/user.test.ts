import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { Fields } from '../../../nodes/engine/fields';
import { customData, languageCode, userBody, userField } from '../../../nodes/Haptik/user';

function details(values: Record<string, unknown>): Fields {
	const context = {
		getNode: () => ({ parameters: {} }),
		getNodeParameter: () => values,
	} as unknown as IExecuteFunctions;
	return Fields.ofItem(context, 0, [userField({})]).collection('userDetails');
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

describe('languageCode', () => {
	it.each([
		[undefined, undefined],
		['en', 'en'],
		[' HI ', 'hi'],
	])('reads %s as %s', (value, code) => expect(languageCode(value, 'Language')).toBe(code));

	it.each(['eng', 'en-GB', 'e', '1a', ' '])('refuses "%s"', (value) => {
		expect(() => languageCode(value, 'Language')).toThrow(/^"Language" holds/);
	});

	it('shows only the beginning of a long one', () => {
		expect(() => languageCode('e'.repeat(61), 'Language')).toThrow(`"Language" holds "${'e'.repeat(60)}"`);
	});
});

describe('customData', () => {
	it('turns values into text and leaves out empty ones', () => {
		const value = { plan: 'gold', visits: 3, vip: false, note: null, gone: undefined, empty: '' };
		expect(customData(value, 'Data')).toEqual({ plan: 'gold', visits: '3', vip: 'false', empty: '' });
		expect(customData(undefined, 'Data')).toBeUndefined();
	});

	it.each([[['a']], ['text'], [3], [null]])('refuses %j', (value) => {
		expect(() => customData(value, 'Data')).toThrow('"Data" is no JSON object');
	});

	it.each([{ address: { city: 'Pune' } }, { tags: ['a'] }, { when: new Date(0) }])('refuses %j', (value) => {
		expect(() => customData(value, 'Data')).toThrow(
			`"Data" holds an object or a list under "${Object.keys(value)[0]}"`,
		);
	});
});
