import { plainText } from '../../../nodes/SuperOffice/plainText';

it.each([
	['Any news?', 'Any news?'],
	['left Bergen &lt;today&gt; &amp; on', 'left Bergen <today> & on'],
	['one<br>two<BR/>three', 'one two three'],
	['<p class="x">Hei <b>Ida</b></p>', 'Hei Ida'],
	['K&oslash;', 'K&oslash;'],
	['&#8364; 5 &#x1F600; &#39;so&#39;&nbsp;', "€ 5 😀 'so'"],
	['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
	['&#0; &#xFFFFFF;', '&#0; &#xFFFFFF;'],
	['5 < 6', '5 < 6'],
	['', ''],
])('shows %j as %j', (html, text) => expect(plainText(html)).toBe(text));
