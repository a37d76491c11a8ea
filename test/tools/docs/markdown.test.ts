import { anchorOf, code, either, plain, sentence, table } from '../../../tools/docs/markdown';

it('a table has a line for its head, its rule and each row', () => {
	const rows = [
		['1', ''],
		['2', 'x'],
	];
	expect(table(['a', 'b'], rows)).toBe('| a | b |\n|---|---|\n| 1 | |\n| 2 | x |');
});

it.each([
	['Enter * or |', 'Enter \\* or \\|'],
	['a `b` [c]', 'a \\`b\\` \\[c\\]'],
	['two\n  lines', 'two lines'],
	['<b>To User</b> and date_time', '<b>To User</b> and date_time'],
])('%j stands in a cell as %j', (text, cell) => {
	expect(plain(text)).toBe(cell);
});

it('a value keeps its characters, but ends no cell', () => {
	expect(code('{ "a": [1|2] }')).toBe('`{ "a": [1\\|2] }`');
	expect(code('two\nlines')).toBe('`two lines`');
});

it('a sentence gets its full stop once', () => {
	expect(['One', 'One. Two.', 'Why?', ''].map(sentence)).toEqual(['One.', 'One. Two.', 'Why?', '']);
});

it('a list of what is possible reads as a sentence', () => {
	expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(either)).toEqual(['', 'a', 'a or b', 'a, b or c']);
});

it('a heading has the anchor that GitHub gives it', () => {
	expect(anchorOf('Expertflow Upload File From URL')).toBe('expertflow-upload-file-from-url');
	expect(anchorOf('What the “test” does, in 2.0')).toBe('what-the-test-does-in-20');
});
