/** Pick lists that show what went wrong instead of nothing. */

import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asFailure, describe, toNodeError } from './errors';
import type { RequestOptions } from './options';
import { noRetry } from './retry';

/** How pick lists are asked for: somebody waits in front of them. */
export const listOptions = (): RequestOptions => ({
	retry: noRetry,
	timeoutMs: 15_000,
	itemIndex: 0,
	waited: { ms: 0 },
});

/**
 * Fills a pick list. What goes wrong is thrown, so that an empty list means that there is nothing to pick. n8n shows only the message
 * beside a list, so it says how to go on and gives the vendor's words as well.
 *
 * @param make reads one page of the list
 * @throws NodeApiError or NodeOperationError with the whole story in its message
 */
export async function listed(
	context: ILoadOptionsFunctions,
	make: () => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		return await make();
	} catch (caught) {
		const failure = asFailure(caught);
		const message = `${failure.facts.message}. ${describe(failure.facts)}`.trim();
		throw toNodeError(context.getNode(), failure.with({ message }), 0);
	}
}
