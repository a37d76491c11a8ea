/** Remembers for which items a request that writes has left. */

import { oncePerExecution } from './once';

/**
 * The items for which a request that leaves a trace at the vendor has left in this execution of the node. What fails for them afterwards,
 * for whatever reason, can no longer be called "not sent".
 */
export function itemsThatLeft(context: object): Set<number> {
	return oncePerExecution(context, 'engine.left', () => new Set<number>());
}
