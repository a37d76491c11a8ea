import { onOneLine, plainText } from '../../../nodes/SuperOffice/plainText';

it.each([
	['Any news?', 'Any news?'],
	['left Bergen &lt;today&gt; &amp; on', 'left Bergen <today> & on'],
	['one<br>two<BR/>three<br />four', 'one\ntwo\nthree\nfour'],
	['<p class="x">Hei <b>Ida</b>!</p><div>So</div>', 'Hei Ida!\nSo'],
	['<ul><li>one</li><li>two</li></ul>', 'one\ntwo'],
	['K&oslash;', 'K&oslash;'],
	['<b>&nbsp;10&nbsp;kg </b>', '10 kg'],
	['&#8364; 5 &#x1F600; &#39;so&#39;&nbsp;', "€ 5 😀 'so'"],
	['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
	['&#0; &#xFFFFFF;', '&#0; &#xFFFFFF;'],
	['&#1; &#x10FFFF; &#x110000;', '\u0001 \u{10ffff} &#x110000;'],
	['1 < 2 > 0, a<', '1 < 2 > 0, a<'],
	['', ''],
])('shows %j as %j', (html, text) => expect(plainText(html)).toBe(text));

it('shows it on one line where there is but one', () => {
	expect(onOneLine('<p>one</p>two<br>\r\n three  four ')).toBe('one two three four');
});
