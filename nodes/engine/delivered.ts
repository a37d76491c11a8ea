/** Knows what was delivered before, whatever makes n8n run a node again: it is never sent a second time. */

import { range } from 'lodash';
import type { IExecuteFunctions } from 'n8n-workflow';

import { Failure } from './errors';
import { isUncertain, keep, keptBefore, type Known } from './kept';
import { oncePerExecution } from './once';
import type { Outcome } from './progress';
import { type Cleaner, cleaned } from './secrets';

/** What the tries of one run of a node have done. */
interface Tries {
	/** One for each input item, once the first try has begun. */
	outcomes?: Array<Outcome | undefined>;
	steps: Map<number, Record<string, unknown>>;
	/** The items for which nothing was sent that leaves a trace at the vendor. */
	onlyRead: Set<number>;
}

/**
 * The runs that are under way. n8n's Retry On Fail starts the node anew, with another context, on the same entry of its stack and the same
 * input: they tell the tries of one run from another run. A tool has the entry of its agent, but an input for each call.
 */
const runs = new WeakMap<object, WeakMap<object, Tries>>();

function triesOf(context: IExecuteFunctions): Tries {
	return oncePerExecution(context, 'engine.tries', () => {
		const stackEntry = (context as Partial<IExecuteFunctions>).getExecuteData?.() ?? context;
		const input = context.getInputData()[0]?.json ?? context;
		const ofEntry = runs.get(stackEntry) ?? new WeakMap<object, Tries>();
		runs.set(stackEntry, ofEntry);
		const run = ofEntry.get(input) ?? { steps: new Map(), onlyRead: new Set() };
		ofEntry.set(input, run);
		return run;
	});
}

/** What has become of the items of one try, those included that an earlier one, or the failed execution, has settled. */
export class Delivered {
	private constructor(
		private readonly context: IExecuteFunctions,
		/** One for each input item, in input order; undefined for what is not done. */
		readonly outcomes: Array<Outcome | undefined>,
		/** The items that are to be sent, in input order. */
		readonly open: ReadonlySet<number>,
	) {}

	/** For what leaves no trace at the vendor: all items are open, and nothing is remembered. */
	static nothing(context: IExecuteFunctions): Delivered {
		const { length } = context.getInputData();
		return new Delivered(
			context,
			new Array<Outcome | undefined>(length).fill(undefined),
			new Set(range(length)),
		);
	}

	/**
	 * Begins a try.
	 *
	 * @param again whether an item that may have arrived is to be sent all the same
	 */
	static async begin(context: IExecuteFunctions, again: (itemIndex: number) => boolean): Promise<Delivered> {
		const run = triesOf(context);
		const { outcomes: before = await recalled(context, run) } = run;
		const open = new Set<number>();
		const outcomes = before.map((outcome, index) => {
			if (Array.isArray(outcome) && !run.onlyRead.has(index)) return outcome;
			if (isUncertain(outcome) && !again(index)) return outcome.with({ before: true });
			open.add(index);
			// Doubt is kept until the item is sent
			return isUncertain(outcome) ? outcome : undefined;
		});
		run.outcomes = outcomes;
		run.onlyRead.clear();
		return new Delivered(context, outcomes, open);
	}

	/**
	 * What has become of an item that was open. One that may have arrived before stays in doubt until it is delivered.
	 *
	 * @param left whether a request that leaves a trace at the vendor has left for it: what was only read is read anew by another try
	 */
	report(itemIndex: number, outcome: Outcome, left = true): void {
		if (!left) triesOf(this.context).onlyRead.add(itemIndex);
		const doubtful = isUncertain(this.outcomes[itemIndex]) && outcome instanceof Failure;
		this.outcomes[itemIndex] = doubtful ? outcome.with({ delivery: 'uncertain' }) : outcome;
	}

	/** Holds on to what is shown of the try instead: another one need not know the secrets that were taken out of it. */
	hold(shown: Array<Outcome | undefined>, clean: Cleaner): void {
		shown.forEach((outcome, index) => (this.outcomes[index] = outcome));
		const { steps } = triesOf(this.context);
		for (const [index, done] of steps) steps.set(index, cleaned(done, clean));
	}

	/**
	 * To be called before the node throws: keeps what is known for a retry of the execution.
	 *
	 * @returns the items that a retry will not send
	 */
	async keep(): Promise<Set<number>> {
		const { outcomes, steps, onlyRead } = triesOf(this.context);
		if (!outcomes) return new Set();
		return await keep(
			this.context,
			outcomes.map(
				(outcome, index): Known => ({
					outcome: Array.isArray(outcome) && onlyRead.has(index) ? undefined : outcome,
					steps: steps.get(index),
				}),
			),
		);
	}
}

async function recalled(context: IExecuteFunctions, { steps }: Tries): Promise<Array<Outcome | undefined>> {
	const known = await keptBefore(context);
	for (const [index, each] of known) if (each.steps) steps.set(index, each.steps);
	return context.getInputData().map((_, index) => known.get(index)?.outcome);
}

/** Whether steps of an item are done, in this execution or the failed one of which it is a retry. */
export function hasDoneSteps(context: IExecuteFunctions, itemIndex: number): boolean {
	return triesOf(context).steps.has(itemIndex);
}

/**
 * Does a step of an item that consists of several, such as one of its files. Whoever tries the item again, is given what the step gave.
 *
 * @param name of the step, its own within the item
 * @param work gives what can be written down as JSON
 */
export async function onceForItem<T>(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	work: () => Promise<T>,
): Promise<T> {
	const { steps } = triesOf(context);
	const done = steps.get(itemIndex) ?? {};
	if (!Object.hasOwn(done, name)) {
		done[name] = await work();
		steps.set(itemIndex, done);
	}
	return done[name] as T;
}
