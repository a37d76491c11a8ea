import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { z } from 'zod';

import { Failure } from '../../engine/errors';
import { listed } from '../../engine/listSearch';
import { INPUT_COLUMNS } from './columns';

const names = z.array(z.string()).min(1);

/** The columns of the input. @throws Failure when they are not known */
function columnsOfInput(context: ILoadOptionsFunctions): string[] {
	const known = names.safeParse(context.getCurrentNodeParameter(INPUT_COLUMNS)).data;
	if (known) return known;
	throw new Failure({
		message: 'The columns are not known yet',
		remedy: 'Run the node before this one, then its columns are listed here; or type the name By Name.',
		delivery: 'notSent',
	});
}

/** Lists the columns of the input, in its order. */
export async function searchColumns(
	this: ILoadOptionsFunctions,
	search = '',
): Promise<INodeListSearchResult> {
	const wanted = search.trim().toLowerCase();
	return await listed(this, () =>
		Promise.resolve({
			results: columnsOfInput(this)
				.filter((name) => name.toLowerCase().includes(wanted))
				.map((name) => ({ name, value: name })),
		}),
	);
}
