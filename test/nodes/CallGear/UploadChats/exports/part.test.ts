import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { failureOf } from '../../../../support/failure';

const part = (value: unknown) => new Part(value, 'Export');

describe('a value of an export', () => {
	it('is reached by its keys, which lead to its place', () => {
		const inner = part({ a: { b: 7 } }).at('a', 'b');
		expect([inner.value, inner.place]).toEqual([7, 'Export > a > b']);
		expect(part({ a: [1] }).at('a', '0', 'c').value).toBeUndefined();
		expect(part('text').at('length').value).toBeUndefined();
	});

	it.each(['constructor', 'toString', '__proto__'])('is nothing that every object has: %s', (key) => {
		expect(part({}).at(key).value).toBeUndefined();
		expect(part({}).has(key)).toBe(false);
	});

	it('is there where anything stands under its key', () => {
		const held = part({ a: 0, b: '', c: null, d: ' ', e: false });
		expect(['a', 'b', 'c', 'd', 'e', 'f'].filter((key) => held.has(key))).toEqual(['a', 'e']);
	});

	it('can have another value at the same place', () => {
		const other = part(7).at('a').as('x');
		expect([other.value, other.place]).toEqual(['x', 'Export > a']);
	});

	it('is an object, a list, or neither', () => {
		expect([{}, [], 'a', null].map((value) => [part(value).isObject, part(value).isList])).toEqual([
			[true, false],
			[false, true],
			[false, false],
			[false, false],
		]);
	});
});

describe('what is asked of a value', () => {
	it('is that it is an object', () => {
		const object = part({});
		expect(object.object('a chat')).toBe(object);
		expect(failureOf(() => part('x').object('a chat'))).toMatchObject({
			field: 'Export',
			message: '"Export" holds a string, not a chat',
			remedy: 'Give it whole, as it came.',
		});
	});

	it('is that it is a list, whose parts are counted from one', () => {
		expect(
			part(['a', 'b'])
				.list()
				.map(({ value, place }) => [value, place]),
		).toEqual([
			['a', 'Export 1'],
			['b', 'Export 2'],
		]);
		expect(failureOf(() => part({}).list())).toMatchObject({
			message: '"Export" holds an object, not a list',
			remedy: 'Give the export whole, as it came.',
		});
		expect(failureOf(() => part(null).list()).message).toBe('"Export" is missing');
	});

	it.each<[unknown, string | undefined]>([
		['Hi', 'Hi'],
		[' Hi ', ' Hi '],
		[7, '7'],
		['', undefined],
		[' ', undefined],
		[null, undefined],
	])('is its text: %j is %j', (value, text) => expect(part(value).text()).toBe(text));

	it.each<[unknown, string]>([
		[{}, 'an object'],
		[['a'], 'a list'],
		[true, 'a boolean'],
	])('is its text, which %j is not', (value, kind) => {
		expect(failureOf(() => part(value).text())).toMatchObject({
			message: `"Export" holds ${kind} instead of text`,
			remedy: 'Give the export as it came.',
		});
	});

	it('is its ID, without what copying adds', () => {
		expect([part(' a\u200b ').id(), part(7).id(), part('\u200b').id(), part(undefined).id()]).toEqual([
			'a',
			'7',
			undefined,
			undefined,
		]);
	});

	it('is yes or no, and no where nothing stands', () => {
		expect([true, false, null, ''].map((value) => part(value).flag())).toEqual([true, false, false, false]);
		expect(failureOf(() => part('yes').flag())).toMatchObject({
			message: '"Export" holds "yes"',
			remedy: 'Give the export as it came: here stands true or false.',
		});
	});

	it('is told where it cannot be used', () => {
		expect(part(7).refused('Mend it.').facts).toMatchObject({
			field: 'Export',
			message: '"Export" holds "7"',
			remedy: 'Mend it.',
		});
		expect(part(7).refused('Mend it.', 'is odd').facts.message).toBe('"Export" is odd');
	});
});
