import Ajv, { type ValidateFunction } from 'ajv';

import { type Carrier, carriers } from './carriers';

/** Whose object it is: one that is sent holds no null, and of one that was asked for in part the rest is null. */
export type Side = 'sent' | 'answered' | 'partlyAnswered';

const INT32 = { type: 'integer', minimum: -2_147_483_648, maximum: 2_147_483_647 };
/** ISO 8601 as SuperOffice writes it: an offset is not always there, and .NET has seven digits of a second. */
const DATE = {
	type: 'string',
	pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?(Z|[+-]\\d\\d:?\\d\\d)?$',
};
const PLAIN: Record<string, object> = {
	any: {},
	int32: INT32,
	number: { type: 'number' },
	text: { type: 'string' },
	bool: { type: 'boolean' },
	date: DATE,
};

const words = (names = '') => names.split(' ').filter((name) => name !== '');

/** The schema of something that is named by what it holds: a plain kind, a carrier, or a list of it in brackets. */
export function schemaOf(kind: string, side: Side): object {
	const [, inner] = /^\[(.+)\]$/.exec(kind) ?? [];
	if (inner !== undefined) return { type: 'array', items: schemaOf(inner, side) };
	if (kind in PLAIN) return PLAIN[kind];
	if (!(kind in carriers)) throw new Error(`There is no carrier ${kind}`);
	return { $ref: `/${side}/${kind}` };
}

/** Numbers and switches are values in .NET, which are never null. */
function fieldsOf({ int32, number, bool, text, date, oneOf, one, list, map }: Carrier, side: Side): object {
	const value = (schema: object) => (side === 'partlyAnswered' ? orNull(schema) : schema);
	const reference = (schema: object) => (side === 'sent' ? schema : orNull(schema));
	const named = (entries: Record<string, string> = {}, schema: (kind: string) => object) =>
		Object.entries(entries).map(([name, kind]) => [name, reference(schema(kind))]);
	const inner = side === 'sent' ? 'sent' : 'answered';
	return Object.fromEntries([
		...words(int32).map((name) => [name, value(INT32)]),
		...words(number).map((name) => [name, value(PLAIN.number)]),
		...words(bool).map((name) => [name, value(PLAIN.bool)]),
		...words(text).map((name) => [name, reference(PLAIN.text)]),
		...words(date).map((name) => [name, reference(DATE)]),
		...named(oneOf, (allowed) => ({ enum: words(allowed) })),
		...named(one, (kind) => schemaOf(kind, inner)),
		...named(list, (kind) => schemaOf(`[${kind}]`, inner)),
		...named(map, (kind) => ({ type: 'object', additionalProperties: schemaOf(kind, inner) })),
	]) as object;
}

const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

const ajv = new Ajv({ allErrors: true });
for (const [name, carrier] of Object.entries(carriers)) {
	for (const side of ['sent', 'answered', 'partlyAnswered'] as const) {
		const properties = fieldsOf(carrier, side);
		ajv.addSchema({ type: 'object', properties, additionalProperties: false }, `/${side}/${name}`);
	}
}

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value, by a schema; nothing when it conforms. */
export function faultsIn(value: unknown, schema: object): string[] {
	const key = JSON.stringify(schema);
	const validate = compiled.get(key) ?? ajv.compile(schema);
	compiled.set(key, validate);
	if (validate(value)) return [];
	return (validate.errors ?? []).map(
		({ dataPath, message = '', params }) => `${dataPath} ${message} ${JSON.stringify(params)}`,
	);
}
