import {
	alike,
	campaignId,
	choice,
	countryCodeOf,
	email,
	id,
	ids,
	isBlank,
	phone,
	pickedId,
	requiredId,
	shown,
	words,
} from '../../../nodes/CallGear/values';
import { Fields } from '../../../nodes/engine/fields';
import { failureOf } from '../../support/failure';

const fields = (value: unknown) =>
	Fields.of({ field: value }, [{ displayName: 'Field', name: 'field', type: 'string', default: '' }]);

const ID_REMEDY = 'Use the ID that CallGear shows: digits only.';
const PHONE_REMEDY =
	'Use the international form (E.164): country code first, 8 to 15 digits, e.g. 971500000001. A leading + and the spaces, dots, hyphens and brackets after it may stay.';

describe('what an error shows of a value', () => {
	it.each<[unknown, string]>([
		['', 'nothing'],
		[' ', 'nothing'],
		[null, 'nothing'],
		[undefined, 'nothing'],
		[{ a: 1 }, 'an object'],
		[['a'], 'an object'],
		[0, '"0"'],
		[false, '"false"'],
		['a\u200bb', '"a[U+200B]b"'],
		['x'.repeat(61), `"${'x'.repeat(60)}"`],
	])('%j is %s', (value, expected) => expect(shown(value)).toBe(expected));
});

it('words are alike whatever their case, and however their accents are written', () => {
	expect(alike(' \ufeffZo\u0065\u0301 ')).toBe(alike('ZO\u00c9'));
	expect(alike('Zoe')).not.toBe(alike('Zo\u00e9'));
});

it('a value is blank where nobody sees anything in it', () => {
	expect([undefined, null, '', ' \n'].map(isBlank)).toEqual([true, true, true, true]);
	expect([0, false, 'a', {}, []].map(isBlank)).toEqual([false, false, false, false, false]);
});

it('a text stays as it stands, and is none of nothing but spaces', () => {
	expect(words(fields(' Hi '), 'field')).toBe(' Hi ');
	expect(words(fields('  '), 'field')).toBeUndefined();
});

describe('one of several values', () => {
	const read = (value: unknown) => choice(fields(value), 'field', ['lost', 'refused']);

	it('is read in any case', () => {
		expect([read('LOST '), read('')]).toEqual(['lost', undefined]);
	});

	it('is refused with those there are', () => {
		expect(failureOf(() => read('Won'))).toMatchObject({
			field: 'Field',
			message: '"Field" holds "Won"',
			remedy: 'Use one of: lost, refused.',
		});
	});
});

describe('an ID of CallGear', () => {
	it.each([
		['7', 7],
		['007', 7],
		['3101.0', 3101],
		['3101.00', 3101],
		[3101, 3101],
		['9007199254740991', 9007199254740991],
		['', undefined],
	])('%j is %s, picked or typed', (value, expected) => {
		expect(id(fields(value), 'field')).toBe(expected);
		expect(pickedId(fields(value), 'field')).toBe(expected);
		expect(pickedId(fields({ __rl: true, mode: 'list', value }), 'field')).toBe(expected);
		expect(ids(fields(value), 'field')).toEqual(expected === undefined ? [] : [expected]);
	});

	it.each(['0', '+5', '-5', '1e3', '0x1F', '3101.5', '3101.', 'x7', '7x', '9007199254740993'])(
		'%s is none',
		(value) => {
			const refusal = { field: 'Field', message: `"Field" holds "${value}"`, remedy: ID_REMEDY };
			expect(failureOf(() => id(fields(value), 'field'))).toMatchObject(refusal);
			expect(failureOf(() => pickedId(fields(value), 'field'))).toMatchObject(refusal);
			expect(failureOf(() => ids(fields(`7, ${value}`), 'field'))).toMatchObject(refusal);
		},
	);

	it('is none where an object was picked', () => {
		expect(failureOf(() => pickedId(fields({ a: 7 }), 'field'))).toMatchObject({
			message: '"Field" holds an object',
			remedy: ID_REMEDY,
		});
	});

	it('is asked for where it has to be there', () => {
		expect(requiredId(fields('7'), 'field')).toBe(7);
		expect(failureOf(() => requiredId(fields(''), 'field'))).toMatchObject({
			field: 'Field',
			message: '"Field" is empty',
			remedy: 'Fill it in, or check that its expression gives a value.',
		});
	});

	it('of a campaign is not that of visitors without one', () => {
		expect(campaignId(fields('501'), 'field')).toBe(501);
		expect(campaignId(fields(''), 'field')).toBeUndefined();
		expect(failureOf(() => campaignId(fields(' -1 '), 'field'))).toMatchObject({
			field: 'Field',
			message:
				'"Field" holds -1, the campaign of visitors without campaign, which CallGear refuses for chats',
			remedy: 'Leave it empty and give the site: the chat then lands there by itself.',
		});
	});
});

describe('a phone', () => {
	const read = (value: unknown, countryCode?: string) => phone(fields(value), 'field', countryCode);

	it.each([
		['12345678', undefined, '12345678'],
		['123456789012345', undefined, '123456789012345'],
		['+971 50 000-00.01', undefined, '971500000001'],
		['+971 (50) 0000001', '', '971500000001'],
		['050 123 4567', '971', '971501234567'],
		['(04) 123\u20114567', '971', '97141234567'],
		['0097150 1234567', '971', '971501234567'],
		['06 1234 5678', '39', '390612345678'],
		['0549 123456', '378', '3780549123456'],
		['01 02 03 04 05', '225', '2250102030405'],
		['06 123 4567', '242', '242061234567'],
		['0151.2345678', '49', '491512345678'],
		// A number of its own country that holds zeros in the middle
		['971500123456', '971', '971500123456'],
		['', '971', undefined],
	])('%s with the country code %s is %s', (value, countryCode, expected) => {
		expect(read(value, countryCode)).toBe(expected);
	});

	it.each([
		['0501234567', undefined],
		['0501234567', ''],
		['1234567', '971'],
		['1234567890123456', '971'],
		['+0971500000001', '971'],
		['+971 (0)50 123 4567', '971'],
		['000 123 4567', '971'],
		['050 123 4567 ext. 3', '971'],
		['555-123-4567', '971'],
		['971500000001+', '971'],
	])('%s with the country code %s is none', (value, countryCode) => {
		const more = ' For phones that begin with 0 there is Default Country Code.';
		expect(failureOf(() => read(value, countryCode))).toMatchObject({
			field: 'Field',
			message: `"Field" holds "${value}"`,
			remedy: countryCode === undefined ? PHONE_REMEDY : `${PHONE_REMEDY}${more}`,
		});
	});
});

describe('a default country code', () => {
	it.each([
		['971', '971'],
		['+971', '971'],
		['00971', '971'],
		['7', '7'],
		['49 ', '49'],
		['', undefined],
	])('%j is %s', (value, expected) => expect(countryCodeOf(fields(value), 'field')).toBe(expected));

	it.each(['UAE', '9711', '0', '9700', '97+1', 'x971', '971x', '+'])('%s is none', (value) => {
		expect(failureOf(() => countryCodeOf(fields(value), 'field'))).toMatchObject({
			field: 'Field',
			message: `"Field" holds "${value}"`,
			remedy: 'Use the calling code of a country, e.g. 971.',
		});
	});
});

describe('an email', () => {
	it.each(['zoe@example.org', 'zoe@mail.example.co.uk', 'z@e.o', "z.o'e+1@example.org"])(
		'%s is one',
		(value) => {
			expect(email(fields(value), 'field')).toBe(value);
		},
	);

	it.each([
		'zoe@example',
		'zoe@example.',
		'zoe@.org',
		'zoe@example..org',
		'@example.org',
		'zoe@@example.org',
		'zoe@example.org x',
		'x zoe@example.org',
		'zoe@exa mple.org',
		'zoe@example.org@',
	])('%s is none', (value) => {
		expect(failureOf(() => email(fields(value), 'field'))).toMatchObject({
			field: 'Field',
			message: `"Field" holds "${value}"`,
			remedy: 'Use an address such as visitor@example.com.',
		});
	});
});
