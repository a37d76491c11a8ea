/** A node's marks in n8n's own store for removing duplicates, which outlives its executions. */

import type { IExecuteFunctions } from 'n8n-workflow';

import { asFailure, Failure } from './errors';
import { inTurn } from './turns';
import { wait } from './wait';

/** How many marks n8n keeps for a node, the newest ones: as many as its own Remove Duplicates does. */
export const MOST_MARKS = 10_000;

const OPTIONS = { mode: 'entries', maxEntries: MOST_MARKS } as const;
const TRIES = 3;

/** In milliseconds. */
const SHORTEST_PAUSE = 100;

/** How long changes take at present, the slow ones above all, which count less with each that comes after; in milliseconds. */
let pace = 0;
const FADES = 0.95;

/**
 * n8n keeps the marks of a node in one row, which it reads, changes and writes whole. So within a process one changes it after the other; of two
 * processes that change it at the same moment, the later takes the earlier's marks away: whoever counts on one looks again after the time of `settle`.
 */
export class Marks {
	/** Where n8n keeps them. */
	readonly place: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.place = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	}

	/** Puts marks in, and gives those that were not there. @throws Failure when n8n does not keep them */
	async put(marks: string[]): Promise<Set<string>> {
		const { new: fresh } = await this.change(async ({ checkProcessedAndRecord }) =>
			checkProcessedAndRecord(marks, 'node', OPTIONS),
		);
		return new Set(fresh.map(String));
	}

	/** @throws Failure when n8n keeps them all the same */
	async remove(marks: string[]): Promise<void> {
		await this.change(async ({ removeProcessed }) => removeProcessed(marks, 'node', OPTIONS));
	}

	/** Waits until what another process had read before is written: all of them have the same database, and so about the same pace. */
	async settle(): Promise<void> {
		await wait(Math.max(4 * pace, SHORTEST_PAUSE));
	}

	private async change<T>(work: (helpers: IExecuteFunctions['helpers']) => Promise<T>): Promise<T> {
		const { helpers } = this.context;
		if (!(helpers as Partial<typeof helpers>).checkProcessedAndRecord) {
			throw unusable('This n8n has no store for what was sent', 'Update n8n');
		}
		return await inTurn(this.place, async () => {
			for (let tries = 1; ; tries += 1) {
				try {
					const begun = Date.now();
					const result = await work(helpers);
					pace = Math.max(Date.now() - begun, FADES * pace);
					return result;
				} catch (caught) {
					// Two processes that write the very first mark meet in the database
					if (tries < TRIES) await this.settle();
					else throw unusable(reasonOf(caught), 'Save the workflow');
				}
			}
		});
	}
}

function reasonOf(caught: unknown): string {
	return `n8n does not keep what was sent: ${asFailure(caught).message.replace(/\.$/, '')}`;
}

function unusable(message: string, remedy: string): Failure {
	return new Failure({
		message,
		remedy: `${remedy}, or take "Send Once" out of the options.`,
		delivery: 'notSent',
	});
}
