import { objectIn, objectsIn, textIn, withoutEmpty } from '../../nodes/engine/told';

describe('an object in what is told', () => {
	it('is itself', () => expect(objectIn({ a: 1 })).toEqual({ a: 1 }));

	it.each([null, undefined, 7, 'text', [1], true])('is an empty one where there is %p', (value) =>
		expect(objectIn(value)).toEqual({}),
	);
});

describe('a list of objects', () => {
	it('leaves out what is none', () =>
		expect(objectsIn([{ a: 1 }, null, 'x', [2], {}])).toEqual([{ a: 1 }, {}]));

	it.each([null, undefined, { 0: {} }, 'text'])('is empty where there is %p', (value) =>
		expect(objectsIn(value)).toEqual([]),
	);
});

describe('a text', () => {
	it.each([
		['a', 'a'],
		[' a ', ' a '],
		[7, '7'],
		[0, '0'],
		[-1.5, '-1.5'],
	])('%p is %p', (value, expected) => expect(textIn(value)).toBe(expected));

	it.each([null, undefined, '', ' \n', {}, ['a'], true])('there is none in %p', (value) =>
		expect(textIn(value)).toBeUndefined(),
	);
});

it('what is left empty is left out, what is false or 0 is not', () => {
	const told = { a: undefined, b: null, c: '', d: {}, e: [], f: false, g: 0, h: ' ', i: [0], j: { k: null } };
	expect(withoutEmpty(told)).toEqual({ f: false, g: 0, h: ' ', i: [0], j: { k: null } });
});
