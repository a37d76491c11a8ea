import fc from 'fast-check';

import { Failure } from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';
import { locatedId } from '../../nodes/engine/locator';
import { attempt } from './agreement';
import { anyText, brokenText, copied, holds, inexactNumber, oddValue } from './check';

const read = (field: unknown) =>
	Fields.of({ field }, [{ displayName: 'Field', name: 'field', type: 'string', default: '' }]);

describe('fields', () => {
	it('are read or refused in words by their name, whatever an expression gives', async () => {
		const reads: Array<(fields: Fields) => unknown> = [
			(fields) => fields.optionalText('field'),
			(fields) => fields.text('field'),
			(fields) => fields.id('field'),
			(fields) => fields.optionalId('field'),
			(fields) => fields.optionalWhole('field'),
			(fields) => fields.whole('field', { min: -5, max: 5 }),
			(fields) => fields.flag('field'),
			(fields) => fields.optionalChoice('field'),
			(fields) => fields.choice('field'),
			(fields) => fields.optionalJson('field'),
			(fields) => fields.collection('field'),
			(fields) => fields.entries('field', 'group'),
		];
		await holds(
			fc.tuple(
				fc.oneof(oddValue, fc.anything({ withBigInt: true, withDate: true })),
				fc.nat(reads.length - 1),
			),
			([value, which]) => {
				const given = attempt(() => reads[which](read(value)));
				if (given instanceof Failure) expect(given.message).toMatch(/^"Field/);
			},
			2_000,
		);
	});

	it('give text as it stands', async () => {
		await holds(anyText({ minLength: 1 }), (text) => expect(read(text).optionalText('field')).toBe(text));
	});

	it('give whole numbers as they stand, typed or written', async () => {
		await holds(fc.maxSafeNat(), (number) => {
			expect(read(number).whole('field')).toBe(number);
			expect(read(` ${number}\n`).whole('field')).toBe(number);
		});
	});

	it('give JSON as it stands', async () => {
		await holds(
			fc.jsonValue({ maxDepth: 5 }),
			(value) => {
				const json = JSON.parse(JSON.stringify(value)) as unknown;
				const given = attempt(() => read(JSON.stringify(value)).optionalJson('field'));
				if (given instanceof Failure) expect(holdsInexact(json) || hasPrototypeKey(json)).toBe(true);
				else expect(given).toEqual(json);
			},
			500,
		);
	});
});

describe('identifiers', () => {
	const identifier = fc.stringMatching(/^[+\w@.-]{1,20}$/);
	const pasted = identifier.chain((text) => fc.tuple(fc.constant(text), copied(text)));

	it('are the same however they were copied, and texts stay as they were', async () => {
		await holds(
			pasted,
			([text, copy]) => {
				expect(read(copy).id('field')).toBe(text);
				expect(read(` ${copy}\n`).optionalId('field')).toBe(text);
				expect(locatedId({ __rl: true, mode: 'id', value: copy })).toBe(text);
				expect(read(copy).text('field')).toBe(copy);
			},
			500,
		);
	});

	it('keep every digit, or are refused', async () => {
		await holds(
			inexactNumber,
			(number) => {
				const reads = [
					(value: unknown) => read(value).id('field'),
					(value: unknown) => read(value).optionalId('field'),
					(value: unknown) => read(value).text('field'),
					(value: unknown) => read(value).whole('field'),
					(value: unknown) => read({ deep: [{ id: value }] }).raw('field'),
					(value: unknown) => read({ deep: [{ id: value }] }).optionalJson('field'),
					(value: unknown) => read(`{"deep":[{"id":${BigInt(value as number)}}]}`).optionalJson('field'),
				];
				for (const each of reads) expect(attempt(() => each(number))).toBeInstanceOf(Failure);
				expect(read(String(BigInt(number))).id('field')).toBe(String(BigInt(number)));
			},
			300,
		);
	});
});

describe('half a character', () => {
	const holder = fc.oneof(
		fc.constant((text: string): unknown => text),
		fc.constant((text: string): unknown => ['a', text]),
		fc.constant((text: string): unknown => ({ a: { b: [text] } })),
		fc.constant((text: string): unknown => ({ a: [{ [text]: 1 }] })),
	);

	it('is refused wherever it stands in a value, however that is read', async () => {
		await holds(
			fc.tuple(brokenText, holder),
			([text, holding]) => {
				const value = holding(text);
				const reads: Array<(fields: Fields) => unknown> = [
					(fields) => fields.raw('field'),
					(fields) => fields.optionalText('field'),
					(fields) => fields.optionalId('field'),
					(fields) => fields.optionalWhole('field'),
					(fields) => fields.flag('field'),
					(fields) => fields.optionalChoice('field'),
					(fields) => fields.optionalJson('field'),
				];
				for (const each of reads) expect(attempt(() => each(read(value)))).toBeInstanceOf(Failure);
				expect(attempt(() => read(JSON.stringify([value])).optionalJson('field'))).toBeInstanceOf(Failure);
			},
			300,
		);
	});
});

/** Whether some part of a value is as described, its keys included. */
function holdsSome(value: unknown, is: (part: unknown) => boolean): boolean {
	if (is(value)) return true;
	if (typeof value !== 'object' || value === null) return false;
	return Object.entries(value).some(([key, inner]) => is(key) || holdsSome(inner, is));
}

const holdsInexact = (value: unknown) =>
	holdsSome(value, (part) => Number.isInteger(part) && !Number.isSafeInteger(part));
const hasPrototypeKey = (value: unknown) => holdsSome(value, (part) => part === '__proto__');
