/** Where in which execution something is done: what tells a repeat of the same thing from another one that looks alike. */

import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import { oncePerExecution } from './once';

/** Under which a failed execution keeps its id for its retries. */
const KEPT = 'idOfExecution';

/** Older versions of n8n, a node that is an agent's tool, and a pick list may have none. */
function dataOf(context: object, owner: 'node' | 'flow'): IDataObject | undefined {
	try {
		return (context as IExecuteFunctions).getContext(owner);
	} catch {
		return undefined;
	}
}

/** What n8n keeps of the node with an execution, and hands on to its retries; undefined where it keeps nothing. */
export const ownData = (context: IExecuteFunctions) => dataOf(context, 'node');

/** What n8n keeps with an execution for all its nodes, the same object in each of their runs; undefined where it keeps nothing. */
export const dataOfAll = (context: object) => dataOf(context, 'flow');

/**
 * The id of the execution. The retry of a failed execution has an id of its own, but gives that of the failed one where `keepForRetry` was called in it.
 * Where n8n has none, one is made up.
 */
export function executionOf(context: IExecuteFunctions): string {
	return oncePerExecution(context, 'engine.execution', () => {
		const kept = context.getMode() === 'retry' ? ownData(context)?.[KEPT] : undefined;
		return typeof kept === 'string' ? kept : context.getExecutionId() || randomUUID();
	});
}

/** To be called when a failure may end the execution: keeps its id with its own data, which n8n hands on to a retry. */
export function keepForRetry(context: IExecuteFunctions): void {
	if (!context.continueOnFail()) Object.assign(ownData(context) ?? {}, { [KEPT]: executionOf(context) });
}

/** Whether the node is a tool that its agent runs within itself, as agents before version 3 do; newer ones have n8n run it as a node of its own. */
export function runsWithinAgent(context: IExecuteFunctions): boolean {
	const { node } = (context as Partial<IExecuteFunctions>).getExecuteData?.() ?? {};
	return node !== undefined && node.name !== context.getNode().name;
}

/** Which run of the node it is in the execution, from 0: a loop has several. */
export function runOf(context: IExecuteFunctions): number {
	return oncePerExecution(context, 'engine.run', () =>
		z.number().catch(0).parse(context.getWorkflowDataProxy(0).$runIndex),
	);
}

/**
 * An item's place: instance, execution, node, run of the node (a loop has several) and item. It stays the same when n8n starts the same
 * execution anew, and belongs to nothing else.
 */
export function placeOf(context: IExecuteFunctions, itemIndex: number): Array<string | number> {
	return [context.getInstanceId(), executionOf(context), context.getNode().id, runOf(context), itemIndex];
}
