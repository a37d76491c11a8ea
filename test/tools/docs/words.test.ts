import { inWords } from '../../../tools/docs/words';

it.each([
	[0, 'zero'],
	[9, 'nine'],
	[13, 'thirteen'],
	[20, 'twenty'],
	[49, 'forty-nine'],
	[99, 'ninety-nine'],
	[100, '100'],
	[1300, '1,300'],
])('%d reads %s', (count, words) => {
	expect(inWords(count)).toBe(words);
});
