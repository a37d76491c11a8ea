import { cleanerFor } from '../../nodes/engine/secrets';
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

/** The patterns that are put together while a work is done. */
function patternsMadeBy(work: () => void): RegExp[] {
	const made: RegExp[] = [];
	const Original = globalThis.RegExp;
	globalThis.RegExp = new Proxy(Original, {
		construct(target, args: ConstructorParameters<typeof RegExp>) {
			const pattern = new target(...args);
			made.push(pattern);
			return pattern;
		},
	});
	try {
		work();
	} finally {
		globalThis.RegExp = Original;
	}
	return made;
}

describe('the patterns that are made of secrets', () => {
	// All that is written with an escape somewhere, and what patterns are made of
	const secret = `&<>"' \n\r\t\b\f/\\%+=(.*)+[a-z]{2,}$^|aé中😀`;
	const secrets = [secret, ' ab\ncd', 'aaaaaaaa', '%%%%%%%%', '\\\\\\\\', '&amp;amp;'];
	const repeated = [encodeURIComponent(secret), JSON.stringify(secret), '%25'.repeat(50), '&amp;'.repeat(50)];
	const made = patternsMadeBy(() => {
		const clean = cleanerFor(secrets);
		// Each character's escapes are looked for only where a sign of escapes stands
		for (const text of repeated) clean([...text].map((sign) => `${sign}%`).join('') + text);
	});

	it('are found', () => {
		expect(made.some(({ flags }) => flags === 'iy')).toBe(true);
		expect(made.some(({ flags }) => flags === 'gi')).toBe(true);
		expect(made.some(({ flags }) => flags === '')).toBe(true);
	});

	it('take no longer than their text is long', () => {
		const slow = made.filter((pattern) => slowestOn(pattern) !== undefined);
		expect(slow.map(String)).toEqual([]);
	});

	it.each([...secrets, ...repeated, '\\u0061'])('nor does the search for secrets in many of %j', (unit) => {
		const clean = cleanerFor(secrets);
		const cost = (length: number) => {
			const text = unit.repeat(Math.ceil(length / unit.length));
			const before = process.cpuUsage().user;
			clean(text);
			return process.cpuUsage().user - before;
		};
		cost(2_000);
		const short = Math.max(cost(2_000), 10_000);
		// Ten times as long, and not a hundred times
		expect(cost(20_000)).toBeLessThan(40 * short);
	});
});
