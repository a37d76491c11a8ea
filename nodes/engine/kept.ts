/** What a failed execution keeps of a node's items for its retry. */

import { createHash } from 'node:crypto';
import { omit } from 'lodash';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { Failure, type FailureFacts, isTool } from './errors';
import { ownData, runOf } from './executionPlace';
import type { Outcome } from './progress';
import { storedAs } from './upload';
import { breathing } from './wait';

/** What is known of one item from before. */
export interface Known {
	outcome?: Outcome;
	/** What those of its steps gave that were done, by their names. */
	steps?: Record<string, unknown>;
}

/** Under which it stands in the node's own data of the execution. */
const NAME = 'delivered';

const entry = z.object({
	item: z.number(),
	/** Hash of the item's input. */
	input: z.string(),
	gave: z.array(z.record(z.unknown())).optional(),
	doubt: z.object({ message: z.string(), remedy: z.string() }).passthrough().optional(),
	steps: z.record(z.unknown()).optional(),
});

type Entry = z.output<typeof entry>;

const record = z.object({
	/** Of the node; for another one that has taken its name, nothing is known. */
	type: z.string(),
	run: z.number(),
	entries: z.array(entry),
});

function recordIn(context: IExecuteFunctions): z.output<typeof record> | undefined {
	const { data } = record.safeParse(ownData(context)?.[NAME]);
	return data?.type === context.getNode().type ? data : undefined;
}

/** What an item is known by: its data, or what the fields of a tool hold, in which n8n's data of a call differ from one to the next. */
function toldOf(context: IExecuteFunctions, itemIndex: number): unknown {
	const node = context.getNode();
	if (!isTool(node)) return context.getInputData()[itemIndex].json;
	return Object.keys(node.parameters).map((name) => [name, context.getNodeParameter(name, itemIndex)]);
}

/** Tells one input from another, the bytes of files included; undefined for one that cannot be written down. */
export function inputHash(context: IExecuteFunctions, itemIndex: number): string | undefined {
	try {
		const { binary = {} } = context.getInputData()[itemIndex];
		const hash = createHash('sha256');
		hash.update(JSON.stringify(toldOf(context, itemIndex)));
		for (const [name, file] of Object.entries(binary)) {
			const facts = JSON.stringify([name, omit(file, 'data', 'id')]);
			hash.update(facts).update(storedAs(file));
		}
		return hash.digest('base64url').slice(0, 22);
	} catch {
		return undefined;
	}
}

/** Whether it is certain that the item is not to be sent again without a look. */
export function isUncertain(outcome: Outcome | undefined): outcome is Failure {
	return outcome instanceof Failure && outcome.facts.delivery === 'uncertain';
}

function entryOf({ outcome, steps }: Known): Partial<Entry> | undefined {
	if (Array.isArray(outcome)) return { gave: outcome.map(({ json }) => json) };
	const doubt = isUncertain(outcome) ? { doubt: { ...outcome.facts } } : {};
	return steps || isUncertain(outcome) ? { ...doubt, steps } : undefined;
}

function knownFrom({ gave, doubt, steps }: Entry): Known {
	if (gave)
		return { outcome: gave.map((json) => ({ json: { alreadyDelivered: true, ...json } as IDataObject })) };
	const facts = { ...doubt, delivery: 'uncertain' } as FailureFacts;
	return { outcome: doubt && new Failure(facts), steps };
}

/** What earlier calls of a tool have left in doubt. */
function doubtsOfCalls(context: IExecuteFunctions): Entry[] {
	if (!isTool(context.getNode())) return [];
	return recordIn(context)?.entries.filter(({ doubt }) => doubt) ?? [];
}

/**
 * Keeps what is known of the items, in case n8n ends the execution here and the user has it retried, or the model of a tool calls it again.
 *
 * @param known one for each input item
 * @returns the items that a retry will not send
 */
export async function keep(context: IExecuteFunctions, known: Known[]): Promise<Set<number>> {
	const data = ownData(context);
	const kept = new Set<number>();
	if (!data) return kept;
	const entries: Entry[] = [];
	const breathe = breathing();
	for (const [item, each] of known.entries()) {
		const found = entryOf(each);
		const input = found && inputHash(context, item);
		await breathe();
		if (!found || input === undefined) continue;
		entries.push({ item, input, ...found });
		if (found.gave || found.doubt) kept.add(item);
	}
	const doubts = doubtsOfCalls(context).filter(({ input }) => !entries.some((each) => each.input === input));
	Object.assign(data, {
		[NAME]: { type: context.getNode().type, run: runOf(context), entries: [...doubts, ...entries] },
	});
	return kept;
}

/**
 * What the failed execution, of which this one is a retry, has kept of the items, and what an earlier call of a tool in the same words has left
 * in doubt. Of an item whose input has changed since, nothing is known.
 *
 * @returns by the index of the input item
 */
export async function keptBefore(context: IExecuteFunctions): Promise<Map<number, Known>> {
	const known = new Map<number, Known>();
	const kept = recordIn(context);
	if (!kept) return known;
	const entries = kept.run === runOf(context) ? kept.entries : doubtsOfCalls(context);
	const breathe = breathing();
	for (const each of entries) {
		// An item that is there no more has no hash
		if (inputHash(context, each.item) === each.input) known.set(each.item, knownFrom(each));
		await breathe();
	}
	return known;
}
