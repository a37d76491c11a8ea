import type { IExecuteFunctions } from 'n8n-workflow';

import { type Failure, isTool } from '../../engine/errors';
import { hint } from '../../engine/hint';
import { outputCleaner } from '../../engine/http';
import { cleaned } from '../../engine/secrets';
import { singly } from './findings';
import { htmlOf, summaryOf } from './report';
import type { Results } from './results';

/** What is wrong with the input, found by the node itself: told in one text. */
export class Problems {
	/** Each with the item to blame. */
	private found: Failure[] = [];

	/** The items that cannot be sent for it. */
	private readonly refused = new Set<number>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly results: Results,
	) {}

	/** Gives the items their failure. What the vendor or the network has said is no problem of theirs. */
	refuse(items: number[], failure: Failure): void {
		const told = this.results.fail(items, failure);
		if (told.facts.vendor !== undefined) return;
		this.found.push(...singly(told).map((single) => single.with({ item: single.facts.item ?? items[0] })));
		for (const item of items) this.refused.add(item);
	}

	/** Tells all that was found since it was told last: as the error where it ends the run, else beside the output. */
	async tell(): Promise<void> {
		const { context, results, found, refused } = this;
		if (found.length === 0) return;
		this.found = [];
		const { failure, lines } = summaryOf(found, {
			refused: refused.size,
			all: context.getInputData().length,
		});
		if (results.stopping) {
			const told = results.anySent ? lines : [...lines, 'Nothing was sent.'];
			const plain = isTool(context.getNode()) || lines.length === 1;
			const remedy = plain ? told.join(' ') : htmlOf(told);
			results.tell(refused, failure.with({ remedy, ofAll: true }));
			return;
		}
		if (found.length === 1) return;
		const message = `${failure.facts.message}. ${htmlOf(lines)}`;
		const shown = cleaned(message, await outputCleaner(context));
		hint(context, shown, 'warning');
	}
}
