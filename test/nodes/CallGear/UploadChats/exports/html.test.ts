import { textOfHtml } from '../../../../../nodes/CallGear/UploadChats/exports/html';

describe('a message in HTML', () => {
	it.each([
		[
			'has a line for each block',
			'<div>a</div><h2>b</h2><blockquote>c</blockquote><pre>d</pre>',
			'a\nb\nc\nd',
		],
		['has one empty line for several', '<p>a</p><p></p><p> </p><p>b</p>', 'a\n\nb'],
		[
			'has rows of a table in lines',
			'<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
			'ab\nc',
		],
		['breaks where it says so', 'a<br>b<BR/>c', 'a\nb\nc'],
		['does not break where its source does', '<b>a\r\n\r\nb</b>\nc', 'a b c'],
		['has no spaces around its lines', '<p> a </p><p> b </p>', 'a\nb'],
		['keeps the words of what only looks', '<em>a</em> <strong>b</strong> <code>c</code><hr>', 'a b c'],
		['keeps brackets that are no element', '<b>a</b> <3 <x> <brx>', 'a <3 <x> <brx>'],
		['keeps a picture without an address out', '<p>a<img alt="x">b</p>', 'ab'],
		[
			'decodes the address of a picture',
			'<img src="https://x.example/?a=1&amp;b=2">',
			'[image] https://x.example/?a=1&b=2',
		],
	])('%s', (_, html, text) => expect(textOfHtml(html)).toBe(text));

	it.each([
		['<a href="https://x.example">our page</a>!', 'our page (https://x.example)!'],
		['<a href="https://x.example"> https://x.example </a>', 'https://x.example'],
		['<a href="tel:971500000001">971500000001</a>', '971500000001'],
		['<a href="mailto:a@b.example">mail us</a>', 'mail us (a@b.example)'],
		['<a>here</a>', 'here'],
		['<a href="https://x.example/tel:5">x</a>', 'x (https://x.example/tel:5)'],
		['<a data-href="https://x.example">x</a>', 'x'],
		['<a href="https://x.example"></a>here', '(https://x.example)here'],
		['<a href="">here</a>', 'here'],
		['</a>here', 'here'],
		[
			'see <a href="https://x.example">x<b>y</b></a> and <a href="https://z.example">z</a>',
			'see xy (https://x.example) and z (https://z.example)',
		],
		[
			'<a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>',
			'https://x.example/?a=1&b=2',
		],
	])('shows where a link leads unless that is what it shows: %s', (html, text) => {
		expect(textOfHtml(html)).toBe(text);
	});

	it.each([
		['&amp; &lt; &gt; &quot; &apos; &AMP;', `& < > " ' &`],
		['a&nbsp;b', 'a b'],
		['&#xD7FF;&#xE000;', '\ud7ff\ue000'],
		['&#00000065; &#x0000041;', '&#00000065; &#x0000041;'],
		['&#65;&#x42;&#X43;', 'ABC'],
		['&#0; &#xD800; &#xDFFF; &#x110000; &#x10FFFF;', '&#0; &#xD800; &#xDFFF; &#x110000; \u{10ffff}'],
		['&copy; &toString; &amp', '&copy; &toString; &amp'],
		['&amp;lt;', '&lt;'],
	])('has characters for what stands for them: %s', (html, text) => {
		expect(textOfHtml(`<p>${html}</p>`)).toBe(text);
	});
});

it.each(['a &amp; b', '<3', ' 1 < 2 ', '<x>', 'a\nb'])(
	'a text without any element stays as it is: %j',
	(text) => {
		expect(textOfHtml(text)).toBe(text.trim());
	},
);
