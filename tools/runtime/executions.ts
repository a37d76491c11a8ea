import { setTimeout as sleep } from 'node:timers/promises';

import { parse } from 'flatted';
import { z } from 'zod';

import { type N8nRest, RestError } from './rest';

const failure = z.object({ message: z.string(), description: z.string().nullish() });
const item = z.object({ json: z.record(z.unknown()) }).passthrough();
const nodeRun = z
	.object({
		error: failure.optional(),
		hints: z.array(z.object({ message: z.string() })).default([]),
		data: z
			.object({ main: z.array(z.array(item).nullable()).optional() })
			.passthrough()
			.optional(),
	})
	.passthrough();
const result = z.object({
	error: failure.extend({ node: z.object({ name: z.string() }).nullish() }).optional(),
	runData: z.record(z.array(nodeRun)).default({}),
});
const runResult = z.object({ resultData: result });

type RunResult = z.output<typeof result>;

const execution = z.object({
	id: z.string(),
	status: z.string(),
	data: z.string(),
	customData: z.record(z.string()).default({}),
});
const list = z.object({ results: z.array(z.object({ id: z.string(), status: z.string() })) });

/** How an execution ended and what its nodes gave. */
export interface Execution {
	id: string;
	status: string;
	/** Which node failed and why; undefined when the execution went well. */
	error?: string;
	/** What n8n shows as Highlighted Data. */
	highlighted: Record<string, string>;
	/** The items of a node's outputs (last run), by output. */
	outputs(node: string): Array<Array<z.output<typeof item>>>;
	/** What a node says about its output (last run). */
	hints(node: string): string[];
}

const RUNNING = new Set(['new', 'running', 'waiting']);

const BLANK: RunResult = { runData: {} };

/** What n8n keeps of a run; of one by hand that has only begun it keeps nothing. */
function stored(data: string): RunResult {
	const kept: unknown = parse(data);
	return kept === undefined ? BLANK : runResult.parse(kept).resultData;
}

/** The state of an execution; undefined while n8n cannot read it itself: n8n 2.20 stumbles over one by hand of which it has kept nothing. */
async function stateOf(n8n: N8nRest, id: string): Promise<z.output<typeof execution> | undefined> {
	try {
		return await n8n.data('GET', `/rest/executions/${id}`, execution);
	} catch (caught) {
		if (caught instanceof RestError && caught.status === 500 && /resultData/.test(caught.message))
			return undefined;
		throw caught;
	}
}

/** How long n8n may take to keep what an execution came to, after it says that it has ended. */
const KEEPING_MS = 5000;

/** On SQLite n8n 1 keeps first that an execution has ended, and how it ended in a second step: in between stands what it began with. */
function isWhole(status: string, { error, runData }: RunResult): boolean {
	if (status === 'error') return error !== undefined;
	return status !== 'success' || Object.keys(runData).length > 0;
}

function explain(error: RunResult['error']): string | undefined {
	if (!error) return undefined;
	const text = [error.message, error.description].filter(Boolean).join(' ');
	return error.node ? `${error.node.name}: ${text}` : text;
}

/**
 * Waits until an execution has ended, and reads it.
 * @throws an Error when it is still running after so many seconds
 */
export async function readExecution(n8n: N8nRest, id: string, seconds = 300): Promise<Execution> {
	const deadline = Date.now() + seconds * 1000;
	let endedAt: number | undefined;
	for (;;) {
		const state = await stateOf(n8n, id);
		if (state && !RUNNING.has(state.status)) {
			endedAt ??= Date.now();
			const { status, customData } = state;
			const kept = stored(state.data);
			const { error, runData } = kept;
			if (isWhole(status, kept) || Date.now() > endedAt + KEEPING_MS) {
				return {
					id,
					status,
					error: explain(error),
					highlighted: customData,
					hints: (node) => (runData[node]?.at(-1)?.hints ?? []).map(({ message }) => message),
					outputs: (node) => (runData[node]?.at(-1)?.data?.main ?? []).map((items) => items ?? []),
				};
			}
		}
		if (Date.now() > deadline)
			throw new Error(`Execution ${id} was still ${state?.status ?? 'running'} after ${seconds} s`);
		await sleep(200);
	}
}

/** Waits until an execution has come to a node that waits for the world outside. @throws an Error when it ends before, or never comes there */
export async function untilWaiting(n8n: N8nRest, id: string, seconds = 30): Promise<void> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const { status } = (await stateOf(n8n, id)) ?? { status: 'running' };
		if (status === 'waiting') return;
		if (!RUNNING.has(status) || Date.now() > deadline)
			throw new Error(`Execution ${id} does not wait, it is "${status}"`);
		await sleep(200);
	}
}

/** The ids of a workflow's newest executions, newest first. */
export async function executionsOf(n8n: N8nRest, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await n8n.data('GET', `/rest/executions?filter=${filter}&limit=10`, list);
	return results.map(({ id }) => id);
}

/**
 * Retries a failed execution, as n8n's button does, and waits until that has ended.
 *
 * @param workflow whether its nodes are those of then or those that are saved now
 */
export async function retryExecution(
	n8n: N8nRest,
	id: string,
	workflow: 'original' | 'current',
): Promise<Execution> {
	const retry = await n8n.data('POST', `/rest/executions/${id}/retry`, z.object({ id: z.string() }), {
		loadWorkflow: workflow === 'current',
	});
	return await readExecution(n8n, retry.id);
}
