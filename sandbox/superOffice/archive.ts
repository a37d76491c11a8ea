import type { FastifyRequest } from 'fastify';

import { readInt32 } from './body';
import { refuseArgument } from './refusals';

/** A provider of rows, as `https://docs.superoffice.com/en/api/archive-providers/` calls them. */
export interface Archive<Row> {
	/** What follows the version in the address. */
	path: string;
	entity: string;
	key: (row: Row) => number;
	columns: Record<string, (row: Row, request: FastifyRequest) => unknown>;
	/** The columns of an answer to a question that names none. */
	preset: string[];
	/** The columns by which rows can be sorted; the first is the preset. */
	sortable: string[];
	/** What a row has to be like; refuses a filter that cannot be read. */
	filter: (filter: string, request: FastifyRequest, baseTimeZone: string) => (row: Row) => boolean;
}

/** How an answer is made. */
interface Page {
	/** The address of the API, without the version. */
	base: string;
	/** How many rows one answer holds at most. */
	pageSize: number;
	/** The zone of dates without one. */
	baseTimeZone: string;
}

/**
 * An OData collection: the asked columns of the rows that pass the filter, in pages, with display values alone (mode Slim).
 * https://docs.superoffice.com/en/api/search/odata/index
 */
export function answerArchive<Row>(
	request: FastifyRequest,
	rows: Row[],
	archive: Archive<Row>,
	{ base, pageSize, baseTimeZone }: Page,
) {
	const query = request.query as Record<string, string | undefined>;
	const columns = readColumns(query.$select, archive);
	const skip = readInt32(query.$skip ?? '0', '$skip');
	const top = Math.min(readInt32(query.$top ?? String(pageSize), '$top'), pageSize);
	const found = rows
		.filter(archive.filter(query.$filter ?? '', request, baseTimeZone))
		.sort(readOrder(query.$orderBy, archive, request));
	const next = new URLSearchParams({ ...query, $skip: String(skip + top) } as Record<string, string>);
	const address = `${base}/v1${archive.path}`;
	return {
		'odata.metadata': `${address}/$metadata`,
		'odata.nextLink': skip + top < found.length ? `${address}?${next.toString()}` : null,
		value: found.slice(skip, skip + top).map((row) => ({
			PrimaryKey: String(archive.key(row)),
			EntityName: archive.entity,
			...Object.fromEntries(columns.map((name) => [name, archive.columns[name](row, request)])),
		})),
	};
}

function readColumns<Row>($select: string | undefined, { columns, preset }: Archive<Row>): string[] {
	const asked = $select === undefined ? preset : $select.split(',').map((name) => name.trim());
	const unknown = asked.find((name) => !Object.hasOwn(columns, name));
	return unknown === undefined ? asked : refuseArgument(`The column '${unknown}' is not known.`);
}

function readOrder<Row>(
	orderBy: string | undefined,
	{ columns, sortable }: Archive<Row>,
	request: FastifyRequest,
): (a: Row, b: Row) => number {
	const [, column, direction = 'asc'] = /^(\S+)(?: (asc|desc))?$/.exec(orderBy ?? sortable[0]) ?? [];
	if (!sortable.includes(column)) return refuseArgument(`Cannot sort by '${orderBy ?? ''}'.`);
	const value = (row: Row) => columns[column](row, request) as number | string;
	const sign = direction === 'desc' ? -1 : 1;
	return (a, b) => sign * (value(a) < value(b) ? -1 : Number(value(a) > value(b)));
}
