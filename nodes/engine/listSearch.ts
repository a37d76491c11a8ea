/** Pick lists that show what went wrong instead of nothing. */

import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { asFailure, describe, toNodeError, withoutItems } from './errors';
import { given } from './given';
import type { RequestOptions } from './options';
import type { PageSource, Place } from './pages';
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
		const failure = withoutItems(asFailure(caught));
		const message = `${failure.facts.message}. ${describe(failure.facts)}`.trim();
		throw toNodeError(context.getNode(), failure.with({ message }), 0);
	}
}

/**
 * One page of a list as a part of a pick list; n8n asks for the next one when the user scrolls down to its end.
 *
 * @param token what this function gave with the part before; nothing for the first
 * @param options makes the options from the rows of a page
 */
export async function listedPage<Row, At extends Place>(
	{ first, pageSize, read }: PageSource<Row, At>,
	token: string | undefined,
	options: (rows: Row[]) => INodeListSearchItems[],
): Promise<INodeListSearchResult> {
	const at = token === undefined ? first : ((typeof first === 'number' ? Number(token) : token) as At);
	const { rows, next } = await read(at, pageSize);
	return given({ results: options(rows), paginationToken: next === undefined ? undefined : String(next) });
}
