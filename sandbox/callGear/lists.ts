import { z } from 'zod';

import { matches, type Filter, filterShape } from './filter';
import { spend } from './points';
import type { Rpc } from './rpc';
import { common, readParams } from './shape';
import type { Row } from './world';

/** A list's columns: whether they can be filtered and sorted, and whether they come unless `fields` says otherwise. */
export type Columns = Record<string, { filter?: boolean; sort?: boolean; extra?: boolean }>;

/** Columns without a mark of their own, by their names, and others. */
export function columns(names: string, more: Columns = {}): Columns {
	const plain = names.split(' ').filter(Boolean);
	return { ...Object.fromEntries(plain.map((name) => [name, {}])), ...more };
}

/**
 * Columns as a vendor's page marks them: `*` can be filtered by, `^` can be sorted by.
 *
 * @param usual those that come without being asked for
 * @param others those that come only when they are asked for
 */
export function markedColumns(usual: string, others: string): Columns {
	const marked = (names: string, extra: boolean) =>
		names
			.split(/\s+/)
			.filter(Boolean)
			.map((name) => [
				name.replace(/[*^]/g, ''),
				{ filter: name.includes('*'), sort: name.includes('^'), extra },
			]);
	return Object.fromEntries([...marked(usual, false), ...marked(others, true)]) as Columns;
}

/** Of a column that can be filtered and sorted by. */
export const either = { filter: true, sort: true };

export interface List {
	columns: Columns;
	rows: (rpc: Rpc) => Row[];
	/** more params than those of every list */
	more?: z.ZodRawShape;
	/** refuses what only this list wants */
	check?: (rpc: Rpc) => void;
	/** what stands for nothing in columns that are no scalars */
	empty?: Row;
}

const listShape = {
	...common,
	limit: z.number().int().min(0).max(10_000).default(1000),
	offset: z.number().int().min(0).max(100_000).default(0),
	fields: z.array(z.string()).optional(),
	filter: filterShape.optional(),
	sort: z
		.array(z.object({ field: z.string(), order: z.enum(['asc', 'desc']).default('asc') }).strict())
		.optional(),
};

/** Any `get.` list: paging, columns, filter and sort. https://callgear.github.io/data_api/ */
export function getList(rpc: Rpc, list: List) {
	const params = readParams(rpc, z.object({ ...listShape, ...list.more }).strict());
	list.check?.(rpc);
	const fields = params.fields ?? Object.keys(list.columns).filter((name) => !list.columns[name].extra);
	for (const field of fields) known(rpc, list, field);
	if (params.filter) checkFilter(rpc, list, params.filter);
	for (const { field } of params.sort ?? []) {
		if (!known(rpc, list, field).sort) rpc.refuse('sort_prohibited', { field });
	}
	const found = list.rows(rpc).filter((row) => !params.filter || matches(row, params.filter));
	for (const { field, order } of [...(params.sort ?? [])].reverse()) sortBy(found, field, order);
	const page = found.slice(params.offset, params.offset + pageSize(rpc, params.limit, found.length));
	const data = page.map((row) =>
		Object.fromEntries(fields.map((field) => [field, row[field] ?? list.empty?.[field] ?? null])),
	);
	return { data, metadata: spend(rpc.world, found.length) };
}

function pageSize({ world: { settings, state } }: Rpc, limit: number, total: number): number {
	if (!settings.shortPage || state.shortPageGiven || total < 2) return limit;
	state.shortPageGiven = true;
	return Math.min(limit, 1);
}

function known(rpc: Rpc, { columns }: List, field: string) {
	return Object.hasOwn(columns, field) ? columns[field] : rpc.refuse('unexpected_parameters', { field });
}

function checkFilter(rpc: Rpc, list: List, filter: Filter): void {
	if ('filters' in filter) return filter.filters.forEach((inner) => checkFilter(rpc, list, inner));
	const { field, operator, value } = filter;
	if (!known(rpc, list, field).filter) rpc.refuse('filter_prohibited', { field });
	const wrongList = operator === 'in' && !Array.isArray(value);
	const wrongText = ['like', 'regexp'].includes(operator) && typeof value !== 'string';
	if (wrongList || wrongText) rpc.refuse('invalid_parameter_value', { field, value });
}

function sortBy(rows: Row[], field: string, order: 'asc' | 'desc'): void {
	const sign = order === 'asc' ? 1 : -1;
	rows.sort((a, b) => sign * String(a[field]).localeCompare(String(b[field]), 'en', { numeric: true }));
}
