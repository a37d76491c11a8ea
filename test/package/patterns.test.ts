import { slowestOn } from './attacks';
import { patternsBelow, patternsOf } from './patterns';

const found = patternsBelow('nodes', 'credentials');

it('patterns are found: literals, texts that become patterns, checks of fields, and in expressions', () => {
	const code = `
		const a = /a+/giu;
		const b = new RegExp('b+', 'i');
		const c = new RegExp(\`<\${name}>[^<]*\`);
		const d = { type: 'regex', properties: { regex: '^\\\\s*\\\\d*$' } };
		const e = '={{ $json.address.replace(/\\\\/+$/, "") }}';
		const f = 'no (/ pattern';
		const g = new RegExp(forms.join('|'));
	`;
	expect(patternsOf(code, 'x.ts').map(({ place, pattern }) => `${place} ${pattern}`)).toEqual([
		'x.ts:2 /a+/giu',
		'x.ts:3 /b+/i',
		'x.ts:4 /<a>[^<]*/',
		'x.ts:5 /^^\\s*\\d*$$/',
		'x.ts:6 /\\/+$/',
	]);
	expect(found.length).toBeGreaterThan(100);
});

it.each([
	[/^[^\s@]+@[^\s@]+\.[^\s@]+$/],
	[/\s+$/],
	[/^\s*\d*\s*$/],
	[/^(a+)+$/],
	[/^(a|a)*$/],
	[/"(?:[^"\\]|\\.)*"/],
	[/<!--.*-->/],
	[/[\u200b\s]+$/g],
	[/^https:\/\/[a-z]+[a-z/]*[a-z]+$/],
])('a pattern is seen to be slow: %s', (pattern) => expect(slowestOn(pattern)).toBeDefined());

it.each([[/^\s+/], [/^[a-z]+@[a-z]+$/], [/^\s*(\d+\s*)?$/], [/[\r\n]+/g], [/^a{1,100}b{1,100}$/]])(
	'a pattern is seen to be quick: %s',
	(pattern) => expect(slowestOn(pattern)).toBeUndefined(),
);

it.each(found.map(({ place, pattern }) => [`${place} ${pattern}`, pattern] as const))(
	'takes no longer than its text is long: %s',
	(_, pattern) => expect(slowestOn(pattern)).toBeUndefined(),
);
