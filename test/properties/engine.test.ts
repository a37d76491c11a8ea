import fc from 'fast-check';
import { range, sortBy } from 'lodash';
import { DateTime } from 'luxon';

import { pathSegment, readBaseUrl } from '../../nodes/engine/address';
import {
	asFailure,
	describe as wordsOf,
	Failure,
	type FailureFacts,
	failureJson,
	toNodeError,
} from '../../nodes/engine/errors';
import { parseExactly } from '../../nodes/engine/exactJson';
import { finish, pool, runItems } from '../../nodes/engine/items';
import type { Outcome } from '../../nodes/engine/progress';
import { backoffMs, repeatWhenSafe, retryAfterMs } from '../../nodes/engine/retry';
import { scrub } from '../../nodes/engine/secrets';
import { inMegabytes } from '../../nodes/engine/upload';
import { contextOf, defaults, node } from '../engine/context';
import { attempt } from './agreement';
import { anyText, holds, oddValue } from './check';

describe('JSON of answers', () => {
	const digits = fc.oneof(fc.bigInt(), fc.integer().map(BigInt), fc.bigInt(2n ** 53n - 3n, 2n ** 53n + 3n));
	const fraction = fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true });
	const other = fc.oneof(
		anyText(),
		fraction,
		fc.boolean(),
		fc.constant(null),
		fc.dictionary(anyText(), fraction),
	);
	const read = (value: bigint) => (Number.isSafeInteger(Number(value)) ? Number(value) : String(value));

	it('keeps every digit of whole numbers, and everything else as it is', async () => {
		await holds(
			fc.tuple(fc.array(digits), fc.array(other), anyText()),
			([ids, others, text]) => {
				const json = JSON.stringify(others);
				const written = `{"ids":[${ids.join(',')}],"others":${json},"text":${JSON.stringify(text)}}`;
				expect(parseExactly(written)).toEqual({
					ids: ids.map(read),
					others: JSON.parse(json) as unknown,
					text,
				});
			},
			1_000,
		);
	});
});

describe('secrets', () => {
	const secret = anyText({ minLength: 4, maxLength: 40 });
	const code = (char: string) => char.codePointAt(0) ?? 0;
	const units = (text: string, write: (unit: string) => string) =>
		Array.from({ length: text.length }, (_, at) =>
			write(text.charCodeAt(at).toString(16).padStart(4, '0')),
		).join('');
	const forms = (text: string) => [
		text,
		encodeURIComponent(text),
		encodeURIComponent(text).toLowerCase() === text.toLowerCase()
			? text
			: lowerEscapes(encodeURIComponent(text)),
		encodeURIComponent(encodeURIComponent(text)),
		new URLSearchParams({ '': text }).toString().slice(1),
		[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
		JSON.stringify(text).slice(1, -1),
		JSON.stringify(JSON.stringify(text)).slice(3, -3),
		units(text, (unit) => `\\u${unit}`),
		units(text, (unit) => `\\u${unit.toUpperCase()}`),
		[...text].map((char) => `&#${code(char)};`).join(''),
		[...text].map((char) => `&#x${code(char).toString(16)};`).join(''),
		text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
		Buffer.from(text).toString('base64'),
		Buffer.from(text).toString('base64url'),
	];
	const lowerEscapes = (text: string) => text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());

	it('are in no text of a failure, whatever form they came back in and whatever stands around them', async () => {
		const told = fc.tuple(
			secret,
			anyText(),
			anyText(),
			fc.nat(14),
			fc.constantFrom('message', 'remedy', 'vendorText'),
		);
		await holds(
			told,
			([hidden, before, after, form, name]) => {
				const facts: FailureFacts = { message: 'm', remedy: 'r', delivery: 'refused' };
				const failure = new Failure({ ...facts, [name]: `${before}${forms(hidden)[form]}${after}` });
				const clean = scrub(failure, [hidden]).facts[name];
				// What is left may come from the mark itself
				for (const shown of forms(hidden))
					expect(String(clean).replaceAll('[hidden]', '\n')).not.toContain(shown);
			},
			1_000,
		);
	});

	it('leave texts alone that hold none of them', async () => {
		await holds(
			fc.tuple(fc.stringMatching(/^[A-Z]{4,20}$/), fc.stringMatching(/^[a-z ]{0,40}$/)),
			([hidden, text]) => {
				const failure = new Failure({ message: text, remedy: text, delivery: 'refused' });
				expect(scrub(failure, [hidden]).facts).toEqual(failure.facts);
			},
		);
	});
});

describe('addresses', () => {
	it('keep a segment where it is, and what it says', async () => {
		await holds(
			anyText(),
			(text) => {
				const segment = attempt(() => pathSegment(text, 'ID'));
				if (segment instanceof Failure) return expect(text).toMatch(/^\.{1,2}$/);
				const { pathname, host, search } = new URL(`/a/${segment}/b`, 'https://acme.example');
				expect([host, search]).toEqual(['acme.example', '']);
				expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', text, 'b']);
			},
			500,
		);
	});

	it('are read to the same address again', async () => {
		await holds(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
			const once = readBaseUrl(url, 'Base URL');
			expect(readBaseUrl(` ${once}/ `, 'Base URL')).toBe(once);
			expect(once).not.toMatch(/\/$|[?#]/);
			expect(new URL(once).origin).toBe(new URL(url).origin);
		});
	});

	it('are refused in words otherwise, and never with a password', async () => {
		await holds(
			fc.oneof(
				oddValue,
				anyText().map((text) => `x:topsecret@${text}`),
			),
			(value) => {
				const read = attempt(() => readBaseUrl(value, 'Base URL'));
				if (!(read instanceof Failure)) return;
				expect(read.facts).toMatchObject({ field: 'Base URL', delivery: 'notSent' });
				expect(read.message).not.toContain('topsecret');
			},
			500,
		);
	});
});

describe('items', () => {
	const SIZES: Record<string, number> = { good: 1, two: 2, none: 0, failure: 1, open: 1 };
	const outcome = fc.constantFrom(...Object.keys(SIZES));
	const made = (kind: string, index: number): Outcome | undefined => {
		if (kind === 'open') return undefined;
		if (kind === 'failure') return new Failure({ message: `no ${index}`, remedy: 'r', delivery: 'refused' });
		return Array.from({ length: SIZES[kind] }, () => ({ json: { index } }));
	};

	it('come out in order, each paired with its own, none lost under Continue', async () => {
		await holds(fc.array(outcome, { maxLength: 20 }), async (kinds) => {
			const [items] = await finish(contextOf({ continueOnFail: true }).context, kinds.map(made));
			const expected = kinds.flatMap((kind, index) => Array<number>(SIZES[kind]).fill(index));
			expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(expected);
			for (const { json, pairedItem } of items)
				if ('index' in json) expect(json.index).toBe((pairedItem as { item: number }).item);
		});
	});

	it('are accounted for one by one in the error under Stop', async () => {
		await holds(fc.array(outcome, { minLength: 2, maxLength: 20 }), async (kinds) => {
			const outcomes = kinds.map(made);
			const first = kinds.indexOf('failure');
			fc.pre(first !== -1);
			let thrown: { description?: string | null; context?: { itemIndex?: number } } = {};
			try {
				await finish(contextOf().context, outcomes);
			} catch (caught) {
				thrown = caught as typeof thrown;
			}
			expect(thrown.context?.itemIndex).toBe(first);
			const listed = (words: string) => numbersAfter(thrown.description ?? '', words);
			const told = [
				...listed('Already carried out'),
				...listed('Failed as well'),
				...listed('Not started'),
				first,
			];
			expect(sortBy(told)).toEqual(range(kinds.length));
		});
	});

	it('each run once, never more at a time than allowed, and in order within their lanes', async () => {
		const settings = fc.tuple(
			fc.nat(25),
			fc.integer({ min: 1, max: 8 }),
			fc.nat(4),
			fc.array(fc.nat(3), { maxLength: 25 }),
		);
		await holds(settings, async ([count, concurrency, lanes, pauses]) => {
			const begun: number[] = [];
			let running = 0;
			const lane = (index: number) => (lanes === 0 ? undefined : `lane ${index % lanes}`);
			await pool(count, { atOnce: () => concurrency, lane, halted: () => false }, async (index) => {
				begun.push(index);
				running += 1;
				expect(running).toBeLessThanOrEqual(concurrency);
				for (let turn = pauses[index] ?? 0; turn > 0; turn -= 1) await Promise.resolve();
				running -= 1;
			});
			expect(sortBy(begun)).toEqual(range(count));
			for (const one of range(lanes)) {
				const own = begun.filter((index) => index % lanes === one);
				expect(own).toEqual(sortBy(own));
			}
		});
	});

	it('keep their outcomes whatever their work throws', async () => {
		const thrown = fc.oneof(fc.constant('fine'), fc.anything());
		await holds(fc.array(thrown, { minLength: 1, maxLength: 8 }), async (works) => {
			const { context } = contextOf({ items: works.map(() => ({})), continueOnFail: true });
			const [items] = await runItems(context, { defaults, properties: [] }, async ({ itemIndex: index }) => {
				if (works[index] === 'fine') return await Promise.resolve({ json: { index } });
				throw works[index];
			});
			expect(items.map(({ json }) => ('error' in json ? 'failed' : json.index))).toEqual(
				works.map((work, index) => (work === 'fine' ? index : 'failed')),
			);
		});
	});
});

/** The indexes that a sentence such as `Already carried out: items 0–2, 5.` names. */
function numbersAfter(text: string, words: string): number[] {
	const [, list] = new RegExp(`${words}: items? ([\\d–, ]+)\\.`).exec(text) ?? [];
	return (list?.split(', ') ?? []).flatMap((part) => {
		const [from, to = from] = part.split('–').map(Number);
		return range(from, to + 1);
	});
}

describe('errors', () => {
	const text = anyText();
	const facts: fc.Arbitrary<FailureFacts> = fc.record(
		{
			message: anyText({ minLength: 1 }),
			remedy: text,
			delivery: fc.constantFrom('notSent', 'refused', 'uncertain'),
			field: text,
			vendor: text,
			vendorCode: fc.oneof(text, fc.integer()),
			vendorText: text,
			httpStatus: fc.integer({ min: 100, max: 599 }),
			networkCode: fc.constantFrom('ECONNRESET', 'ENOTFOUND'),
			tries: fc.integer({ min: 1, max: 20 }),
		},
		{ requiredKeys: ['message', 'remedy', 'delivery'] },
	);

	it('say the same to a user who stops and to one who continues', async () => {
		await holds(
			facts,
			(known) => {
				const failure = new Failure(known);
				const error = toNodeError(node, failure, 3);
				const { error: shown } = failureJson(failure, node) as { error: Record<string, unknown> };
				expect([error.message, error.description]).toEqual([shown.message, shown.description]);
				expect(shown.message).toBe(known.message);
				expect(shown.description).toBe(wordsOf(known));
				expect(error.context.itemIndex).toBe(3);
			},
			500,
		);
	});

	it('can be made of anything', async () => {
		await holds(
			fc.anything(),
			(value) => {
				const failure = asFailure(value);
				expect(failure.message).not.toBe('');
				expect(failure.facts.delivery).toBe('notSent');
			},
			500,
		);
	});
});

describe('waiting', () => {
	it('grows from try to try, and never beyond half a minute', async () => {
		await holds(
			fc.tuple(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true })),
			([tries, chance]) => {
				const pause = backoffMs(tries, chance);
				expect(pause).toBeGreaterThanOrEqual(250);
				expect(pause).toBeLessThanOrEqual(30_000);
				expect(backoffMs(tries + 1, chance)).toBeGreaterThanOrEqual(pause);
			},
		);
	});

	it('is as long as the vendor says, in either form, and never negative', async () => {
		const now = DateTime.fromISO('2026-02-03T10:00:00Z');
		await holds(fc.integer({ min: -1_000, max: 1_000_000 }), (seconds) => {
			expect(retryAfterMs(now.plus({ seconds }).toHTTP() ?? '', now)).toBe(Math.max(0, seconds * 1_000));
			expect(retryAfterMs(String(seconds), now)).toBe(seconds < 0 ? undefined : seconds * 1_000);
		});
		await holds(anyText(), (header) => {
			const ms = retryAfterMs(header, now);
			expect(ms === undefined || ms >= 0).toBe(true);
		});
	});

	it('ends after the tries that are allowed, and repeats no write that may have been carried out', async () => {
		const tries = fc.array(fc.constantFrom('refused', 'uncertain', 'notSent', 'fine', 'final'), {
			minLength: 1,
			maxLength: 6,
		});
		await holds(
			fc.tuple(tries, fc.integer({ min: 1, max: 6 }), fc.boolean(), fc.boolean()),
			async ([course, maxTries, writes, retryUncertain]) => {
				let sent = 0;
				const answers: string[] = [];
				const settings = {
					policy: { maxTries, maxWaitMs: 1e6, retryUncertain },
					effect: writes ? ('writes' as const) : ('reads' as const),
					context: {},
				};
				const failed = await repeatWhenSafe(async () => {
					const answer = course[Math.min(sent++, course.length - 1)];
					answers.push(answer);
					if (answer === 'fine') return await Promise.resolve();
					const delivery = answer === 'final' ? 'refused' : (answer as FailureFacts['delivery']);
					throw new Failure({
						message: 'no',
						remedy: '',
						delivery,
						repeatable: answer !== 'final',
						repeatAfterMs: 1,
					});
				}, settings).then(() => undefined, asFailure);
				expect(sent).toBeLessThanOrEqual(maxTries);
				expect(answers.slice(0, -1)).not.toContain('fine');
				expect(answers.slice(0, -1)).not.toContain('final');
				if (writes && !retryUncertain) expect(answers.slice(0, -1)).not.toContain('uncertain');
				if (!failed) return expect(answers.at(-1)).toBe('fine');
				// Who may have something twice has to be told
				expect(failed.facts.delivery === 'uncertain').toBe(writes && answers.includes('uncertain'));
			},
		);
	});
});

describe('sizes', () => {
	it('never read as smaller than they are', async () => {
		await holds(fc.nat(2_000_000_000), (bytes) => {
			const [number, unit] = inMegabytes(bytes).split(' ');
			expect(Number(number) * (unit === 'kB' ? 1_000 : 1_000_000)).toBeGreaterThanOrEqual(bytes);
		});
	});
});
