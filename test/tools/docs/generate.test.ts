import { stalePages } from '../../../tools/docs/generate';
import { acme, PAGE } from './acme';

it('writes stale pages anew, and then they are no longer stale', () => {
	const stale = stalePages(acme);
	expect([...stale.keys()]).toEqual(['docs/acme.md']);
	expect(stale.get('docs/acme.md')).toContain('| Chat ID | yes |');
	expect(stale.get('docs/acme.md')).toContain('<!-- count: nodes -->2<!-- end -->');
	expect(stalePages({ ...acme, pages: stale }).size).toBe(0);
});

it.each([
	[
		'<!-- fields: acmeSend -->\n<!-- end -->\n',
		'Put <!-- fields: acmeGet --> and <!-- end --> into the page of the vendor',
	],
	[`${PAGE}<!-- fields: acmeFly -->\n<!-- end -->\n`, 'docs/acme.md: There is no node called acmeFly'],
	[`${PAGE}<!-- weather --><!-- end -->`, 'docs/acme.md: There is no generated part "weather"'],
	[`${PAGE}<!-- weather -->`, 'docs/acme.md: Every generated part'],
])('fails for %j', (page, message) => {
	expect(() => stalePages({ ...acme, pages: new Map([['docs/acme.md', page]]) })).toThrow(message);
});
