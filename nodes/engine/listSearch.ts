/** Pick lists that show what went wrong instead of nothing. */

import { truncate } from 'lodash';
import type { ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';

import { asFailure, describe, type Failure, toNodeError, withoutItems } from './errors';
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

/** So many characters n8n shows in the place of a list without a scroll bar: what happened, and below it how to go on and the vendor's words. */
const READABLE = { message: 110, description: 250 };

/** So much of the vendor's words stays at the least. */
const VENDOR_WORDS = 60;

const surplusOf = ({ facts }: Failure) => describe(facts).length - READABLE.description;

/** A failure that can be read in the place of a list: advice is dropped from its end on, but for its first sentence, before the vendor's words are cut. */
function readable(failure: Failure): Failure {
	const { message, httpStatus = 0 } = failure.facts;
	// n8n sets the status before the message: one that says that all went well would mislead
	const status = httpStatus < 400 ? { httpStatus: undefined } : {};
	const first = truncate(message, { length: READABLE.message, omission: '…' });
	let short = failure.with({ message: first, ...status });
	let sentences = short.facts.remedy.split(/(?<=\.) (?=[A-Z])/);
	while (sentences.length > 1 && surplusOf(short) > 0) {
		sentences = sentences.slice(0, -1);
		short = short.with({ remedy: sentences.join(' ') });
	}
	const { vendorText = '' } = short.facts;
	const length = Math.max(vendorText.length - surplusOf(short), VENDOR_WORDS);
	if (length >= vendorText.length) return short;
	return short.with({ vendorText: truncate(vendorText, { length, omission: '…' }) });
}

/**
 * Fills a pick list. What goes wrong is thrown, so that an empty list means that there is nothing to pick.
 *
 * @param make reads one page of the list
 * @throws NodeApiError or NodeOperationError, so short that it can be read in the place of the list
 */
export async function listed(
	context: ILoadOptionsFunctions,
	make: () => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		return await make();
	} catch (caught) {
		throw toNodeError(context.getNode(), readable(withoutItems(asFailure(caught))), 0);
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
