/** Says how far a run has come, and keeps that with the execution when it is stopped. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Failure } from './errors';

/** What became of one input item: the items it gave, or why it gave none. */
export type Outcome = INodeExecutionData[] | Failure;

/** What n8n keeps of one entry of an execution's own data. */
const LONGEST_ENTRY = 255;
const LONGEST_KEY = 50;

/** A retry of a stopped execution starts with its first node; one that n8n has ended at its time limit may have nothing left to run. */
const NOT_KEPT = ' Do not use Retry: n8n keeps none of this for it.';

/** Item indexes as n8n counts them, neighbours drawn together: `items 0–4, 7`. */
export function listed(indexes: number[]): string {
	const runs: Array<[number, number]> = [];
	for (const index of indexes) {
		const last = runs.at(-1);
		if (last && last[1] === index - 1) last[1] = index;
		else runs.push([index, index]);
	}
	const text = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
	return `${indexes.length === 1 ? 'item' : 'items'} ${text}`;
}

/**
 * How far a run has come, in sentences such as `Already carried out: items 0–4.`
 *
 * @param outcomes one for each input item, in input order; undefined for an item that is not done
 * @param told an item whose failure is told elsewhere
 * @param toldAll whether it is told elsewhere why all the others failed, or were not started
 * @param underWay the items that are begun and not done
 */
export function progressOf(
	outcomes: Array<Outcome | undefined>,
	{ told, toldAll, underWay }: { told?: number; toldAll?: boolean; underWay?: ReadonlySet<number> } = {},
): string {
	const which = (is: (outcome: Outcome | undefined, index: number) => boolean) =>
		outcomes.flatMap((outcome, index) => (is(outcome, index) ? [index] : []));
	const begun = (index: number) => underWay?.has(index) ?? false;
	const parts: Array<[string, number[]]> = [
		['Already carried out', which(Array.isArray)],
		['Under way', which((outcome, index) => outcome === undefined && begun(index))],
		['Failed as well', which((outcome, index) => outcome instanceof Failure && index !== told)],
		['Not started', which((outcome, index) => outcome === undefined && !begun(index))],
	];
	return (toldAll ? parts.slice(0, 1) : parts)
		.filter(([, indexes]) => indexes.length > 0)
		.map(([what, indexes]) => `${what}: ${listed(indexes)}.`)
		.join(' ');
}

/**
 * What a retry of the execution will do, such as `Retry sends items 3–4 only.`; nothing where it does what is to be expected.
 *
 * @param kept the items that it will not send
 */
export function retryOf(outcomes: Array<Outcome | undefined>, kept: ReadonlySet<number>): string {
	if (kept.size === 0) return '';
	const open = outcomes.flatMap((_, index) => (kept.has(index) ? [] : [index]));
	const doubt = outcomes.some((outcome, index) => outcome instanceof Failure && kept.has(index));
	const unless = doubt ? '; with "Retry Uncertain Sends" on, what is uncertain too' : '';
	return open.length === 0 ? `Retry sends nothing${unless}.` : `Retry sends ${listed(open)} only${unless}.`;
}

/**
 * Of a node that is running when its execution is stopped, n8n keeps nothing. So what it has done by then goes into the execution's own data, which n8n
 * shows as Highlighted Data. To be written before n8n saves the execution, it has to happen at once when the signal comes.
 *
 * @param traces whether anything was sent by then that leaves a trace at the vendor
 * @returns lets go of the signal
 */
export function noteWhenStopped(
	context: IExecuteFunctions,
	outcomes: Array<Outcome | undefined>,
	underWay: ReadonlySet<number>,
	traces: () => boolean,
): () => void {
	const signal = context.getExecutionCancelSignal();
	const note = () => {
		const key = context.getNode().name.replace(/[^\p{L}\p{N}\p{M}_]+/gu, '_');
		const warning = traces() ? NOT_KEPT : '';
		const text = shortened(progressOf(outcomes, { underWay }), LONGEST_ENTRY - warning.length);
		write(context, key, text + warning);
	};
	signal?.addEventListener('abort', note);
	return () => signal?.removeEventListener('abort', note);
}

/** Older versions of n8n refuse keys with letters other than those of English. */
function write(context: IExecuteFunctions, key: string, text: string): void {
	const { customData } = context as Partial<IExecuteFunctions>;
	try {
		customData?.set(key.slice(0, LONGEST_KEY), text);
	} catch {
		const plain = key.replace(/[\W_]+/g, '_');
		if (plain !== key) write(context, plain, text);
	}
}

function shortened(text: string, longest: number): string {
	return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
