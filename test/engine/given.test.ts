import { given } from '../../nodes/engine/given';

describe('given', () => {
	it('leaves out what is undefined, and nothing else', () => {
		const values = { a: undefined, b: null, c: '', d: 0, e: false, f: [undefined], g: { h: undefined } };
		expect(Object.keys(given(values))).toEqual(['b', 'c', 'd', 'e', 'f', 'g']);
		expect(given({ g: { h: undefined } })).toStrictEqual({ g: { h: undefined } });
	});

	it('keeps the order of the keys', () => {
		expect(Object.keys(given({ z: 1, y: undefined, x: 2, b: 3 }))).toEqual(['z', 'x', 'b']);
	});
});
