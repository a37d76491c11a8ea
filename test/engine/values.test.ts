import { DateTime } from 'luxon';

import type { Failure } from '../../nodes/engine/errors';
import { bare, checkLargeValue, checkValue } from '../../nodes/engine/values';
import { failureOf } from '../support/failure';

const refusal = (value: unknown) => failureOf(() => checkValue(value, 'Data'));

const HALF = '\ud83d';
const CUT =
	'An expression has probably cut an emoji in two. Cut by characters instead, e.g. [...text].slice(0, 100).join("").';
const AS_TEXT =
	'Numbers beyond 9007199254740991 lose their last digits: hand it over as text, from the node where it first appears.';
/** Two that are one to JavaScript. */
const LONG = 2 ** 53;

describe('checkValue', () => {
	it.each<[unknown]>([
		['text, emoji 👩‍👩‍👧 and all'],
		[2 ** 53 - 1],
		[1 - 2 ** 53],
		[0.1],
		[true],
		[null],
		[undefined],
		[{ a: [1, { 'b 👋': 'c' }], d: null }],
		[new Date()],
		[DateTime.now()],
		[{ at: DateTime.now(), when: [new Date()] }],
		// It is sent as what it writes
		[[{ toJSON: () => 'x', constructor: 1, a: HALF }]],
		[[]],
	])('takes %j', (value) => expect(() => checkValue(value, 'Data')).not.toThrow());

	it.each<[unknown, string, string]>([
		[`a${HALF}`, '"Data" holds half a character', CUT],
		[[`a${HALF}`], '"Data" holds half a character at 0', CUT],
		[{ a: ['x', { b: '\udc4b' }] }, '"Data" holds half a character at a > 1 > b', CUT],
		[{ a: { [`b${HALF}`]: 1 } }, '"Data" holds half a character at a > b\ufffd', CUT],
		[{ ['k'.repeat(100)]: HALF }, `"Data" holds half a character at ${'k'.repeat(60)}`, CUT],
		[LONG, '"Data" holds a number too large to be exact (9007199254740992)', AS_TEXT],
		[-(2 ** 53), '"Data" holds a number too large to be exact (-9007199254740992)', AS_TEXT],
		[
			{ ids: [1, LONG] },
			'"Data" holds a number too large to be exact (9007199254740992) at ids > 1',
			AS_TEXT,
		],
		[{ id: 10n }, '"Data" holds a number too large to be exact (10) at id', AS_TEXT],
		[10n, '"Data" holds a number too large to be exact (10)', AS_TEXT],
		[{ toJSON: 'x', a: HALF }, '"Data" holds half a character at a', CUT],
		[{ [`a${HALF} b${HALF}`]: 1 }, '"Data" holds half a character at a\ufffd b\ufffd', CUT],
		[{ id: NaN }, '"Data" holds a number that is none (NaN) at id', 'Check its expression.'],
		[[-Infinity], '"Data" holds a number that is none (-Infinity) at 0', 'Check its expression.'],
	])('refuses %j', (value, message, remedy) => {
		expect(refusal(value)).toEqual({ message, remedy, delivery: 'notSent', field: 'Data' });
	});

	it.each(['constructor', 'prototype'])("refuses the key %s, which n8n's HTTP client leaves out", (key) => {
		expect(refusal({ a: { [key]: 'x' } })).toMatchObject({
			message: `"Data" holds the key "${key}"`,
			remedy: 'It would not arrive: give the key another name.',
		});
	});

	it('takes a hundred levels within each other, and no more', () => {
		const levels = (count: number) => {
			let value: unknown = 'text';
			for (let level = 0; level <= count; level += 1) value = level % 2 ? [value] : { value };
			return value;
		};
		expect(() => checkValue(levels(100), 'Data')).not.toThrow();
		expect(refusal(levels(101))).toMatchObject({
			message: '"Data" is nested more than 100 levels deep',
			remedy: 'Send a flatter object.',
		});
	});

	it('refuses what is nested without end, and a key that would be lost', () => {
		const endless: unknown[] = [];
		endless.push(endless);
		expect(refusal(endless).message).toBe('"Data" is nested more than 100 levels deep');
		const lost = JSON.parse('{"a":{"__proto__":1}}') as unknown;
		expect(refusal(lost).message).toBe('"Data" holds the key "__proto__"');
	});
});

describe('checkLargeValue', () => {
	/** A value so many levels within others. */
	const within = (levels: number, value: unknown) => {
		let whole = value;
		for (let level = 0; level < levels; level += 1) whole = level % 2 ? [whole] : { a: whole };
		return whole;
	};
	const large = async (value: unknown) =>
		await checkLargeValue(value, 'Data').then(
			() => 'taken',
			(caught: unknown) => (caught as Failure).facts,
		);

	it.each<[unknown]>([
		['text'],
		[null],
		[undefined],
		[{ a: [1, { b: 'c' }], d: null }],
		[new Date()],
		[[[[[new Date()]]]]],
		[{ at: { toJSON: () => 'x', constructor: 1, a: HALF } }],
		[within(101, 'text')],
	])('takes %j', async (value) => expect(await large(value)).toBe('taken'));

	it.each<[unknown]>([
		[HALF],
		[LONG],
		[[[[[LONG]]]]],
		[{ a: { b: [{ c: [HALF] }] } }],
		[[{ [`b${HALF}`]: 1 }]],
		[within(5, { [HALF]: 1 })],
		[{ constructor: 1 }],
		[[[[[{ prototype: 1 }]]]]],
		[within(102, 'text')],
	])('refuses %j in the words of checkValue', async (value) => {
		expect(await large(value)).toEqual(refusal(value));
	});

	it('lets others have their turn while it looks', async () => {
		const slow = {
			get text() {
				const until = performance.now() + 30;
				while (performance.now() < until);
				return 'text';
			},
		};
		let turns = 0;
		const beat = setInterval(() => (turns += 1), 1);
		expect(await large({ contacts: { parts: Array<unknown>(8).fill(slow) } })).toBe('taken');
		clearInterval(beat);
		expect(turns).toBeGreaterThan(1);
	});
});

describe('bare', () => {
	it.each([
		['\u202a+971 50 000 0001\u202c', '+971 50 000 0001'],
		['\ufeff7104', '7104'],
		['71\u200b04\u200e', '7104'],
		['\u2066\u200f7104\u2069 ', '7104'],
		['7104\u200b ', '7104'],
		[' \u200b 7104', '7104'],
		['ada@exa\u00admple.com', 'ada@example.com'],
		['\u00a07104\u2003\n', '7104'],
		['\u200b', ''],
		['a b', 'a b'],
		// Joiners make one sign of several
		['👩‍👧', '👩‍👧'],
		['می‌خواهم', 'می‌خواهم'],
	])('%j is meant as %j', (text, identifier) => expect(bare(text)).toBe(identifier));
});
