import { visible } from '../../nodes/engine/visible';

it.each([
	['chat_id', 'chat_id'],
	['Is Friday free?', 'Is Friday free?'],
	['', ''],
	['Łucja 👋 Å', 'Łucja 👋 Å'],
	['\ufeffchat_id', '[U+FEFF]chat_id'],
	[' status  ', '[U+0020]status[U+0020][U+0020]'],
	['chat\u00a0id', 'chat[U+00A0]id'],
	['a\u200bb\u200e\u2069', 'a[U+200B]b[U+200E][U+2069]'],
	['one\r\ntwo\t', 'one[U+000D][U+000A]two[U+0009]'],
	['a\u2028b\u0096', 'a[U+2028]b[U+0096]'],
	['\u{e0001}', '[U+E0001]'],
	['  ', '[U+0020][U+0020]'],
])('%j is shown as %s', (text, shown) => {
	expect(visible(text)).toBe(shown);
});

it('takes no longer for many spaces', () => {
	const started = performance.now();
	visible(`x${' '.repeat(200_000)}x`);
	expect(performance.now() - started).toBeLessThan(500);
});
