import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Delivered } from '../../engine/delivered';
import type { Failure } from '../../engine/errors';
import { finish } from '../../engine/items';
import { isUncertain } from '../../engine/kept';
import type { Outcome } from '../../engine/progress';
import { withEncoding } from './garbled';
import type { Found } from './kind';

/** What becomes of the items of a run. */
export class Results {
	private failed = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly delivered: Delivered,
	) {}

	/** One for each input item; undefined for what is not done. */
	get outcomes(): Array<Outcome | undefined> {
		return this.delivered.outcomes;
	}

	/** Whether On Error says to stop; a batch under way is still brought to its end. */
	get stopping(): boolean {
		return this.failed && !this.context.continueOnFail();
	}

	/** Whether anything was sent, or may have been. */
	get anySent(): boolean {
		return this.outcomes.some((outcome) => Array.isArray(outcome) || isUncertain(outcome));
	}

	/** Whether one is not to be sent because an earlier try has delivered it or left it in doubt; one of which an item has changed since is another one. */
	isSettled({ items }: Found): boolean {
		const { outcomes } = this;
		if (items.some((item) => this.delivered.open.has(item))) {
			for (const item of items) if (Array.isArray(outcomes[item])) outcomes[item] = undefined;
			return false;
		}
		const [first] = items;
		const outcome = outcomes[first];
		// What a retry knows from the failed execution has lost its pairing
		if (Array.isArray(outcome)) for (const { json } of outcome) this.give(items, json);
		return true;
	}

	/**
	 * One output item for all the items that something was made of, paired with the first: n8n finds what belongs to an item (`$('…').item`) only
	 * where it is paired with one.
	 */
	give([first, ...others]: number[], json: IDataObject): void {
		this.delivered.report(first, [{ json, pairedItem: { item: first } }]);
		this.pass(others);
	}

	/** Nothing comes of these items. */
	pass(items: number[]): void {
		for (const item of items) this.delivered.report(item, []);
	}

	/** The same failure for all the items that something was made of. @returns as it is told */
	fail(items: number[], failure: Failure): Failure {
		this.failed = true;
		const input = this.context.getInputData();
		const told = withEncoding(
			failure,
			items.map((item) => input[item].json),
		);
		this.tell(items, told);
		return told;
	}

	/** Tells a failure of items that have failed in other words. */
	tell(items: Iterable<number>, failure: Failure): void {
		for (const item of items) this.delivered.report(item, failure);
	}

	/** The output. @throws NodeApiError or NodeOperationError as the node's On Error setting says */
	async finish(): Promise<INodeExecutionData[][]> {
		return await finish(this.context, this.outcomes, this.delivered);
	}
}
