import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import type { HttpAnswer } from '../engine/answer';
import type { PageSource } from '../engine/pages';
import { afterKey, byPosition, type Rows } from '../engine/paging';
import { unreadable, VENDOR } from './answers';
import { call, type Installation } from './api';

/** A row of an archive: its key, what it is of, and the columns that were asked for. */
export type ArchiveRow = IDataObject & { PrimaryKey: string };

/** The key comes as text or as a number, by the mode. https://docs.superoffice.com/en/api/search/odata/index */
const page = z.object({
	'odata.nextLink': z.string().nullish(),
	value: z.array(
		z
			.object({ PrimaryKey: z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String) })
			.passthrough(),
	),
});

/** What is asked of an archive. */
export interface ArchiveQuery {
	/** What follows the version, e.g. `/ChatSession`. */
	path: string;
	columns: readonly string[];
	/** What each row has to be like; all of them hold. */
	conditions?: readonly string[];
	/** How many rows at once. How many SuperOffice gives at the most is not documented. */
	pageSize: number;
	/** Without a language, names come in all languages at once. */
	headers?: Record<string, string>;
}

/** The rows of one page; whether there are more is told by a link, which is not followed: it names the vendor's host also where there is a proxy before it. */
async function readPage(
	installation: Installation,
	{ path, columns, conditions = [], headers = { 'SO-Language': 'en' } }: ArchiveQuery,
	qs: IDataObject,
): Promise<Rows<ArchiveRow>> {
	const filter = conditions.length > 0 ? { $filter: conditions.join(' and ') } : {};
	const query = { $select: columns.join(','), ...filter, ...qs };
	const archive = { method: 'GET', path, qs: query, headers, effect: 'reads' } as const;
	return await call(installation, archive, (json: unknown, answer: HttpAnswer) => {
		const { data } = page.safeParse(json);
		if (!data) throw unreadable(answer, 'Its answer is no list.');
		return { rows: data.value as ArchiveRow[], more: Boolean(data['odata.nextLink']) };
	});
}

const key = ({ PrimaryKey }: ArchiveRow) => PrimaryKey;

/** The rows of an archive in its own order. */
export function archiveRows(installation: Installation, query: ArchiveQuery): PageSource<ArchiveRow, number> {
	const { pageSize } = query;
	return byPosition({
		vendor: VENDOR,
		pageSize,
		key,
		read: async ($skip, $top) => await readPage(installation, query, { $top, $skip }),
	});
}

/**
 * The rows of an archive in the order of their numbers: SuperOffice's advice for long lists, and rows that come or go meanwhile move no others.
 * https://docs.superoffice.com/en/developer-portal/best-practices/index
 *
 * @param column the primary key, by which the archive can be sorted and filtered
 * @param order `desc` for the newest first
 */
export function archiveRowsByNumber(
	installation: Installation,
	{ column, order, ...query }: ArchiveQuery & { column: string; order: 'asc' | 'desc' },
): PageSource<ArchiveRow, number> {
	const { pageSize, conditions = [] } = query;
	const beyond = order === 'desc' ? 'lt' : 'gt';
	return afterKey({
		vendor: VENDOR,
		pageSize,
		key,
		// No row has it: numbers begin with 1
		first: 0,
		place: ({ PrimaryKey }) => Number(PrimaryKey),
		read: async (last, $top) => {
			const further = last === 0 ? [] : [`${column} ${beyond} ${last}`];
			const part = { ...query, conditions: [...conditions, ...further] };
			return await readPage(installation, part, { $orderBy: `${column} ${order}`, $top });
		},
	});
}
