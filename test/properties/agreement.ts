import { Failure } from '../../nodes/engine/errors';

/** Where our checks refuse what the sandbox takes: their words, and why they do. */
export interface Difference {
	words: RegExp;
	because: string;
}

export interface Agreement<Input> {
	/** Our body, or the refusal of our checks. */
	build: (input: Input) => unknown;
	/** The same without any check. */
	unchecked: (input: Input) => unknown;
	/** Why the sandbox refuses a body; undefined when it takes it. */
	refusal: (body: unknown) => Promise<string | undefined>;
	differences: Difference[];
	/** What a refusal of several things consists of; one thing alone unless given. */
	parts?: (failure: Failure) => Failure[];
}

/**
 * Compares our checks with the sandbox's: what passes ours is taken there, and what ours refuse is refused there too, unless the difference is
 * listed. Counts what it has seen, so that a test can tell that it saw both.
 */
export class Comparison<Input> {
	readonly seen = { taken: 0, refusedByBoth: 0, listed: new Set<string>() };

	constructor(private readonly agreement: Agreement<Input>) {}

	async compare(input: Input): Promise<void> {
		const { build, unchecked, refusal, parts = (whole: Failure) => [whole] } = this.agreement;
		const ours = await attempting(async () => await build(input));
		if (!(ours instanceof Failure)) {
			expect(await refusal(ours)).toBeUndefined();
			this.seen.taken += 1;
			return;
		}
		for (const part of [ours, ...parts(ours)]) expectWords(part);
		if ((await refusal(unchecked(input))) !== undefined) {
			this.seen.refusedByBoth += 1;
			return;
		}
		for (const { facts } of parts(ours)) {
			const difference = this.agreement.differences.find(({ words }) => words.test(facts.message));
			if (!difference) throw new Error(`Refused here, but taken there: ${facts.message}`);
			this.seen.listed.add(difference.because);
		}
	}

	/** That both sides were seen, and every listed difference: one that never shows is none. */
	expectAllSeen(): void {
		expect(this.seen.taken).toBeGreaterThan(0);
		expect(this.seen.refusedByBoth).toBeGreaterThan(0);
		expect([...this.seen.listed].sort()).toEqual(
			[...new Set(this.agreement.differences.map(({ because }) => because))].sort(),
		);
	}
}

/** What a work gives, or the failure that it throws; anything else that it throws is a bug. */
export function attempt<T>(work: () => T): T | Failure {
	try {
		return work();
	} catch (caught) {
		if (caught instanceof Failure) return caught;
		throw caught;
	}
}

/** A refusal says what is wrong and how to go on. */
function expectWords({ facts }: Failure): void {
	expect(facts.message).toMatch(/^"[^]+" [^]+[^.]$/);
	expect(facts.remedy).toMatch(/\.$/);
	expect(facts.field).toBeTruthy();
	expect(facts.delivery).toBe('notSent');
}

/** Like `attempt`, for what takes its time. */
export async function attempting<T>(work: () => Promise<T>): Promise<T | Failure> {
	const settled = await work().then(
		(given) => () => given,
		(caught: unknown) => () => {
			throw caught;
		},
	);
	return attempt(settled);
}
