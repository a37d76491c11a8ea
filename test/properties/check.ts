import fc from 'fast-check';

/** The same values on every run; another seed and more runs by PROPERTY_SEED and PROPERTY_RUNS. A failure prints its own seed and path. */
const seed = Number(process.env.PROPERTY_SEED ?? 20_260_203);
const factor = Number(process.env.PROPERTY_RUNS ?? 1);

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

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
	troublesome,
	anyText({ maxLength: 20 }),
	fc.integer(),
	fc.double(),
	fc.boolean(),
	fc.constant(null),
	fc.array(fc.integer(), { maxLength: 2 }),
	fc.dictionary(fc.string({ maxLength: 5 }), fc.integer(), { maxKeys: 2 }),
);
