import fc from 'fast-check';

/** The same values on every run; another seed and more runs by PROPERTY_SEED and PROPERTY_RUNS. A failure prints its own seed and path. */
const seed = Number(process.env.PROPERTY_SEED ?? 20_260_203);
const factor = Number(process.env.PROPERTY_RUNS ?? 1);

/** On a busy machine the many values take their time. */
jest.setTimeout(120_000);

/** Checks that a property holds for many values. */
export async function holds<T>(
	values: fc.Arbitrary<T>,
	property: (value: T) => Promise<void> | void,
	runs = 200,
): Promise<void> {
	const checked = fc.asyncProperty(values, async (value) => await property(value));
	await fc.assert(checked, { seed, numRuns: Math.ceil(runs * factor) });
}

/** Mostly a value of the first kind, sometimes one that nobody expects there. */
export function mostly<T>(
	usual: fc.Arbitrary<T>,
	odd: fc.Arbitrary<unknown> = oddValue,
): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 12, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
}

/** Text of any characters, whole ones, as people of any language write it. */
export const anyText = (more: fc.StringConstraints = {}) => fc.string({ unit: 'grapheme', ...more });

/** Whole numbers of which JavaScript keeps only the first digits. */
export const inexactNumber = fc
	.tuple(fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }), fc.boolean())
	.map(([number, negative]) => Number(negative ? -number : number));

/** Text of which an expression has cut an emoji in two. */
export const brokenText = fc
	.tuple(
		anyText({ maxLength: 8 }),
		fc.constantFrom('\ud83d', '\udc4b', '\udc4b\ud83d'),
		anyText({ maxLength: 8 }),
	)
	.map((parts) => parts.join(''))
	.filter((text) => /\p{Surrogate}/u.test(text));

const invisible = fc.constantFrom(
	...'\u00ad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff',
);

/** A text as it is copied: with invisible characters around its characters, and in between. */
export function copied(text: string): fc.Arbitrary<string> {
	const gaps = [...text].length + 1;
	return fc
		.array(fc.oneof(fc.constant(''), invisible), { minLength: gaps, maxLength: gaps })
		.map(([first, ...others]) => first + [...text].map((character, at) => character + others[at]).join(''));
}

/** Texts that have been trouble before. */
const troublesome = fc.constantFrom(
	'',
	' ',
	'\n',
	'null',
	'__proto__',
	'-1',
	'0',
	'1e5',
	'../x',
	'a\r\nb',
	'"',
	'\u0000',
	'\u202e',
	'👩‍👩‍👧',
	'x'.repeat(300),
);

/** What programs and people write where a date is meant, and which is none, or only a part of one. */
const noDate = fc.constantFrom<string | number>(
	'10:30',
	'2026',
	2026,
	12,
	0.4166,
	'2026-02',
	'2026-02-31',
	'2026-02-03 25:00:00',
	'03/02/2026',
	'0001-01-01',
	'9999-12-31',
	'0000-00-00 00:00:00',
	'Tue, 03 Feb 026 10:00:00 +0100',
	'tomorrow',
);

/** What is taken for base64 and is none. */
const noBase64 = fc.constantFrom(
	'data:,hello',
	'data:text/plain,aGk=',
	'aGk===',
	'a',
	'aGk*',
	'https://files.example.com/a.png',
	'Gr\u00fc\u00dfe',
);

/** Identifiers as they are copied: with what nobody sees around them. */
const copiedId = fc.constantFrom('7104', 'tg-1', 'user-1').chain((id) => copied(id));

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: troublesome },
	noDate,
	noBase64,
	copiedId,
	anyText({ maxLength: 20 }),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	{ weight: 2, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
	inexactNumber,
	brokenText,
	fc.array(fc.oneof(fc.integer(), inexactNumber, brokenText), { maxLength: 2 }),
	fc.dictionary(fc.string({ maxLength: 5 }), fc.integer(), { maxKeys: 2 }),
);
