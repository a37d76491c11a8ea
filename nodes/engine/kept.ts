/** What a failed execution keeps of a node's items for its retry. */

import { createHash } from 'node:crypto';
import { omit } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { Failure, type FailureFacts } from './errors';
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

const record = z.object({ run: z.number(), entries: z.array(entry) });

/** Tells one input from another, the bytes of files included; undefined for one that cannot be written down. */
function inputHash({ json, binary = {} }: INodeExecutionData): string | undefined {
	try {
		const hash = createHash('sha256');
		hash.update(JSON.stringify(json));
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

/**
 * Keeps what is known of the items, in case n8n ends the execution here and the user has it retried.
 *
 * @param known one for each input item
 * @returns the items that a retry will not send
 */
export async function keep(context: IExecuteFunctions, known: Known[]): Promise<Set<number>> {
	const data = ownData(context);
	const kept = new Set<number>();
	if (!data) return kept;
	const items = context.getInputData();
	const entries: Entry[] = [];
	const breathe = breathing();
	for (const [item, each] of known.entries()) {
		const found = entryOf(each);
		const input = found && inputHash(items[item]);
		await breathe();
		if (!found || input === undefined) continue;
		entries.push({ item, input, ...found });
		if (found.gave || found.doubt) kept.add(item);
	}
	Object.assign(data, { [NAME]: { run: runOf(context), entries } });
	return kept;
}

/**
 * What the failed execution, of which this one is a retry, has kept of the items. Of one whose input has changed since, nothing is known.
 *
 * @returns by the index of the input item
 */
export async function keptBefore(context: IExecuteFunctions): Promise<Map<number, Known>> {
	const known = new Map<number, Known>();
	const { data } = record.safeParse(ownData(context)?.[NAME]);
	if (!data || data.run !== runOf(context)) return known;
	const items = context.getInputData();
	const breathe = breathing();
	for (const each of data.entries) {
		const same = each.item < items.length && inputHash(items[each.item]) === each.input;
		if (same) known.set(each.item, knownFrom(each));
		await breathe();
	}
	return known;
}
